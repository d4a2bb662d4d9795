// name: settings.put_for_workspace
// mode: write
// scope: none
// time: none
// params: workspace_id: str, change_id: str, at: datetime, rows: list[list]
// returns: one Written
//
// Sets values for the workspace. A row is [id, name, value]; what was set before must have gone.
MATCH (x:Workspace {id: $workspace_id})
UNWIND $rows AS row
CREATE (s:Setting {id: row[0], name: row[1], value: row[2], change_id: $change_id, recorded_at: $at})-[:SCOPED_TO]->(x)
RETURN count(s) AS written
