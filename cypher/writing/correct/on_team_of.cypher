// name: writing.correct.on_team_of
// mode: write
// scope: none
// time: none
// params: rows: list[list]
// returns: one Written
//
// Replaces the named properties of ON_TEAM_OF facts. A row is [fact id, {property: value}]; null removes.
UNWIND $rows AS row
MATCH ()-[f:ON_TEAM_OF {id: row[0]}]->()
SET f += row[1]
RETURN count(f) AS written
