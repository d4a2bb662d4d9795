// name: writing.remove.reports_to
// mode: write
// scope: none
// time: none
// params: ids: list[str]
// returns: one Written
//
// Removes REPORTS_TO facts by their ids.
UNWIND $ids AS id
MATCH ()-[f:REPORTS_TO {id: id}]->()
DELETE f
RETURN count(*) AS written
