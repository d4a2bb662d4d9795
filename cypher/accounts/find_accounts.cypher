// name: accounts.find_accounts
// mode: read
// scope: visible
// time: none
// params: visible: list[str], ref: str, name_key: str
// returns: list[AccountSummary]
//
// The accounts one may see whose id or name is $ref, or whose name is $ref once both are folded; one row each.
// Counts are of all days, as in list_accounts.
MATCH (a:Account)
WHERE a.id > '' AND ($visible IS NULL OR a.id IN $visible)
  AND (a.id = $ref OR a.name = $ref OR a.name_key = $name_key)
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
