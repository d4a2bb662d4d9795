// name: writing.remove.influences
// mode: write
// scope: none
// time: none
// params: ids: list[str]
// returns: one Written
//
// Removes INFLUENCES facts by their ids.
UNWIND $ids AS id
MATCH ()-[f:INFLUENCES {id: id}]->()
DELETE f
RETURN count(*) AS written
