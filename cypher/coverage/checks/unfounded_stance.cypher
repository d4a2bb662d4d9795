// name: coverage.checks.unfounded_stance
// mode: read
// scope: account
// time: as_of
// params: account_id: str, as_of: date
// returns: list[StanceCheckRow]
//
// Stances that cannot be relied on: people employed on the day (not former, not an adviser) whose latest judgement that
// stands (one about us before one about a deal) has no evidence, or is older than the person's last move (the latest known
// start of a post held on the day). grave: it is older than the move. on: the day of the judgement, which is the
// evidence; names: who judged (empty: unsigned). count is null.
// A holder of unknown start counts while the seat has room beside those with a start (of several the first by id).
MATCH (a:Account {id: $account_id})<-[:SCOPED_TO]-(t:Stance)-[:OF]->(p:Person)
WHERE t.assessed_on <= $as_of AND (t.withdrawn_on IS NULL OR $as_of < t.withdrawn_on)
WITH a, p, t, EXISTS { (t)-[:TOWARD]->() } AS bound
ORDER BY bound, t.assessed_on DESC, t.id DESC
WITH a, p, head(collect(t)) AS t
WHERE EXISTS {
  MATCH (p)-[w:WORKS_FOR]->(a)
  WHERE NOT coalesce(w.employment, 'regular') IN ['former', 'adviser']
    AND (w.valid_from IS NULL OR w.valid_from <= $as_of) AND (w.valid_to IS NULL OR $as_of < w.valid_to)
}
CALL (a, p) {
  MATCH (p)-[h:HOLDS]->(s:Post)-[i:IN_ACCOUNT]->(a)
  WHERE h.valid_from IS NOT NULL
    AND (h.valid_from IS NULL OR h.valid_from <= $as_of) AND (h.valid_to IS NULL OR $as_of < h.valid_to)
    AND (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
  RETURN max(h.valid_from) AS moved_on
}
WITH p, t, coalesce(t.assessed_on < moved_on, false) AS moved
WHERE moved OR trim(coalesce(t.evidence, '')) = ''
RETURN 'person' AS kind,
       p.id AS id,
       p.name AS name,
       moved AS grave,
       null AS count,
       t.assessed_on AS on,
       COLLECT {
         MATCH (t)-[:BY]->(m:Member)
         RETURN m.name
       } AS names,
       [['stance', t.id, t.level, t.assessed_on]] AS evidence
ORDER BY id
