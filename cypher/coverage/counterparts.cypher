// name: coverage.counterparts
// mode: read
// scope: account
// time: days
// params: account_id: str, as_of: date, since: date
// returns: list[CounterpartRow]
//
// Whom of theirs we met: one row a person who was at a held two-way meeting of this account, from $since to $as_of (both
// days included), with at least one of us there; nobody met: no row. talks: each meeting, who of us was at it, and the
// departments, with all that lay above them, of the posts held on the day of the meeting. seats: the posts held on
// $as_of, each with its department. above: the posts above them in the reporting lines of $as_of.
// A holder of unknown start counts while the seat has room beside those with a start (of several the first by id).
MATCH (a:Account {id: $account_id})<-[:SCOPED_TO]-(v:Meeting)
WHERE v.state = 'held' AND v.two_way AND $since <= v.held_on AND v.held_on <= $as_of
WITH a, v,
     COLLECT {
       MATCH (v)<-[:ATTENDED]-(m:Member)
       RETURN m.id
     } AS members
WHERE size(members) > 0
MATCH (v)<-[:ATTENDED]-(p:Person)
CALL (a, p, v) {
  MATCH (p)-[h:HOLDS]->(s:Post)
  WHERE (h.valid_from IS NULL OR h.valid_from <= v.held_on) AND (h.valid_to IS NULL OR v.held_on < h.valid_to)
  WITH DISTINCT a, v, p, h, s
  MATCH (s)-[i:IN_ACCOUNT]->(a)
  WHERE (i.valid_from IS NULL OR i.valid_from <= v.held_on) AND (i.valid_to IS NULL OR v.held_on < i.valid_to)
  WITH DISTINCT a, v, p, h, s, i
  WHERE h.valid_from IS NOT NULL OR COUNT {
    MATCH (s)<-[x:HOLDS]-(y:Person)
    WHERE (x.valid_from IS NOT NULL OR y.id < p.id)
      AND (x.valid_from IS NULL OR x.valid_from <= v.held_on) AND (x.valid_to IS NULL OR v.held_on < x.valid_to)
  } < coalesce(i.capacity, 1)
  WITH DISTINCT v, s
  MATCH (s)-[l:PLACED_IN]->(b:Department)
  WHERE (l.valid_from IS NULL OR l.valid_from <= v.held_on) AND (l.valid_to IS NULL OR v.held_on < l.valid_to)
  RETURN collect(DISTINCT b) AS homes
}
CALL (v, homes) {
  UNWIND homes AS b
  MATCH (b)(()-[q:PART_OF WHERE (q.valid_from IS NULL OR q.valid_from <= v.held_on) AND (q.valid_to IS NULL OR v.held_on < q.valid_to)]->(:Department)){0,12}(d:Department)
  RETURN collect(DISTINCT d.id) AS departments
}
WITH a, p, collect({id: v.id, held_on: v.held_on, members: members, departments: departments}) AS talks
CALL (a, p) {
  MATCH (p)-[h:HOLDS]->(s:Post)
  WHERE (h.valid_from IS NULL OR h.valid_from <= $as_of) AND (h.valid_to IS NULL OR $as_of < h.valid_to)
  WITH DISTINCT a, p, h, s
  MATCH (s)-[i:IN_ACCOUNT]->(a)
  WHERE (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
  WITH DISTINCT a, p, h, s, i
  WHERE h.valid_from IS NOT NULL OR COUNT {
    MATCH (s)<-[x:HOLDS]-(y:Person)
    WHERE (x.valid_from IS NOT NULL OR y.id < p.id)
      AND (x.valid_from IS NULL OR x.valid_from <= $as_of) AND (x.valid_to IS NULL OR $as_of < x.valid_to)
  } < coalesce(i.capacity, 1)
  RETURN collect(s) AS held
}
RETURN p.id AS person_id,
       p.name AS name,
       talks,
       COLLECT {
         UNWIND held AS s
         OPTIONAL MATCH (s)-[l:PLACED_IN]->(d:Department)
         WHERE (l.valid_from IS NULL OR l.valid_from <= $as_of) AND (l.valid_to IS NULL OR $as_of < l.valid_to)
         RETURN [s.id, d.id]
       } AS seats,
       COLLECT {
         UNWIND held AS s
         MATCH (s)(()-[r:REPORTS_TO WHERE r.kind = 'line' AND (r.valid_from IS NULL OR r.valid_from <= $as_of) AND (r.valid_to IS NULL OR $as_of < r.valid_to)]->(:Post)){1,12}(boss:Post)
         RETURN DISTINCT boss.id
       } AS above
ORDER BY person_id
