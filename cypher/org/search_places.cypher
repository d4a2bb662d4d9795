// name: org.search_places
// mode: read
// scope: account
// time: as_of
// params: account_id: str, as_of: date
// returns: one PlacesRow
//
// What the departments, posts and deals of the account are called on the day, as three lists of id and name: small
// enough to be searched by the caller, who folds both sides alike.
MATCH (a:Account {id: $account_id})
CALL (a) {
  MATCH (d:Department)-[i:IN_ACCOUNT]->(a)
  WHERE (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
  RETURN collect([d.id, i.name, i.valid_from IS NOT NULL]) AS departments
}
CALL (a) {
  MATCH (s:Post)-[i:IN_ACCOUNT]->(a)
  WHERE (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
  RETURN collect([s.id, i.title, i.valid_from IS NOT NULL]) AS posts
}
CALL (a) {
  MATCH (o:Opportunity)-[f:FOR]->(a)
  WHERE (f.valid_from IS NULL OR f.valid_from <= $as_of) AND (f.valid_to IS NULL OR $as_of < f.valid_to)
  RETURN collect([o.id, f.name, f.valid_from IS NOT NULL]) AS deals
}
RETURN a.name AS account_name, departments, posts, deals
