// name: coverage.surroundings
// mode: read
// scope: account
// time: as_of
// params: account_id: str, as_of: date, subjects: list[str]
// returns: one SurroundingsRow
//
// How we could reach people and seats, one row. met: who of theirs has ever (up to $as_of) been met by whom of ours in
// this account, [person_id, name, member_id, name, latest day, its meeting, number of meetings]. around: which of those
// met sit near each of $subjects (ids of people or posts), [subject_id, person_id, tie, steps, via]; tie department: a
// post in the same department, the subject's own seat included; tie line: one or two reporting steps up or down, via
// the post between. between: those posts, [post_id, title, holder_id, name], the holder null when nobody known holds it.
MATCH (a:Account {id: $account_id})
CALL (a) {
  MATCH (a)<-[:SCOPED_TO]-(v:Meeting)
  WHERE v.state = 'held' AND v.two_way AND v.held_on <= $as_of
  MATCH (q:Person)-[:ATTENDED]->(v)<-[:ATTENDED]-(m:Member)
  WITH q, m, v
  ORDER BY v.held_on DESC, v.id
  WITH q, m, head(collect(v)) AS latest, count(v) AS times
  RETURN collect(DISTINCT q) AS known,
         collect([q.id, q.name, m.id, m.name, latest.held_on, latest.id, times]) AS met
}
CALL (a, known) {
  UNWIND $subjects AS subject_id
  CALL (subject_id) {
    MATCH (:Person {id: subject_id})-[h:HOLDS]->(s:Post)
    WHERE (h.valid_from IS NULL OR h.valid_from <= $as_of) AND (h.valid_to IS NULL OR $as_of < h.valid_to)
    RETURN s
    UNION
    MATCH (s:Post {id: subject_id})
    RETURN s
  }
  MATCH (s)-[i:IN_ACCOUNT]->(a)
  WHERE (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
  CALL (s) {
    RETURN s AS z, 'department' AS tie, 1 AS steps, null AS via
    UNION ALL
    MATCH (s)-[l:PLACED_IN]->(:Department)<-[k:PLACED_IN]-(z:Post)
    WHERE (l.valid_from IS NULL OR l.valid_from <= $as_of) AND (l.valid_to IS NULL OR $as_of < l.valid_to)
      AND (k.valid_from IS NULL OR k.valid_from <= $as_of) AND (k.valid_to IS NULL OR $as_of < k.valid_to)
    RETURN z, 'department' AS tie, 1 AS steps, null AS via
    UNION ALL
    MATCH (s)(()-[r:REPORTS_TO WHERE r.kind = 'line' AND (r.valid_from IS NULL OR r.valid_from <= $as_of) AND (r.valid_to IS NULL OR $as_of < r.valid_to)]-(y:Post)){1,2}(z:Post)
    RETURN z, 'line' AS tie, size(r) AS steps, CASE size(r) WHEN 2 THEN head(y) END AS via
  }
  MATCH (z)<-[g:HOLDS]-(q:Person)
  WHERE (g.valid_from IS NULL OR g.valid_from <= $as_of) AND (g.valid_to IS NULL OR $as_of < g.valid_to)
    AND q IN known AND q.id <> subject_id
  RETURN collect(DISTINCT [subject_id, q.id, tie, steps, via.id]) AS around, collect(DISTINCT via) AS vias
}
CALL (a, vias) {
  UNWIND vias AS y
  MATCH (y)-[i:IN_ACCOUNT]->(a)
  WHERE (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
  OPTIONAL MATCH (y)<-[h:HOLDS]-(x:Person)
  WHERE (h.valid_from IS NULL OR h.valid_from <= $as_of) AND (h.valid_to IS NULL OR $as_of < h.valid_to)
  WITH y, i, x
  ORDER BY x.id
  WITH y, i, head(collect(x)) AS x
  RETURN collect([y.id, i.title, x.id, x.name]) AS between
}
RETURN met,
       around,
       between
