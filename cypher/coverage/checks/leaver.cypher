// name: coverage.checks.leaver
// mode: read
// scope: account
// time: days
// params: account_id: str, as_of: date, since: date, until: date
// returns: list[CheckRow]
//
// People covered only by somebody who leaves: employed on the day (not former, not an adviser), and everybody of us who
// covers the person or a seat held, or met the person (held, two-way, in this account) from $since to $as_of, leaves: has
// been on the team of the account, or in a unit of ours, up to $until at the latest, and is not on $until. A member about
// whom neither is known stays. on: the last day but for which somebody of us is still there (exclusive); grave: it is
// past, $as_of included. names: those of us, who are the evidence; count: how many they are.
// A holder of unknown start counts while the seat has room beside those with a start (of several the first by id).
MATCH (a:Account {id: $account_id})
WITH a, $until AS day
CALL (a) {
  MATCH (a)<-[w:WORKS_FOR]-(p:Person)
  WHERE NOT coalesce(w.employment, 'regular') IN ['former', 'adviser']
    AND (w.valid_from IS NULL OR w.valid_from <= $as_of) AND (w.valid_to IS NULL OR $as_of < w.valid_to)
  WITH DISTINCT p
  MATCH (p)<-[c:COVERS]-(m:Member)
  WHERE (c.valid_from IS NULL OR c.valid_from <= $as_of) AND (c.valid_to IS NULL OR $as_of < c.valid_to)
  RETURN p, m
  UNION
  MATCH (a)<-[i:IN_ACCOUNT]-(s:Post)
  WHERE (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
  WITH DISTINCT a, s, i
  MATCH (s)<-[c:COVERS]-(m:Member)
  WHERE (c.valid_from IS NULL OR c.valid_from <= $as_of) AND (c.valid_to IS NULL OR $as_of < c.valid_to)
  WITH DISTINCT a, s, i, m
  MATCH (s)<-[h:HOLDS]-(p:Person)
  WHERE (h.valid_from IS NULL OR h.valid_from <= $as_of) AND (h.valid_to IS NULL OR $as_of < h.valid_to)
  WITH DISTINCT a, s, i, m, h, p
  WHERE h.valid_from IS NOT NULL OR COUNT {
    MATCH (s)<-[x:HOLDS]-(y:Person)
    WHERE (x.valid_from IS NOT NULL OR y.id < p.id)
      AND (x.valid_from IS NULL OR x.valid_from <= $as_of) AND (x.valid_to IS NULL OR $as_of < x.valid_to)
  } < coalesce(i.capacity, 1)
  MATCH (p)-[w:WORKS_FOR]->(a)
  WHERE NOT coalesce(w.employment, 'regular') IN ['former', 'adviser']
    AND (w.valid_from IS NULL OR w.valid_from <= $as_of) AND (w.valid_to IS NULL OR $as_of < w.valid_to)
  RETURN p, m
  UNION
  MATCH (a)<-[:SCOPED_TO]-(v:Meeting)
  WHERE v.state = 'held' AND v.two_way AND $since <= v.held_on AND v.held_on <= $as_of
  MATCH (m:Member)-[:ATTENDED]->(v)<-[:ATTENDED]-(p:Person)
  WHERE EXISTS {
    MATCH (p)-[w:WORKS_FOR]->(a)
    WHERE NOT coalesce(w.employment, 'regular') IN ['former', 'adviser']
      AND (w.valid_from IS NULL OR w.valid_from <= $as_of) AND (w.valid_to IS NULL OR $as_of < w.valid_to)
  }
  RETURN p, m
}
WITH a, day, m, collect(DISTINCT p) AS people
CALL (a, day, m) {
  CALL (a, day, m) {
    WITH a, day, m
    WHERE NOT EXISTS {
      MATCH (m)-[g:ON_TEAM_OF]->(a)
      WHERE (g.valid_from IS NULL OR g.valid_from <= day) AND (g.valid_to IS NULL OR day < g.valid_to)
    }
    MATCH (m)-[g:ON_TEAM_OF]->(a)
    WHERE (g.valid_from IS NULL OR g.valid_from <= $as_of) AND g.valid_to <= day
    RETURN max(g.valid_to) AS ends
    UNION ALL
    WITH a, day, m
    WHERE NOT EXISTS {
      MATCH (m)-[b:BELONGS_TO]->(:Unit)
      WHERE (b.valid_from IS NULL OR b.valid_from <= day) AND (b.valid_to IS NULL OR day < b.valid_to)
    }
    MATCH (m)-[b:BELONGS_TO]->(:Unit)
    WHERE (b.valid_from IS NULL OR b.valid_from <= $as_of) AND b.valid_to <= day
    RETURN max(b.valid_to) AS ends
  }
  RETURN min(ends) AS ends
}
UNWIND people AS p
WITH p, m, ends
ORDER BY m.name, m.id
WITH p, collect(m) AS members, collect(ends) AS days, max(ends) AS on
WHERE size(days) = size(members)
RETURN 'person' AS kind,
       p.id AS id,
       p.name AS name,
       on <= $as_of AS grave,
       size(members) AS count,
       on,
       [m IN members | m.name] AS names,
       [m IN members | ['member', m.id, m.name, null]] AS evidence
ORDER BY id
