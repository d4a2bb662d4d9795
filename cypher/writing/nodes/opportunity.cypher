// name: writing.nodes.opportunity
// mode: write
// scope: none
// time: none
// params: rows: list[list], at: datetime, change_id: str
// returns: one Written
//
// Creates opportunities. A row is [id].
UNWIND $rows AS row
CREATE (n:Opportunity {
  id: row[0],
  recorded_at: $at,
  change_id: $change_id
})
RETURN count(n) AS written
