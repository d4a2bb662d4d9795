// name: writing.untie.scoped_to_stance_account
// mode: write
// scope: none
// time: none
// params: rows: list[list]
// returns: one Written
//
// Removes SCOPED_TO ties from stances to accounts. A row is [start id, end id].
UNWIND $rows AS row
MATCH (s:Stance {id: row[0]})
MATCH (e:Account {id: row[1]})
MATCH (s)-[t:SCOPED_TO]->(e)
DELETE t
RETURN count(*) AS written
