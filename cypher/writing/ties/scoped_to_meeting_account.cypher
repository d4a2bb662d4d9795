// name: writing.ties.scoped_to_meeting_account
// mode: write
// scope: none
// time: none
// params: rows: list[list]
// returns: one Tied
//
// Ties meetings to accounts by SCOPED_TO, once: `made` holds the pairs that were not tied
// before, `found` counts those of which both ends exist. A row is [start id, end id], each only once.
UNWIND $rows AS row
MATCH (s:Meeting {id: row[0]})
MATCH (e:Account {id: row[1]})
WITH s, e, EXISTS { (s)-[:SCOPED_TO]->(e) } AS tied
FOREACH (_ IN CASE WHEN tied THEN [] ELSE [1] END | CREATE (s)-[:SCOPED_TO]->(e))
RETURN count(*) AS found, collect(CASE WHEN tied THEN null ELSE [s.id, e.id] END) AS made
