// name: writing.nodes.meeting
// mode: write
// scope: none
// time: none
// params: rows: list[list], at: datetime, change_id: str
// returns: one Written
//
// Creates meetings. A row is [id, state, held_on, planned_on, kind, two_way, subject, note, source].
UNWIND $rows AS row
CREATE (n:Meeting {
  id: row[0],
  recorded_at: $at,
  change_id: $change_id,
  state: row[1],
  held_on: row[2],
  planned_on: row[3],
  kind: row[4],
  two_way: row[5],
  subject: row[6],
  note: row[7],
  source: row[8]
})
RETURN count(n) AS written
