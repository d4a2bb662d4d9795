// name: changes.by_id
// mode: read
// scope: none
// time: none
// params: change_id: str
// returns: list[ChangeRow]
//
// One change by its id, or no row: whether something that was to be written has been written.
MATCH (c:Change {id: $change_id})
RETURN
  c.id AS id,
  c.at AS at,
  c.actor AS actor,
  c.kind AS kind,
  c.reason AS reason,
  c.undoes_id AS undoes_id,
  c.undone_by_id AS undone_by_id,
  c.summary AS summary
