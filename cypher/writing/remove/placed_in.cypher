// name: writing.remove.placed_in
// mode: write
// scope: none
// time: none
// params: ids: list[str]
// returns: one Written
//
// Removes PLACED_IN facts by their ids.
UNWIND $ids AS id
MATCH ()-[f:PLACED_IN {id: id}]->()
DELETE f
RETURN count(*) AS written
