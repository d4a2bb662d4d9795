// name: changes.later_items
// mode: read
// scope: account
// time: none
// params: account_id: str, at: datetime, change_id: str, facts: list[str], records: list[str]
// returns: list[LaterItem]
//
// Changes of the account after the one given that are in force and corrected, removed or tied one of the facts, or
// something at one of the records: one row a change, the last one first. Undone changes and undos cancel out.
MATCH (c:Change)-[:TOUCHED]->(:Account {id: $account_id})
WHERE c.at >= $at AND c.id <> $change_id AND c.undone_by_id IS NULL AND c.undoes_id IS NULL
MATCH (c)-[:HAS_ITEM]->(i:ChangeItem)
WHERE i.fact_id IN $facts OR i.start_id IN $records OR i.end_id IN $records
WITH DISTINCT c
RETURN c.id AS id, c.at AS at, c.kind AS kind
ORDER BY at DESC, id DESC
