// name: coverage.checks.executive_alone
// mode: read
// scope: account
// time: as_of
// params: account_id: str, as_of: date, first: date, executive_rank: int, counterpart_ranks: int
// returns: list[CheckRow]
//
// Executives of theirs without a counterpart of ours: people employed on the day (not former, not an adviser) whose
// highest known rank (personal, or of a seat held) is $executive_rank or more, when none of us of a comparable rank (known,
// at most $counterpart_ranks below) covers the person or a seat held, or met the person (held, two-way, in this account)
// from $first to $as_of. grave: none of us at all did. names: who of us did, though of lower or unknown rank, who are the
// evidence; count: the rank of the executive; on is null.
// A holder of unknown start counts while the seat has room beside those with a start (of several the first by id).
MATCH (a:Account {id: $account_id})
CALL (a) {
  MATCH (a)<-[w:WORKS_FOR]-(p:Person)
  WHERE w.person_rank >= $executive_rank
    AND (w.valid_from IS NULL OR w.valid_from <= $as_of) AND (w.valid_to IS NULL OR $as_of < w.valid_to)
  RETURN p
  UNION
  MATCH (a)<-[i:IN_ACCOUNT]-(s:Post)
  WHERE i.line_rank >= $executive_rank
    AND (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
  WITH DISTINCT s, i
  MATCH (s)<-[h:HOLDS]-(p:Person)
  WHERE (h.valid_from IS NULL OR h.valid_from <= $as_of) AND (h.valid_to IS NULL OR $as_of < h.valid_to)
  WITH DISTINCT s, i, h, p
  WHERE h.valid_from IS NOT NULL OR COUNT {
    MATCH (s)<-[x:HOLDS]-(y:Person)
    WHERE (x.valid_from IS NOT NULL OR y.id < p.id)
      AND (x.valid_from IS NULL OR x.valid_from <= $as_of) AND (x.valid_to IS NULL OR $as_of < x.valid_to)
  } < coalesce(i.capacity, 1)
  RETURN p
}
WITH a, p
WHERE EXISTS {
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
  RETURN collect(s) AS seats, max(i.line_rank) AS line_rank
}
CALL (a, p) {
  MATCH (p)-[w:WORKS_FOR]->(a)
  WHERE (w.valid_from IS NULL OR w.valid_from <= $as_of) AND (w.valid_to IS NULL OR $as_of < w.valid_to)
  RETURN max(w.person_rank) AS person_rank
}
WITH a, p, seats, CASE WHEN line_rank IS NULL OR person_rank > line_rank THEN person_rank ELSE line_rank END AS rank
CALL (a, p, seats) {
  CALL (a, p, seats) {
    UNWIND [p] + seats AS covered
    MATCH (covered)<-[c:COVERS]-(m:Member)
    WHERE (c.valid_from IS NULL OR c.valid_from <= $as_of) AND (c.valid_to IS NULL OR $as_of < c.valid_to)
    RETURN m
    UNION
    MATCH (p)-[:ATTENDED]->(v:Meeting)-[:SCOPED_TO]->(a)
    WHERE v.state = 'held' AND v.two_way AND $first <= v.held_on AND v.held_on <= $as_of
    MATCH (v)<-[:ATTENDED]-(m:Member)
    RETURN m
  }
  WITH m
  ORDER BY m.name, m.id
  RETURN collect(m) AS members
}
WITH p, rank, members
WHERE NOT EXISTS {
  UNWIND members AS m
  MATCH (m)-[b:BELONGS_TO]->(:Unit)
  WHERE b.rank >= rank - $counterpart_ranks
    AND (b.valid_from IS NULL OR b.valid_from <= $as_of) AND (b.valid_to IS NULL OR $as_of < b.valid_to)
}
RETURN 'person' AS kind,
       p.id AS id,
       p.name AS name,
       size(members) = 0 AS grave,
       rank AS count,
       null AS on,
       [m IN members | m.name] AS names,
       [m IN members | ['member', m.id, m.name, null]] AS evidence
ORDER BY id
