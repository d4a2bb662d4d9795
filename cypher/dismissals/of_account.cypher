// name: dismissals.of_account
// mode: read
// scope: account
// time: none
// params: account_id: str
// returns: list[DismissalRow]
//
// Every dismissal of a gap of the account that has not been taken back, those that are over among them; the latest first.
// `looked` tells what the gap looked like; `until_on` null: until the gap looks different.
MATCH (:Account {id: $account_id})<-[:SCOPED_TO]-(d:Dismissal)
RETURN
  d.id AS id,
  d.gap_id AS gap_id,
  d.reason AS reason,
  d.actor AS actor,
  d.recorded_at AS at,
  d.dismissed_on AS dismissed_on,
  d.until_on AS until_on,
  d.looked AS looked
ORDER BY at DESC, id DESC
