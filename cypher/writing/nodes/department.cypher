// name: writing.nodes.department
// mode: write
// scope: none
// time: none
// params: rows: list[list], at: datetime, change_id: str
// returns: one Written
//
// Creates departments. A row is [id].
UNWIND $rows AS row
CREATE (n:Department {
  id: row[0],
  recorded_at: $at,
  change_id: $change_id
})
RETURN count(n) AS written
