"""The JSON interface on a real graph, with one account brought in by the importer."""

from pathlib import Path
from secrets import token_hex

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from service.graph.database import Graph
from tests.webapp import app_on, demo_account, script


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def app(graph: Graph, data_dir: Path) -> ASGIApp:
    return app_on(graph, data_dir)


@pytest.fixture(scope="module")
def account_id(graph: Graph, data_dir: Path) -> str:
    return demo_account(graph, data_dir, 0, f"API {token_hex(3)} 旭波重機械")


@pytest.fixture
def client(app: ASGIApp) -> TestClient:
    return script(app)
