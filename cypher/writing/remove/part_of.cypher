// name: writing.remove.part_of
// mode: write
// scope: none
// time: none
// params: ids: list[str]
// returns: one Written
//
// Removes PART_OF facts by their ids.
UNWIND $ids AS id
MATCH ()-[f:PART_OF {id: id}]->()
DELETE f
RETURN count(*) AS written
