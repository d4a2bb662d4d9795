"""Planning before the first question: a fresh engine needs seconds to plan a large query, then milliseconds."""

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import Any

from neo4j import exceptions as driver_errors

from service.graph.database import Graph
from service.graph.ids import ID_LENGTH
from service.graph.query import LOADED, Query

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


def samples(query: Query[Any]) -> list[dict[str, Any]]:
    """Parameters of the real types and sizes, lists once with one and once with many: the plan cache keys on both."""
    kinds = {k: _SAMPLES[v.removesuffix(" | None")] for k, v in query.params.items()}
    many = max((len(v) for v in kinds.values()), default=1)
    return [{k: (None if k == "visible" else v[min(i, len(v) - 1)]) for k, v in kinds.items()} for i in range(many)]


def plan(graph: Graph, query: Query[Any]) -> None:
    """Have the engine plan this query; an engine that refuses will say so again when the query is really run."""
    for params in samples(query):
        try:
            with graph.schema_session() as session:
                session.run("EXPLAIN " + query.text, params).consume()
        except (driver_errors.DriverError, driver_errors.Neo4jError):
            return


def warm(graph: Graph, names: Iterable[str] | None = None, *, workers: int = 2) -> None:
    """Plan the named queries (None: all that are loaded, those that read before those that write); returns when they
    are planned. Nothing is read or written."""
    wanted = sorted((LOADED[n] for n in (names or LOADED) if n in LOADED), key=lambda q: (q.mode, q.name))
    with ThreadPoolExecutor(workers, thread_name_prefix="warm") as pool:
        list(pool.map(lambda q: plan(graph, q), wanted))
