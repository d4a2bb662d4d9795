// name: settings.of_workspace
// mode: read
// scope: none
// time: none
// params: workspace_id: str
// returns: list[SettingRow]
//
// What is set for the whole workspace, with the change that set it; by name.
MATCH (:Workspace {id: $workspace_id})<-[:SCOPED_TO]-(s:Setting)
OPTIONAL MATCH (c:Change {id: s.change_id})
RETURN s.id AS id, s.name AS name, s.value AS value, c.at AS at, c.actor AS actor
ORDER BY name
