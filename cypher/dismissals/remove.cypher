// name: dismissals.remove
// mode: write
// scope: account
// time: none
// params: account_id: str, ids: list[str]
// returns: one Written
//
// Takes dismissals of the account back: their gaps are shown again. The hint is for workspaces with hardly any dismissals,
// where the planner would rather look at all of them.
MATCH (a:Account {id: $account_id})
UNWIND $ids AS id
MATCH (d:Dismissal {id: id})
USING INDEX SEEK d:Dismissal(id)
WHERE EXISTS { (d)-[:SCOPED_TO]->(a) }
DETACH DELETE d
RETURN count(*) AS written
