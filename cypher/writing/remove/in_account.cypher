// name: writing.remove.in_account
// mode: write
// scope: none
// time: none
// params: ids: list[str]
// returns: one Written
//
// Removes IN_ACCOUNT facts by their ids.
UNWIND $ids AS id
MATCH ()-[f:IN_ACCOUNT {id: id}]->()
DELETE f
RETURN count(*) AS written
