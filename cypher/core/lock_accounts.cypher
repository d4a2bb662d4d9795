// name: core.lock_accounts
// mode: write
// scope: none
// time: none
// params: ids: list[str]
// returns: list[Locked]
//
// Takes the write lock of each account by raising its revision, in the order of the ids given (sorted by the caller).
// One row per account that exists: its id and its new revision. The first statement of every write into accounts.
UNWIND $ids AS wanted
MATCH (a:Account {id: wanted})
SET a.revision = a.revision + 1
RETURN a.id AS id, a.revision AS revision
