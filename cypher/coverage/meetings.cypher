// name: coverage.meetings
// mode: read
// scope: account
// time: none
// params: account_id: str, meeting_ids: list[str]
// returns: list[MeetingRow]
//
// The rows behind the numbers: those of the given meetings that belong to the account, with who was there on both
// sides, by name; the latest first.
UNWIND $meeting_ids AS meeting_id
MATCH (v:Meeting {id: meeting_id})
WHERE EXISTS { (v)-[:SCOPED_TO]->(:Account {id: $account_id}) }
RETURN v.id AS id,
       v.held_on AS held_on,
       v.kind AS kind,
       v.subject AS subject,
       COLLECT {
         MATCH (v)<-[:ATTENDED]-(p:Person)
         RETURN {id: p.id, name: p.name}
         ORDER BY p.name, p.id
       } AS people,
       COLLECT {
         MATCH (v)<-[:ATTENDED]-(m:Member)
         RETURN {id: m.id, name: m.name}
         ORDER BY m.name, m.id
       } AS members
ORDER BY held_on DESC, id
