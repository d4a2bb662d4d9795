// name: writing.nodes.post
// mode: write
// scope: none
// time: none
// params: rows: list[list], at: datetime, change_id: str
// returns: one Written
//
// Creates posts. A row is [id].
UNWIND $rows AS row
CREATE (n:Post {
  id: row[0],
  recorded_at: $at,
  change_id: $change_id
})
RETURN count(n) AS written
