// name: writing.correct.covers
// mode: write
// scope: none
// time: none
// params: rows: list[list]
// returns: one Written
//
// Replaces the named properties of COVERS facts. A row is [fact id, {property: value}]; null removes.
UNWIND $rows AS row
MATCH ()-[f:COVERS {id: row[0]}]->()
SET f += row[1]
RETURN count(f) AS written
