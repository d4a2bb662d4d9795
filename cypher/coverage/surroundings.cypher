// name: coverage.surroundings
// mode: read
// scope: account
// time: as_of
// params: account_id: str, as_of: date, seat_ids: list[str]
// returns: one SurroundingsRow
//
// How somebody nobody talks to could be reached, one row of lists. met: who of theirs has ever (up to $as_of) been met
// by any of us in this account, with the one of us who did last (of several the one who did most often, then the first
// by id): [person_id, name, member_id, name, latest day, its meeting, number of their meetings, opposed]; opposed is whether
// the person's latest judgement that stands is opposed: nobody is led through such a person, as in coverage.help.
// seats: the posts those people hold: [person_id, post_id, department_id]. lines: the line superiors of those posts and of
// the posts $seat_ids: [post_id, superior_id]. superiors: each of them: [post_id, title, its own superior, holder_id,
// name, closed]; the holder (none of the opposed, one with a start before one without) is null when nobody known holds it;
// closed: only opposed people hold it.
MATCH (a:Account {id: $account_id})
CALL (a) {
  MATCH (a)<-[:SCOPED_TO]-(t:Stance)-[:OF]->(p:Person)
  WHERE t.assessed_on <= $as_of AND (t.withdrawn_on IS NULL OR $as_of < t.withdrawn_on)
  WITH p, t, EXISTS { (t)-[:TOWARD]->() } AS bound
  ORDER BY bound, t.assessed_on DESC, t.id DESC
  WITH p, head(collect(t)) AS t
  WHERE t.level = 'oppose'
  RETURN collect(p) AS opponents
}
CALL (a, opponents) {
  MATCH (a)<-[:SCOPED_TO]-(v:Meeting)
  WHERE v.state = 'held' AND v.two_way AND v.held_on <= $as_of
  MATCH (q:Person)-[:ATTENDED]->(v)<-[:ATTENDED]-(m:Member)
  WITH q, m, v
  ORDER BY v.held_on DESC, v.id
  WITH q, m, head(collect(v)) AS latest, count(v) AS times
  ORDER BY latest.held_on DESC, times DESC, m.id
  WITH q, head(collect([m.id, m.name, latest.held_on, latest.id, times])) AS best
  RETURN collect(q) AS known, collect([q.id, q.name] + best + [(q IN opponents)]) AS met
}
CALL (a, known) {
  UNWIND known AS q
  MATCH (q)-[h:HOLDS]->(s:Post)-[i:IN_ACCOUNT]->(a)
  WHERE (h.valid_from IS NULL OR h.valid_from <= $as_of) AND (h.valid_to IS NULL OR $as_of < h.valid_to)
    AND (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
  WITH DISTINCT q, h, s, i
  WHERE h.valid_from IS NOT NULL OR COUNT {
    MATCH (s)<-[x:HOLDS]-(y:Person)
    WHERE (x.valid_from IS NOT NULL OR y.id < q.id)
      AND (x.valid_from IS NULL OR x.valid_from <= $as_of) AND (x.valid_to IS NULL OR $as_of < x.valid_to)
  } < coalesce(i.capacity, 1)
  WITH DISTINCT q, s
  OPTIONAL MATCH (s)-[l:PLACED_IN]->(d:Department)
  WHERE (l.valid_from IS NULL OR l.valid_from <= $as_of) AND (l.valid_to IS NULL OR $as_of < l.valid_to)
  RETURN collect(DISTINCT s) AS held, collect([q.id, s.id, d.id]) AS seats
}
CALL (held) {
  CALL (held) {
    UNWIND held AS s
    RETURN s
    UNION
    UNWIND $seat_ids AS seat_id
    MATCH (s:Post {id: seat_id})
    RETURN s
  }
  MATCH (s)-[r:REPORTS_TO]->(b:Post)
  WHERE r.kind = 'line' AND (r.valid_from IS NULL OR r.valid_from <= $as_of) AND (r.valid_to IS NULL OR $as_of < r.valid_to)
  RETURN collect([s.id, b.id]) AS lines, collect(DISTINCT b) AS bosses
}
CALL (a, bosses, opponents) {
  UNWIND bosses AS b
  MATCH (b)-[i:IN_ACCOUNT]->(a)
  WHERE (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
  OPTIONAL MATCH (b)-[r:REPORTS_TO]->(c:Post)
  WHERE r.kind = 'line' AND (r.valid_from IS NULL OR r.valid_from <= $as_of) AND (r.valid_to IS NULL OR $as_of < r.valid_to)
  OPTIONAL MATCH (b)<-[h:HOLDS]-(x:Person)
  WHERE NOT x IN opponents
    AND (h.valid_from IS NULL OR h.valid_from <= $as_of) AND (h.valid_to IS NULL OR $as_of < h.valid_to)
  WITH b, i, c, x, h
  ORDER BY c.id, h.valid_from IS NULL, x.id
  WITH b, i, head(collect(c)) AS c, head(collect(x)) AS x
  RETURN collect([b.id, i.title, c.id, x.id, x.name, x IS NULL AND EXISTS {
    MATCH (b)<-[h:HOLDS]-(:Person)
    WHERE (h.valid_from IS NULL OR h.valid_from <= $as_of) AND (h.valid_to IS NULL OR $as_of < h.valid_to)
  }]) AS superiors
}
RETURN met,
       seats,
       lines,
       superiors
