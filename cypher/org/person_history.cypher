// name: org.person_history
// mode: read
// scope: account
// time: none
// params: account_id: str, person_id: str
// returns: list[PersonHistoryRow]
//
// One person of the account with the posts of all days: what was, is and will be held, and all titles and places those
// posts had, have and will have. No row when the person never belonged to the account nor held a post of it.
MATCH (a:Account {id: $account_id})
MATCH (p:Person {id: $person_id})
WHERE
  EXISTS { MATCH (p)-[:WORKS_FOR]->(a) } OR EXISTS { MATCH (p)-[:HOLDS]->(:Post)-[:IN_ACCOUNT]->(a) }
CALL (a, p) {
  MATCH (p)-[h:HOLDS]->(s:Post)
  WHERE EXISTS { MATCH (s)-[:IN_ACCOUNT]->(a) }
  RETURN
    collect([
      s.id, p.id, p.name, coalesce(h.is_primary, false), coalesce(h.acting, false), h.valid_from, h.valid_to,
      h.observed_on, h.source, h.confidence
    ]) AS holdings,
    collect(DISTINCT s) AS posts
}
CALL (a, posts) {
  UNWIND posts AS s
  MATCH (s)-[i:IN_ACCOUNT]->(a)
  RETURN collect([s.id, i.title, i.valid_from, i.valid_to]) AS titles
}
CALL (posts) {
  UNWIND posts AS s
  MATCH (s)-[l:PLACED_IN]->(x)
  RETURN collect([s.id, x.id, l.valid_from, l.valid_to]) AS places
}
RETURN
  p.name AS name, p.kana AS kana, p.romaji AS romaji, p.email AS email, p.phone AS phone, p.note AS note,
  holdings, titles, places
