// name: importing.shared_ids
// mode: read
// scope: none
// time: none
// params: none
// returns: one SharedIds
//
// The ids of all members and units, sorted: whether one has been added since a plan was made.
RETURN
  COLLECT { MATCH (m:Member) WHERE m.id > '' RETURN m.id ORDER BY m.id } AS members,
  COLLECT { MATCH (u:Unit) WHERE u.id > '' RETURN u.id ORDER BY u.id } AS units
