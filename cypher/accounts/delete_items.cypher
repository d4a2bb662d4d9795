// name: accounts.delete_items
// mode: write
// scope: account
// time: none
// params: account_id: str, most: int
// returns: one Written
//
// Removes up to $most items of changes that touched no other account.
MATCH (a:Account {id: $account_id})<-[:TOUCHED]-(c:Change)-[:HAS_ITEM]->(i:ChangeItem)
WHERE NOT EXISTS { MATCH (c)-[:TOUCHED]->(b:Account) WHERE b.id <> $account_id }
WITH i
LIMIT $most
DETACH DELETE i
RETURN count(*) AS written
