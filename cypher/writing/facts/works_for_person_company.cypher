// name: writing.facts.works_for_person_company
// mode: write
// scope: none
// time: none
// params: rows: list[list], at: datetime, change_id: str
// returns: one Written
//
// Creates WORKS_FOR facts from people to companies, or puts removed ones back; a row whose
// ends do not both exist is left out and not counted. A row without recorded_at and change_id gets $at
// and $change_id.
// A row is [start id, end id, id, valid_from, valid_to, observed_on, source, confidence, recorded_at,
// change_id, employment, legal_organ, grade_title, personal_grade, person_rank, representative].
UNWIND $rows AS row
MATCH (s:Person {id: row[0]})
MATCH (e:Company {id: row[1]})
CREATE (s)-[f:WORKS_FOR {
  id: row[2],
  valid_from: row[3],
  valid_to: row[4],
  observed_on: row[5],
  source: row[6],
  confidence: row[7],
  recorded_at: coalesce(row[8], $at),
  change_id: coalesce(row[9], $change_id),
  employment: row[10],
  legal_organ: row[11],
  grade_title: row[12],
  personal_grade: row[13],
  person_rank: row[14],
  representative: row[15]
}]->(e)
RETURN count(f) AS written
