// name: writing.remove.covers
// mode: write
// scope: none
// time: none
// params: ids: list[str]
// returns: one Written
//
// Removes COVERS facts by their ids.
UNWIND $ids AS id
MATCH ()-[f:COVERS {id: id}]->()
DELETE f
RETURN count(*) AS written
