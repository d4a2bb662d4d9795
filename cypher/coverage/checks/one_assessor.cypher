// name: coverage.checks.one_assessor
// mode: read
// scope: account
// time: as_of
// params: account_id: str, as_of: date, assessed_players: int
// returns: list[StanceCheckRow]
//
// Open deals that are seen through one pair of eyes: at least $assessed_players of those who play a role (themselves, or
// by a seat they hold) have a judgement that stands, and all these judgements are by the same one of us. An unsigned
// judgement may be anybody's: no row. count: the assessed players, who are the evidence; names: the one of us. grave: all
// these judgements are favourable. on: the latest of their days.
// A holder of unknown start counts while the seat has room beside those with a start (of several the first by id).
MATCH (a:Account {id: $account_id})<-[f:FOR]-(o:Opportunity)<-[r:PLAYS_ROLE_IN]-(k)
WHERE NOT coalesce(f.stage, 'unknown') IN ['won', 'lost']
  AND (f.valid_from IS NULL OR f.valid_from <= $as_of) AND (f.valid_to IS NULL OR $as_of < f.valid_to)
  AND (r.valid_from IS NULL OR r.valid_from <= $as_of) AND (r.valid_to IS NULL OR $as_of < r.valid_to)
WITH DISTINCT a, o, f, k
CALL (a, k) {
  WITH k
  WHERE k:Person
  RETURN k AS p
  UNION
  MATCH (k)-[i:IN_ACCOUNT]->(a)
  WHERE (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
  MATCH (k)<-[h:HOLDS]-(p:Person)
  WHERE (h.valid_from IS NULL OR h.valid_from <= $as_of) AND (h.valid_to IS NULL OR $as_of < h.valid_to)
  WITH DISTINCT k, i, h, p
  WHERE h.valid_from IS NOT NULL OR COUNT {
    MATCH (k)<-[x:HOLDS]-(y:Person)
    WHERE (x.valid_from IS NOT NULL OR y.id < p.id)
      AND (x.valid_from IS NULL OR x.valid_from <= $as_of) AND (x.valid_to IS NULL OR $as_of < x.valid_to)
  } < coalesce(i.capacity, 1)
  RETURN p
}
WITH DISTINCT a, o, f, p
MATCH (p)<-[:OF]-(t:Stance)-[:SCOPED_TO]->(a)
WHERE t.assessed_on <= $as_of AND (t.withdrawn_on IS NULL OR $as_of < t.withdrawn_on)
OPTIONAL MATCH (t)-[:BY]->(m:Member)
WITH o, f, p, t, m
ORDER BY p.name, p.id
WITH o, f, collect(DISTINCT p) AS players, collect(DISTINCT m) AS members, collect(DISTINCT t) AS judgements, count(t) AS judged, count(m) AS signed
WHERE size(players) >= $assessed_players AND size(members) = 1 AND signed = judged
RETURN 'opportunity' AS kind,
       o.id AS id,
       f.name AS name,
       all(t IN judgements WHERE t.level IN ['support', 'strong_support']) AS grave,
       size(players) AS count,
       reduce(latest = judgements[0].assessed_on, t IN judgements | CASE WHEN t.assessed_on > latest THEN t.assessed_on ELSE latest END) AS on,
       [m IN members | m.name] AS names,
       [p IN players | ['person', p.id, p.name, null]] AS evidence
ORDER BY id
