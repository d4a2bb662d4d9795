"""The pages on a real graph, with a Japanese and an English account brought in by the importer."""

from pathlib import Path
from secrets import token_hex

import pytest
from starlette.types import ASGIApp

from service.graph.database import Graph
from tests.webapp import app_on, demo_account


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def app(graph: Graph, data_dir: Path) -> ASGIApp:
    return app_on(graph, data_dir)


@pytest.fixture(scope="module")
def ja_account(graph: Graph, data_dir: Path) -> str:
    return demo_account(graph, data_dir, 0, f"頁 {token_hex(3)}")


@pytest.fixture(scope="module")
def en_account(graph: Graph, data_dir: Path) -> str:
    return demo_account(graph, data_dir, 1, f"Pages {token_hex(3)}")
