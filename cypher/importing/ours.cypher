// name: importing.ours
// mode: read
// scope: none
// time: none
// params: none
// returns: one SnapshotRow
//
// What is ours and belongs to no account, of all days: what the files of an account that is not there yet are compared
// with. nodes: [labels, properties] of all members and units; edges: [type, start id, end id, properties] among them.
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
  RETURN collect([type(e), n.id, m.id, properties(e)]) AS edges
}
CALL (members) {
  UNWIND members AS n
  MATCH (n)-[:IDENTIFIED_BY]->(m)
  RETURN collect(DISTINCT [labels(m), properties(m)]) AS beside
}
RETURN [n IN members + units | [labels(n), properties(n)]] + beside AS nodes, edges
