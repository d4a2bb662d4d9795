// name: settings.of_account
// mode: read
// scope: account
// time: none
// params: account_id: str
// returns: list[SettingRow]
//
// What is set for the account itself, with the change that set it; by name.
MATCH (:Account {id: $account_id})<-[:SCOPED_TO]-(s:Setting)
OPTIONAL MATCH (c:Change {id: s.change_id})
RETURN s.id AS id, s.name AS name, s.value AS value, c.at AS at, c.actor AS actor
ORDER BY name
