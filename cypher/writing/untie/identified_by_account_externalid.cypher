// name: writing.untie.identified_by_account_externalid
// mode: write
// scope: none
// time: none
// params: rows: list[list]
// returns: one Written
//
// Removes IDENTIFIED_BY ties from accounts to foreign ids. A row is [start id, end id].
UNWIND $rows AS row
MATCH (s:Account {id: row[0]})
MATCH (e:ExternalId {id: row[1]})
MATCH (s)-[t:IDENTIFIED_BY]->(e)
DELETE t
RETURN count(*) AS written
