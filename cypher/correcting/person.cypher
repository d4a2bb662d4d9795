// name: correcting.person
// mode: read
// scope: account
// time: as_of
// params: account_id: str, person_id: str, as_of: date
// returns: list[CorrectableRow]
//
// What is recorded of one person of the account on the day, as facts that can be corrected; no row when the person is
// not with the account on that day. works: the person's WORKS_FOR there. seats: each post held, [post_id, whether it is
// the primary one, its IN_ACCOUNT, its PLACED_IN with [label, id] of where, its line REPORTS_TO with the id of the post
// above]; a fact comes as all its properties, and as null where nothing is known. A post with several facts of one slot
// on the day comes several times.
MATCH (a:Account {id: $account_id})
MATCH (p:Person {id: $person_id})-[w:WORKS_FOR]->(a)
WHERE (w.valid_from IS NULL OR w.valid_from <= $as_of) AND (w.valid_to IS NULL OR $as_of < w.valid_to)
WITH a, p, collect(properties(w)) AS works
CALL (a, p) {
  MATCH (p)-[h:HOLDS]->(s:Post)-[i:IN_ACCOUNT]->(a)
  WHERE (h.valid_from IS NULL OR h.valid_from <= $as_of) AND (h.valid_to IS NULL OR $as_of < h.valid_to)
    AND (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
  OPTIONAL MATCH (s)-[l:PLACED_IN]->(x:Department|Account)
  WHERE (l.valid_from IS NULL OR l.valid_from <= $as_of) AND (l.valid_to IS NULL OR $as_of < l.valid_to)
  OPTIONAL MATCH (s)-[r:REPORTS_TO]->(b:Post)
  WHERE r.kind = 'line' AND (r.valid_from IS NULL OR r.valid_from <= $as_of) AND (r.valid_to IS NULL OR $as_of < r.valid_to)
  RETURN
    collect([
      s.id, coalesce(h.is_primary, false), properties(i),
      properties(l), CASE WHEN x:Department THEN 'Department' ELSE 'Account' END, x.id,
      properties(r), b.id
    ]) AS seats
}
RETURN
  p.name AS name, p.kana AS kana, p.romaji AS romaji, p.name_key AS name_key, p.search_key AS search_key, works, seats
