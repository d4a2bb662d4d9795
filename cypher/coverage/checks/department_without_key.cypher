// name: coverage.checks.department_without_key
// mode: read
// scope: account
// time: as_of
// params: account_id: str, as_of: date, department_deals: int
// returns: list[CheckRow]
//
// Departments with money but without a key person: at least $department_deals open deals target the department or one
// below it, and nobody declared key (to the account or an open deal; a seat, or a person by the seats held and by
// RESPONSIBLE_FOR) belongs there or below. Below a department that is reported no other one is. count: those deals, which
// are the evidence. grave: more than one deal. names is empty, on is null.
// A holder of unknown start counts while the seat has room beside those with a start (of several the first by id).
MATCH (a:Account {id: $account_id})
CALL (a) {
  CALL (a) {
    MATCH (a)<-[e:KEY_TO]-(k)
    WHERE (e.valid_from IS NULL OR e.valid_from <= $as_of) AND (e.valid_to IS NULL OR $as_of < e.valid_to)
    RETURN k
    UNION
    MATCH (a)<-[f:FOR]-(:Opportunity)<-[e:KEY_TO]-(k)
    WHERE NOT coalesce(f.stage, 'unknown') IN ['won', 'lost']
      AND (f.valid_from IS NULL OR f.valid_from <= $as_of) AND (f.valid_to IS NULL OR $as_of < f.valid_to)
      AND (e.valid_from IS NULL OR e.valid_from <= $as_of) AND (e.valid_to IS NULL OR $as_of < e.valid_to)
    RETURN k
  }
  CALL (a, k) {
    WITH k
    WHERE k:Post
    RETURN k AS s
    UNION
    MATCH (k:Person)-[h:HOLDS]->(s:Post)-[i:IN_ACCOUNT]->(a)
    WHERE (h.valid_from IS NULL OR h.valid_from <= $as_of) AND (h.valid_to IS NULL OR $as_of < h.valid_to)
      AND (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
    WITH DISTINCT k, h, s, i
    WHERE h.valid_from IS NOT NULL OR COUNT {
      MATCH (s)<-[x:HOLDS]-(y:Person)
      WHERE (x.valid_from IS NOT NULL OR y.id < k.id)
        AND (x.valid_from IS NULL OR x.valid_from <= $as_of) AND (x.valid_to IS NULL OR $as_of < x.valid_to)
    } < coalesce(i.capacity, 1)
    RETURN s
  }
  MATCH (s)-[i:IN_ACCOUNT]->(a)
  WHERE (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
  MATCH (s)-[l:PLACED_IN]->(b:Department)
  WHERE (l.valid_from IS NULL OR l.valid_from <= $as_of) AND (l.valid_to IS NULL OR $as_of < l.valid_to)
  RETURN collect(DISTINCT b) AS seated
}
CALL (a) {
  CALL (a) {
    MATCH (a)<-[e:KEY_TO]-(k:Person)
    WHERE (e.valid_from IS NULL OR e.valid_from <= $as_of) AND (e.valid_to IS NULL OR $as_of < e.valid_to)
    RETURN k
    UNION
    MATCH (a)<-[f:FOR]-(:Opportunity)<-[e:KEY_TO]-(k:Person)
    WHERE NOT coalesce(f.stage, 'unknown') IN ['won', 'lost']
      AND (f.valid_from IS NULL OR f.valid_from <= $as_of) AND (f.valid_to IS NULL OR $as_of < f.valid_to)
      AND (e.valid_from IS NULL OR e.valid_from <= $as_of) AND (e.valid_to IS NULL OR $as_of < e.valid_to)
    RETURN k
  }
  MATCH (k)-[z:RESPONSIBLE_FOR]->(b:Department)
  WHERE (z.valid_from IS NULL OR z.valid_from <= $as_of) AND (z.valid_to IS NULL OR $as_of < z.valid_to)
  RETURN collect(DISTINCT b) AS managed
}
CALL (seated, managed) {
  UNWIND seated + managed AS b
  MATCH (b)(()-[q:PART_OF WHERE (q.valid_from IS NULL OR q.valid_from <= $as_of) AND (q.valid_to IS NULL OR $as_of < q.valid_to)]->(:Department)){0,12}(d:Department)
  RETURN collect(DISTINCT d) AS named
}
CALL (a, named) {
  MATCH (a)<-[f:FOR]-(o:Opportunity)-[t:TARGETS]->(b:Department)
  WHERE NOT coalesce(f.stage, 'unknown') IN ['won', 'lost']
    AND (f.valid_from IS NULL OR f.valid_from <= $as_of) AND (f.valid_to IS NULL OR $as_of < f.valid_to)
    AND (t.valid_from IS NULL OR t.valid_from <= $as_of) AND (t.valid_to IS NULL OR $as_of < t.valid_to)
  MATCH (b)(()-[q:PART_OF WHERE (q.valid_from IS NULL OR q.valid_from <= $as_of) AND (q.valid_to IS NULL OR $as_of < q.valid_to)]->(:Department)){0,12}(d:Department)
  WHERE NOT d IN named
  WITH DISTINCT a, d, o, f
  MATCH (d)-[i:IN_ACCOUNT]->(a)
  WHERE (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
  WITH d, i, o, f
  ORDER BY f.name, o.id
  WITH d, i, collect(['opportunity', o.id, f.name, null]) AS evidence
  WHERE size(evidence) >= $department_deals
  RETURN collect([d, i, evidence]) AS bare, collect(d) AS reported
}
UNWIND bare AS found
WITH reported, found[0] AS d, found[1] AS i, found[2] AS evidence
WHERE NOT EXISTS {
  MATCH (d)(()-[q:PART_OF WHERE (q.valid_from IS NULL OR q.valid_from <= $as_of) AND (q.valid_to IS NULL OR $as_of < q.valid_to)]->(:Department)){1,12}(higher:Department)
  WHERE higher IN reported
}
RETURN 'department' AS kind,
       d.id AS id,
       i.name AS name,
       size(evidence) > 1 AS grave,
       size(evidence) AS count,
       null AS on,
       [] AS names,
       evidence
ORDER BY id
