// name: coverage.checks.leaver
// mode: read
// scope: account
// time: days
// params: account_id: str, as_of: date, since: date, until: date
// returns: list[CheckRow]
//
// People and empty seats covered only by somebody who leaves. A person: employed on the day (not former, not an adviser),
// and everybody of us who covers the person or a seat held, or met the person (held, two-way, in this account) from $since
// to $as_of, leaves. A seat: nobody (or nobody known) holds it on the day, it is not a personal one, and everybody of us
// who covers it leaves. Somebody leaves: has been on the team of the account, or in a unit of ours, up to $until at the
// latest, and is not on $until; a member about whom neither is known stays. on: the last day but for which somebody of us
// is still there (exclusive); grave: it is past, $as_of included. names: those of us, who are the evidence; count: how
// many they are. A seat is called by its department and title.
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
  RETURN p AS covered, m
  UNION
  MATCH (a)<-[i:IN_ACCOUNT]-(s:Post)
  WHERE coalesce(i.seat_kind, 'seat') <> 'personal'
    AND (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
  WITH DISTINCT s
  MATCH (s)<-[c:COVERS]-(m:Member)
  WHERE (c.valid_from IS NULL OR c.valid_from <= $as_of) AND (c.valid_to IS NULL OR $as_of < c.valid_to)
    AND NOT EXISTS {
      MATCH (s)<-[h:HOLDS]-(:Person)
      WHERE (h.valid_from IS NULL OR h.valid_from <= $as_of) AND (h.valid_to IS NULL OR $as_of < h.valid_to)
    }
  RETURN s AS covered, m
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
  RETURN p AS covered, m
  UNION
  MATCH (a)<-[:SCOPED_TO]-(v:Meeting)
  WHERE v.state = 'held' AND v.two_way AND $since <= v.held_on AND v.held_on <= $as_of
  MATCH (m:Member)-[:ATTENDED]->(v)<-[:ATTENDED]-(p:Person)
  WHERE EXISTS {
    MATCH (p)-[w:WORKS_FOR]->(a)
    WHERE NOT coalesce(w.employment, 'regular') IN ['former', 'adviser']
      AND (w.valid_from IS NULL OR w.valid_from <= $as_of) AND (w.valid_to IS NULL OR $as_of < w.valid_to)
  }
  RETURN p AS covered, m
}
WITH a, day, m, collect(DISTINCT covered) AS all_covered
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
UNWIND all_covered AS covered
WITH a, covered, m, ends
ORDER BY m.name, m.id
WITH a, covered, collect(m) AS members, collect(ends) AS days, max(ends) AS on
WHERE size(days) = size(members)
RETURN CASE WHEN covered:Post THEN 'seat' ELSE 'person' END AS kind,
       covered.id AS id,
       coalesce(covered.name, head(COLLECT {
         MATCH (covered)-[i:IN_ACCOUNT]->(a)
         WHERE (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
         OPTIONAL MATCH (covered)-[l:PLACED_IN]->(:Department)-[n:IN_ACCOUNT]->(a)
         WHERE (l.valid_from IS NULL OR l.valid_from <= $as_of) AND (l.valid_to IS NULL OR $as_of < l.valid_to)
           AND (n.valid_from IS NULL OR n.valid_from <= $as_of) AND (n.valid_to IS NULL OR $as_of < n.valid_to)
         RETURN coalesce(n.name + ' ', '') + i.title
         ORDER BY l.id, n.id
       })) AS name,
       on <= $as_of AS grave,
       size(members) AS count,
       on,
       [m IN members | m.name] AS names,
       [m IN members | ['member', m.id, m.name, null]] AS evidence
ORDER BY id
