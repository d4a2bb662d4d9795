// name: writing.untie.toward_stance_opportunity
// mode: write
// scope: none
// time: none
// params: rows: list[list]
// returns: one Written
//
// Removes TOWARD ties from stances to opportunities. A row is [start id, end id].
UNWIND $rows AS row
MATCH (s:Stance {id: row[0]})
MATCH (e:Opportunity {id: row[1]})
MATCH (s)-[t:TOWARD]->(e)
DELETE t
RETURN count(*) AS written
