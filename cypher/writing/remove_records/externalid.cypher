// name: writing.remove_records.externalid
// mode: write
// scope: none
// time: none
// params: ids: list[str]
// returns: one Written
//
// Removes foreign ids that no fact of all days and no tie refers to any more; the others stay and
// are not counted.
UNWIND $ids AS id
MATCH (n:ExternalId {id: id})
WHERE NOT EXISTS { (n)-[r]-() WHERE NOT r:TOUCHED }
DETACH DELETE n
RETURN count(*) AS written
