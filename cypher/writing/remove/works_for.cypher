// name: writing.remove.works_for
// mode: write
// scope: none
// time: none
// params: ids: list[str]
// returns: one Written
//
// Removes WORKS_FOR facts by their ids.
UNWIND $ids AS id
MATCH ()-[f:WORKS_FOR {id: id}]->()
DELETE f
RETURN count(*) AS written
