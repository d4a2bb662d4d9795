// name: writing.correct.in_account
// mode: write
// scope: none
// time: none
// params: rows: list[list]
// returns: one Written
//
// Replaces the named properties of IN_ACCOUNT facts. A row is [fact id, {property: value}]; null removes.
UNWIND $rows AS row
MATCH ()-[f:IN_ACCOUNT {id: row[0]}]->()
SET f += row[1]
RETURN count(f) AS written
