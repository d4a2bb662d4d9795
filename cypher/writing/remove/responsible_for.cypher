// name: writing.remove.responsible_for
// mode: write
// scope: none
// time: none
// params: ids: list[str]
// returns: one Written
//
// Removes RESPONSIBLE_FOR facts by their ids.
UNWIND $ids AS id
MATCH ()-[f:RESPONSIBLE_FOR {id: id}]->()
DELETE f
RETURN count(*) AS written
