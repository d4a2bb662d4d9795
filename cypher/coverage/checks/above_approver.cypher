// name: coverage.checks.above_approver
// mode: read
// scope: account
// time: as_of
// params: account_id: str, as_of: date, since: date, approving_roles: list[str], approver_ranks: int
// returns: list[CheckRow]
//
// Open deals without contact above the level of who approves them. The approvers have one of $approving_roles, themselves
// or by a seat they hold; a person's rank is the highest known of the personal one and those of the seats held. A row:
// the chart knows a rank at least $approver_ranks above the highest approver, and nobody of such a rank was met (held,
// two-way, one of us there) from $since to $as_of. An approver of unknown rank: no row. grave: no approver was met either.
// names: the approvers, who are the evidence; count and on are null.
// A holder of unknown start counts while the seat has room beside those with a start (of several the first by id).
MATCH (a:Account {id: $account_id})
CALL (a) {
  CALL (a) {
    MATCH (a)<-[i:IN_ACCOUNT]-(:Post)
    WHERE (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
    RETURN max(i.line_rank) AS rank
    UNION ALL
    MATCH (a)<-[w:WORKS_FOR]-(:Person)
    WHERE NOT coalesce(w.employment, 'regular') IN ['former', 'adviser']
      AND (w.valid_from IS NULL OR w.valid_from <= $as_of) AND (w.valid_to IS NULL OR $as_of < w.valid_to)
    RETURN max(w.person_rank) AS rank
  }
  RETURN max(rank) AS top
}
CALL (a) {
  MATCH (a)<-[:SCOPED_TO]-(v:Meeting)
  WHERE v.state = 'held' AND v.two_way AND $since <= v.held_on AND v.held_on <= $as_of
    AND EXISTS { (v)<-[:ATTENDED]-(:Member) }
  MATCH (v)<-[:ATTENDED]-(p:Person)
  RETURN collect(DISTINCT p) AS met
}
CALL (a, met) {
  MATCH (a)<-[f:FOR]-(o:Opportunity)<-[r:PLAYS_ROLE_IN]-(k)
  WHERE r.role IN $approving_roles
    AND (r.valid_from IS NULL OR r.valid_from <= $as_of) AND (r.valid_to IS NULL OR $as_of < r.valid_to)
    AND NOT coalesce(f.stage, 'unknown') IN ['won', 'lost']
    AND (f.valid_from IS NULL OR f.valid_from <= $as_of) AND (f.valid_to IS NULL OR $as_of < f.valid_to)
  WITH DISTINCT a, met, o, f, k
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
  WITH DISTINCT met, o, f, p
  RETURN collect([o, f, p]) AS approvals, collect(DISTINCT p) AS approvers
}
CALL (a, met, approvers) {
  UNWIND met + [p IN approvers WHERE NOT p IN met] AS p
  CALL (a, p) {
    MATCH (p)-[w:WORKS_FOR]->(a)
    WHERE (w.valid_from IS NULL OR w.valid_from <= $as_of) AND (w.valid_to IS NULL OR $as_of < w.valid_to)
    RETURN w.person_rank AS rank
    UNION ALL
    MATCH (p)-[h:HOLDS]->(s:Post)-[i:IN_ACCOUNT]->(a)
    WHERE (h.valid_from IS NULL OR h.valid_from <= $as_of) AND (h.valid_to IS NULL OR $as_of < h.valid_to)
      AND (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
    WITH DISTINCT p, h, s, i
    WHERE h.valid_from IS NOT NULL OR COUNT {
      MATCH (s)<-[x:HOLDS]-(y:Person)
      WHERE (x.valid_from IS NOT NULL OR y.id < p.id)
        AND (x.valid_from IS NULL OR x.valid_from <= $as_of) AND (x.valid_to IS NULL OR $as_of < x.valid_to)
    } < coalesce(i.capacity, 1)
    RETURN i.line_rank AS rank
  }
  WITH p, max(rank) AS rank
  RETURN collect([p, rank]) AS ranks
}
WITH top, met, approvals, ranks, reduce(high = -1, x IN ranks | CASE WHEN x[0] IN met AND x[1] > high THEN x[1] ELSE high END) AS reached
UNWIND approvals AS approval
WITH top, met, reached, approval[0] AS o, approval[1] AS f, approval[2] AS p, head([x IN ranks WHERE x[0] = approval[2] | x[1]]) AS rank
ORDER BY p.name, p.id
WITH top, met, reached, o, f, max(rank) AS rank, collect(p) AS approvers
WHERE top >= rank + $approver_ranks AND reached < rank + $approver_ranks
RETURN 'opportunity' AS kind,
       o.id AS id,
       f.name AS name,
       none(p IN approvers WHERE p IN met) AS grave,
       null AS count,
       null AS on,
       [p IN approvers | p.name] AS names,
       [p IN approvers | ['person', p.id, p.name, null]] AS evidence
ORDER BY id
