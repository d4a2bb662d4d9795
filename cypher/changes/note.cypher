// name: changes.note
// mode: write
// scope: account
// time: none
// params: account_id: str, change_id: str, at: datetime, actor: str, kind: str, reason: str | None, undoes_id: str | None, summary: str
// returns: one Written
//
// Records a change beside the account's facts, such as a setting: unlike `changes.open` it does not become the account's
// version, so that drafts of imports stay good. `written` is 0 when the account does not exist.
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
RETURN count(c) AS written
