// name: changes.set_summary
// mode: write
// scope: none
// time: none
// params: change_id: str, summary: str
// returns: one Written
//
// Replaces the summary of a change: how far a load in several transactions has come.
MATCH (c:Change {id: $change_id})
SET c.summary = $summary
RETURN count(c) AS written
