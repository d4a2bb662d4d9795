// name: writing.remove.key_to
// mode: write
// scope: none
// time: none
// params: ids: list[str]
// returns: one Written
//
// Removes KEY_TO facts by their ids.
UNWIND $ids AS id
MATCH ()-[f:KEY_TO {id: id}]->()
DELETE f
RETURN count(*) AS written
