// name: core.lock_workspace
// mode: write
// scope: none
// time: none
// params: id: str
// returns: list[Locked]
//
// Takes the write lock of what belongs to no account by raising the revision of the one workspace node.
// One row: its id and its new revision.
MATCH (w:Workspace {id: $id})
SET w.revision = w.revision + 1
RETURN w.id AS id, w.revision AS revision
