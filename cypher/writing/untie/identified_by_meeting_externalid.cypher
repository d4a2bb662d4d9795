// name: writing.untie.identified_by_meeting_externalid
// mode: write
// scope: none
// time: none
// params: rows: list[list]
// returns: one Written
//
// Removes IDENTIFIED_BY ties from meetings to foreign ids. A row is [start id, end id].
UNWIND $rows AS row
MATCH (s:Meeting {id: row[0]})
MATCH (e:ExternalId {id: row[1]})
MATCH (s)-[t:IDENTIFIED_BY]->(e)
DELETE t
RETURN count(*) AS written
