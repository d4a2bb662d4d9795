// name: writing.nodes.externalid
// mode: write
// scope: none
// time: none
// params: rows: list[list], at: datetime, change_id: str
// returns: one Written
//
// Creates foreign ids. A row is [id, system, value, key].
UNWIND $rows AS row
CREATE (n:ExternalId {
  id: row[0],
  recorded_at: $at,
  change_id: $change_id,
  system: row[1],
  value: row[2],
  key: row[3]
})
RETURN count(n) AS written
