// name: changes.mark_undone
// mode: write
// scope: none
// time: none
// params: change_id: str, undone_by_id: str
// returns: one Written
//
// Marks a change as undone by another one.
MATCH (c:Change {id: $change_id})
SET c.undone_by_id = $undone_by_id
RETURN count(c) AS written
