// name: writing.facts.plays_role_in_post_opportunity
// mode: write
// scope: none
// time: none
// params: rows: list[list], at: datetime, change_id: str
// returns: one Written
//
// Creates PLAYS_ROLE_IN facts from posts to opportunities, or puts removed ones back; a row whose
// ends do not both exist is left out and not counted. A row without recorded_at and change_id gets $at
// and $change_id.
// A row is [start id, end id, id, valid_from, valid_to, observed_on, source, confidence, recorded_at,
// change_id, pack, role].
UNWIND $rows AS row
MATCH (s:Post {id: row[0]})
MATCH (e:Opportunity {id: row[1]})
CREATE (s)-[f:PLAYS_ROLE_IN {
  id: row[2],
  valid_from: row[3],
  valid_to: row[4],
  observed_on: row[5],
  source: row[6],
  confidence: row[7],
  recorded_at: coalesce(row[8], $at),
  change_id: coalesce(row[9], $change_id),
  pack: row[10],
  role: row[11]
}]->(e)
RETURN count(f) AS written
