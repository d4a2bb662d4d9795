// name: writing.ties.competes_with_company_company
// mode: write
// scope: none
// time: none
// params: rows: list[list]
// returns: one Tied
//
// Ties companies to companies by COMPETES_WITH, once: `made` holds the pairs that were not tied
// before, `found` counts those of which both ends exist. A row is [start id, end id], each only once.
UNWIND $rows AS row
MATCH (s:Company {id: row[0]})
MATCH (e:Company {id: row[1]})
WITH s, e, EXISTS { (s)-[:COMPETES_WITH]->(e) } AS tied
FOREACH (_ IN CASE WHEN tied THEN [] ELSE [1] END | CREATE (s)-[:COMPETES_WITH]->(e))
RETURN count(*) AS found, collect(CASE WHEN tied THEN null ELSE [s.id, e.id] END) AS made
