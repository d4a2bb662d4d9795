// name: importing.snapshot
// mode: read
// scope: account
// time: none
// params: account_id: str
// returns: one SnapshotRow
//
// All that hangs off the account, of all days, in one row: what a file is compared with before it is imported.
// nodes: [labels, properties] of its records, of their foreign ids, units and employers, and of all members of ours.
// edges: [type, start id, end id, properties] of every relationship among them, and some to records of other accounts
// (of people who work for several): the reader drops what leads out of `nodes`.
MATCH (a:Account {id: $account_id})
CALL (a) {
  MATCH (n:Department|Post)-[:IN_ACCOUNT]->(a)
  RETURN collect(DISTINCT n) AS placed
}
CALL (a) {
  MATCH (n:Person)-[:WORKS_FOR]->(a)
  RETURN collect(DISTINCT n) AS people
}
CALL (a) {
  MATCH (n:Opportunity)-[:FOR]->(a)
  RETURN collect(DISTINCT n) AS deals
}
CALL (a) {
  MATCH (n:Stance|Meeting|Activity|Initiative)-[:SCOPED_TO]->(a)
  RETURN collect(n) AS scoped
}
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
WITH a, placed + people + deals + scoped AS records, members, units
CALL (records) {
  UNWIND records AS n
  MATCH (n)-[e]->(m)
  RETURN collect([type(e), n.id, m.id, properties(e)]) AS outgoing
}
CALL (a, records) {
  UNWIND records + [a] AS n
  MATCH (n)<-[e:COVERS|KNOWS|ATTENDED|ON_TEAM_OF]-(m:Member)
  RETURN collect([type(e), m.id, n.id, properties(e)]) AS incoming
}
CALL (members, units) {
  UNWIND members + units AS n
  MATCH (n)-[e:BELONGS_TO|PART_OF|IDENTIFIED_BY]->(m)
  RETURN collect([type(e), n.id, m.id, properties(e)]) AS ours
}
CALL (records, members) {
  UNWIND records + members AS n
  MATCH (n)-[e:IDENTIFIED_BY|WORKS_FOR|OFFERS]->(m)
  WHERE NOT m:Account
  RETURN collect(DISTINCT [labels(m), properties(m)]) AS beside
}
RETURN
  [[labels(a), properties(a)]] + [n IN records + members + units | [labels(n), properties(n)]] + beside AS nodes,
  outgoing + incoming + ours AS edges
