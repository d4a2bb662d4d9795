"""Organisations to lay out: any that hypothesis can think of, and one large and orderly."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from service.domain.orgmap import (
    Contact,
    Department,
    Holding,
    MapMember,
    MapPerson,
    OrgMap,
    Relation,
    ReportingLine,
    Seat,
    SeatState,
)

AS_OF = date(2026, 11, 25)
SINCE = date(2026, 8, 27)
LEVELS = ("strong_support", "support", "neutral", "reluctant", "oppose", None)


def make(
    departments: Sequence[str | None],
    seats: Sequence[tuple[int | None, int | None]],
    holdings: Sequence[tuple[int, int]],
    lines: Sequence[tuple[int, int, str]],
    people: int,
    *,
    names: list[str] | None = None,
) -> OrgMap:
    """`departments` are parents; `seats` are (department, rank); the numbers in the others are positions."""
    held = {s for s, _ in holdings}
    first: dict[int, int] = {}
    for s, p in sorted(holdings):
        first.setdefault(p, s)
    return OrgMap(
        account_id="a",
        account_name="旭波重機械グループ",
        as_of=AS_OF,
        since=SINCE,
        departments=tuple(Department(f"d{i:03}", f"第{i}営業部", None, parent) for i, parent in enumerate(departments)),
        seats=tuple(
            Seat(
                f"s{i:03}",
                f"第{d}営業部長",
                rank,
                personal=False,
                department_id=None if d is None else f"d{d:03}",
                state=SeatState.HELD if i in held else (SeatState.VACANT, SeatState.UNKNOWN)[i % 2],
                inferred=i % 7 == 0,
            )
            for i, (d, rank) in enumerate(seats)
        ),
        holdings=tuple(
            Holding(f"s{s:03}", f"p{p:03}", first[p] == s, acting=False, inferred=False) for s, p in sorted(holdings)
        ),
        lines=tuple(ReportingLine(f"s{a:03}", f"s{b:03}", kind) for a, b, kind in lines),
        people=tuple(
            MapPerson(
                f"p{i:03}",
                names[i] if names else f"山田 {i}郎",
                rank=90 - i % 60,
                stance=LEVELS[i % 6],
                contacts=(Contact("m0", AS_OF),) if i % 4 == 0 else (),
                covered_by=("m1",) if i % 5 == 0 else (),
                key_reasons=("role",) if i % 9 == 0 else (),
            )
            for i in range(people)
        ),
        members=(MapMember("m0", "久我 麻衣", "営業部長"), MapMember("m1", "佐伯 智也", "営業")),
        relations=(Relation("p000", "p001", "influence"),) if people > 1 else (),
        gap_counts={"p000": 1} if people else {},
    )


@st.composite
def orgs(draw: st.DrawFn, *, most_seats: int = 40) -> OrgMap:
    """Rings of departments, rings and self-reports of seats, unknown managers, empty departments, several posts."""
    n = draw(st.integers(0, 9))
    parents = [draw(st.one_of(st.none(), st.sampled_from([f"d{i:03}" for i in range(n)] + ["gone"]))) for _ in range(n)]
    place = st.one_of(st.none(), st.integers(0, n)) if n else st.none()
    seats = draw(st.lists(st.tuples(place, st.one_of(st.none(), st.integers(1, 99))), max_size=most_seats))
    people = draw(st.integers(0, most_seats))
    holdings, lines = [], []
    if seats:
        seat = st.integers(0, len(seats) - 1)
        if people:
            holdings = draw(st.lists(st.tuples(seat, st.integers(0, people - 1)), max_size=60, unique=True))
        kind = st.sampled_from(("line", "line", "line", "dotted"))
        lines = draw(st.lists(st.tuples(seat, st.integers(0, len(seats)), kind), max_size=70, unique=True))
    return make(parents, seats, holdings, lines, people)


def orderly(divisions: int, departments: int, staff: int) -> OrgMap:
    """A board, divisions under it, departments in them, and everybody reporting to the head above."""
    parents: list[str | None] = [None]
    seats: list[tuple[int | None, int | None]] = [(0, 99)]
    lines: list[tuple[int, int, str]] = []
    for _ in range(divisions):
        parents.append(None)
        division, head = len(parents) - 1, len(seats)
        seats.append((division, 82))
        lines.append((head, 0, "line"))
        for _ in range(departments):
            parents.append(f"d{division:03}")
            chief = len(seats)
            seats.append((len(parents) - 1, 64))
            lines.append((chief, head, "line"))
            for _ in range(staff):
                lines.append((len(seats), chief, "line"))
                seats.append((len(parents) - 1, 20))
    holdings = [(i, i) for i in range(len(seats))]
    return make(parents, seats, holdings, lines, len(seats))


def with_holder(org: OrgMap, person_id: str, seat_id: str) -> OrgMap:
    """The same organisation after the person has moved to that seat, and only there."""
    kept = tuple(h for h in org.holdings if h.person_id != person_id and h.seat_id != seat_id)
    moved = Holding(seat_id, person_id, is_primary=True, acting=False, inferred=False)
    holdings = tuple(sorted((*kept, moved), key=lambda h: (h.seat_id, h.person_id)))
    held = {h.seat_id for h in holdings}
    seats = tuple(
        replace(s, state=SeatState.HELD if s.id in held else SeatState.VACANT if s.state is SeatState.HELD else s.state)
        for s in org.seats
    )
    return replace(org, holdings=holdings, seats=seats)
