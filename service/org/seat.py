"""Everything known about one post of an account."""

from datetime import date
from typing import NamedTuple

from service.domain import neighbours
from service.domain.actor import FieldClass
from service.domain.cards import Cover, Named, SeatCard
from service.domain.errors import NotFoundError, worded
from service.domain.orgmap import OrgMap, SeatState
from service.domain.time import Interval
from service.graph.query import Row, load
from service.graph.transaction import ReadTx
from service.org.history import DEPARTMENTS, HoldingFact, Places, TextFact, former, future, postings
from service.org.map import read_map


class PeriodItem(NamedTuple):
    valid_from: date | None
    valid_to: date | None


class SeatCoverItem(NamedTuple):
    member_id: str
    member_name: str | None
    level: int | None
    desired_level: int | None
    valid_from: date | None
    valid_to: date | None


class SeatHistoryRow(Row, fields=FieldClass.ORG):
    """One post on all days."""

    holdings: list[HoldingFact]
    titles: list[TextFact]
    places: list[TextFact]
    vacancies: list[PeriodItem]
    covers: list[SeatCoverItem]


SEAT = load("org.seat_history", SeatHistoryRow)


def read_seat(
    tx: ReadTx, *, account_id: str, seat_id: str, as_of: date, since: date, org: OrgMap | None = None
) -> SeatCard:
    """The card of the post on `as_of`: who holds, held and will hold it; NotFoundError when it is not there that day.

    `org` is the map of that day where the caller has read it in the same transaction.
    """
    history = tx.first(SEAT, account_id=account_id, seat_id=seat_id)
    if org is None:
        org = read_map(tx, account_id=account_id, as_of=as_of, since=since)
    seat = org.seat.get(seat_id)
    if history is None or seat is None:
        raise worded(NotFoundError("There is no such post on that day."), "その日にそのポストはありません。")
    places = Places(tx.one(DEPARTMENTS, account_id=account_id))
    all_posts = postings(history.holdings, history.titles, history.places, places, as_of)
    holding = {h.person_id for h in org.holders.get(seat_id, ())}
    now = {p.person_id: p for p in sorted(all_posts, key=lambda p: p.valid_from or date.min) if p.tense == "current"}
    starts = [
        v.valid_from for v in history.vacancies if v.valid_from and Interval(v.valid_from, v.valid_to).holds(as_of)
    ]
    return SeatCard(
        account_id=account_id,
        as_of=as_of,
        seat=seat,
        department_path=org.path(seat.department_id),
        holders=tuple(p for i, p in sorted(now.items()) if i in holding),
        former=former(all_posts),
        future=future(all_posts),
        vacant_since=min(starts, default=None) if seat.state is SeatState.VACANT else None,
        managers=neighbours.managers(org, [seat_id]),
        reports=neighbours.reports(org, [seat_id]),
        covers=tuple(
            Cover(Named(c.member_id, c.member_name or ""), c.level, c.desired_level, seat_id)
            for c in sorted(history.covers, key=lambda c: c.member_id)
            if Interval(c.valid_from, c.valid_to).holds(as_of)
        ),
        keys=seat.key_reasons,
    )
