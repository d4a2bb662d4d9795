"""The days on which the date control stops."""

from datetime import date, timedelta
from typing import Annotated

from service.domain.actor import FieldClass
from service.domain.cards import Stop
from service.graph.query import Row, load
from service.graph.transaction import ReadTx

REACH = timedelta(days=731)
"""How far before and after the day asked about the control looks."""


class StopRow(Row, fields=FieldClass.ORG):
    """A day, and how many records change on it."""

    day: date
    org: int
    moves: int
    keys: int
    stance: Annotated[int | None, FieldClass.STANCE]


STOPS = load("org.stops", StopRow)


def read_stops(tx: ReadTx, *, account_id: str, around: date) -> list[Stop]:
    """The days within two years of `around` on which something changes, in order, with how many records change.

    A day on which only judgements change is no stop for an actor without the right to them.
    """
    rows = tx.rows(STOPS, account_id=account_id, first=around - REACH, last=around + REACH)
    stops = [Stop(r.day, r.org, r.moves, r.keys + (r.stance or 0)) for r in rows]
    return [s for s in stops if s.org or s.moves or s.stance]
