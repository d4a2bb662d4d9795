// name: accounts.delete_people
// mode: write
// scope: account
// time: none
// params: account_id: str, most: int
// returns: one Written
//
// Removes up to $most people of the account, of all days, with all their facts and foreign ids, and employers that nobody
// refers to afterwards. People who work for another account as well must have been released before.
MATCH (n:Person)-[:WORKS_FOR]->(:Account {id: $account_id})
WITH DISTINCT n
LIMIT $most
OPTIONAL MATCH (n)-[:IDENTIFIED_BY]->(x:ExternalId)
WITH n, collect(x) AS foreign
CALL (n) {
  OPTIONAL MATCH (n)-[:WORKS_FOR]->(c:Company)
  WHERE NOT c:Account
  RETURN collect(DISTINCT c) AS others
}
FOREACH (x IN foreign | DETACH DELETE x)
DETACH DELETE n
WITH collect(others) AS lists, count(*) AS written
CALL (lists) {
  UNWIND lists AS list
  UNWIND list AS c
  WITH DISTINCT c
  WHERE NOT EXISTS { (c)--() }
  DELETE c
}
RETURN written
