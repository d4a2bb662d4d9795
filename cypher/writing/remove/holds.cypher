// name: writing.remove.holds
// mode: write
// scope: none
// time: none
// params: ids: list[str]
// returns: one Written
//
// Removes HOLDS facts by their ids.
UNWIND $ids AS id
MATCH ()-[f:HOLDS {id: id}]->()
DELETE f
RETURN count(*) AS written
