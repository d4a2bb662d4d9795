// name: accounts.create
// mode: write
// scope: none
// time: none
// params: workspace_id: str, account_id: str, name: str, name_key: str, currency: str, state: str, at: datetime, change_id: str
// returns: one Written
//
// Creates an account (which is a company as well). Its name may exist already: two customers may have one name.
MATCH (:Workspace {id: $workspace_id})
CREATE (a:Company:Account {
  id: $account_id,
  name: $name,
  name_key: $name_key,
  currency: $currency,
  state: $state,
  revision: 0,
  recorded_at: $at,
  change_id: $change_id
})
RETURN count(a) AS written
