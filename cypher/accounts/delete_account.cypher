// name: accounts.delete_account
// mode: write
// scope: account
// time: none
// params: account_id: str
// returns: one Written
//
// Removes the account itself and its foreign ids, with the facts of all days that our members and other companies have
// with it.
MATCH (a:Account {id: $account_id})
OPTIONAL MATCH (a)-[:IDENTIFIED_BY]->(x:ExternalId)
WITH a, collect(x) AS foreign
FOREACH (x IN foreign | DETACH DELETE x)
DETACH DELETE a
RETURN count(*) AS written
