// name: coverage.checks.everybody_favourable
// mode: read
// scope: account
// time: as_of
// params: account_id: str, as_of: date, favourable_people: int
// returns: list[StanceCheckRow]
//
// Too good to be true: at least $favourable_people people of the account have a judgement that stands, and not one latest
// judgement of any of us (one about us before one about a deal) is neutral, reluctant or opposed. One row, or none. count:
// the assessed people, who are the evidence; on: the latest day. grave: all judgements are by one of us. names is empty.
MATCH (a:Account {id: $account_id})<-[:SCOPED_TO]-(t:Stance)-[:OF]->(p:Person)
WHERE t.assessed_on <= $as_of AND (t.withdrawn_on IS NULL OR $as_of < t.withdrawn_on)
  AND EXISTS {
    MATCH (p)-[w:WORKS_FOR]->(a)
    WHERE NOT coalesce(w.employment, 'regular') IN ['former', 'adviser']
      AND (w.valid_from IS NULL OR w.valid_from <= $as_of) AND (w.valid_to IS NULL OR $as_of < w.valid_to)
  }
OPTIONAL MATCH (t)-[:BY]->(m:Member)
WITH a, p, m, t, EXISTS { (t)-[:TOWARD]->() } AS bound
ORDER BY bound, t.assessed_on DESC, t.id DESC
WITH a, p, m, head(collect(t)) AS t
ORDER BY p.name, p.id
WITH a, collect(DISTINCT p) AS people, collect(DISTINCT t.level) AS levels, collect(DISTINCT m) AS members, count(t) AS judged, count(m) AS signed, max(t.assessed_on) AS on
WHERE size(people) >= $favourable_people AND all(level IN levels WHERE level IN ['support', 'strong_support'])
RETURN 'account' AS kind,
       a.id AS id,
       a.name AS name,
       size(members) = 1 AND signed = judged AS grave,
       size(people) AS count,
       on,
       [] AS names,
       [p IN people | ['person', p.id, p.name, null]] AS evidence
ORDER BY id
