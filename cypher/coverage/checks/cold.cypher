// name: coverage.checks.cold
// mode: read
// scope: account
// time: as_of
// params: account_id: str, as_of: date, first: date, cold_contacts: int, cold_percent: int
// returns: list[CheckRow]
//
// Relationships that fall off against their own rhythm: people employed on the day (not former, not an adviser) with at
// least $cold_contacts days of contact (held, two-way, one of us there, in this account) from $first to $as_of, whose
// silence since the last one is longer than $cold_percent per cent of the usual (median) number of days between two.
// count: the usual interval in days, rounded down; on: the last contact; grave: the silence is longer than twice what is
// allowed. names: who of us was there last; evidence: the meetings, the latest first.
MATCH (a:Account {id: $account_id})<-[:SCOPED_TO]-(v:Meeting)
WHERE v.state = 'held' AND v.two_way AND $first <= v.held_on AND v.held_on <= $as_of
  AND EXISTS { (v)<-[:ATTENDED]-(:Member) }
MATCH (v)<-[:ATTENDED]-(p:Person)
WITH a, p, v
ORDER BY v.held_on, v.id
WITH a, p, collect(v) AS meetings, collect(DISTINCT v.held_on) AS days
WHERE size(days) >= $cold_contacts AND size(days) > 1
  AND EXISTS {
    MATCH (p)-[w:WORKS_FOR]->(a)
    WHERE NOT coalesce(w.employment, 'regular') IN ['former', 'adviser']
      AND (w.valid_from IS NULL OR w.valid_from <= $as_of) AND (w.valid_to IS NULL OR $as_of < w.valid_to)
  }
UNWIND range(1, size(days) - 1) AS n
WITH p, meetings, last(days) AS on, percentileCont(duration.inDays(days[n - 1], days[n]).days, 0.5) AS usual
WITH p, meetings, on, usual, 100.0 * duration.inDays(on, $as_of).days AS silence
WHERE silence > usual * $cold_percent
RETURN 'person' AS kind,
       p.id AS id,
       p.name AS name,
       silence > 2 * usual * $cold_percent AS grave,
       toInteger(floor(usual)) AS count,
       on,
       COLLECT {
         UNWIND meetings AS v
         WITH v
         WHERE v.held_on = on
         MATCH (v)<-[:ATTENDED]-(m:Member)
         WITH DISTINCT m
         ORDER BY m.name, m.id
         RETURN m.name
       } AS names,
       [v IN reverse(meetings) | ['meeting', v.id, v.subject, v.held_on]] AS evidence
ORDER BY id
