// name: accounts.set_state
// mode: write
// scope: account
// time: none
// params: account_id: str, state: str
// returns: one Written
//
// Sets what can be done with the account: live, loading (its first import is under way) or deleting.
MATCH (a:Account {id: $account_id})
SET a.state = $state
RETURN count(a) AS written
