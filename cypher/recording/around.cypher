// name: recording.around
// mode: read
// scope: account
// time: none
// params: account_id: str, people: list[str], posts: list[str], departments: list[str], deals: list[str], members: list[str], name_keys: list[str]
// returns: one AroundRow
//
// What is recorded around one entry, of all days. records: [label, id, properties] of those of the named records that
// are there: people, posts, departments and deals of the account, members of the workspace. facts: [type, start label,
// start id, end label, end id, properties] of every timed fact that starts at one of them, and of the HOLDS of the posts
// and COVERS of the people and posts. namesakes: [id, name key] of the account's people whose name has one of the keys.
MATCH (a:Account {id: $account_id})
CALL (a) {
  UNWIND $people AS id
  MATCH (n:Person {id: id})
  WHERE EXISTS { MATCH (n)-[:WORKS_FOR]->(a) }
  RETURN collect(['Person', n]) AS people
}
CALL (a) {
  UNWIND $posts AS id
  MATCH (n:Post {id: id})
  WHERE EXISTS { MATCH (n)-[:IN_ACCOUNT]->(a) }
  RETURN collect(['Post', n]) AS posts
}
CALL (a) {
  UNWIND $departments AS id
  MATCH (n:Department {id: id})
  WHERE EXISTS { MATCH (n)-[:IN_ACCOUNT]->(a) }
  RETURN collect(['Department', n]) AS departments
}
CALL (a) {
  UNWIND $deals AS id
  MATCH (n:Opportunity {id: id})
  WHERE EXISTS { MATCH (n)-[:FOR]->(a) }
  RETURN collect(['Opportunity', n]) AS deals
}
CALL (a) {
  UNWIND $members AS id
  MATCH (n:Member {id: id})
  WHERE a IS NOT NULL
  RETURN collect(['Member', n]) AS members
}
CALL (a) {
  MATCH (p:Person)-[:WORKS_FOR]->(a)
  WHERE p.name_key IN $name_keys
  RETURN collect(DISTINCT [p.id, p.name]) AS namesakes
}
WITH people + posts + departments + deals AS theirs, members, namesakes
CALL (theirs) {
  UNWIND theirs AS x
  WITH x[0] AS label, x[1] AS n
  MATCH (n)-[e]->(m)
  WHERE e.recorded_at IS NOT NULL
  RETURN collect([type(e), label, n.id, labels(m), m.id, properties(e)]) AS outgoing
}
CALL (theirs) {
  UNWIND theirs AS x
  WITH x[0] AS label, x[1] AS n
  MATCH (n)<-[e:HOLDS|COVERS]-(m)
  RETURN collect([type(e), labels(m)[0], m.id, [label], n.id, properties(e)]) AS incoming
}
RETURN
  [x IN theirs + members | [x[0], x[1].id, properties(x[1])]] AS records,
  outgoing + incoming AS facts,
  namesakes
