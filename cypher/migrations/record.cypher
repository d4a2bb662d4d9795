// Records that a step has been run; a repeated step keeps its first record.
MERGE (m:Migration {id: $id})
ON CREATE SET m.number = $number, m.name = $name, m.checksum = $checksum, m.applied_at = $at
RETURN m.number AS number
