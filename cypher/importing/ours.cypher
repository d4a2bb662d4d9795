// name: importing.ours
// mode: read
// scope: none
// time: none
// params: none
// returns: one SnapshotRow
//
// What is ours and belongs to no account, of all days: what the files of an account that is not there yet are compared
// with. nodes: [labels, properties] of all members and units; edges: [type, start id, end id, properties] among them.
// Instants and days as text, as in importing.snapshot.
CALL () {
  MATCH (n:Member)
  WHERE n.id > ''
  RETURN collect(n) AS members
}
CALL () {
  MATCH (n:Unit)
  WHERE n.id > ''
  RETURN collect(n) AS units
}
CALL (members, units) {
  UNWIND members + units AS n
  MATCH (n)-[e:BELONGS_TO|PART_OF|IDENTIFIED_BY]->(m)
  RETURN collect([type(e), n.id, m.id, e {
    .*,
    valid_from: toString(e.valid_from),
    valid_to: toString(e.valid_to),
    observed_on: toString(e.observed_on),
    recorded_at: toString(e.recorded_at)
  }]) AS edges
}
CALL (members) {
  UNWIND members AS n
  MATCH (n)-[:IDENTIFIED_BY]->(m)
  RETURN collect(DISTINCT m) AS beside
}
RETURN [n IN members + units + beside | [labels(n), n {.*, recorded_at: toString(n.recorded_at)}]] AS nodes, edges
