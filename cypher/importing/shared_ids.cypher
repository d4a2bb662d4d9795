// name: importing.shared_ids
// mode: read
// scope: none
// time: none
// params: none
// returns: one SharedIds
//
// The ids of all members and units, sorted: whether one has been added since a plan was made.
CALL () {
  MATCH (m:Member)
  WHERE m.id > ''
  WITH m ORDER BY m.id
  RETURN collect(m.id) AS members
}
CALL () {
  MATCH (u:Unit)
  WHERE u.id > ''
  WITH u ORDER BY u.id
  RETURN collect(u.id) AS units
}
RETURN members, units
