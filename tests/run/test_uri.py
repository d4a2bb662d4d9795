"""The tests' own way to an engine by its address, and a graph that this program must not touch."""

import subprocess
import sys
from pathlib import Path

import neo4j
import pytest

from tests.architecture import ROOT
from tests.command import clean_environment, on, run
from tests.engines import TestEngine

pytestmark = pytest.mark.graph

PROBE = """
from pathlib import Path

from service.graph.database import Graph
from tests.engines import TestEngine


def test_the_engine_is_the_one_that_was_given(graph: Graph, engine: TestEngine) -> None:
    assert graph.answers()
    Path(r"{place}").write_text(engine.uri + " " + graph.version(), encoding="utf-8")
"""


def test_tests_run_on_an_engine_given_by_its_address(engine: TestEngine, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    probe = tmp_path / "test_probe.py"
    probe.write_text(PROBE.format(place=seen), encoding="utf-8")
    environment = clean_environment(
        NEMAWASHI_TEST_GRAPH_URI=engine.uri,
        NEMAWASHI_TEST_GRAPH_USER=engine.user,
        NEMAWASHI_TEST_GRAPH_PASSWORD=engine.password,
        NEMAWASHI_TEST_GRAPH_DATABASE=engine.database or "",
        # an engine of its own cannot be started: where it would be kept there is nothing, and a file in the way
        NEMAWASHI_CACHE_DIR=str(probe),
        PYTHONPATH=str(ROOT),
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "tests.conftest", str(probe)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    uri, version = seen.read_text(encoding="utf-8").split()
    assert uri == engine.uri
    if engine.version:
        assert version == engine.version


def test_a_graph_of_a_newer_program_is_refused_plainly(engine: TestEngine, graph: object, tmp_path: Path) -> None:
    environment = on(engine, tmp_path)
    with neo4j.GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as driver:
        driver.execute_query("MERGE (m:Migration {id: 'migration-9998'}) SET m.number = 9998, m.checksum = 'x'")
        try:
            refused = run(environment, "accounts", "--json", locale="ja")
            serving = run(environment, "serve", "--port", "0")
        finally:
            driver.execute_query("MATCH (m:Migration {number: 9998}) DELETE m")
    assert refused.code == 1
    assert refused.document["error"] == "refused"
    assert "より新しい Nemawashi が作ったものです" in refused.err
    assert serving.code == 1
    assert serving.out == ""
    assert "made by a newer version of Nemawashi" in serving.err
    assert not (tmp_path / "serve.json").exists()
    assert run(environment, "accounts", "--json").code == 0
