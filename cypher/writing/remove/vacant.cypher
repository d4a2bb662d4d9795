// name: writing.remove.vacant
// mode: write
// scope: none
// time: none
// params: ids: list[str]
// returns: one Written
//
// Removes VACANT facts by their ids.
UNWIND $ids AS id
MATCH ()-[f:VACANT {id: id}]->()
DELETE f
RETURN count(*) AS written
