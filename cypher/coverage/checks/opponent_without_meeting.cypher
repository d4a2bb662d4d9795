// name: coverage.checks.opponent_without_meeting
// mode: read
// scope: account
// time: as_of
// params: account_id: str, as_of: date, until: date
// returns: list[StanceCheckRow]
//
// Opponents without a next contact: employed on the day (not former, not an adviser), somebody of us judges the person as
// reluctant or opposed in the latest judgement of his that stands (one about us before one about a deal), and no meeting
// with the person is planned in this account from $as_of to $until, both days included. grave: one of them says opposed.
// names: who judges so (an unsigned judgement names nobody); on: the latest of these days; evidence: the judgements.
// count is null.
MATCH (a:Account {id: $account_id})
CALL (a) {
  MATCH (a)<-[:SCOPED_TO]-(v:Meeting)
  WHERE v.state = 'planned' AND $as_of <= v.planned_on AND v.planned_on <= $until
  MATCH (v)<-[:ATTENDED]-(p:Person)
  RETURN collect(DISTINCT p) AS awaited
}
MATCH (a)<-[:SCOPED_TO]-(t:Stance)-[:OF]->(p:Person)
WHERE t.assessed_on <= $as_of AND (t.withdrawn_on IS NULL OR $as_of < t.withdrawn_on)
  AND NOT p IN awaited
OPTIONAL MATCH (t)-[:BY]->(m:Member)
WITH a, p, m, t, EXISTS { (t)-[:TOWARD]->() } AS bound
ORDER BY bound, t.assessed_on DESC, t.id DESC
WITH a, p, m, head(collect(t)) AS t
WHERE t.level IN ['reluctant', 'oppose']
WITH a, p, m, t
ORDER BY t.assessed_on DESC, t.id
WITH a, p, collect(t) AS against, collect(m) AS members
WHERE EXISTS {
  MATCH (p)-[w:WORKS_FOR]->(a)
  WHERE NOT coalesce(w.employment, 'regular') IN ['former', 'adviser']
    AND (w.valid_from IS NULL OR w.valid_from <= $as_of) AND (w.valid_to IS NULL OR $as_of < w.valid_to)
}
RETURN 'person' AS kind,
       p.id AS id,
       p.name AS name,
       any(t IN against WHERE t.level = 'oppose') AS grave,
       null AS count,
       against[0].assessed_on AS on,
       [m IN members | m.name] AS names,
       [t IN against | ['stance', t.id, t.level, t.assessed_on]] AS evidence
ORDER BY id
