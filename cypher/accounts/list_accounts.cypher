// name: accounts.list_accounts
// mode: read
// scope: visible
// time: none
// params: visible: list[str]
// returns: list[AccountSummary]
//
// The accounts one may see, one row each, by name. Counts are of all days: people, posts and departments that are on
// record, whether they are there today or not. `last_change_at` is null for an account that was never changed.
MATCH (a:Account)
WHERE a.id > '' AND ($visible IS NULL OR a.id IN $visible)
CALL (a) {
  OPTIONAL MATCH (c:Change {id: a.last_change_id})
  RETURN c.at AS last_change_at
}
RETURN
  a.id AS id,
  a.name AS name,
  coalesce(a.state, 'live') AS state,
  a.currency AS currency,
  COUNT { MATCH (p:Person)-[:WORKS_FOR]->(a) RETURN DISTINCT p } AS people,
  COUNT { MATCH (s:Post)-[:IN_ACCOUNT]->(a) RETURN DISTINCT s } AS posts,
  COUNT { MATCH (d:Department)-[:IN_ACCOUNT]->(a) RETURN DISTINCT d } AS departments,
  a.last_change_id AS last_change_id,
  last_change_at
ORDER BY name, id
