// name: writing.remove.belongs_to
// mode: write
// scope: none
// time: none
// params: ids: list[str]
// returns: one Written
//
// Removes BELONGS_TO facts by their ids.
UNWIND $ids AS id
MATCH ()-[f:BELONGS_TO {id: id}]->()
DELETE f
RETURN count(*) AS written
