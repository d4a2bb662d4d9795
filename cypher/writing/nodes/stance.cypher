// name: writing.nodes.stance
// mode: write
// scope: none
// time: none
// params: rows: list[list], at: datetime, change_id: str
// returns: one Written
//
// Creates stances. A row is [id, level, assessed_on, withdrawn_on, evidence, source, confidence].
UNWIND $rows AS row
CREATE (n:Stance {
  id: row[0],
  recorded_at: $at,
  change_id: $change_id,
  level: row[1],
  assessed_on: row[2],
  withdrawn_on: row[3],
  evidence: row[4],
  source: row[5],
  confidence: row[6]
})
RETURN count(n) AS written
