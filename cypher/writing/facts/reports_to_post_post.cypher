// name: writing.facts.reports_to_post_post
// mode: write
// scope: none
// time: none
// params: rows: list[list], at: datetime, change_id: str
// returns: one Written
//
// Creates REPORTS_TO facts from posts to posts, or puts removed ones back; a row whose
// ends do not both exist is left out and not counted. A row without recorded_at and change_id gets $at
// and $change_id.
// A row is [start id, end id, id, valid_from, valid_to, observed_on, source, confidence, recorded_at,
// change_id, kind].
UNWIND $rows AS row
MATCH (s:Post {id: row[0]})
MATCH (e:Post {id: row[1]})
CREATE (s)-[f:REPORTS_TO {
  id: row[2],
  valid_from: row[3],
  valid_to: row[4],
  observed_on: row[5],
  source: row[6],
  confidence: row[7],
  recorded_at: coalesce(row[8], $at),
  change_id: coalesce(row[9], $change_id),
  kind: row[10]
}]->(e)
RETURN count(f) AS written
