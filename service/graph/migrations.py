"""Numbered, recorded steps that bring any older graph to this program's shape. They run in order, each once.

A graph newer than the program is refused. A step that was cut off is run again: every step can be repeated.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import neo4j
from neo4j import exceptions as driver_errors

from service.domain import schema
from service.domain.errors import RefusedError, worded
from service.graph.database import Graph, translated
from service.graph.query import root
from service.graph.transaction import WORKSPACE_ID


@dataclass(frozen=True, slots=True)
class Migration:
    number: int
    name: str

    def statements(self) -> list[str]:
        """The statements of `cypher/migrations/<number>_<name>.cypher`, separated by lines of `;`."""
        place = root() / "migrations" / f"{self.number:03d}_{self.name}.cypher"
        parts = place.read_text(encoding="utf-8").split("\n;\n")
        return [p for p in parts if _is_statement(p)]

    @property
    def checksum(self) -> str:
        return hashlib.sha256("\n;\n".join(self.statements()).encode()).hexdigest()[:16]


def _is_statement(part: str) -> bool:
    return any(x.strip() and not x.strip().startswith("//") for x in part.splitlines())


MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, "names_and_constraints"),
    Migration(2, "settings_and_dismissals"),
)


def _text(name: str) -> str:
    return (root() / "migrations" / f"{name}.cypher").read_text(encoding="utf-8")


@contextmanager
def _session(graph: Graph) -> Iterator[neo4j.Session]:
    """A session for schema statements; its errors come in the product's own terms."""
    try:
        with graph.schema_session() as session:
            yield session
    except (driver_errors.DriverError, driver_errors.Neo4jError) as error:
        raise translated(error) from error


def applied(graph: Graph) -> dict[int, str]:
    """Number → checksum of the steps that the graph records."""
    with _session(graph) as session:
        return {r["number"]: r["checksum"] for r in session.run(_text("applied"))}


def check(graph: Graph) -> list[Migration]:
    """The steps that are still to be run; RefusedError when the graph is newer than the program or was altered."""
    done = applied(graph)
    known = {m.number: m for m in MIGRATIONS}
    newer = sorted(set(done) - set(known))
    if newer:
        raise worded(
            RefusedError(
                f"This graph was made by a newer version of Nemawashi (step {newer[-1]}; this program knows "
                f"{max(known)}). Install the newer version. Nothing was changed."
            ),
            f"このグラフは、より新しい Nemawashi が作ったものです"
            f"（手順 {newer[-1]}、このプログラムは {max(known)} まで）。"
            "新しい版を入れてください。何も変えていません。",
        )
    altered = [n for n, checksum in done.items() if checksum != known[n].checksum]
    if altered:
        raise worded(
            RefusedError(
                f"Step {altered[0]} in this graph differs from the one this program knows. Nothing was changed: "
                "restore the graph from a backup, or use the version of Nemawashi that made it."
            ),
            f"このグラフの手順 {altered[0]} は、このプログラムのものと異なります。何も変えていません。"
            "バックアップから戻すか、このグラフを作った版の Nemawashi を使ってください。",
        )
    return [m for m in MIGRATIONS if m.number not in done]


def migrate(graph: Graph, *, say: Callable[[str], None] = lambda _: None) -> list[Migration]:
    """Run the steps that are missing, in order; afterwards the graph has this program's shape. Returns those run."""
    missing = check(graph)
    for step in missing:
        say(f"{step.number} {step.name}")
        with _session(graph) as session:
            for text in step.statements():
                session.run(text, _names()).consume()
            session.run(
                _text("record"),
                id=f"migration-{step.number:03d}",
                number=step.number,
                name=step.name,
                checksum=step.checksum,
                at=datetime.now(UTC),
            ).consume()
    return missing


def _names() -> dict[str, list[str] | str]:
    return {
        "labels": sorted(schema.LABELS),
        "types": sorted(schema.RELATIONSHIP_TYPES),
        "properties": sorted(schema.property_names()),
        "workspace_id": WORKSPACE_ID,
    }
