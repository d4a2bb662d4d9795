// name: org.overview
// mode: read
// scope: account
// time: as_of
// params: account_id: str, as_of: date, since: date
// returns: one OverviewRow
//
// One account in numbers that the map does not hold: meetings held from $since to the day and the talks among them
// (two-way, one of us and one of them there), the last one held ever, the next one planned from the day on, the open
// deals, and the latest change of its records.
MATCH (a:Account {id: $account_id})
CALL (a) {
  MATCH (a)<-[:SCOPED_TO]-(v:Meeting)
  WHERE v.state = 'held' AND v.held_on <= $as_of
  RETURN
    sum(CASE WHEN $since <= v.held_on THEN 1 ELSE 0 END) AS meetings,
    sum(CASE
      WHEN $since <= v.held_on AND v.two_way AND EXISTS { MATCH (v)<-[:ATTENDED]-(:Member) }
        AND EXISTS { MATCH (v)<-[:ATTENDED]-(:Person) } THEN 1
      ELSE 0
    END) AS talks,
    max(v.held_on) AS last_meeting_on
}
CALL (a) {
  MATCH (a)<-[:SCOPED_TO]-(v:Meeting)
  WHERE v.state = 'planned' AND v.planned_on >= $as_of
  RETURN min(v.planned_on) AS next_meeting_on
}
CALL (a) {
  MATCH (a)<-[f:FOR]-(o:Opportunity)
  WHERE (f.valid_from IS NULL OR f.valid_from <= $as_of) AND (f.valid_to IS NULL OR $as_of < f.valid_to) AND NOT coalesce(f.stage, 'unknown') IN ['won', 'lost']
  RETURN collect([o.id, f.amount_minor, f.currency]) AS deals
}
OPTIONAL MATCH (c:Change {id: a.last_change_id})
RETURN
  a.currency AS currency, meetings, talks, last_meeting_on, next_meeting_on, deals,
  c.at AS changed_at, c.actor AS changed_by, c.kind AS change_kind, c.reason AS change_reason
