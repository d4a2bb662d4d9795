"""Tell a story to the graph under test."""

from collections.abc import Callable, Iterator

import neo4j
import pytest

from service.graph.database import Graph
from tests.engines import TestEngine
from tests.story import Story

Tell = Callable[[Story], Story]


@pytest.fixture(scope="session")
def tell(engine: TestEngine, graph: Graph) -> Iterator[Tell]:
    """Writes a story into the migrated graph."""
    assert graph.answers()
    with neo4j.GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as driver:
        yield lambda story: story.load(driver)
