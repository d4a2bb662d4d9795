// name: settings.put_for_workspace
// mode: write
// scope: none
// time: none
// params: workspace_id: str, change_id: str, at: datetime, rows: list[list]
// returns: one Written
//
// Sets values for the workspace. A row is [id, name, value]; what was set before is replaced.
MATCH (x:Workspace {id: $workspace_id})
UNWIND $rows AS row
MERGE (s:Setting {id: row[0]})
MERGE (s)-[:SCOPED_TO]->(x)
SET s.name = row[1], s.value = row[2], s.change_id = $change_id, s.recorded_at = $at
RETURN count(s) AS written
