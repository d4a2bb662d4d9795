// name: changes.open_workspace
// mode: write
// scope: none
// time: none
// params: workspace_id: str, change_id: str, at: datetime, actor: str, kind: str, reason: str | None, undoes_id: str | None, summary: str
// returns: one Written
//
// Records a change whose account is no longer there, or that never had one: it touches the workspace.
MATCH (w:Workspace {id: $workspace_id})
CREATE (c:Change {
  id: $change_id,
  at: $at,
  actor: $actor,
  kind: $kind,
  reason: $reason,
  undoes_id: $undoes_id,
  summary: $summary
})-[:TOUCHED]->(w)
RETURN count(c) AS written
