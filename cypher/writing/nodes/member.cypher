// name: writing.nodes.member
// mode: write
// scope: none
// time: none
// params: rows: list[list], at: datetime, change_id: str
// returns: one Written
//
// Creates members. A row is [id, name, name_key, search_key, email].
UNWIND $rows AS row
CREATE (n:Member {
  id: row[0],
  recorded_at: $at,
  change_id: $change_id,
  name: row[1],
  name_key: row[2],
  search_key: row[3],
  email: row[4]
})
RETURN count(n) AS written
