// name: changes.add_items
// mode: write
// scope: none
// time: none
// params: change_id: str, rows: list[list]
// returns: one Written
//
// Records what a change corrected or removed, and the ties it made between records that were there before.
// A row is [id, fact_id, type, start_label, start_id, end_label, end_id, before, after]; before and after are JSON text.
MATCH (c:Change {id: $change_id})
UNWIND $rows AS row
CREATE (c)-[:HAS_ITEM]->(i:ChangeItem {
  id: row[0],
  fact_id: row[1],
  type: row[2],
  start_label: row[3],
  start_id: row[4],
  end_label: row[5],
  end_id: row[6],
  before: row[7],
  after: row[8]
})
RETURN count(i) AS written
