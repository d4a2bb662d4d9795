"""The organisation of one account on one day, as the map, the people list and the panel see it.

Built by `service.org.read_map` from one row of the graph; drawn by `viz`. Everything in it is true on `as_of`
by today's belief. Tuples are sorted by id, so equal graphs give equal maps.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

T = TypeVar("T")


class SeatState(StrEnum):
    """A seat is held, declared vacant, or nobody here knows who holds it."""

    HELD = "held"
    VACANT = "vacant"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Department:
    id: str
    name: str
    kind: str | None
    parent_id: str | None
    """The department above; None when it stands directly under the account."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A post on the day asked for."""

    id: str
    title: str
    line_rank: int | None
    personal: bool
    """A personal post ends with its last holder and is never drawn vacant."""
    department_id: str | None
    state: SeatState
    inferred: bool
    """True before the day on which a source was first seen saying so: the map says 推定."""
    key_reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Holding:
    seat_id: str
    person_id: str
    is_primary: bool
    acting: bool
    inferred: bool


@dataclass(frozen=True, slots=True)
class ReportingLine:
    """`from_id` reports to `to_id`; both are seats."""

    from_id: str
    to_id: str
    kind: str
    """`line` or `dotted`."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """The latest stance of one member toward one person, not withdrawn, on or before the day asked for.

    `member_id` is None where a file does not say whose judgement it is.
    """

    member_id: str | None
    level: str
    assessed_on: date
    evidence: str | None
    toward: str | None = None
    """Name of the deal, initiative or product it is about; None = it is about us."""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A member of ours and a person of theirs met (two-way, held) in the period; `on` is the latest day."""

    member_id: str
    on: date


@dataclass(frozen=True, slots=True)
class MapPerson:
    id: str
    name: str
    kana: str | None = None
    romaji: str | None = None
    employment: str | None = None
    grade_title: str | None = None
    rank: int | None = None
    """The highest of the person's own rank and the ranks of the seats held; None is unknown."""
    rank_reason: str | None = None
    stance: str | None = None
    """Level of the latest assessment of all members; None is unknown, never neutral."""
    stance_stale: bool = False
    stance_split: bool = False
    """Two members disagree in sign, or one sees a supporter where another does not."""
    assessments: tuple[Assessment, ...] = ()
    contacts: tuple[Contact, ...] = ()
    last_contact_on: date | None = None
    """Held two-way contact with any of us, ever (up to the day asked for)."""
    covered_by: tuple[str, ...] = ()
    """Ids of members assigned to this person, met or not."""
    key_reasons: tuple[str, ...] = ()
    """Why a key person, declared on the person or on a seat held; empty = not declared."""
    inferred: bool = False

    @property
    def is_key(self) -> bool:
        return bool(self.key_reasons)


@dataclass(frozen=True, slots=True)
class MapMember:
    """One of us who meets, covers or stands on the team of the account."""

    id: str
    name: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """An informal tie between two people of theirs; `kind` is influence or knows."""

    from_id: str
    to_id: str
    kind: str
    note: str | None = None


@dataclass(frozen=True)
class OrgMap:
    account_id: str
    account_name: str
    as_of: date
    since: date
    """Start of the contact period (inclusive); its end is `as_of` (inclusive)."""
    departments: tuple[Department, ...] = ()
    seats: tuple[Seat, ...] = ()
    holdings: tuple[Holding, ...] = ()
    lines: tuple[ReportingLine, ...] = ()
    people: tuple[MapPerson, ...] = ()
    members: tuple[MapMember, ...] = ()
    relations: tuple[Relation, ...] = ()
    gap_counts: Mapping[str, int] = field(default_factory=dict)
    """Number of open gaps by person or seat id; filled by the page that shows them."""

    @cached_property
    def person(self) -> Mapping[str, MapPerson]:
        return {p.id: p for p in self.people}

    @cached_property
    def seat(self) -> Mapping[str, Seat]:
        return {s.id: s for s in self.seats}

    @cached_property
    def department(self) -> Mapping[str, Department]:
        return {d.id: d for d in self.departments}

    @cached_property
    def member(self) -> Mapping[str, MapMember]:
        return {m.id: m for m in self.members}

    @cached_property
    def lines_from(self) -> Mapping[str, tuple[ReportingLine, ...]]:
        """Lines by the seat that reports."""
        return _grouped((x.from_id, x) for x in self.lines)

    @cached_property
    def lines_to(self) -> Mapping[str, tuple[ReportingLine, ...]]:
        """Lines by the seat that is reported to."""
        return _grouped((x.to_id, x) for x in self.lines)

    @cached_property
    def holders(self) -> Mapping[str, tuple[Holding, ...]]:
        """Holdings by seat id."""
        return _grouped((h.seat_id, h) for h in self.holdings)

    @cached_property
    def posts_of(self) -> Mapping[str, tuple[Holding, ...]]:
        """Holdings by person id, the primary one first."""
        found = _grouped((h.person_id, h) for h in self.holdings)
        return {k: tuple(sorted(v, key=lambda h: (not h.is_primary, h.seat_id))) for k, v in found.items()}

    def path(self, department_id: str | None) -> tuple[str, ...]:
        """Names of the departments from the top down to this one; empty for the account itself."""
        names: list[str] = []
        seen: set[str] = set()
        while department_id and department_id in self.department and department_id not in seen:
            seen.add(department_id)
            d = self.department[department_id]
            names.append(d.name)
            department_id = d.parent_id
        return tuple(reversed(names))


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {k: tuple(v) for k, v in found.items()}
