"""The seats that a chart speaks of: from rows to posts with their holders, then to the records of the graph."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from service.domain.importing import keys
from service.domain.importing.account import KnownPost
from service.domain.importing.departments import Departments
from service.domain.importing.draft import Draft, Ref
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
        return SEAT if self.line_rank is None or self.line_rank >= _LOWEST_SEAT else PERSONAL


_LOWEST_SEAT = 36
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
    for holders in _by_human(seats).values():
        first = next((h for h in holders if h.is_primary), None)
        for holder in holders:
            holder.is_primary = holder is first


def _by_human(seats: Iterable[Seat]) -> dict[int, list[Holder]]:
    held: dict[int, list[Holder]] = defaultdict(list)
    for seat in seats:
        for holder in seat.holders:
            held[id(holder.human)].append(holder)
    return held


def _misfit(seat: Seat, post: KnownPost) -> tuple[bool, bool]:
    """How badly a known post fits: a vacant seat is rather one known as vacant, a new holder comes to an empty one."""
    if seat.state is SeatState.HELD:
        return (bool(post.holder_ids), not post.vacant_from)
    if seat.state is SeatState.VACANT:
        return (seat.row.start not in post.vacant_from, bool(post.holder_ids))
    return (bool(post.vacant_from), bool(post.holder_ids))


class SeatWriter:
    """Gives every seat of the file its post in the graph, and states its place, holders and vacancy."""

    def __init__(self, draft: Draft, log: Log) -> None:
        self._draft = draft
        self._view = draft.view
        self._log = log
        self._titles: set[tuple[str | None, str]] = set()
        self._claimed: set[str] = set()
        self._at: dict[tuple[str | None, str], list[str]] = defaultdict(list)
        for post in self._view.posts.values():
            self._at[post.place_id, keys.exact(post.title)].append(post.id)

    def write(self, seats: Sequence[Seat]) -> None:
        self._titles = {(s.place_id, keys.exact(s.title)) for s in seats}
        self._match(seats)
        self._give_primary(seats)
        for seat in seats:
            if seat.ref is None:
                seat.ref = self._draft.create("Post", seat.title or seat.row.shown(), {})
            else:
                self._draft.mention(seat.ref, seat.title or self._view.posts[seat.ref[1]].title)
            self._describe(seat, seat.ref)
        named = {
            (seat.ref[1], holder.human.ref[1])
            for seat in seats
            for holder in seat.holders
            if seat.ref and holder.human.ref
        }
        for seat in seats:
            if seat.ref is not None:
                self._hold(seat, seat.ref, named)

    # ---- matching

    def _match(self, seats: Sequence[Seat]) -> None:
        for seat in seats:
            if seat.post_id:
                self._claim(seat, self._view.by_number("Post", keys.POST, seat.post_id))
            if seat.ref is None and seat.main and seat.row.post_key:
                self._claim(seat, self._view.by_number("Post", keys.OWN, seat.row.post_key))
        for find in (self._of_holder, self._retitled, self._personal_moved, self._at_place):
            for seat in seats:
                moved = find in (self._retitled, self._personal_moved)
                if seat.ref is None and not (moved and self._is_to_come(seat)):
                    self._claim(seat, find(seat))

    def _is_to_come(self, seat: Seat) -> bool:
        """Whether the file lets a holder begin after its own day: the post of today is then another one."""
        return any(h.start is not None and h.start > self._view.as_of for h in seat.holders)

    def _claim(self, seat: Seat, post_id: str | None) -> None:
        if post_id is not None and post_id not in self._claimed:
            seat.ref = ("Post", post_id)
            self._claimed.add(post_id)

    def _free(self, seat: Seat, post_id: str) -> bool:
        """Whether a known post may be this seat: nobody took it yet, and it has no other number."""
        return post_id not in self._claimed and not (seat.post_id and self._view.number_of(post_id, keys.POST))

    def _held_by(self, seat: Seat) -> list[str]:
        """The free posts that the seat's holders are known to hold, each once."""
        return list(
            dict.fromkeys(
                f.end_id
                for holder in seat.holders
                if holder.human.ref
                for f in self._view.posts_of(holder.human.ref[1])
                if f.end_id in self._view.posts and self._free(seat, f.end_id)
            )
        )

    def _of_holder(self, seat: Seat) -> str | None:
        for post_id in self._held_by(seat):
            post = self._view.posts[post_id]
            if post.place_id == seat.place_id and keys.exact(post.title) == keys.exact(seat.title):
                return post_id
        return None

    def _retitled(self, seat: Seat) -> str | None:
        """The holder's post in the same department whose old title the file no longer has there."""
        fits = [
            p
            for p in self._held_by(seat)
            if self._view.posts[p].place_id == seat.place_id
            and (seat.place_id, keys.exact(self._view.posts[p].title)) not in self._titles
        ]
        return fits[0] if len(fits) == 1 else None

    def _personal_moved(self, seat: Seat) -> str | None:
        """A personal post goes where its holder goes."""
        if seat.kind != PERSONAL:
            return None
        fits = [p for p in self._held_by(seat) if self._view.posts[p].seat_kind == PERSONAL]
        return fits[0] if len(fits) == 1 else None

    def _at_place(self, seat: Seat) -> str | None:
        """A seat of this title in this department that is still free, preferably one whose state fits."""
        if seat.kind != SEAT or (seat.holders and not seat.title):
            return None
        free = [p for p in self._at[seat.place_id, keys.exact(seat.title)] if self._free(seat, p)]
        free = [p for p in free if self._view.posts[p].seat_kind == SEAT]
        if seat.row.is_card:
            free = [p for p in free if not self._view.posts[p].holder_ids]
            if not free:
                self._note_held(seat)
        return min(free, key=lambda p: (_misfit(seat, self._view.posts[p]), p), default=None)

    def _note_held(self, seat: Seat) -> None:
        """A card has the title of a seat that somebody else is known to hold: it may be of before or after."""
        row = seat.row
        posts = [self._view.posts[p] for p in self._at[seat.place_id, keys.exact(seat.title)]]
        holder = next((p.holder_ids[0] for p in posts if p.holder_ids), None)
        if holder is None:
            return
        self._log.add(
            "seat_held", "warning", row.where, [row.number], row.headings.get("title"), name=row.name,
            title=seat.title, holder=self._draft.known_name(("Person", holder)),
        )  # fmt: skip

    def _give_primary(self, seats: Sequence[Seat]) -> None:
        """Of a human whose posts are all marked as held beside another, the one known as primary stays so.

        Where none is known the first is primary; where a post is that the file does not give to others, none of these.
        """
        seat_of = {id(holder): seat for seat in seats for holder in seat.holders}
        others = {s.ref[1] for s in seats if s.ref and s.state is not SeatState.UNKNOWN}
        for holders in _by_human(seats).values():
            ref = holders[0].human.ref
            if ref is None or any(h.is_primary for h in holders):
                continue
            if all(self._is_beside(ref, seat_of[id(h)].ref) for h in holders):
                continue
            known = {f.end_id for f in self._view.posts_of(ref[1]) if f.properties.get("is_primary")}
            same = [h for h in holders if (post := seat_of[id(h)].ref) and post[1] in known]
            if same or not known - others:
                (same or holders)[0].is_primary = True

    def _is_beside(self, person: Ref, post: Ref | None) -> bool:
        """Whether the person is known to hold the post beside another one."""
        held = [f for f in self._view.now("HOLDS", person[1]) if post and f.end_id == post[1]]
        return any(not f.properties.get("is_primary") for f in held)

    # ---- writing

    def _describe(self, seat: Seat, ref: Ref) -> None:
        account = ("Account", self._view.account_id)
        source = seat.row.source
        known = self._view.current("IN_ACCOUNT", ref[1])
        old = known.properties if known else {}
        properties = {
            "title": seat.title or old.get("title") or "",
            "line_rank": seat.line_rank
            if seat.row.title is not None or seat.row.grade is not None or "line_rank" in seat.row.told
            else old.get("line_rank"),
            "seat_kind": old.get("seat_kind") or seat.kind,
            "capacity": max(seat.capacity, int(old.get("capacity") or 1)),
        }
        if known and old.get("capacity") is None and properties["capacity"] == 1:
            del properties["capacity"]
        self._draft.fact("IN_ACCOUNT", ref, account, properties, source=source)
        if seat.place_id is not None or self._draft.is_new(ref):
            place = ("Department", seat.place_id) if seat.place_id else account
            self._draft.fact("PLACED_IN", ref, place, {}, source=source, instead_of=self._view.of("PLACED_IN", ref[1]))
        if seat.post_id:
            self._draft.identify(ref, keys.POST, seat.post_id)
        if seat.main and seat.row.post_key:
            self._draft.identify(ref, keys.OWN, seat.row.post_key)

    def _hold(self, seat: Seat, ref: Ref, named: set[tuple[str, str]]) -> None:
        source = seat.row.source
        known = [h for h in self._view.to("HOLDS", ref[1]) if h.interval.holds(self._view.as_of)]
        vacant = [v for v in self._view.now("VACANT", ref[1]) if self._draft.stands(v)]
        if seat.state is SeatState.VACANT:
            self._draft.fact(
                "VACANT", ref, ("Account", self._view.account_id), {}, source=source, valid_from=seat.row.start,
                instead_of=known,
            )  # fmt: skip
            return
        starts = [h.start for h in seat.holders]
        taken_on = min((s for s in starts if s), default=None) if starts and all(starts) else None
        for fact in vacant:
            self._draft.displace(fact, taken_on, source)
        strangers = [h for h in known if (ref[1], h.start_id) not in named]
        naming = self._view.current("IN_ACCOUNT", ref[1])
        room = max(seat.capacity, int(naming.properties.get("capacity") or 1) if naming else 1)
        too_many = len(strangers) + len(seat.holders) > room
        for holder in seat.holders:
            person = holder.human.ref
            if person is None:
                continue
            instead = [f for f in strangers if too_many]
            if holder.is_primary:
                instead += [
                    f
                    for f in self._view.of("HOLDS", person[1])
                    if f.properties.get("is_primary") and (f.end_id, person[1]) not in named
                ]
            stated = self._draft.fact(
                "HOLDS", person, ref, {"is_primary": holder.is_primary, "acting": holder.acting}, source=source,
                valid_from=holder.start, instead_of=instead,
            )  # fmt: skip
            if not stated and holder.start:
                row = holder.human.rows[0]
                self._log.add(
                    "future_start", "warning", row.where, [row.number], row.headings.get("start"), name=row.name,
                    on=holder.start.isoformat(),
                )  # fmt: skip
