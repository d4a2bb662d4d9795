"""`make bench`: comparisons, each with a peer in the same run, and what very large files and accounts cost. Prints
figures and ratios; asserts nothing."""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count, repeat
from pathlib import Path
from typing import Any

import neo4j

from service.domain.actor import LOCAL_USER
from service.graph.database import Graph
from service.settings import Settings
from tests.bench.data import AS_OF, large_account
from tests.bench.map import defaults_drawn_ms, map_drawn_ms
from tests.bench.served import Served, served
from tests.engines import TestEngine, chosen_engine

SINCE = AS_OF - timedelta(days=90)


_NEVER_ASKED = count(60)
"""Periods in days, no two alike: what was read over one of them is of no use for the next."""


def timed_ms(work: Callable[[], object], runs: int) -> list[float]:
    """Milliseconds of so many calls, after two calls that are not counted."""
    times = []
    for n in range(runs + 2):
        begun = time.perf_counter()
        work()
        if n >= 2:
            times.append(1000 * (time.perf_counter() - begun))
    return times


def median_ms(work: Callable[[], object], runs: int) -> float:
    return statistics.median(timed_ms(work, runs))


def line(what: str, ours: str, peer: str, ratio: str, goal: str) -> None:
    print(f"{what:<44} {ours:>16} {peer:>20} {ratio:>9}  {goal}", flush=True)


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


@contextmanager
def workspace() -> Iterator[tuple[Graph, neo4j.Driver, TestEngine]]:
    """An empty, migrated graph on the engine of this run, and a driver of its own beside it."""
    from service.graph.migrations import migrate

    with (
        chosen_engine() as engine,
        Graph(engine.uri, engine.user, engine.password, engine.database, timeout=60.0) as graph,
        neo4j.GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as driver,
    ):
        migrate(graph)
        yield graph, driver, engine


def load_accounts(driver: neo4j.Driver, count: int) -> list[str]:
    """The ids of so many accounts. Nothing else of them stays in this process, which also runs the server."""
    accounts = []
    for n in range(1, count + 1):
        accounts.append(large_account(n).load(driver).account)
        if n % 10 == 0:
            say(f"  {n} of {count} accounts of 1,000 people")
    return accounts


def bench_import(graph: Graph, engine: TestEngine) -> None:
    """From file to graph (read, planned, written as one change) against plain UNWIND of the rows once planned."""
    from tests.bench.importing import measure

    speed = measure(graph, engine)
    line(
        f"import, file of {speed.rows:,} rows",
        f"{speed.ours:,.0f} rows/s",
        f"UNWIND {speed.plain:,.0f}/s",
        f"{speed.ratio:.0%}",
        ">= 50 %",
    )


def bench_large(graph: Graph) -> None:
    """A file of 100,000 rows from end to end, and 10,000 rows matched against 100,000 people."""
    from tests.bench.large import large_import, matching_seconds

    seconds, matched = matching_seconds()
    line("10,000 rows against 100,000 people", f"{seconds:.1f} s", f"{matched:,} found", "", "<= 5 s")
    done = large_import(graph)
    memory = f"{done.ours:,.0f} + {done.readers:,.0f} + engine {done.engine:,.0f} MiB"
    line(f"import, file of {done.rows:,} rows", f"{done.seconds:.0f} s", memory, "", "")


def bench_report(server: Served, account_id: str, accounts: int) -> None:
    """The whole report, with every check, as a page and as a document: read anew each time, over a period that was not
    asked for before; and once more, as long as nothing was written."""
    page = f"/accounts/{account_id}/gaps?as_of={AS_OF}"
    document = f"/api/v1{page}"
    for what, path, periods in (
        ("page", page, _NEVER_ASKED),
        ("document", document, _NEVER_ASKED),
        ("page, again", page, repeat(90)),
    ):
        times = sorted(timed_ms(partial(_ask, server, path, periods), 40))
        p50, p95 = statistics.median(times), times[int(0.95 * len(times))]
        line(f"whole report, {what}, of {accounts * 1000:,}", f"p50 {p50:.0f} ms", f"p95 {p95:.0f} ms", "", "")


def _ask(server: Served, path: str, periods: Iterator[int]) -> bytes:
    return server.get(f"{path}&since_days={next(periods)}")


def bench_gaps(server: Served, driver: neo4j.Driver, account_id: str, accounts: int) -> None:
    """The whole gap report over HTTP, read anew each time, against its queries alone over Bolt."""
    from service.checks import read_report
    from service.graph.query import LOADED

    asked: list[tuple[str, dict[str, Any]]] = []

    def record(tx: Any) -> None:
        original = tx._run

        def run(query: Any, params: dict[str, Any]) -> Any:
            asked.append((query.name, dict(params)))
            return original(query, params)

        tx._run = run
        read_report(tx, account_id=account_id, as_of=AS_OF, since=SINCE)

    server.graph.read(LOCAL_USER, record)

    def raw() -> None:
        with driver.session(fetch_size=-1) as session:
            session.execute_read(lambda tx: [tx.run(LOADED[n].text, p).values() for n, p in asked])

    path = f"/api/v1/accounts/{account_id}/gaps?as_of={AS_OF}"
    ours, peer = median_ms(partial(_ask, server, path, _NEVER_ASKED), 30), median_ms(raw, 30)
    line(
        f"gap report, 1,000 of {accounts * 1000:,} people",
        f"{ours:.0f} ms HTTP",
        f"Bolt {peer:.0f} ms",
        f"{ours / peer:.2f}x",
        "<= 3x",
    )


def bench_map(server: Served, account_id: str) -> None:
    """Navigation to drawn map of 1,000 people against pyvis with its defaults on the same graph."""
    ours = map_drawn_ms(server, account_id, AS_OF, runs=5)
    peer = defaults_drawn_ms(server, account_id, AS_OF)
    told = f"{peer:,.0f} ms" if peer is not None else "> 120,000 ms"
    ratio = (peer or 120_000) / ours
    line("map of 1,000 people, drawn", f"{ours:,.0f} ms", f"pyvis {told}", f"{ratio:.0f}x", "<= 1,000 ms, >= 50x")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=100, help="accounts of 1,000 people in the graph")
    parser.add_argument("--only", choices=("map", "gaps", "import", "large"), action="append")
    options = parser.parse_args()
    wanted = options.only or ["import", "map", "gaps", "large"]
    say(f"{datetime.now(UTC).isoformat(timespec='seconds')}, python {sys.version.split()[0]}")
    with tempfile.TemporaryDirectory(prefix="nemawashi-bench-") as folder, workspace() as (graph, driver, engine):
        line("", "ours", "peer", "ratio", "goal")
        if "import" in wanted:
            bench_import(graph, engine)
        if {"map", "gaps"} & set(wanted):
            say("loading accounts …")
            made = load_accounts(driver, options.accounts if "gaps" in wanted else 1)
            settings = Settings(data_dir=Path(folder), port=0, locale="ja", request_seconds=60.0)
            with served(graph, settings) as server:
                account = made[len(made) // 2]
                if "map" in wanted:
                    bench_map(server, account)
                if "gaps" in wanted:
                    bench_gaps(server, driver, account, options.accounts)
                    bench_report(server, account, options.accounts)
        if "large" in wanted:
            bench_large(graph)


if __name__ == "__main__":
    main()
