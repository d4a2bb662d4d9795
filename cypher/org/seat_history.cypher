// name: org.seat_history
// mode: read
// scope: account
// time: none
// params: account_id: str, seat_id: str
// returns: list[SeatHistoryRow]
//
// One post of the account with its holders, titles, places, vacancies and covering members of all days. No row when the
// account never had this post.
MATCH (a:Account {id: $account_id})
MATCH (s:Post {id: $seat_id})
WHERE EXISTS { MATCH (s)-[:IN_ACCOUNT]->(a) }
CALL (s) {
  MATCH (s)<-[h:HOLDS]-(p:Person)
  RETURN collect([
    s.id, p.id, p.name, coalesce(h.is_primary, false), coalesce(h.acting, false), h.valid_from, h.valid_to,
    h.observed_on, h.source, h.confidence
  ]) AS holdings
}
CALL (a, s) {
  MATCH (s)-[i:IN_ACCOUNT]->(a)
  RETURN collect([s.id, i.title, i.valid_from, i.valid_to]) AS titles
}
CALL (s) {
  MATCH (s)-[l:PLACED_IN]->(x)
  RETURN collect([s.id, x.id, l.valid_from, l.valid_to]) AS places
}
CALL (a, s) {
  MATCH (s)-[v:VACANT]->(a)
  RETURN collect([v.valid_from, v.valid_to]) AS vacancies
}
CALL (s) {
  MATCH (s)<-[c:COVERS]-(m:Member)
  RETURN collect([m.id, m.name, c.level, c.desired_level, c.valid_from, c.valid_to]) AS covers
}
RETURN holdings, titles, places, vacancies, covers
