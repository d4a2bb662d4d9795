// name: coverage.checks.ghost
// mode: read
// scope: account
// time: as_of
// params: account_id: str, as_of: date, ghost_meetings: int
// returns: list[CheckRow]
//
// People whom the chart does not know: employed on the day (not former, not an adviser), in at least $ghost_meetings held
// meetings of this account up to $as_of, one-way ones too, but holding no post on its chart. count: those meetings, which
// are the evidence, the latest first; on: the latest; grave: the person plays a role in an open deal. names: who of us was
// there last.
// A holder of unknown start counts while the seat has room beside those with a start (of several the first by id).
MATCH (a:Account {id: $account_id})<-[:SCOPED_TO]-(v:Meeting)
WHERE v.state = 'held' AND v.held_on <= $as_of
MATCH (v)<-[:ATTENDED]-(p:Person)
WITH a, p, v
ORDER BY v.held_on DESC, v.id
WITH a, p, collect(v) AS meetings
WHERE size(meetings) >= $ghost_meetings
  AND EXISTS {
    MATCH (p)-[w:WORKS_FOR]->(a)
    WHERE NOT coalesce(w.employment, 'regular') IN ['former', 'adviser']
      AND (w.valid_from IS NULL OR w.valid_from <= $as_of) AND (w.valid_to IS NULL OR $as_of < w.valid_to)
  }
CALL (a, p) {
  MATCH (p)-[h:HOLDS]->(s:Post)-[i:IN_ACCOUNT]->(a)
  WHERE (h.valid_from IS NULL OR h.valid_from <= $as_of) AND (h.valid_to IS NULL OR $as_of < h.valid_to)
    AND (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
  WITH DISTINCT p, h, s, i
  WHERE h.valid_from IS NOT NULL OR COUNT {
    MATCH (s)<-[x:HOLDS]-(y:Person)
    WHERE (x.valid_from IS NOT NULL OR y.id < p.id)
      AND (x.valid_from IS NULL OR x.valid_from <= $as_of) AND (x.valid_to IS NULL OR $as_of < x.valid_to)
  } < coalesce(i.capacity, 1)
  RETURN count(s) AS seats
}
WITH a, p, meetings, seats
WHERE seats = 0
RETURN 'person' AS kind,
       p.id AS id,
       p.name AS name,
       EXISTS {
         MATCH (p)-[r:PLAYS_ROLE_IN]->(:Opportunity)-[f:FOR]->(a)
         WHERE NOT coalesce(f.stage, 'unknown') IN ['won', 'lost']
           AND (r.valid_from IS NULL OR r.valid_from <= $as_of) AND (r.valid_to IS NULL OR $as_of < r.valid_to)
           AND (f.valid_from IS NULL OR f.valid_from <= $as_of) AND (f.valid_to IS NULL OR $as_of < f.valid_to)
       } AS grave,
       size(meetings) AS count,
       meetings[0].held_on AS on,
       COLLECT {
         WITH meetings[0] AS v
         MATCH (v)<-[:ATTENDED]-(m:Member)
         WITH m
         ORDER BY m.name, m.id
         RETURN m.name
       } AS names,
       [v IN meetings | ['meeting', v.id, v.subject, v.held_on]] AS evidence
ORDER BY id
