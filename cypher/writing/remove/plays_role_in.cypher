// name: writing.remove.plays_role_in
// mode: write
// scope: none
// time: none
// params: ids: list[str]
// returns: one Written
//
// Removes PLAYS_ROLE_IN facts by their ids.
UNWIND $ids AS id
MATCH ()-[f:PLAYS_ROLE_IN {id: id}]->()
DELETE f
RETURN count(*) AS written
