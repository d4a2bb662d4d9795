// name: writing.untie.about_meeting_opportunity
// mode: write
// scope: none
// time: none
// params: rows: list[list]
// returns: one Written
//
// Removes ABOUT ties from meetings to opportunities. A row is [start id, end id].
UNWIND $rows AS row
MATCH (s:Meeting {id: row[0]})
MATCH (e:Opportunity {id: row[1]})
MATCH (s)-[t:ABOUT]->(e)
DELETE t
RETURN count(*) AS written
