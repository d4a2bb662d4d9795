"""What every test may ask for: the engine, the graph on it, the demo in it; and a note of the queries that were run."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from playwright.sync_api import Browser

from service.accounts import list_accounts
from service.demo import demo_sheets, load_demo
from service.domain.actor import LOCAL_USER
from service.graph.database import Graph
from service.graph.migrations import migrate
from service.graph.query import LOADED
from service.graph.transaction import ReadTx
from tests.browser import launched
from tests.engines import TestEngine, chosen_engine, shared_folder

DEMO_DAY = date(2026, 11, 24)

LONGEST = (
    "run/test_serve",
    "e2e/test_every_page",
    "e2e/test_contact_sheet",
    "graph/engine/test_life",
    "e2e/",
    "tests/run/",
)

_RAN: set[str] = set()

os.environ.setdefault("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1")
"""Engines of tests live for minutes: Java's second compiler would cost more than it gives back (half of the time)."""


@pytest.fixture(scope="session")
def engine() -> Iterator[TestEngine]:
    """A real Neo4j, running."""
    with chosen_engine() as running:
        yield running


@pytest.fixture(scope="session")
def graph(engine: TestEngine) -> Iterator[Graph]:
    """The migrated graph of the test engine. Tests share it: keep to accounts of your own."""
    with Graph(engine.uri, engine.user, engine.password, engine.database, timeout=60.0, liveness_check=None) as opened:
        with FileLock(shared / "migrate.lock") if (shared := shared_folder()) else nullcontext():
            migrate(opened)
        yield opened


@pytest.fixture(scope="session")
def demo(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The two demo accounts as of `DEMO_DAY`, by name. Tests only read them."""
    with FileLock(shared / "demo.lock") if (shared := shared_folder()) else nullcontext():
        there = {a.name: a.id for a in graph.read(LOCAL_USER, list_accounts)}
        names = list(demo_sheets(DEMO_DAY))
        if set(names) <= set(there):
            return {n: there[n] for n in names}
        folder: Path = tmp_path_factory.mktemp("demo")
        return load_demo(graph, LOCAL_USER, today=DEMO_DAY, data_dir=folder)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of this run: one for all tests, because a process can drive only one at a time."""
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session", autouse=True)
def _noting_queries() -> Iterator[None]:
    """Remember which queries a test has run on a real engine."""
    original = ReadTx._run

    def noting(self: ReadTx, query: Any, params: dict[str, Any]) -> Any:
        _RAN.add(query.name)
        return original(self, query, params)

    ReadTx._run = noting  # type: ignore[method-assign]  # the one place that sees every query
    yield
    ReadTx._run = original  # type: ignore[method-assign]  # as it was


def pytest_configure(config: pytest.Config) -> None:
    """A run with several workers gives them a folder in which they meet."""
    if getattr(config.option, "numprocesses", None) and not hasattr(config, "workerinput"):
        folder = tempfile.mkdtemp(prefix="nemawashi-tests-")
        os.environ["NEMAWASHI_TEST_SHARED"] = folder
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first: what is begun last must not be what everybody waits for."""
    items.sort(key=lambda item: next((n for n, part in enumerate(LONGEST) if part in item.nodeid), len(LONGEST)))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A worker has ended: what it ran counts."""
    _RAN.update(getattr(node, "workeroutput", {}).get("ran", ()))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In a whole run (`make test` says so) every query file must have been run by some test."""
    worker = getattr(session.config, "workeroutput", None)
    if worker is not None:
        worker["ran"] = sorted(_RAN)
    elif os.environ.get("NEMAWASHI_TEST_WHOLE") == "1" and session.exitstatus == 0:
        never = sorted(set(LOADED) - _RAN)
        if never:
            print(f"\nNo test runs these queries on an engine: {', '.join(never)}")
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
