// The steps this graph records, oldest first.
MATCH (m:Migration)
RETURN m.number AS number, m.checksum AS checksum
ORDER BY number
