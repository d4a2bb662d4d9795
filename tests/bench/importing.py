"""Import rows per second against a plain `UNWIND` of the same rows: `python -m tests.bench.importing [ROWS]`."""

import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import neo4j

from service.accounts import delete_account, find_account
from service.domain.actor import LOCAL_USER
from service.domain.importing.plan import plan_import
from service.domain.snapshot import Snapshot
from service.graph.database import Graph
from service.graph.ids import new_id
from service.graph.migrations import migrate
from service.importing.columns import recognise_all
from service.importing.command import import_sources
from service.importing.files import read_tables
from tests.engines import TestEngine, chosen_engine
from tests.importing.sources import large_chart
from tests.story import Story

AS_OF = date(2026, 11, 1)


@dataclass(frozen=True, slots=True)
class ImportSpeed:
    """Rows of the file per second. `ours` reads, plans and writes; `plain` only writes what was planned before."""

    rows: int
    ours: float
    plain: float

    @property
    def ratio(self) -> float:
        return self.ours / self.plain

    def __str__(self) -> str:
        return (
            f"import of {self.rows:,} rows: {self.ours:,.0f} rows/s from file to graph, "
            f"plain UNWIND {self.plain:,.0f} rows/s, ratio {self.ratio:.0%}"
        )


def measure(graph: Graph, engine: TestEngine, rows: int = 3_000, rounds: int = 3) -> ImportSpeed:
    """The best of some rounds of each, taken in turns on the same engine; the accounts are deleted again."""
    files = large_chart(rows)
    ours, plain = [], []
    for _ in range(rounds):
        name = f"bench {new_id()}"
        start = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            import_sources(graph, LOCAL_USER, account=name, files=files, as_of=AS_OF, data_dir=Path(folder))
        ours.append(time.perf_counter() - start)
        delete_account(graph, LOCAL_USER, graph.read(LOCAL_USER, find_account, name).id)
        story = Story("plain", account_id=new_id())
        snapshot = Snapshot(story.account, {"Account": {story.account: {"id": story.account}}})
        planned = plan_import(recognise_all(read_tables(files), {}), snapshot, as_of=AS_OF, new_id=new_id).batch
        story.batch.nodes += planned.nodes
        story.batch.facts += planned.facts
        story.batch.ties += planned.ties
        with neo4j.GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as driver:
            start = time.perf_counter()
            story.load(driver)
            plain.append(time.perf_counter() - start)
        delete_account(graph, LOCAL_USER, story.account)
    return ImportSpeed(rows, rows / min(ours), rows / min(plain))


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 3_000
    with chosen_engine() as engine, Graph(engine.uri, engine.user, engine.password, engine.database) as graph:
        migrate(graph)
        print(measure(graph, engine, rows))


if __name__ == "__main__":
    main()
