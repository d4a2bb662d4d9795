// name: writing.untie.by_stance_member
// mode: write
// scope: none
// time: none
// params: rows: list[list]
// returns: one Written
//
// Removes BY ties from stances to members. A row is [start id, end id].
UNWIND $rows AS row
MATCH (s:Stance {id: row[0]})
MATCH (e:Member {id: row[1]})
MATCH (s)-[t:BY]->(e)
DELETE t
RETURN count(*) AS written
