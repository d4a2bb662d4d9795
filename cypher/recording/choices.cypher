// name: recording.choices
// mode: read
// scope: account
// time: as_of
// params: account_id: str, as_of: date
// returns: one ChoicesRow
//
// What the forms of entries let one choose from on the day. team: [id, name] of our members on the account's team.
// deals: [id, name] of the account's open deals; one of unknown stage is open.
MATCH (a:Account {id: $account_id})
CALL (a) {
  MATCH (m:Member)-[t:ON_TEAM_OF]->(a)
  WHERE (t.valid_from IS NULL OR t.valid_from <= $as_of) AND (t.valid_to IS NULL OR $as_of < t.valid_to)
  RETURN collect(DISTINCT [m.id, m.name]) AS team
}
CALL (a) {
  MATCH (o:Opportunity)-[f:FOR]->(a)
  WHERE (f.valid_from IS NULL OR f.valid_from <= $as_of) AND (f.valid_to IS NULL OR $as_of < f.valid_to)
    AND NOT coalesce(f.stage, 'unknown') IN ['won', 'lost']
  RETURN collect(DISTINCT [o.id, f.name]) AS deals
}
RETURN team, deals
