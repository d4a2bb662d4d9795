// name: accounts.delete_scoped
// mode: write
// scope: account
// time: none
// params: account_id: str, most: int
// returns: one Written
//
// Removes up to $most meetings, stances and other records scoped to the account, with all their ties and foreign ids.
MATCH (n)-[:SCOPED_TO]->(:Account {id: $account_id})
WITH DISTINCT n
LIMIT $most
OPTIONAL MATCH (n)-[:IDENTIFIED_BY]->(x:ExternalId)
WITH n, collect(x) AS foreign
FOREACH (x IN foreign | DETACH DELETE x)
DETACH DELETE n
RETURN count(*) AS written
