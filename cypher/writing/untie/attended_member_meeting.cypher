// name: writing.untie.attended_member_meeting
// mode: write
// scope: none
// time: none
// params: rows: list[list]
// returns: one Written
//
// Removes ATTENDED ties from members to meetings. A row is [start id, end id].
UNWIND $rows AS row
MATCH (s:Member {id: row[0]})
MATCH (e:Meeting {id: row[1]})
MATCH (s)-[t:ATTENDED]->(e)
DELETE t
RETURN count(*) AS written
