// name: writing.nodes.person
// mode: write
// scope: none
// time: none
// params: rows: list[list], at: datetime, change_id: str
// returns: one Written
//
// Creates people. A row is [id, name, name_key, kana, romaji, search_key, email, phone, note].
UNWIND $rows AS row
CREATE (n:Person {
  id: row[0],
  recorded_at: $at,
  change_id: $change_id,
  name: row[1],
  name_key: row[2],
  kana: row[3],
  romaji: row[4],
  search_key: row[5],
  email: row[6],
  phone: row[7],
  note: row[8]
})
RETURN count(n) AS written
