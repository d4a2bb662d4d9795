// name: writing.untie.of_stance_person
// mode: write
// scope: none
// time: none
// params: rows: list[list]
// returns: one Written
//
// Removes OF ties from stances to people. A row is [start id, end id].
UNWIND $rows AS row
MATCH (s:Stance {id: row[0]})
MATCH (e:Person {id: row[1]})
MATCH (s)-[t:OF]->(e)
DELETE t
RETURN count(*) AS written
