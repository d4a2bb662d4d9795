// name: writing.remove.for
// mode: write
// scope: none
// time: none
// params: ids: list[str]
// returns: one Written
//
// Removes FOR facts by their ids.
UNWIND $ids AS id
MATCH ()-[f:FOR {id: id}]->()
DELETE f
RETURN count(*) AS written
