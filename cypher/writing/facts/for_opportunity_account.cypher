// name: writing.facts.for_opportunity_account
// mode: write
// scope: none
// time: none
// params: rows: list[list], at: datetime, change_id: str
// returns: one Written
//
// Creates FOR facts from opportunities to accounts, or puts removed ones back; a row whose
// ends do not both exist is left out and not counted. A row without recorded_at and change_id gets $at
// and $change_id.
// A row is [start id, end id, id, valid_from, valid_to, observed_on, source, confidence, recorded_at,
// change_id, name, name_key, stage, kind, amount_minor, currency, probability, order_on, phasing].
UNWIND $rows AS row
MATCH (s:Opportunity {id: row[0]})
MATCH (e:Account {id: row[1]})
CREATE (s)-[f:FOR {
  id: row[2],
  valid_from: row[3],
  valid_to: row[4],
  observed_on: row[5],
  source: row[6],
  confidence: row[7],
  recorded_at: coalesce(row[8], $at),
  change_id: coalesce(row[9], $change_id),
  name: row[10],
  name_key: row[11],
  stage: row[12],
  kind: row[13],
  amount_minor: row[14],
  currency: row[15],
  probability: row[16],
  order_on: row[17],
  phasing: row[18]
}]->(e)
RETURN count(f) AS written
