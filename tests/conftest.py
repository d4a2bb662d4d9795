"""What every test may ask for: the engine, and the graph on it."""

from collections.abc import Iterator

import pytest

from service.graph.database import Graph
from service.graph.migrations import migrate
from tests.engines import TestEngine, chosen_engine


@pytest.fixture(scope="session")
def engine() -> Iterator[TestEngine]:
    """A real Neo4j, running."""
    with chosen_engine() as running:
        yield running


@pytest.fixture(scope="session")
def graph(engine: TestEngine) -> Iterator[Graph]:
    """The migrated graph of the test engine. Tests share it: keep to accounts of your own."""
    with Graph(engine.uri, engine.user, engine.password, engine.database, liveness_check=None) as opened:
        migrate(opened)
        yield opened
