// name: org.map
// mode: read
// scope: account
// time: as_of
// params: account_id: str, as_of: date
// returns: one MapRow
//
// The organisation of one account on one day, as one row of lists of lists: every expansion of the account once, every
// CALL ends in a collect, so nothing multiplies and nothing disappears. The order inside the lists is not defined.
// "dated" says that the fact has a start of its own: where it shares its slot with one of unknown start, it counts and
// the other does not; the caller decides that. "inferred" says that the day lies before a source was seen saying so.
// contacts: per person and member the latest held two-way meeting of the account up to the day, however long ago.
// stances: per person and member the latest one not withdrawn, one about us before one about a deal. A list may hold the same item twice.
MATCH (a:Account {id: $account_id})
CALL (a) {
  MATCH (d:Department)-[i:IN_ACCOUNT]->(a)
  WHERE (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
  OPTIONAL MATCH (d)-[q:PART_OF]->(x)
  WHERE (q.valid_from IS NULL OR q.valid_from <= $as_of) AND (q.valid_to IS NULL OR $as_of < q.valid_to)
  RETURN collect([d.id, i.name, i.kind, i.valid_from IS NOT NULL, x.id, q.valid_from IS NOT NULL]) AS departments
}
CALL (a) {
  MATCH (s:Post)-[i:IN_ACCOUNT]->(a)
  WHERE (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
  OPTIONAL MATCH (s)-[l:PLACED_IN]->(x)
  WHERE (l.valid_from IS NULL OR l.valid_from <= $as_of) AND (l.valid_to IS NULL OR $as_of < l.valid_to)
  RETURN collect([
    s.id, i.title, i.line_rank, i.seat_kind, i.capacity, i.valid_from IS NOT NULL,
    coalesce($as_of < i.observed_on OR i.confidence = 'inferred', false), x.id, l.valid_from IS NOT NULL
  ]) AS seats
}
CALL (a) {
  MATCH (s:Post)-[i:IN_ACCOUNT]->(a)
  WHERE (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
  MATCH (s)-[r:REPORTS_TO]->(b:Post)
  WHERE (r.valid_from IS NULL OR r.valid_from <= $as_of) AND (r.valid_to IS NULL OR $as_of < r.valid_to)
  RETURN collect([s.id, b.id, coalesce(r.kind, 'line'), r.valid_from IS NOT NULL]) AS lines
}
CALL (a) {
  MATCH (s:Post)-[i:IN_ACCOUNT]->(a)
  WHERE (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
  MATCH (s)<-[h:HOLDS]-(p:Person)
  WHERE (h.valid_from IS NULL OR h.valid_from <= $as_of) AND (h.valid_to IS NULL OR $as_of < h.valid_to)
  RETURN collect([
    s.id, p.id, coalesce(h.is_primary, false), coalesce(h.acting, false), h.valid_from,
    coalesce($as_of < h.observed_on OR h.confidence = 'inferred', false), p.name, p.kana, p.romaji
  ]) AS holdings
}
CALL (a) {
  MATCH (s:Post)-[v:VACANT]->(a)
  WHERE (v.valid_from IS NULL OR v.valid_from <= $as_of) AND (v.valid_to IS NULL OR $as_of < v.valid_to)
  RETURN collect([s.id, coalesce($as_of < v.observed_on OR v.confidence = 'inferred', false)]) AS vacancies
}
CALL (a) {
  MATCH (p:Person)-[w:WORKS_FOR]->(a)
  WHERE (w.valid_from IS NULL OR w.valid_from <= $as_of) AND (w.valid_to IS NULL OR $as_of < w.valid_to)
  RETURN collect([
    p.id, p.name, p.kana, p.romaji, w.employment, w.grade_title, w.legal_organ, w.personal_grade, w.person_rank,
    w.valid_from IS NOT NULL, coalesce($as_of < w.observed_on OR w.confidence = 'inferred', false)
  ]) AS people
}
CALL (a) {
  MATCH (t:Stance)-[:SCOPED_TO]->(a)
  WHERE t.assessed_on <= $as_of AND (t.withdrawn_on IS NULL OR $as_of < t.withdrawn_on)
  MATCH (p:Person)<-[:OF]-(t)
  OPTIONAL MATCH (t)-[:BY]->(m:Member)
  WITH a, p, m, t, EXISTS { (t)-[:TOWARD]->() } AS bound
  ORDER BY bound, t.assessed_on DESC, t.id DESC
  WITH a, p, m, head(collect(t)) AS t
  WITH p, m, t, head(COLLECT {
    MATCH (t)-[:TOWARD]->(x)
    OPTIONAL MATCH (x)-[f:FOR]->(a)
    WHERE (f.valid_from IS NULL OR f.valid_from <= $as_of) AND (f.valid_to IS NULL OR $as_of < f.valid_to)
    RETURN coalesce(f.name, x.name, '') AS name ORDER BY x.id, name
  }) AS toward
  RETURN collect([p.id, m.id, t.id, t.level, t.assessed_on, t.evidence, toward]) AS stances, collect(DISTINCT m) AS assessors
}
CALL (a) {
  MATCH (k)-[e:KEY_TO]->(a)
  WHERE (e.valid_from IS NULL OR e.valid_from <= $as_of) AND (e.valid_to IS NULL OR $as_of < e.valid_to)
  RETURN collect([k.id, coalesce(e.reason, '')]) AS account_keys
}
CALL (a) {
  MATCH (a)<-[f:FOR]-(o:Opportunity)
  WHERE (f.valid_from IS NULL OR f.valid_from <= $as_of) AND (f.valid_to IS NULL OR $as_of < f.valid_to) AND NOT coalesce(f.stage, 'unknown') IN ['won', 'lost']
  MATCH (o)<-[e:KEY_TO]-(k)
  WHERE (e.valid_from IS NULL OR e.valid_from <= $as_of) AND (e.valid_to IS NULL OR $as_of < e.valid_to)
  RETURN collect([k.id, coalesce(e.reason, f.name, '')]) AS deal_keys
}
CALL (a) {
  MATCH (a)<-[:SCOPED_TO]-(v:Meeting)
  WHERE v.state = 'held' AND v.two_way AND v.held_on <= $as_of
  MATCH (p:Person)-[:ATTENDED]->(v)<-[:ATTENDED]-(m:Member)
  WITH p, m, max(v.held_on) AS on
  RETURN collect([p.id, m.id, on]) AS contacts, collect(DISTINCT m) AS met
}
CALL (a) {
  MATCH (p:Person)-[w:WORKS_FOR]->(a)
  WHERE (w.valid_from IS NULL OR w.valid_from <= $as_of) AND (w.valid_to IS NULL OR $as_of < w.valid_to)
  OPTIONAL MATCH (p)<-[c:COVERS]-(m:Member)
  WHERE (c.valid_from IS NULL OR c.valid_from <= $as_of) AND (c.valid_to IS NULL OR $as_of < c.valid_to)
  WITH p, m WHERE m IS NOT NULL
  RETURN collect([p.id, m.id]) AS covered_people, collect(DISTINCT m) AS covering_people
}
CALL (a) {
  MATCH (s:Post)-[i:IN_ACCOUNT]->(a)
  WHERE (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
  OPTIONAL MATCH (s)<-[c:COVERS]-(m:Member)
  WHERE (c.valid_from IS NULL OR c.valid_from <= $as_of) AND (c.valid_to IS NULL OR $as_of < c.valid_to)
  WITH s, m WHERE m IS NOT NULL
  RETURN collect([s.id, m.id]) AS covered_seats, collect(DISTINCT m) AS covering_seats
}
CALL (a) {
  MATCH (m:Member)-[t:ON_TEAM_OF]->(a)
  WHERE (t.valid_from IS NULL OR t.valid_from <= $as_of) AND (t.valid_to IS NULL OR $as_of < t.valid_to)
  RETURN collect(DISTINCT m.id) AS team_ids, collect(DISTINCT m) AS team
}
CALL (a) {
  MATCH (p:Person)-[w:WORKS_FOR]->(a)
  WHERE (w.valid_from IS NULL OR w.valid_from <= $as_of) AND (w.valid_to IS NULL OR $as_of < w.valid_to)
  OPTIONAL MATCH (p)-[r:INFLUENCES|KNOWS]->(q:Person)
  WHERE (r.valid_from IS NULL OR r.valid_from <= $as_of) AND (r.valid_to IS NULL OR $as_of < r.valid_to)
  WITH p, r, q WHERE r IS NOT NULL
  RETURN
    collect(DISTINCT [r.id, p.id, q.id, CASE type(r) WHEN 'INFLUENCES' THEN 'influence' ELSE 'knows' END]) AS relations,
    collect(DISTINCT [r.id, r.note]) AS relation_notes
}
CALL (assessors, met, covering_people, covering_seats, team) {
  UNWIND assessors + met + covering_people + covering_seats + team AS m
  WITH DISTINCT m
  OPTIONAL MATCH (m)-[b:BELONGS_TO]->(:Unit)
  WHERE (b.valid_from IS NULL OR b.valid_from <= $as_of) AND (b.valid_to IS NULL OR $as_of < b.valid_to)
  RETURN collect([m.id, m.name, b.title, b.valid_from IS NOT NULL]) AS members
}
RETURN
  a.name AS account_name, departments, seats, lines, holdings, vacancies, people, stances,
  account_keys + deal_keys AS keys, contacts, covered_people + covered_seats AS coverage, team_ids, members,
  relations, relation_notes
