// name: writing.remove.knows
// mode: write
// scope: none
// time: none
// params: ids: list[str]
// returns: one Written
//
// Removes KNOWS facts by their ids.
UNWIND $ids AS id
MATCH ()-[f:KNOWS {id: id}]->()
DELETE f
RETURN count(*) AS written
