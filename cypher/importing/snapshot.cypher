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
// (of people who work for several): the reader drops what leads out of `nodes`. The instants and days that every record
// or timed fact carries come as text: thousands of them are far faster to read so, and many are equal.
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
  RETURN collect([type(e), n.id, m.id, e {
    .*,
    valid_from: toString(e.valid_from),
    valid_to: toString(e.valid_to),
    observed_on: toString(e.observed_on),
    recorded_at: toString(e.recorded_at)
  }]) AS outgoing
}
CALL (a, records) {
  UNWIND records + [a] AS n
  MATCH (n)<-[e:COVERS|KNOWS|ATTENDED|ON_TEAM_OF]-(m:Member)
  RETURN collect([type(e), m.id, n.id, e {
    .*,
    valid_from: toString(e.valid_from),
    valid_to: toString(e.valid_to),
    observed_on: toString(e.observed_on),
    recorded_at: toString(e.recorded_at)
  }]) AS incoming
}
CALL (a, members, units) {
  UNWIND members + units + [a] AS n
  MATCH (n)-[e:BELONGS_TO|PART_OF|IDENTIFIED_BY]->(m)
  RETURN collect([type(e), n.id, m.id, e {
    .*,
    valid_from: toString(e.valid_from),
    valid_to: toString(e.valid_to),
    observed_on: toString(e.observed_on),
    recorded_at: toString(e.recorded_at)
  }]) AS ours
}
CALL (a, records, members) {
  UNWIND records + members + [a] AS n
  MATCH (n)-[e:IDENTIFIED_BY|WORKS_FOR|OFFERS]->(m)
  WHERE NOT m:Account
  RETURN collect(DISTINCT m) AS beside
}
RETURN
  [
    n IN [a] + records + members + units + beside |
    [labels(n), n {.*, recorded_at: toString(n.recorded_at)}]
  ] AS nodes,
  outgoing + incoming + ours AS edges
