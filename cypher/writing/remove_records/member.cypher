// name: writing.remove_records.member
// mode: write
// scope: none
// time: none
// params: ids: list[str]
// returns: one Written
//
// Removes members that no fact of all days and no tie refers to any more; the others stay and
// are not counted. A place in a unit of ours does not count as one.
UNWIND $ids AS id
MATCH (n:Member {id: id})
WHERE NOT EXISTS { (n)-[r]-() WHERE NOT r:TOUCHED|BELONGS_TO }
DETACH DELETE n
RETURN count(*) AS written
