"""The list of an organisation's people: the text form of the map, in the order in which one reads an org chart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.domain.collation import sort_key
from service.domain.orgmap import MapPerson, OrgMap, Seat, SeatState


@dataclass(frozen=True, slots=True)
class Place:
    """A post with one of its holders, a post without a known holder, or a person without a post."""

    person: MapPerson | None
    seat: Seat | None
    second: bool
    """True on every post of a person but the first."""

    @property
    def id(self) -> str:
        """Of the person, else of the seat."""
        if self.person:
            return self.person.id
        return self.seat.id if self.seat else ""

    @property
    def key(self) -> bool:
        return bool(self.seat and self.seat.key_reasons) or bool(self.person and self.person.is_key)

    @property
    def title(self) -> str:
        if self.seat:
            return self.seat.title
        return (self.person.grade_title or "") if self.person else ""


@dataclass(frozen=True, slots=True)
class Section:
    """The posts of one department, without those of the departments in it, the highest rank first."""

    department_id: str | None
    """None for the posts right under the account, and for the people without a post."""
    path: tuple[str, ...]
    """Names of the departments from the top down to this one."""
    level: int
    """1 stands right under the account."""
    places: Sequence[Place]


@dataclass(frozen=True, slots=True)
class Roster:
    top: Section | None
    """The posts above all departments; None when there are none."""
    departments: Sequence[Section]
    """Every department, depth first, those with the highest ranks in them first."""
    unplaced: Section | None
    """The people without a post; None when there are none."""

    def sections(self) -> list[Section]:
        """All sections in the order of the list."""
        return [s for s in (self.top, *self.departments, self.unplaced) if s]


def roster(org: OrgMap) -> Roster:
    """Everybody, once per post held, and every post that is vacant or whose holder nobody knows."""
    own: dict[str | None, list[Place]] = {}
    placed: set[str] = set()
    for seat in org.seats:
        held = org.holders.get(seat.id, ())
        people: list[MapPerson | None] = [org.person[h.person_id] for h in held if h.person_id in org.person]
        if not people and (seat.personal or seat.state is SeatState.HELD):
            continue
        department = seat.department_id if seat.department_id in org.department else None
        for person in people or [None]:
            own.setdefault(department, []).append(Place(person, seat, _is_second(org, seat, person)))
            placed.update({person.id} if person else ())
    rest = [Place(p, None, second=False) for p in org.people if p.id not in placed]
    return Roster(
        Section(None, (), 1, _by_rank(own[None])) if None in own else None,
        _departments(org, own),
        Section(None, (), 1, _by_rank(rest)) if rest else None,
    )


def _is_second(org: OrgMap, seat: Seat, person: MapPerson | None) -> bool:
    if person is None:
        return False
    return next(h.seat_id for h in org.posts_of[person.id] if h.seat_id in org.seat) != seat.id


def _by_rank(places: list[Place]) -> list[Place]:
    def order(place: Place) -> tuple[object, ...]:
        seat, person = place.seat, place.person
        rank = max((seat.line_rank or 0) if seat else 0, (person.rank or 0) if person else 0)
        reading = sort_key(person.kana, person.romaji, person.name) if person else sort_key(None, None, place.title)
        return (-rank, reading, place.id, seat.id if seat else "")

    return sorted(places, key=order)


def _departments(org: OrgMap, own: Mapping[str | None, list[Place]]) -> list[Section]:
    children: dict[str | None, list[str]] = {}
    for d in org.departments:
        children.setdefault(d.parent_id if d.parent_id in org.department else None, []).append(d.id)
    highest = _highest_ranks(org)

    def order(department_id: str) -> tuple[object, ...]:
        name = org.department[department_id].name
        return (-highest.get(department_id, 0), sort_key(None, None, name), department_id)

    found: list[Section] = []
    seen: set[str] = set()
    stack = [(d, 1) for d in sorted(set(org.department), key=order)]  # a ring of departments hides nobody
    stack = [*reversed(stack), *((d, 1) for d in sorted(children.get(None, []), key=order, reverse=True))]
    while stack:
        at, level = stack.pop()
        if at in seen:
            continue
        seen.add(at)
        found.append(Section(at, org.path(at), level, _by_rank(own.get(at, []))))
        stack.extend((c, level + 1) for c in sorted(children.get(at, []), key=order, reverse=True))
    return found


def _highest_ranks(org: OrgMap) -> Mapping[str, int]:
    """The highest rank held in each department or below it."""
    found: dict[str, int] = {}
    for h in org.holdings:
        if h.seat_id not in org.seat or h.person_id not in org.person:
            continue
        rank = org.person[h.person_id].rank or 0
        place, seen = org.seat[h.seat_id].department_id, set[str]()
        while place is not None and place in org.department and place not in seen:
            seen.add(place)
            found[place] = max(found.get(place, 0), rank)
            place = org.department[place].parent_id
    return found
