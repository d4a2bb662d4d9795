// name: org.department_history
// mode: read
// scope: account
// time: none
// params: account_id: str
// returns: one DepartmentHistoryRow
//
// The departments of the account on all days, as two lists of facts: what each was, is and will be called, and where it
// stood, stands and will stand. What a department's path was on any day follows from them.
MATCH (a:Account {id: $account_id})
CALL (a) {
  MATCH (d:Department)-[i:IN_ACCOUNT]->(a)
  RETURN collect([d.id, i.name, i.valid_from, i.valid_to]) AS names, collect(DISTINCT d) AS departments
}
CALL (departments) {
  UNWIND departments AS d
  MATCH (d)-[q:PART_OF]->(x)
  RETURN collect([d.id, x.id, q.valid_from, q.valid_to]) AS parents
}
RETURN names, parents
