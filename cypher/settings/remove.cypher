// name: settings.remove
// mode: write
// scope: none
// time: none
// params: ids: list[str]
// returns: one Written
//
// Sets settings back: what stands above them counts again (for an account the workspace, for that the default).
UNWIND $ids AS id
MATCH (s:Setting {id: id})
DETACH DELETE s
RETURN count(*) AS written
