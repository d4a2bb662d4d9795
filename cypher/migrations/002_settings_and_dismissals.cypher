// Step 2: settings of the workspace and of accounts, and gaps that somebody has dismissed: their names and unique ids.
UNWIND $labels AS name
CALL db.createLabel(name)
RETURN count(*) AS n
;
UNWIND $properties AS name
CALL db.createProperty(name)
RETURN count(*) AS n
;
CREATE CONSTRAINT setting_id IF NOT EXISTS FOR (n:Setting) REQUIRE n.id IS UNIQUE
;
CREATE CONSTRAINT dismissal_id IF NOT EXISTS FOR (n:Dismissal) REQUIRE n.id IS UNIQUE
