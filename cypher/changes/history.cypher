// name: changes.history
// mode: read
// scope: account
// time: none
// params: account_id: str
// returns: list[ChangeRow]
//
// The changes of the account, the last one first. `summary` is JSON text: of an import its files and counts.
MATCH (c:Change)-[:TOUCHED]->(:Account {id: $account_id})
RETURN
  c.id AS id,
  c.at AS at,
  c.actor AS actor,
  c.kind AS kind,
  c.reason AS reason,
  c.undoes_id AS undoes_id,
  c.undone_by_id AS undone_by_id,
  c.summary AS summary
ORDER BY at DESC, id DESC
