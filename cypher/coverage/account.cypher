// name: coverage.account
// mode: read
// scope: account
// time: as_of
// params: account_id: str, as_of: date
// returns: one AccountRow
//
// The account as the gaps need it, one row: its departments with what each lies under, its open deals (a deal of
// unknown stage is open), and whether the chart has a post at all.
// A deal's players are the people with a role in it and the holders of the seats with one, its seats those with one, held
// or not; its meetings are all that were about it, of whatever state and day. Amounts in minor units of their currency; null is unknown.
MATCH (a:Account {id: $account_id})
CALL (a) {
  MATCH (a)<-[i:IN_ACCOUNT]-(d:Department)
  WHERE (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
  OPTIONAL MATCH (d)-[q:PART_OF]->(above:Department)
  WHERE (q.valid_from IS NULL OR q.valid_from <= $as_of) AND (q.valid_to IS NULL OR $as_of < q.valid_to)
  WITH d, i, min(above.id) AS parent_id
  RETURN collect({id: d.id, name: i.name, parent_id: parent_id}) AS departments
}
CALL (a) {
  MATCH (a)<-[f:FOR]-(o:Opportunity)
  WHERE (f.valid_from IS NULL OR f.valid_from <= $as_of) AND (f.valid_to IS NULL OR $as_of < f.valid_to)
    AND NOT coalesce(f.stage, 'unknown') IN ['won', 'lost']
  WITH a, o, f,
       COLLECT {
         MATCH (o)-[t:TARGETS]->(d:Department)
         WHERE (t.valid_from IS NULL OR t.valid_from <= $as_of) AND (t.valid_to IS NULL OR $as_of < t.valid_to)
         RETURN DISTINCT d.id
       } AS targets,
       COLLECT {
         CALL (a, o) {
           MATCH (o)<-[r:PLAYS_ROLE_IN]-(p:Person)
           WHERE (r.valid_from IS NULL OR r.valid_from <= $as_of) AND (r.valid_to IS NULL OR $as_of < r.valid_to)
           RETURN p
           UNION
           MATCH (o)<-[r:PLAYS_ROLE_IN]-(s:Post)-[i:IN_ACCOUNT]->(a)
           WHERE (r.valid_from IS NULL OR r.valid_from <= $as_of) AND (r.valid_to IS NULL OR $as_of < r.valid_to)
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
         RETURN p.id
       } AS players,
       COLLECT {
         MATCH (o)<-[r:PLAYS_ROLE_IN]-(s:Post)-[i:IN_ACCOUNT]->(a)
         WHERE (r.valid_from IS NULL OR r.valid_from <= $as_of) AND (r.valid_to IS NULL OR $as_of < r.valid_to)
           AND (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
         RETURN DISTINCT s.id
       } AS seats,
       COLLECT {
         MATCH (o)<-[:ABOUT]-(v:Meeting)
         RETURN v.id
       } AS meetings
  RETURN collect({id: o.id, name: f.name, stage: f.stage, amount_minor: f.amount_minor, currency: f.currency,
                  order_on: f.order_on, targets: targets, players: players, seats: seats,
                  meetings: meetings}) AS deals
}
RETURN a.id AS account_id,
       a.name AS name,
       a.currency AS currency,
       departments,
       deals,
       EXISTS {
         MATCH (a)<-[i:IN_ACCOUNT]-(:Post)
         WHERE (i.valid_from IS NULL OR i.valid_from <= $as_of) AND (i.valid_to IS NULL OR $as_of < i.valid_to)
       } AS has_posts
