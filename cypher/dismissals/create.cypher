// name: dismissals.create
// mode: write
// scope: account
// time: none
// params: account_id: str, id: str, change_id: str, at: datetime, actor: str, gap_id: str, reason: str, dismissed_on: date, until_on: date | None, looked: str
// returns: one Written
//
// Dismisses a gap of the account from $dismissed_on up to and including $until_on (null: until it looks different).
MATCH (a:Account {id: $account_id})
CREATE (d:Dismissal {
  id: $id,
  change_id: $change_id,
  recorded_at: $at,
  actor: $actor,
  gap_id: $gap_id,
  reason: $reason,
  dismissed_on: $dismissed_on,
  until_on: $until_on,
  looked: $looked
})-[:SCOPED_TO]->(a)
RETURN count(d) AS written
