// name: coverage.help
// mode: read
// scope: account
// time: as_of
// params: account_id: str, as_of: date, subject_id: str, through_opponents: bool, most: int
// returns: one HelpRow
//
// Who of us is nearest to a person or post of the account on $as_of, one row; none: the subject is not there then. paths:
// for each of us who can be reached the shortest way, at most $most of them, the fewest hops first, then who met or joined
// last on the way, then by the ids on it. A way goes over held two-way meetings of this account up to $as_of, over COVERS
// and KNOWS, and over posts held, line superiors and a shared department; never through another of us, nor, unless
// $through_opponents, through somebody whose latest judgement that stands is opposed, nor through a post that only such
// people hold. A path is [stops, ties] from the subject to the one of us: a stop is [label, id, name, day, department,
// holder, vacant], a tie [type, id of its start]. Of a post the department's name, the first holder by name (none of the
// opponents) and whether it is declared vacant are told. A post counts as held by everybody who holds it on the day, those
// of unknown start too.
MATCH (a:Account {id: $account_id})
CALL (a) {
  MATCH (a)<-[:SCOPED_TO]-(t:Stance)-[:OF]->(p:Person)
  WHERE t.assessed_on <= $as_of AND (t.withdrawn_on IS NULL OR $as_of < t.withdrawn_on)
  WITH p, t, EXISTS { (t)-[:TOWARD]->() } AS bound
  ORDER BY bound, t.assessed_on DESC, t.id DESC
  WITH p, head(collect(t)) AS t
  WHERE t.level = 'oppose' AND NOT $through_opponents AND p.id <> $subject_id
  RETURN collect(p) AS opponents
}
CALL (opponents) {
  UNWIND opponents AS p
  MATCH (p)-[h:HOLDS]->(s:Post)
  WHERE (h.valid_from IS NULL OR h.valid_from <= $as_of) AND (h.valid_to IS NULL OR $as_of < h.valid_to)
  WITH DISTINCT opponents, s
  WHERE NOT EXISTS {
    MATCH (s)<-[h:HOLDS]-(other:Person)
    WHERE NOT other IN opponents
      AND (h.valid_from IS NULL OR h.valid_from <= $as_of) AND (h.valid_to IS NULL OR $as_of < h.valid_to)
  }
  RETURN collect(s) AS closed
}
CALL (a) {
  MATCH (target:Person {id: $subject_id})
  WHERE EXISTS {
    MATCH (target)-[w:WORKS_FOR]->(a)
    WHERE (w.valid_from IS NULL OR w.valid_from <= $as_of) AND (w.valid_to IS NULL OR $as_of < w.valid_to)
  }
  RETURN target
  UNION
  MATCH (target:Post {id: $subject_id})
  WHERE EXISTS {
    MATCH (target)-[i:IN_ACCOUNT]->(a)
    WHERE (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
  }
  RETURN target
}
CALL (a, target, opponents, closed) {
  MATCH path = ALL SHORTEST (target)
    (()-[r:ATTENDED|COVERS|KNOWS|HOLDS|REPORTS_TO|PLACED_IN WHERE (type(r) <> 'REPORTS_TO' OR r.kind = 'line') AND (r.valid_from IS NULL OR r.valid_from <= $as_of) AND (r.valid_to IS NULL OR $as_of < r.valid_to)]-(y WHERE
      y:Person AND NOT y IN opponents AND EXISTS { MATCH (y)-[w:WORKS_FOR]->(a) WHERE (w.valid_from IS NULL OR w.valid_from <= $as_of) AND (w.valid_to IS NULL OR $as_of < w.valid_to) }
      OR y:Meeting AND y.state = 'held' AND y.two_way AND y.held_on <= $as_of AND EXISTS { (y)-[:SCOPED_TO]->(a) }
      OR (y:Post AND NOT y IN closed OR y:Department) AND EXISTS { MATCH (y)-[i:IN_ACCOUNT]->(a) WHERE (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to) })){0,8}
    ()-[z:ATTENDED|COVERS|KNOWS WHERE (z.valid_from IS NULL OR z.valid_from <= $as_of) AND (z.valid_to IS NULL OR $as_of < z.valid_to)]-(m:Member)
  WITH a, opponents, m, path, reduce(latest = date('0001-01-01'), n IN nodes(path) | CASE WHEN n.held_on > latest THEN n.held_on ELSE latest END) AS met_on
  ORDER BY length(path), met_on DESC, [n IN nodes(path) | n.id]
  WITH a, opponents, m, head(collect(path)) AS path, head(collect(met_on)) AS met_on
  ORDER BY length(path), met_on DESC, [n IN nodes(path) | n.id]
  LIMIT $most
  RETURN collect([
    COLLECT {
      UNWIND range(0, length(path)) AS k
      WITH k, nodes(path)[k] AS n
      OPTIONAL MATCH (n)-[i:IN_ACCOUNT]->(a)
      WHERE (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
      WITH k, n, i
      ORDER BY k
      RETURN [head(labels(n)), n.id, coalesce(n.name, i.title, i.name, n.subject), n.held_on,
        head(COLLECT {
          MATCH (n)-[l:PLACED_IN]->(:Department)-[o:IN_ACCOUNT]->(a)
          WHERE (l.valid_from IS NULL OR l.valid_from <= $as_of) AND (l.valid_to IS NULL OR $as_of < l.valid_to)
            AND (o.valid_from IS NULL OR o.valid_from <= $as_of) AND (o.valid_to IS NULL OR $as_of < o.valid_to)
          RETURN o.name
          ORDER BY l.id, o.id
        }),
        head(COLLECT {
          MATCH (n:Post)<-[h:HOLDS]-(p:Person)
          WHERE NOT p IN opponents
            AND (h.valid_from IS NULL OR h.valid_from <= $as_of) AND (h.valid_to IS NULL OR $as_of < h.valid_to)
          RETURN p.name
          ORDER BY p.name, p.id
        }),
        EXISTS {
          MATCH (n)-[v:VACANT]->(a)
          WHERE (v.valid_from IS NULL OR v.valid_from <= $as_of) AND (v.valid_to IS NULL OR $as_of < v.valid_to)
        }]
    },
    [tie IN relationships(path) | [type(tie), startNode(tie).id]]
  ]) AS paths
}
RETURN target.id AS id,
       coalesce(target.name, head(COLLECT {
         MATCH (target)-[i:IN_ACCOUNT]->(a)
         WHERE (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
         RETURN i.title
       })) AS name,
       target:Person AS person,
       paths
