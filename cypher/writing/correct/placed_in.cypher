// name: writing.correct.placed_in
// mode: write
// scope: none
// time: none
// params: rows: list[list]
// returns: one Written
//
// Replaces the named properties of PLACED_IN facts. A row is [fact id, {property: value}]; null removes.
UNWIND $rows AS row
MATCH ()-[f:PLACED_IN {id: row[0]}]->()
SET f += row[1]
RETURN count(f) AS written
