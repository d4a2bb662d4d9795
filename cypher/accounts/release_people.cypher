// name: accounts.release_people
// mode: write
// scope: account
// time: none
// params: account_id: str, most: int
// returns: one Written
//
// Ends nothing and removes only the tie: up to $most people who work, or worked, for another account as well lose their
// WORKS_FOR facts of all days to this account and stay.
MATCH (a:Account {id: $account_id})<-[w:WORKS_FOR]-(p:Person)
WHERE EXISTS { MATCH (p)-[:WORKS_FOR]->(b:Account) WHERE b.id <> $account_id }
WITH w
LIMIT $most
DELETE w
RETURN count(*) AS written
