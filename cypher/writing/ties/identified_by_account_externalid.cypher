// name: writing.ties.identified_by_account_externalid
// mode: write
// scope: none
// time: none
// params: rows: list[list]
// returns: one Tied
//
// Ties accounts to foreign ids by IDENTIFIED_BY, once: `made` holds the pairs that were not tied
// before, `found` counts those of which both ends exist. A row is [start id, end id], each only once.
UNWIND $rows AS row
MATCH (s:Account {id: row[0]})
MATCH (e:ExternalId {id: row[1]})
WITH s, e, EXISTS { (s)-[:IDENTIFIED_BY]->(e) } AS tied
FOREACH (_ IN CASE WHEN tied THEN [] ELSE [1] END | CREATE (s)-[:IDENTIFIED_BY]->(e))
RETURN count(*) AS found, collect(CASE WHEN tied THEN null ELSE [s.id, e.id] END) AS made
