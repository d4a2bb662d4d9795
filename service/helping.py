"""Who of us can help to reach a person or a seat: the shortest ways through the graph."""

from datetime import date
from typing import NamedTuple

from service.domain.actor import FieldClass
from service.domain.gaps.helping import Edge, Help, Stop, told_path
from service.graph.query import Row, load
from service.graph.transaction import ReadTx

MOST_PATHS = 3
"""The shortest way and two alternatives, each from another one of us."""


class StopItem(NamedTuple):
    """A node of a path; the last three are those of a post."""

    label: str
    id: str
    name: str | None
    on: date | None
    department: str | None
    holder: str | None
    vacant: bool


class HelpRow(Row, fields=FieldClass.ORG):
    """A path is its stops from the subject to one of us, and the edges [type, start] between."""

    id: str
    name: str | None
    person: bool
    paths: list[tuple[list[StopItem], list[tuple[str, str]]]]


HELP = load("coverage.help", HelpRow)


def read_help(tx: ReadTx, *, account_id: str, subject_id: str, as_of: date, through_opponents: bool = False) -> Help:
    """The shortest way to the person or seat from each of the (at most three) nearest of us, on the day.

    Never through somebody whose latest stance is opposed, unless asked for. NotFoundError when no such person works for
    the account, and no such post is on its chart, on that day.
    """
    row = tx.one(
        HELP,
        account_id=account_id,
        as_of=as_of,
        subject_id=subject_id,
        through_opponents=through_opponents,
        most=MOST_PATHS,
    )
    return Help(
        id=row.id,
        name=row.name or "",
        person=row.person,
        paths=tuple(
            told_path(
                [Stop(**x._replace(name=x.name or "")._asdict()) for x in stops],
                [Edge(type, start_id) for type, start_id in edges],
            )
            for stops, edges in row.paths
        ),
    )
