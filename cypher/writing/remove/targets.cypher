// name: writing.remove.targets
// mode: write
// scope: none
// time: none
// params: ids: list[str]
// returns: one Written
//
// Removes TARGETS facts by their ids.
UNWIND $ids AS id
MATCH ()-[f:TARGETS {id: id}]->()
DELETE f
RETURN count(*) AS written
