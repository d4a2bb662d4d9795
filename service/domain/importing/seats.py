"""The seats that a chart speaks of: from rows to posts with their holders."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from service.domain.importing import keys
from service.domain.importing.departments import Departments
from service.domain.importing.draft import Ref
from service.domain.importing.findings import Log, row_named
from service.domain.importing.humans import Human
from service.domain.importing.orgrows import OrgRow
from service.domain.importing.people import line_posts
from service.domain.orgmap import SeatState
from service.domain.titles import read_title

SEAT, PERSONAL = "seat", "personal"


@dataclass(slots=True, eq=False)
class Holder:
    human: Human
    is_primary: bool
    acting: bool
    start: date | None


@dataclass(slots=True, eq=False)
class Seat:
    """A post of the file. `main` tells it from a further post that a title names after 兼."""

    row: OrgRow
    title: str
    line_rank: int | None
    place_id: str | None
    main: bool
    rows: list[OrgRow] = field(default_factory=list)
    holders: list[Holder] = field(default_factory=list)
    empty_rows: int = 0
    """Rows that say of this seat, or of a share of it, that nobody holds it."""
    ref: Ref | None = None

    @property
    def post_id(self) -> str:
        return self.row.post_id if self.main else ""

    @property
    def id(self) -> str:
        """The post's number, else its key in an export."""
        return self.row.seat_id if self.main else ""

    @property
    def state(self) -> SeatState:
        if self.holders:
            return SeatState.HELD
        return SeatState.VACANT if self.empty_rows == len(self.rows) else SeatState.UNKNOWN

    @property
    def capacity(self) -> int:
        told = self.row.told.get("capacity") if self.main else None
        if isinstance(told, int) and told:
            return told
        return max(1, len(self.holders) + (self.empty_rows if self.holders else 0))

    @property
    def kind(self) -> str:
        """A seat of its own, or a personal post: that of ordinary staff, and of officers without a post of the line."""
        told = self.row.told.get("seat_kind") if self.main else None
        if told:
            return str(told)
        if self.post_id or not self.holders or not self.main:
            return SEAT
        title = self.row.title
        if title is None or not title.is_seat:
            return PERSONAL
        return SEAT if self.line_rank is None or self.line_rank >= LOWEST_SEAT else PERSONAL


LOWEST_SEAT = 36
"""The rank from which a post stays when its holder goes: from 係長 and team leaders up."""


def reject_clashes(rows: Sequence[OrgRow], departments: Departments, log: Log) -> None:
    """Skip every row whose post number already belongs to a post of another title or another department."""
    first: dict[str, OrgRow] = {}
    for row in rows:
        if not row.seat_id:
            continue
        known = first.setdefault(keys.number(row.seat_id), row)
        if known is not row and not _same_post(known, row, departments):
            params = {"id": row.seat_id, "first": _described(known), "second": _described(row)}
            column = row.headings.get("post_id")
            first_row = row_named(known.where, known.number, row.where)
            log.add("duplicate_id.post", "error", row.where, [row.number], column, first_row=first_row, **params)
            log.skip(row.where, row.number, "duplicate_id.post", **params)


def _same_post(a: OrgRow, b: OrgRow, departments: Departments) -> bool:
    titles = {keys.exact(row.title_text) for row in (a, b) if row.title_text}
    places = {departments.of_path(row.path) for row in (a, b) if row.path}
    return len(titles) < 2 and len(places) < 2


def _described(row: OrgRow) -> str:
    return " / ".join(t for t in (row.title_text, row.name) if t) or row.seat_id


def build(rows: Sequence[OrgRow], humans: Sequence[Human], departments: Departments, log: Log) -> list[Seat]:
    """The seats of the rows that are not skipped, in the order of the file."""
    human_of = {(r.where, r.number): h for h in humans for r in h.rows}
    seats: list[Seat] = []
    by_number: dict[str, Seat] = {}
    by_holder: dict[tuple[int, str | None, str], Seat] = {}
    for row in rows:
        if log.is_skipped(row.where, row.number) or not row.places:
            continue
        human = human_of.get((row.where, row.number))
        place = departments.of_path(row.path) if row.at is None else row.at or None
        for title, main in line_posts(row):
            seat = by_number.get(keys.number(row.seat_id)) if main and row.seat_id else None
            if seat is None and human is not None:
                where = place if main else _place_of_further(title, row, place, departments, log)
                key = (id(human), where, keys.exact(title))
                seat = by_holder.get(key)
                if seat is not None and main and row.seat_id:
                    if seat.id:
                        seat = None
                    else:
                        seat.row, seat.main = row, True
                if seat is None:
                    seat = Seat(row, title, _line_rank(row, title, main), where, main)
                    seats.append(seat)
                by_holder.setdefault(key, seat)
            elif seat is None:
                seat = Seat(row, title, _line_rank(row, title, main), place, main)
                seats.append(seat)
            if main and row.seat_id:
                by_number[keys.number(row.seat_id)] = seat
            seat.rows.append(row)
            if human is not None:
                _add_holder(seat, human, row, main)
            elif row.state is SeatState.VACANT:
                seat.empty_rows += 1
    _settle_primary(seats)
    return seats


def build_seat(row: OrgRow, rows: Sequence[OrgRow]) -> Seat:
    """The main post of a row alone, as the rows that speak of it make it; without its place and record."""
    seat = Seat(row, line_posts(row)[0][0], _line_rank(row, line_posts(row)[0][0], True), None, main=True)
    for each in rows:
        seat.rows.append(each)
        if each.held:
            _add_holder(seat, Human([each]), each, main=True)
        elif each.state is SeatState.VACANT:
            seat.empty_rows += 1
    return seat


def _line_rank(row: OrgRow, title: str, main: bool) -> int | None:
    if not main:
        return read_title(title).line_rank
    told = row.told.get("line_rank")
    if isinstance(told, int) or "line_rank" in row.told:
        return told if isinstance(told, int) else None
    ranks = [t.line_rank for t in (row.title, row.grade) if t is not None and t.line_rank is not None]
    if ranks:
        return ranks[0]
    if not row.held:
        return next((t.rank for t in (row.title, row.grade) if t is not None and t.rank is not None), None)
    return None


def _place_of_further(title: str, row: OrgRow, place: str | None, departments: Departments, log: Log) -> str | None:
    """Where a post named after 兼 stands: in the department its title begins with, else where the main post is."""
    part = read_title(title).line_part
    names = dict.fromkeys(n for n in (part.department, part.department_prefix) if n) if part else {}
    for name in names:
        found = departments.find(name)
        near = [d for d in found if set(departments.chain(d)) & set(departments.chain(place))] or found
        if len(near) == 1:
            return near[0]
    if names:
        log.add("unknown_department.further", "info", row.where, [row.number], row.headings.get("title"), title=title)
    return place


def _add_holder(seat: Seat, human: Human, row: OrgRow, main: bool) -> None:
    known = next((h for h in seat.holders if h.human is human), None)
    if known is not None:
        known.start = known.start or row.start
        return
    acting = bool(row.told.get("acting", row.title and row.title.acting) and main)
    seat.holders.append(Holder(human, main and not row.secondary, acting, row.start))


def _settle_primary(seats: Iterable[Seat]) -> None:
    """At most one primary post a human: the first that is not marked as held beside another."""
    for holders in by_human(seats).values():
        first = next((h for h in holders if h.is_primary), None)
        for holder in holders:
            holder.is_primary = holder is first


def by_human(seats: Iterable[Seat]) -> dict[int, list[Holder]]:
    """The holdings of each human, by the `id()` of the human, in the order of the seats."""
    held: dict[int, list[Holder]] = defaultdict(list)
    for seat in seats:
        for holder in seat.holders:
            held[id(holder.human)].append(holder)
    return held
