// name: accounts.delete_account
// mode: write
// scope: account
// time: none
// params: account_id: str
// returns: one Written
//
// Removes the account itself, with the facts of all days that our members and other companies have with it.
MATCH (a:Account {id: $account_id})
DETACH DELETE a
RETURN count(*) AS written
