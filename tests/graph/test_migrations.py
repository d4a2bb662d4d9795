"""Steps run once, in order, and are recorded; a graph of a newer program is refused."""

import neo4j
import pytest

from service.domain import schema
from service.domain.errors import RefusedError
from service.graph.database import Graph
from service.graph.migrations import MIGRATIONS, applied, check, migrate
from tests.engines import TestEngine

pytestmark = pytest.mark.graph


def test_a_migrated_graph_records_every_step_and_runs_none_again(graph: Graph) -> None:
    assert applied(graph) == {m.number: m.checksum for m in MIGRATIONS}
    assert check(graph) == []
    assert migrate(graph) == []
    assert [m.number for m in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))


def test_every_id_is_unique_and_every_name_is_known(graph: Graph, engine: TestEngine) -> None:
    with neo4j.GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as driver:
        constrained = {
            (r["entityType"], r["labelsOrTypes"][0])
            for r in driver.execute_query("SHOW CONSTRAINTS").records
            if r["properties"] == ["id"]
        }
        known = {r[0] for r in driver.execute_query("CALL db.propertyKeys()").records}
        indexes = driver.execute_query(
            "SHOW INDEXES YIELD type, owningConstraint RETURN type, owningConstraint"
        ).records
    assert constrained == {("NODE", n) for n in schema.LABELS} | {("RELATIONSHIP", n) for n in schema.TIMED}
    assert schema.property_names() <= known
    others = [r["type"] for r in indexes if r["owningConstraint"] is None and r["type"] != "LOOKUP"]
    assert set(others) == {"FULLTEXT"}, "another index makes account questions read the installation (design §4)"


@pytest.mark.parametrize(
    ("number", "checksum", "told"), [(9999, "x", "newer version"), (1, "altered", "differs from the one")]
)
def test_a_graph_of_another_program_is_refused(
    graph: Graph, engine: TestEngine, number: int, checksum: str, told: str
) -> None:
    with neo4j.GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as driver:
        before = driver.execute_query("MATCH (m:Migration {number: 1}) RETURN m.checksum AS c").records[0]["c"]
        driver.execute_query("MERGE (m:Migration {id: 'migration-'+$n}) SET m.number = $number, m.checksum = $checksum",
                             n="001" if number == 1 else "9999", number=number, checksum=checksum)  # fmt: skip
        try:
            with pytest.raises(RefusedError, match=told):
                migrate(graph)
        finally:
            driver.execute_query("MATCH (m:Migration {number: 9999}) DELETE m")
            driver.execute_query("MATCH (m:Migration {number: 1}) SET m.checksum = $before", before=before)
    assert check(graph) == []
