// name: settings.put_for_account
// mode: write
// scope: account
// time: none
// params: account_id: str, change_id: str, at: datetime, rows: list[list]
// returns: one Written
//
// Sets values for the account. A row is [id, name, value]; what was set before must have gone.
MATCH (x:Account {id: $account_id})
UNWIND $rows AS row
CREATE (s:Setting {id: row[0], name: row[1], value: row[2], change_id: $change_id, recorded_at: $at})-[:SCOPED_TO]->(x)
RETURN count(s) AS written
