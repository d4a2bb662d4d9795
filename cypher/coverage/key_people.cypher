// name: coverage.key_people
// mode: read
// scope: account
// time: as_of
// params: account_id: str, as_of: date, deciding_roles: list[str], officer_rank: int, head_rank: int
// returns: list[KeyRow]
//
// Key people, and key seats that nobody (or nobody known) holds; met or not. Declared: for the account or one of its
// open deals. Proposed: a deciding role in an open deal, a seat of $head_rank or higher, a personal rank of
// $officer_rank or higher. What holds for a seat passes to its holders of the day; a seat that is not in the account
// on $as_of does not count. One row a person or seat, by id.
// A holder of unknown start counts while the seat has room beside those with a start (of several the first by id).
// stances: per member of ours (none: unsigned) the latest one not withdrawn, one about us before one about a deal, as
// [member_id, stance_id, level, assessed_on, about_a_deal]; moved_on is the latest known start of a post held.
// A reason is [code, text, deal_id, seat_id]; the text is the reason as written, the title, or the role.
MATCH (a:Account {id: $account_id})
CALL (a) {
  MATCH (a)<-[e:KEY_TO]-(k)
  WHERE (e.valid_from IS NULL OR e.valid_from <= $as_of) AND (e.valid_to IS NULL OR $as_of < e.valid_to)
  RETURN k, 'declared' AS code, e.reason AS text, null AS deal_id
  UNION ALL
  MATCH (a)<-[f:FOR]-(o:Opportunity)<-[e:KEY_TO]-(k)
  WHERE (f.valid_from IS NULL OR f.valid_from <= $as_of) AND (f.valid_to IS NULL OR $as_of < f.valid_to)
    AND NOT coalesce(f.stage, 'unknown') IN ['won', 'lost']
    AND (e.valid_from IS NULL OR e.valid_from <= $as_of) AND (e.valid_to IS NULL OR $as_of < e.valid_to)
  RETURN k, 'declared' AS code, e.reason AS text, o.id AS deal_id
  UNION ALL
  MATCH (a)<-[f:FOR]-(o:Opportunity)<-[r:PLAYS_ROLE_IN]-(k)
  WHERE (f.valid_from IS NULL OR f.valid_from <= $as_of) AND (f.valid_to IS NULL OR $as_of < f.valid_to)
    AND NOT coalesce(f.stage, 'unknown') IN ['won', 'lost']
    AND (r.valid_from IS NULL OR r.valid_from <= $as_of) AND (r.valid_to IS NULL OR $as_of < r.valid_to)
    AND r.role IN $deciding_roles
  RETURN k, 'role' AS code, r.role AS text, o.id AS deal_id
  UNION ALL
  MATCH (a)<-[i:IN_ACCOUNT]-(k:Post)
  WHERE i.line_rank >= $head_rank AND i.seat_kind = 'seat'
    AND (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
  RETURN k, 'rank' AS code, i.title AS text, null AS deal_id
  UNION ALL
  MATCH (a)<-[w:WORKS_FOR]-(k:Person)
  WHERE w.person_rank >= $officer_rank AND NOT coalesce(w.employment, 'regular') IN ['former', 'adviser']
    AND (w.valid_from IS NULL OR w.valid_from <= $as_of) AND (w.valid_to IS NULL OR $as_of < w.valid_to)
  RETURN k, 'rank' AS code, coalesce(w.grade_title, w.legal_organ) AS text, null AS deal_id
}
CALL (a, k) {
  WITH k
  WHERE k:Person
  RETURN k AS who, null AS seat_id
  UNION ALL
  MATCH (k)-[i:IN_ACCOUNT]->(a)
  WHERE (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
  WITH k, COLLECT {
    MATCH (k)<-[h:HOLDS]-(p:Person)
    WHERE (h.valid_from IS NULL OR h.valid_from <= $as_of) AND (h.valid_to IS NULL OR $as_of < h.valid_to)
    WITH DISTINCT k, i, h, p
    WHERE h.valid_from IS NOT NULL OR COUNT {
      MATCH (k)<-[x:HOLDS]-(y:Person)
      WHERE (x.valid_from IS NOT NULL OR y.id < p.id)
        AND (x.valid_from IS NULL OR x.valid_from <= $as_of) AND (x.valid_to IS NULL OR $as_of < x.valid_to)
    } < coalesce(i.capacity, 1)
    RETURN p
  } AS holders
  UNWIND CASE WHEN holders = [] THEN [k] ELSE holders END AS who
  RETURN who, k.id AS seat_id
}
WITH a, who, collect(DISTINCT [code, text, deal_id, seat_id]) AS reasons
CALL (a, who) {
  CALL (a, who) {
    WITH a, who
    WHERE who:Post
    MATCH (who)-[i:IN_ACCOUNT]->(a)
    WHERE (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
    RETURN who AS s, i, true AS is_primary, null AS since
    UNION
    WITH a, who
    WHERE who:Person
    MATCH (who)-[h:HOLDS]->(s:Post)-[i:IN_ACCOUNT]->(a)
    WHERE (h.valid_from IS NULL OR h.valid_from <= $as_of) AND (h.valid_to IS NULL OR $as_of < h.valid_to)
      AND (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
    WITH DISTINCT who, h, s, i
    WHERE h.valid_from IS NOT NULL OR COUNT {
      MATCH (s)<-[x:HOLDS]-(y:Person)
      WHERE (x.valid_from IS NOT NULL OR y.id < who.id)
        AND (x.valid_from IS NULL OR x.valid_from <= $as_of) AND (x.valid_to IS NULL OR $as_of < x.valid_to)
    } < coalesce(i.capacity, 1)
    RETURN s, i, h.is_primary AS is_primary, h.valid_from AS since
  }
  WITH s, i, is_primary, max(since) AS since
  ORDER BY NOT is_primary, s.id
  RETURN collect([s, i]) AS seats, max(since) AS moved_on
}
RETURN who.id AS id,
       who:Person AS person,
       who.name AS name,
       reasons,
       EXISTS {
         MATCH (who)-[x:VACANT]->(a)
         WHERE (x.valid_from IS NULL OR x.valid_from <= $as_of) AND (x.valid_to IS NULL OR $as_of < x.valid_to)
       } AS vacant,
       COLLECT {
         MATCH (who)-[w:WORKS_FOR]->(a)
         WHERE w.person_rank IS NOT NULL
           AND (w.valid_from IS NULL OR w.valid_from <= $as_of) AND (w.valid_to IS NULL OR $as_of < w.valid_to)
         RETURN w.person_rank
       } AS person_ranks,
       COLLECT {
         UNWIND seats AS seat
         WITH seat[0] AS s, seat[1] AS i
         OPTIONAL MATCH (s)-[l:PLACED_IN]->(d:Department)
         WHERE (l.valid_from IS NULL OR l.valid_from <= $as_of) AND (l.valid_to IS NULL OR $as_of < l.valid_to)
         RETURN {id: s.id, title: i.title, line_rank: i.line_rank, department_id: d.id}
       } AS posts,
       COLLECT {
         MATCH (who)<-[:OF]-(t:Stance)-[:SCOPED_TO]->(a)
         WHERE t.assessed_on <= $as_of AND (t.withdrawn_on IS NULL OR $as_of < t.withdrawn_on)
         OPTIONAL MATCH (t)-[:BY]->(m:Member)
         WITH m, t, EXISTS { (t)-[:TOWARD]->() } AS bound
         ORDER BY bound, t.assessed_on DESC, t.id DESC
         WITH m, head(collect([m.id, t.id, t.level, t.assessed_on, bound])) AS latest
         RETURN latest
       } AS stances,
       moved_on,
       COLLECT {
         UNWIND [who] + [seat IN seats | seat[0]] AS player
         MATCH (player)-[r:PLAYS_ROLE_IN]->(o:Opportunity)-[f:FOR]->(a)
         WHERE (r.valid_from IS NULL OR r.valid_from <= $as_of) AND (r.valid_to IS NULL OR $as_of < r.valid_to)
           AND (f.valid_from IS NULL OR f.valid_from <= $as_of) AND (f.valid_to IS NULL OR $as_of < f.valid_to)
           AND NOT coalesce(f.stage, 'unknown') IN ['won', 'lost']
         RETURN DISTINCT o.id
       } AS deals
ORDER BY id
