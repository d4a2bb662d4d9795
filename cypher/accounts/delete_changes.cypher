// name: accounts.delete_changes
// mode: write
// scope: account
// time: none
// params: account_id: str, most: int
// returns: one Written
//
// Removes up to $most changes that touched no other account; their items must have gone before.
MATCH (a:Account {id: $account_id})<-[:TOUCHED]-(c:Change)
WHERE NOT EXISTS { MATCH (c)-[:TOUCHED]->(b:Account) WHERE b.id <> $account_id }
WITH c
LIMIT $most
DETACH DELETE c
RETURN count(*) AS written
