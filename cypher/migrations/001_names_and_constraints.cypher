// Step 1: every name of the vocabulary, one unique id per label and per timed type, the full-text indexes, the workspace.
// Names first, so that an empty graph gives no warnings of unknown names and a misspelling always does.
UNWIND $labels AS name
CALL db.createLabel(name)
RETURN count(*) AS n
;
UNWIND $types AS name
CALL db.createRelationshipType(name)
RETURN count(*) AS n
;
UNWIND $properties AS name
CALL db.createProperty(name)
RETURN count(*) AS n
;
CREATE CONSTRAINT workspace_id IF NOT EXISTS FOR (n:Workspace) REQUIRE n.id IS UNIQUE
;
CREATE CONSTRAINT migration_id IF NOT EXISTS FOR (n:Migration) REQUIRE n.id IS UNIQUE
;
CREATE CONSTRAINT company_id IF NOT EXISTS FOR (n:Company) REQUIRE n.id IS UNIQUE
;
CREATE CONSTRAINT account_id IF NOT EXISTS FOR (n:Account) REQUIRE n.id IS UNIQUE
;
CREATE CONSTRAINT department_id IF NOT EXISTS FOR (n:Department) REQUIRE n.id IS UNIQUE
;
CREATE CONSTRAINT post_id IF NOT EXISTS FOR (n:Post) REQUIRE n.id IS UNIQUE
;
CREATE CONSTRAINT person_id IF NOT EXISTS FOR (n:Person) REQUIRE n.id IS UNIQUE
;
CREATE CONSTRAINT member_id IF NOT EXISTS FOR (n:Member) REQUIRE n.id IS UNIQUE
;
CREATE CONSTRAINT unit_id IF NOT EXISTS FOR (n:Unit) REQUIRE n.id IS UNIQUE
;
CREATE CONSTRAINT stance_id IF NOT EXISTS FOR (n:Stance) REQUIRE n.id IS UNIQUE
;
CREATE CONSTRAINT opportunity_id IF NOT EXISTS FOR (n:Opportunity) REQUIRE n.id IS UNIQUE
;
CREATE CONSTRAINT meeting_id IF NOT EXISTS FOR (n:Meeting) REQUIRE n.id IS UNIQUE
;
CREATE CONSTRAINT activity_id IF NOT EXISTS FOR (n:Activity) REQUIRE n.id IS UNIQUE
;
CREATE CONSTRAINT initiative_id IF NOT EXISTS FOR (n:Initiative) REQUIRE n.id IS UNIQUE
;
CREATE CONSTRAINT product_id IF NOT EXISTS FOR (n:Product) REQUIRE n.id IS UNIQUE
;
CREATE CONSTRAINT externalid_id IF NOT EXISTS FOR (n:ExternalId) REQUIRE n.id IS UNIQUE
;
CREATE CONSTRAINT change_id IF NOT EXISTS FOR (n:Change) REQUIRE n.id IS UNIQUE
;
CREATE CONSTRAINT changeitem_id IF NOT EXISTS FOR (n:ChangeItem) REQUIRE n.id IS UNIQUE
;
CREATE CONSTRAINT changeset_id IF NOT EXISTS FOR (n:ChangeSet) REQUIRE n.id IS UNIQUE
;
CREATE CONSTRAINT import_id IF NOT EXISTS FOR (n:Import) REQUIRE n.id IS UNIQUE
;
CREATE CONSTRAINT fact_subsidiary_of_id IF NOT EXISTS FOR ()-[r:SUBSIDIARY_OF]-() REQUIRE r.id IS UNIQUE
;
CREATE CONSTRAINT fact_in_account_id IF NOT EXISTS FOR ()-[r:IN_ACCOUNT]-() REQUIRE r.id IS UNIQUE
;
CREATE CONSTRAINT fact_part_of_id IF NOT EXISTS FOR ()-[r:PART_OF]-() REQUIRE r.id IS UNIQUE
;
CREATE CONSTRAINT fact_placed_in_id IF NOT EXISTS FOR ()-[r:PLACED_IN]-() REQUIRE r.id IS UNIQUE
;
CREATE CONSTRAINT fact_reports_to_id IF NOT EXISTS FOR ()-[r:REPORTS_TO]-() REQUIRE r.id IS UNIQUE
;
CREATE CONSTRAINT fact_vacant_id IF NOT EXISTS FOR ()-[r:VACANT]-() REQUIRE r.id IS UNIQUE
;
CREATE CONSTRAINT fact_works_for_id IF NOT EXISTS FOR ()-[r:WORKS_FOR]-() REQUIRE r.id IS UNIQUE
;
CREATE CONSTRAINT fact_holds_id IF NOT EXISTS FOR ()-[r:HOLDS]-() REQUIRE r.id IS UNIQUE
;
CREATE CONSTRAINT fact_responsible_for_id IF NOT EXISTS FOR ()-[r:RESPONSIBLE_FOR]-() REQUIRE r.id IS UNIQUE
;
CREATE CONSTRAINT fact_influences_id IF NOT EXISTS FOR ()-[r:INFLUENCES]-() REQUIRE r.id IS UNIQUE
;
CREATE CONSTRAINT fact_knows_id IF NOT EXISTS FOR ()-[r:KNOWS]-() REQUIRE r.id IS UNIQUE
;
CREATE CONSTRAINT fact_key_to_id IF NOT EXISTS FOR ()-[r:KEY_TO]-() REQUIRE r.id IS UNIQUE
;
CREATE CONSTRAINT fact_plays_role_in_id IF NOT EXISTS FOR ()-[r:PLAYS_ROLE_IN]-() REQUIRE r.id IS UNIQUE
;
CREATE CONSTRAINT fact_belongs_to_id IF NOT EXISTS FOR ()-[r:BELONGS_TO]-() REQUIRE r.id IS UNIQUE
;
CREATE CONSTRAINT fact_on_team_of_id IF NOT EXISTS FOR ()-[r:ON_TEAM_OF]-() REQUIRE r.id IS UNIQUE
;
CREATE CONSTRAINT fact_covers_id IF NOT EXISTS FOR ()-[r:COVERS]-() REQUIRE r.id IS UNIQUE
;
CREATE CONSTRAINT fact_for_id IF NOT EXISTS FOR ()-[r:FOR]-() REQUIRE r.id IS UNIQUE
;
CREATE CONSTRAINT fact_targets_id IF NOT EXISTS FOR ()-[r:TARGETS]-() REQUIRE r.id IS UNIQUE
;
CREATE CONSTRAINT fact_supports_id IF NOT EXISTS FOR ()-[r:SUPPORTS]-() REQUIRE r.id IS UNIQUE
;
CREATE CONSTRAINT fact_offers_id IF NOT EXISTS FOR ()-[r:OFFERS]-() REQUIRE r.id IS UNIQUE
;
CREATE FULLTEXT INDEX person_text IF NOT EXISTS FOR (n:Person) ON EACH [n.name, n.kana, n.romaji, n.search_key] OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk', `fulltext.eventually_consistent`: false}}
;
CREATE FULLTEXT INDEX member_text IF NOT EXISTS FOR (n:Member) ON EACH [n.name, n.search_key] OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk', `fulltext.eventually_consistent`: false}}
;
CALL db.awaitIndexes(60)
;
MERGE (w:Workspace {id: $workspace_id})
ON CREATE SET w.revision = 0
