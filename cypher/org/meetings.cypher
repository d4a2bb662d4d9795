// name: org.meetings
// mode: read
// scope: account
// time: as_of
// params: account_id: str, as_of: date, since: date
// returns: list[MeetingRow]
//
// Meetings of the account held from $since to the day, and those planned for the day or later, with who is there on
// both sides, by name; the latest first.
MATCH (a:Account {id: $account_id})<-[:SCOPED_TO]-(v:Meeting)
WHERE (v.state = 'held' AND $since <= v.held_on AND v.held_on <= $as_of)
   OR (v.state = 'planned' AND $as_of <= v.planned_on)
RETURN v.id AS id,
       v.state AS state,
       CASE v.state WHEN 'held' THEN v.held_on ELSE v.planned_on END AS on,
       v.kind AS kind,
       v.subject AS subject,
       coalesce(v.two_way, false) AS two_way,
       COLLECT {
         MATCH (v)<-[:ATTENDED]-(p:Person)
         RETURN [p.id, p.name]
         ORDER BY p.name, p.id
       } AS people,
       COLLECT {
         MATCH (v)<-[:ATTENDED]-(m:Member)
         RETURN [m.id, m.name]
         ORDER BY m.name, m.id
       } AS members
ORDER BY on DESC, id
