// name: settings.history_of_workspace
// mode: read
// scope: none
// time: none
// params: workspace_id: str, kind: str, most: int
// returns: list[HistoryRow]
//
// The last $most changes of settings of the workspace, the latest first. An item is [setting's id, before, after], both
// JSON text; null before: it had not been set there; null after: it was set back.
MATCH (:Workspace {id: $workspace_id})<-[:TOUCHED]-(c:Change)
WHERE c.kind = $kind
WITH c
ORDER BY c.at DESC, c.id DESC
LIMIT $most
RETURN
  c.id AS id,
  c.at AS at,
  c.actor AS actor,
  COLLECT {
    MATCH (c)-[:HAS_ITEM]->(i:ChangeItem)
    RETURN [i.start_id, i.before, i.after] ORDER BY i.id
  } AS items
ORDER BY at DESC, id DESC
