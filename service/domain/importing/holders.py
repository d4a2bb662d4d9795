"""Seats for which more people are on record than they take: who counts, and who is left out for want of a start."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from service.domain.importing.draft import Draft
from service.domain.importing.findings import Log
from service.domain.importing.seats import Seat
from service.domain.slots import counted
from service.domain.time import Interval


class _Holding(NamedTuple):
    person_id: str
    interval: Interval


def note_unknown_starts(draft: Draft, seats: Iterable[Seat], log: Log) -> None:
    """Report everybody whom a seat of the file does not show, from the file's day on, because others have a dated start
    and he or she has none. Called when all holders have been stated."""
    holdings: dict[str, list[_Holding]] = defaultdict(list)
    written = [seat for seat in seats if seat.ref is not None]
    for person_id, post_id, interval in draft.to_be("HOLDS", (seat.ref[1] for seat in written if seat.ref)):
        holdings[post_id].append(_Holding(person_id, interval))
    for seat in written:
        if seat.ref is not None and len(holdings[seat.ref[1]]) > 1:
            _note(draft, seat, seat.ref[1], holdings[seat.ref[1]], log)


def _note(draft: Draft, seat: Seat, post_id: str, holdings: Sequence[_Holding], log: Log) -> None:
    naming = draft.view.current("IN_ACCOUNT", post_id)
    room = max(seat.capacity, int(naming.properties.get("capacity") or 1) if naming else 1)
    as_of = draft.view.as_of
    told: set[str] = set()
    for day in sorted({as_of, *(h.interval.start for h in holdings if h.interval.start and h.interval.start > as_of)}):
        there = [h for h in holdings if h.interval.holds(day)]
        shown = _shown(there, room)
        dated = {h.interval.start: h.person_id for h in shown if h.interval.start}
        for left in there:
            if left in shown or left.person_id in told or not dated:
                continue
            told.add(left.person_id)
            _say(draft, seat, left, dated[max(dated)], max(dated), log)


def _shown(there: Sequence[_Holding], room: int) -> list[_Holding]:
    """Those whom the map shows in the seat."""
    return counted(
        there,
        slot=lambda _: None,
        dated=lambda h: h.interval.start is not None,
        order=lambda h: h.person_id,
        room=lambda _: room,
    )


def _say(draft: Draft, seat: Seat, left: _Holding, counts: str, since: date, log: Log) -> None:
    row = seat.row
    log.add(
        "start_unknown", "warning", row.where, [r.at_place for r in seat.rows],
        row.headings.get("start") or row.headings.get("name"), name=draft.name_of(("Person", left.person_id)),
        counts=draft.name_of(("Person", counts)), post=draft.name_of(("Post", seat.ref[1])) if seat.ref else seat.title,
        since=since.isoformat(),
    )  # fmt: skip
