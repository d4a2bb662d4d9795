// name: changes.items
// mode: read
// scope: account
// time: none
// params: account_id: str, change_id: str
// returns: list[ItemRow]
//
// What a change of the account corrected, removed or tied, in the order in which it did so. `before` and `after` are JSON
// text; `before` is null for what was made, `after` for what was removed.
MATCH (:Account {id: $account_id})<-[:TOUCHED]-(c:Change {id: $change_id})-[:HAS_ITEM]->(i:ChangeItem)
RETURN
  i.id AS id,
  i.fact_id AS fact_id,
  i.type AS type,
  i.start_label AS start_label,
  i.start_id AS start_id,
  i.end_label AS end_label,
  i.end_id AS end_id,
  i.before AS before,
  i.after AS after
ORDER BY id
