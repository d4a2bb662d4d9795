// name: org.search_everybody
// mode: read
// scope: visible
// time: as_of
// params: visible: list[str], text: str, as_of: date, limit: int
// returns: list[PersonHitRow]
//
// People with an account that the actor may see, on the day, whose name, reading or romanised name the full-text query
// $text finds, the best first, with the titles of the posts they hold there; one row for each account of theirs. The
// limit comes after the filter, so no hit that may be seen is lost.
CALL db.index.fulltext.queryNodes('person_text', $text) YIELD node AS p, score
MATCH (p)-[w:WORKS_FOR]->(a:Account)
WHERE ($visible IS NULL OR a.id IN $visible) AND (w.valid_from IS NULL OR w.valid_from <= $as_of) AND (w.valid_to IS NULL OR $as_of < w.valid_to)
WITH DISTINCT p, a, score
ORDER BY score DESC, p.id LIMIT $limit
RETURN
  p.id AS person_id, p.name AS name, p.kana AS kana, a.id AS account_id, a.name AS account_name, score,
  COLLECT {
    MATCH (p)-[h:HOLDS]->(s:Post)-[i:IN_ACCOUNT]->(a)
    WHERE (h.valid_from IS NULL OR h.valid_from <= $as_of) AND (h.valid_to IS NULL OR $as_of < h.valid_to) AND (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
    RETURN i.title ORDER BY coalesce(h.is_primary, false) DESC, s.id
  } AS titles
ORDER BY score DESC, person_id
