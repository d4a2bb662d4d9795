// name: org.stops
// mode: read
// scope: account
// time: none
// params: account_id: str, first: date, last: date
// returns: list[StopRow]
//
// The days from $first to $last, both included, on which something about the account starts or ends, of all days its
// facts speak of. One row a day, in order. org: departments and posts that begin, end, move, change their name, their
// superior or their vacancy; moves: people who take up or leave a post or the company; keys: people and posts that become
// key or cease to be; stance: people who were judged, or whose judgement was withdrawn.
MATCH (a:Account {id: $account_id})
CALL (a) {
  MATCH (x)-[e:IN_ACCOUNT|VACANT]->(a)
  WHERE $first <= e.valid_from <= $last OR $first <= e.valid_to <= $last
  RETURN 'org' AS kind, x.id AS who, [e.valid_from, e.valid_to] AS days
  UNION ALL
  MATCH (a)<-[:IN_ACCOUNT]-(x)
  WITH DISTINCT x
  MATCH (x)-[e:PLACED_IN|PART_OF|REPORTS_TO]->()
  WHERE $first <= e.valid_from <= $last OR $first <= e.valid_to <= $last
  RETURN 'org' AS kind, x.id AS who, [e.valid_from, e.valid_to] AS days
  UNION ALL
  MATCH (a)<-[:IN_ACCOUNT]-(s:Post)
  WITH DISTINCT s
  MATCH (s)<-[e:HOLDS]-(p:Person)
  WHERE $first <= e.valid_from <= $last OR $first <= e.valid_to <= $last
  RETURN 'moves' AS kind, p.id AS who, [e.valid_from, e.valid_to] AS days
  UNION ALL
  MATCH (p:Person)-[e:WORKS_FOR]->(a)
  WHERE $first <= e.valid_from <= $last OR $first <= e.valid_to <= $last
  RETURN 'moves' AS kind, p.id AS who, [e.valid_from, e.valid_to] AS days
  UNION ALL
  MATCH (k)-[e:KEY_TO]->(a)
  WHERE $first <= e.valid_from <= $last OR $first <= e.valid_to <= $last
  RETURN 'keys' AS kind, k.id AS who, [e.valid_from, e.valid_to] AS days
  UNION ALL
  MATCH (a)<-[:FOR]-(o:Opportunity)
  WITH DISTINCT o
  MATCH (o)<-[e:KEY_TO]-(k)
  WHERE $first <= e.valid_from <= $last OR $first <= e.valid_to <= $last
  RETURN 'keys' AS kind, k.id AS who, [e.valid_from, e.valid_to] AS days
  UNION ALL
  MATCH (a)<-[:SCOPED_TO]-(t:Stance)-[:OF]->(p:Person)
  WHERE $first <= t.assessed_on <= $last OR $first <= t.withdrawn_on <= $last
  RETURN 'stance' AS kind, p.id AS who, [t.assessed_on, t.withdrawn_on] AS days
}
UNWIND days AS day
WITH kind, who, day
WHERE $first <= day <= $last
WITH day, kind, count(DISTINCT who) AS n
RETURN
  day,
  sum(CASE kind WHEN 'org' THEN n ELSE 0 END) AS org,
  sum(CASE kind WHEN 'moves' THEN n ELSE 0 END) AS moves,
  sum(CASE kind WHEN 'keys' THEN n ELSE 0 END) AS keys,
  sum(CASE kind WHEN 'stance' THEN n ELSE 0 END) AS stance
ORDER BY day
