// name: accounts.standing
// mode: read
// scope: account
// time: none
// params: account_id: str
// returns: list[Standing]
//
// Whether the account is there, in which state, what its last change was, and how many records hang off it, of all days.
MATCH (a:Account {id: $account_id})
RETURN
  a.id AS id,
  a.name AS name,
  coalesce(a.state, 'live') AS state,
  a.last_change_id AS last_change_id,
  a.change_id AS change_id,
  COUNT { (a)<--() } - COUNT { (a)<-[:TOUCHED]-() } AS attached
