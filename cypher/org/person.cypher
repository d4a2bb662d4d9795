// name: org.person
// mode: read
// scope: account
// time: as_of
// params: account_id: str, person_id: str, as_of: date
// returns: one PersonRow
//
// What hangs off one person of the account on a day, as lists: all judgements up to the day (withdrawn ones too), the
// ten latest meetings held and the next three planned, who covers the person or a post held, the roles in deals of the
// account and the declared keys, both of the person and of posts held (then with the post's id).
MATCH (a:Account {id: $account_id})
MATCH (p:Person {id: $person_id})
CALL (a, p) {
  MATCH (p)<-[:OF]-(t:Stance)-[:SCOPED_TO]->(a)
  WHERE t.assessed_on <= $as_of
  OPTIONAL MATCH (t)-[:BY]->(m:Member)
  RETURN collect([
    t.id, m.id, m.name, t.level, t.assessed_on, t.withdrawn_on, t.evidence, t.source, t.confidence,
    head(COLLECT {
      MATCH (t)-[:TOWARD]->(x)
      OPTIONAL MATCH (x)-[f:FOR]->(a)
      WHERE (f.valid_from IS NULL OR f.valid_from <= $as_of) AND (f.valid_to IS NULL OR $as_of < f.valid_to)
      RETURN coalesce(f.name, x.name, '') AS name ORDER BY x.id, name
    })
  ]) AS judgements
}
CALL (a, p) {
  MATCH (p)-[:ATTENDED]->(v:Meeting)-[:SCOPED_TO]->(a)
  WHERE v.state = 'held' AND v.held_on <= $as_of
  WITH v ORDER BY v.held_on DESC, v.id DESC
  RETURN collect(v) AS held
}
CALL (a, p) {
  MATCH (p)-[:ATTENDED]->(v:Meeting)-[:SCOPED_TO]->(a)
  WHERE v.state = 'planned' AND v.planned_on >= $as_of
  WITH v ORDER BY v.planned_on, v.id LIMIT 3
  RETURN collect(v) AS planned
}
CALL (p, held, planned) {
  UNWIND planned + held[..10] AS v
  RETURN collect([
    v.id, v.state, coalesce(v.held_on, v.planned_on), v.kind, v.subject, coalesce(v.two_way, false),
    COLLECT { MATCH (v)<-[:ATTENDED]-(m:Member) RETURN [m.id, m.name] ORDER BY m.id },
    COLLECT { MATCH (v)<-[:ATTENDED]-(q:Person) WHERE q <> p RETURN [q.id, q.name] ORDER BY q.id }
  ]) AS meetings
}
CALL (a, p) {
  CALL (p) {
    MATCH (p)<-[c:COVERS]-(m:Member)
    WHERE (c.valid_from IS NULL OR c.valid_from <= $as_of) AND (c.valid_to IS NULL OR $as_of < c.valid_to)
    RETURN m, c, null AS seat_id
    UNION ALL
    MATCH (p)-[h:HOLDS]->(s:Post)<-[c:COVERS]-(m:Member)
    WHERE (h.valid_from IS NULL OR h.valid_from <= $as_of) AND (h.valid_to IS NULL OR $as_of < h.valid_to) AND (c.valid_from IS NULL OR c.valid_from <= $as_of) AND (c.valid_to IS NULL OR $as_of < c.valid_to)
    RETURN m, c, s.id AS seat_id
  }
  RETURN collect([m.id, m.name, c.level, c.desired_level, seat_id]) AS covers
}
CALL (a, p) {
  CALL (p) {
    MATCH (p)-[r:PLAYS_ROLE_IN]->(o:Opportunity)
    WHERE (r.valid_from IS NULL OR r.valid_from <= $as_of) AND (r.valid_to IS NULL OR $as_of < r.valid_to)
    RETURN o, r.role AS role, null AS seat_id
    UNION ALL
    MATCH (p)-[h:HOLDS]->(s:Post)-[r:PLAYS_ROLE_IN]->(o:Opportunity)
    WHERE (h.valid_from IS NULL OR h.valid_from <= $as_of) AND (h.valid_to IS NULL OR $as_of < h.valid_to) AND (r.valid_from IS NULL OR r.valid_from <= $as_of) AND (r.valid_to IS NULL OR $as_of < r.valid_to)
    RETURN o, r.role AS role, s.id AS seat_id
  }
  MATCH (o)-[f:FOR]->(a)
  WHERE (f.valid_from IS NULL OR f.valid_from <= $as_of) AND (f.valid_to IS NULL OR $as_of < f.valid_to)
  RETURN collect([
    o.id, f.name, f.stage, NOT coalesce(f.stage, 'unknown') IN ['won', 'lost'], f.amount_minor, f.currency, f.order_on,
    role, seat_id
  ]) AS roles
}
CALL (a, p) {
  CALL (p) {
    MATCH (p)-[e:KEY_TO]->(x)
    WHERE (e.valid_from IS NULL OR e.valid_from <= $as_of) AND (e.valid_to IS NULL OR $as_of < e.valid_to)
    RETURN x, e, null AS seat_id
    UNION ALL
    MATCH (p)-[h:HOLDS]->(s:Post)-[e:KEY_TO]->(x)
    WHERE (h.valid_from IS NULL OR h.valid_from <= $as_of) AND (h.valid_to IS NULL OR $as_of < h.valid_to) AND (e.valid_from IS NULL OR e.valid_from <= $as_of) AND (e.valid_to IS NULL OR $as_of < e.valid_to)
    RETURN x, e, s.id AS seat_id
  }
  OPTIONAL MATCH (x)-[f:FOR]->(a)
  WHERE (f.valid_from IS NULL OR f.valid_from <= $as_of) AND (f.valid_to IS NULL OR $as_of < f.valid_to)
  WITH a, x, e, seat_id, f
  WHERE x = a OR (f IS NOT NULL AND NOT coalesce(f.stage, 'unknown') IN ['won', 'lost'])
  RETURN collect([
    coalesce(e.reason, f.name, ''), CASE WHEN f IS NULL THEN null ELSE x.id END, f.name, seat_id, e.source, e.confidence
  ]) AS keys
}
CALL (a, p) {
  MATCH (p)-[w:WORKS_FOR]->(a)
  WHERE (w.valid_from IS NULL OR w.valid_from <= $as_of) AND (w.valid_to IS NULL OR $as_of < w.valid_to)
  RETURN collect([w.valid_from, w.source, w.confidence, w.observed_on]) AS employments
}
RETURN
  a.currency AS currency, judgements, size(held) AS meetings_held, meetings, covers, roles, keys, employments
