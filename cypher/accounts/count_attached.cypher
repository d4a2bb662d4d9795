// name: accounts.count_attached
// mode: read
// scope: account
// time: none
// params: account_id: str
// returns: one Amount
//
// How many records hang off the account, of all days: how long deleting it will take.
MATCH (a:Account {id: $account_id})
RETURN
  COUNT { MATCH (n:Department|Post)-[:IN_ACCOUNT]->(a) RETURN DISTINCT n }
  + COUNT { MATCH (n:Person)-[:WORKS_FOR]->(a) RETURN DISTINCT n }
  + COUNT { MATCH (n:Opportunity)-[:FOR]->(a) RETURN DISTINCT n }
  + COUNT { (a)<-[:SCOPED_TO]-() } AS n
