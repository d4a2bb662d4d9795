// name: settings.values
// mode: read
// scope: account
// time: none
// params: account_id: str, workspace_id: str
// returns: one ValuesRow
//
// What the workspace and the account have set, as [name, value]; what is not listed has not been set there.
// One row, also for an account that does not exist.
OPTIONAL MATCH (w:Workspace {id: $workspace_id})
OPTIONAL MATCH (a:Account {id: $account_id})
RETURN
  COLLECT { MATCH (s:Setting)-[:SCOPED_TO]->(w) RETURN [s.name, s.value] ORDER BY s.name } AS workspace,
  COLLECT { MATCH (s:Setting)-[:SCOPED_TO]->(a) RETURN [s.name, s.value] ORDER BY s.name } AS account
