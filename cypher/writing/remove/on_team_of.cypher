// name: writing.remove.on_team_of
// mode: write
// scope: none
// time: none
// params: ids: list[str]
// returns: one Written
//
// Removes ON_TEAM_OF facts by their ids.
UNWIND $ids AS id
MATCH ()-[f:ON_TEAM_OF {id: id}]->()
DELETE f
RETURN count(*) AS written
