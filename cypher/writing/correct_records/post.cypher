// name: writing.correct_records.post
// mode: write
// scope: none
// time: none
// params: rows: list[list]
// returns: one Written
//
// Replaces the named properties of posts. A row is [id, {property: new value}]; null removes.
UNWIND $rows AS row
MATCH (n:Post {id: row[0]})
SET n += row[1]
RETURN count(n) AS written
