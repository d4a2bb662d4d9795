// name: accounts.delete_places
// mode: write
// scope: account
// time: none
// params: account_id: str, most: int
// returns: one Written
//
// Removes up to $most posts and departments of the account, of all days, with all their facts and foreign ids.
MATCH (n:Department|Post)-[:IN_ACCOUNT]->(:Account {id: $account_id})
WITH DISTINCT n
LIMIT $most
OPTIONAL MATCH (n)-[:IDENTIFIED_BY]->(x:ExternalId)
WITH n, collect(x) AS foreign
FOREACH (x IN foreign | DETACH DELETE x)
DETACH DELETE n
RETURN count(*) AS written
