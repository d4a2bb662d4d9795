"""An app whose graph does not answer: what stands before the routes needs none."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.types import ASGIApp

from service.graph.database import Graph
from service.web.secrets import ServerSecrets
from tests.webapp import app_on, secrets


@pytest.fixture
def secret() -> ServerSecrets:
    return secrets()


@pytest.fixture
def dead_graph() -> Iterator[Graph]:
    with Graph("bolt://127.0.0.1:9", "neo4j", "nobody", timeout=1.0, retry_seconds=0.0) as graph:
        yield graph


@pytest.fixture
def app(dead_graph: Graph, tmp_path: Path, secret: ServerSecrets) -> ASGIApp:
    return app_on(dead_graph, tmp_path, secret=secret)
