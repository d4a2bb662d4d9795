// name: changes.open
// mode: write
// scope: account
// time: none
// params: account_id: str, change_id: str, at: datetime, actor: str, kind: str, reason: str | None, undoes_id: str | None, summary: str
// returns: one Written
//
// Records a change of the account as its last one: the account's version is the id of this change from now on.
// `written` is 0 when the account does not exist.
MATCH (a:Account {id: $account_id})
CREATE (c:Change {
  id: $change_id,
  at: $at,
  actor: $actor,
  kind: $kind,
  reason: $reason,
  undoes_id: $undoes_id,
  summary: $summary
})-[:TOUCHED]->(a)
SET a.last_change_id = $change_id
RETURN count(c) AS written
