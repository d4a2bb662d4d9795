// name: writing.ties.attended_member_meeting
// mode: write
// scope: none
// time: none
// params: rows: list[list]
// returns: one Tied
//
// Ties members to meetings by ATTENDED, once: `made` holds the pairs that were not tied
// before, `found` counts those of which both ends exist. A row is [start id, end id], each only once.
UNWIND $rows AS row
MATCH (s:Member {id: row[0]})
MATCH (e:Meeting {id: row[1]})
WITH s, e, EXISTS { (s)-[:ATTENDED]->(e) } AS tied
FOREACH (_ IN CASE WHEN tied THEN [] ELSE [1] END | CREATE (s)-[:ATTENDED]->(e))
RETURN count(*) AS found, collect(CASE WHEN tied THEN null ELSE [s.id, e.id] END) AS made
