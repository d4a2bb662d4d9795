// name: accounts.count_all
// mode: read
// scope: none
// time: none
// params: none
// returns: one Amount
//
// How many accounts the workspace has, whoever may see them: none means that nothing has been brought in yet.
MATCH (a:Account)
WHERE a.id > ''
RETURN count(a) AS n
