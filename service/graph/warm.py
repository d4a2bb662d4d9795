"""Planning before the first question: a fresh engine needs seconds to plan a large query, then milliseconds."""

import contextlib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import zip_longest
from typing import Any

from neo4j import exceptions as driver_errors

from service.graph.database import Graph
from service.graph.ids import ID_LENGTH
from service.graph.query import LOADED, Query
from service.graph.transaction import WORKSPACE_ID

_ID = "0" * ID_LENGTH

_SAMPLES: Mapping[str, tuple[Any, ...]] = {
    "str": (_ID,),
    "int": (20,),
    "float": (1.0,),
    "bool": (True,),
    "date": (date(2026, 4, 1),),
    "datetime": (datetime(2026, 4, 1, tzinfo=UTC),),
    "list[str]": ([_ID], [_ID] * 30),
    "list[list]": ([[_ID]],),
    "list[dict]": ([{"id": _ID}],),
    "dict": ({},),
}

_KNOWN: Mapping[str, tuple[Any, ...]] = {
    "workspace_id": (WORKSPACE_ID,),
    "approving_roles": (["role"] * 4,),
    "deciding_roles": (["role"] * 5,),
    "seat_ids": ([_ID], [_ID] * 5, [_ID] * 30),
}
"""Parameters whose sizes are known better than by their type."""


def samples(query: Query[Any]) -> list[dict[str, Any]]:
    """Parameters of the real types and sizes. Lists with many entries, then with one: the plan cache keys on both, and
    tells sizes apart by powers of ten."""
    kinds = {k: _KNOWN.get(k) or _SAMPLES[v.removesuffix(" | None")] for k, v in query.params.items()}
    many = max((len(v) for v in kinds.values()), default=1)
    turns = reversed(range(many))
    return [{k: None if k == "visible" else v[min(n, len(v) - 1)] for k, v in kinds.items()} for n in turns]


def plan(graph: Graph, query: Query[Any], params: dict[str, Any]) -> None:
    """Have the engine plan this query; an engine that refuses will say so again when the query is really run."""
    with contextlib.suppress(driver_errors.DriverError, driver_errors.Neo4jError), graph.planning() as session:
        session.run("EXPLAIN " + query.text, params).consume()


def warm(graph: Graph, first: Sequence[str] = (), *, rest: bool = True) -> None:
    """Plan the queries named, in that order, then (`rest`) all others that are loaded, those that read before those
    that write; returns when they are planned. Nothing is read or written. The graph is `cold` until all are."""
    graph.cold = True
    others = sorted((n for n in LOADED if n not in first), key=lambda n: (LOADED[n].mode, n)) if rest else ()
    wanted = [LOADED[n] for n in (*first, *others) if n in LOADED]
    for turn in zip_longest(*([(query, params) for params in samples(query)] for query in wanted)):
        for query, params in filter(None, turn):
            plan(graph, query, params)
    graph.cold = not rest
