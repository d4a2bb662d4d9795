// name: writing.nodes.unit
// mode: write
// scope: none
// time: none
// params: rows: list[list], at: datetime, change_id: str
// returns: one Written
//
// Creates units. A row is [id, name, name_key].
UNWIND $rows AS row
CREATE (n:Unit {
  id: row[0],
  recorded_at: $at,
  change_id: $change_id,
  name: row[1],
  name_key: row[2]
})
RETURN count(n) AS written
