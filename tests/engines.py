"""Which engine the tests run on: a URI, a container, or the embedded one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TestEngine:
    """Where the engine under test answers."""

    __test__ = False

    uri: str
    user: str
    password: str
    database: str | None
    version: str


@contextmanager
def chosen_engine() -> Iterator[TestEngine]:
    """The engine this run was told to use, running; stopped at the end when we started it."""
    uri = os.environ.get("NEMAWASHI_TEST_GRAPH_URI")
    if not uri:
        raise RuntimeError("NEMAWASHI_TEST_GRAPH_URI is not set")
    yield TestEngine(
        uri,
        os.environ.get("NEMAWASHI_TEST_GRAPH_USER", "neo4j"),
        os.environ.get("NEMAWASHI_TEST_GRAPH_PASSWORD", ""),
        os.environ.get("NEMAWASHI_TEST_GRAPH_DATABASE") or None,
        "",
    )
