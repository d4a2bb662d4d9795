// name: accounts.delete_deals
// mode: write
// scope: account
// time: none
// params: account_id: str, most: int
// returns: one Written
//
// Removes up to $most opportunities of the account, of all days, with all their facts and foreign ids.
MATCH (n:Opportunity)-[:FOR]->(:Account {id: $account_id})
WITH DISTINCT n
LIMIT $most
OPTIONAL MATCH (n)-[:IDENTIFIED_BY]->(x:ExternalId)
WITH n, collect(x) AS foreign
FOREACH (x IN foreign | DETACH DELETE x)
DETACH DELETE n
RETURN count(*) AS written
