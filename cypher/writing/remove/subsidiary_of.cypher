// name: writing.remove.subsidiary_of
// mode: write
// scope: none
// time: none
// params: ids: list[str]
// returns: one Written
//
// Removes SUBSIDIARY_OF facts by their ids.
UNWIND $ids AS id
MATCH ()-[f:SUBSIDIARY_OF {id: id}]->()
DELETE f
RETURN count(*) AS written
