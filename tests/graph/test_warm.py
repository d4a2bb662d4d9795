"""What is planned at start is what is asked: the plan cache tells the sizes of texts and lists apart."""

from datetime import timedelta
from math import ceil, log10
from typing import Any

import pytest

from service.checks import read_report
from service.domain.actor import LOCAL_USER
from service.graph.database import Graph
from service.graph.query import LOADED
from service.graph.transaction import ReadTx
from service.graph.warm import samples
from service.org import read_map
from tests.conftest import DEMO_DAY

pytestmark = pytest.mark.graph


def size(value: Any) -> Any:
    """What the plan cache sees of a value: its type, and its size up to the next power of ten."""
    if isinstance(value, str | list):
        return type(value).__name__, 10 ** ceil(log10(len(value))) if value else 0
    return type(value).__name__


def asked_for_a_report(tx: ReadTx, account_id: str) -> list[tuple[str, dict[str, Any]]]:
    """Every query of a report and of the map, with its parameters."""
    found = []
    run = tx._run

    def noting(query: Any, params: dict[str, Any]) -> Any:
        found.append((query.name, dict(params)))
        return run(query, params)

    tx._run = noting  # type: ignore[method-assign]  # the one place that sees every query
    read_report(tx, account_id=account_id, as_of=DEMO_DAY)
    read_map(tx, account_id=account_id, as_of=DEMO_DAY, since=DEMO_DAY - timedelta(days=90))
    return found


def test_a_report_finds_every_query_planned(graph: Graph, demo: dict[str, str]) -> None:
    for account_id in demo.values():
        for name, params in graph.read(LOCAL_USER, asked_for_a_report, account_id):
            planned = [{k: size(v) for k, v in x.items()} for x in samples(LOADED[name])]
            assert {k: size(v) for k, v in params.items()} in planned, name
