"""Which engine the tests run on: a URI, a container, or the embedded one."""

import os
import re
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from service.graph import engine
from service.settings import read_settings
from tests.architecture import ROOT


@dataclass(frozen=True, slots=True)
class TestEngine:
    """Where the engine under test answers."""

    __test__ = False

    uri: str
    user: str
    password: str
    database: str | None
    version: str
    """As asked for; empty when the engine was given by its URI."""


def wanted_version() -> str:
    """The version this run asks for: `NEMAWASHI_TEST_ENGINE_VERSION` is `lts`, `current` (default) or a version."""
    asked = os.environ.get("NEMAWASHI_TEST_ENGINE_VERSION") or "current"
    return {"current": engine.DEFAULT_VERSION, "lts": engine.LTS_VERSION}.get(asked, asked)


@contextmanager
def chosen_engine() -> Iterator[TestEngine]:
    """The engine this run was told to use, running; stopped at the end when we started it.

    `NEMAWASHI_TEST_GRAPH_URI` (with `_USER`, `_PASSWORD`, `_DATABASE`) names a running one;
    `NEMAWASHI_TEST_ENGINE=container` asks for the image of the compose file; else it is the embedded one, empty, in a
    folder of its own. The workers of one run share it, as programs on one data directory do: it ends with the last.
    """
    if uri := os.environ.get("NEMAWASHI_TEST_GRAPH_URI"):
        yield TestEngine(
            uri,
            os.environ.get("NEMAWASHI_TEST_GRAPH_USER", "neo4j"),
            os.environ.get("NEMAWASHI_TEST_GRAPH_PASSWORD", ""),
            os.environ.get("NEMAWASHI_TEST_GRAPH_DATABASE") or None,
            "",
        )
    elif os.environ.get("NEMAWASHI_TEST_ENGINE") == "container":
        with container() as running:
            yield running
    else:
        with embedded(wanted_version()) as running:
            yield running


@contextmanager
def _own_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="nemawashi-tests-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@contextmanager
def embedded(version: str) -> Iterator[TestEngine]:
    """The product's own engine on a data directory that was empty."""
    shared = shared_folder()
    with (
        nullcontext(shared / "engine") if shared else _own_folder() as folder,
        engine.acquire(folder, read_settings().cache_dir, version=version, linger_seconds=0.0) as lease,
    ):
        address = lease.address
        yield TestEngine(address.uri, address.user, address.password, None, address.version)


def shared_folder() -> Path | None:
    """Where the workers of this run meet; None when it has one process only."""
    folder = os.environ.get("NEMAWASHI_TEST_SHARED")
    return Path(folder) if folder else None


def image() -> str:
    """The image of the compose file."""
    found = re.search(r"image: (neo4j:\S+)", (ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    assert found
    return found.group(1)


@contextmanager
def container() -> Iterator[TestEngine]:
    """The official image under a Docker engine; fails when none answers."""
    from testcontainers.neo4j import Neo4jContainer

    password = secrets.token_urlsafe(16)
    with Neo4jContainer(image(), password=password) as running:
        yield TestEngine(running.get_connection_url(), "neo4j", password, None, image().partition(":")[2])
