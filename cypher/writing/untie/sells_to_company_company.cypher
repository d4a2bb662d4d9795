// name: writing.untie.sells_to_company_company
// mode: write
// scope: none
// time: none
// params: rows: list[list]
// returns: one Written
//
// Removes SELLS_TO ties from companies to companies. A row is [start id, end id].
UNWIND $rows AS row
MATCH (s:Company {id: row[0]})
MATCH (e:Company {id: row[1]})
MATCH (s)-[t:SELLS_TO]->(e)
DELETE t
RETURN count(*) AS written
