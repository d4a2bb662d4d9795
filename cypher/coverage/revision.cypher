// name: coverage.revision
// mode: read
// scope: account
// time: none
// params: account_id: str, workspace_id: str
// returns: list[RevisionRow]
//
// How often the account and the workspace have been written to: every write raises the revision of what it locks, so
// that what was read of an account at the same two revisions is still true. No row for an account that does not exist.
MATCH (a:Account {id: $account_id})
OPTIONAL MATCH (w:Workspace {id: $workspace_id})
RETURN a.revision AS account,
       coalesce(w.revision, 0) AS workspace
