"""What a panel and a person's page show: one person, post or department of an account, seen from one day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from service.domain.gaps.money import MoneySum
from service.domain.orgmap import Department, MapPerson, Seat


@dataclass(frozen=True, slots=True)
class Stop:
    """A day on which something changes, and how many records change."""

    day: date
    org: int
    """Departments and posts that begin, end, move or change."""
    moves: int
    """People who take up or leave a post, or join or leave the company."""
    stance: int
    """People judged, judgements withdrawn, keys declared or ended."""

    @property
    def total(self) -> int:
        return self.org + self.moves + self.stance


@dataclass(frozen=True, slots=True)
class Named:
    """A record one can open: a person, a member of ours, a deal."""

    id: str
    name: str
    title: str | None = None


class Tense(StrEnum):
    """Where the day asked for lies in a period."""

    PAST = "past"
    CURRENT = "current"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Posting:
    """A post held from a day to a day; title and department are those of its last day, or of the day asked for."""

    seat_id: str
    person_id: str
    name: str
    """Of the holder."""
    title: str
    department_id: str | None
    department_path: tuple[str, ...]
    tense: Tense
    is_primary: bool
    acting: bool
    valid_from: date | None
    valid_to: date | None
    inferred: bool
    source: str | None
    confidence: str | None
    observed_on: date | None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A post above or below, with one of its holders; nobody when it is vacant or the holder is not known."""

    seat_id: str
    title: str
    state: str
    kind: str
    """`line` or `dotted`."""
    person_id: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """One dated assessment of a person by one of us."""

    id: str
    by: Named | None
    """None where a file does not say whose judgement it is."""
    level: str
    assessed_on: date
    withdrawn_on: date | None
    evidence: str | None
    source: str | None
    confidence: str | None
    toward: str | None
    """Name of the deal, initiative or product it is about; None = us."""
    stands: bool
    """Whether it is the one of its member that counts on the day."""


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting held up to the day, or planned for it or later."""

    id: str
    state: str
    on: date
    kind: str | None
    subject: str | None
    two_way: bool
    members: tuple[Named, ...]
    people: tuple[Named, ...]
    """Their attendees beside the person whose card it is."""


@dataclass(frozen=True, slots=True)
class Cover:
    """One of us who is assigned to the person, or to a post the person holds (then `seat_id`)."""

    member: Named
    level: int | None
    desired_level: int | None
    seat_id: str | None


@dataclass(frozen=True, slots=True)
class DealRole:
    """A deal of the account in which the person, or a post the person holds, plays roles."""

    id: str
    name: str
    stage: str | None
    is_open: bool
    roles: tuple[str, ...]
    amount_minor: int | None
    currency: str | None
    order_on: date | None


@dataclass(frozen=True, slots=True)
class KeyReason:
    """Why somebody is key: to the account (no deal) or to a deal; through a post held (then `seat_id`)."""

    reason: str
    deal: Named | None
    seat_id: str | None
    source: str | None
    confidence: str | None


@dataclass(frozen=True, slots=True)
class Tie:
    """An informal tie to another person of the account."""

    person: Named
    kind: str
    outward: bool
    """Whether it goes out from the person whose card it is."""
    note: str | None


@dataclass(frozen=True, slots=True)
class PersonCard:
    """Everything known about one person of an account on a day."""

    account_id: str
    as_of: date
    since: date
    person: MapPerson
    present: bool
    """False when the person is not with the account on the day: before joining or after leaving."""
    posts: tuple[Posting, ...] = ()
    """Held on the day, the primary one first."""
    former: tuple[Posting, ...] = ()
    """The latest first."""
    future: tuple[Posting, ...] = ()
    """The next first."""
    managers: tuple[Neighbour, ...] = ()
    reports: tuple[Neighbour, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    """All made up to the day, withdrawn ones too, the newest first."""
    meetings: tuple[MeetingLine, ...] = ()
    """The next three planned and the ten latest held, the newest first."""
    meetings_held: int = 0
    """All held up to the day, of any kind."""
    covers: tuple[Cover, ...] = ()
    deals: tuple[DealRole, ...] = ()
    """Open ones first, by name."""
    money: MoneySum | None = None
    """Over the distinct open deals."""
    keys: tuple[KeyReason, ...] = ()
    ties: tuple[Tie, ...] = ()
    email: str | None = None
    phone: str | None = None
    note: str | None = None
    source: str | None = None
    """Where it is known from that the person is with the account on the day."""
    confidence: str | None = None
    observed_on: date | None = None


@dataclass(frozen=True, slots=True)
class SeatCard:
    """Everything known about one post on a day."""

    account_id: str
    as_of: date
    seat: Seat
    department_path: tuple[str, ...]
    holders: tuple[Posting, ...]
    former: tuple[Posting, ...]
    future: tuple[Posting, ...]
    vacant_since: date | None
    """Start of the vacancy, where the post is vacant and the start is known."""
    managers: tuple[Neighbour, ...]
    reports: tuple[Neighbour, ...]
    covers: tuple[Cover, ...]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DepartmentCard:
    """One department on a day; the counts are those of the department with all that lies below it."""

    account_id: str
    as_of: date
    department: Department
    path: tuple[str, ...]
    heads: tuple[Neighbour, ...]
    children: tuple[Department, ...]
    people: int
    posts: int
    vacant: int
    unknown: int
    stances: Mapping[str, int]
    """People by level; the key `unknown` counts those nobody has judged."""
    key_people: int
    key_people_met: int
    members: tuple[Named, ...]
    """Those of us in contact with somebody there in the period."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One row of the list of people."""

    person: MapPerson
    titles: tuple[str, ...]
    """Of the posts held, the primary one first."""
    department_id: str | None
    department_path: tuple[str, ...]
    seat_ids: tuple[str, ...]
    manager: Named | None
    members: tuple[Named, ...]
    """Those of us in contact in the period."""


@dataclass(frozen=True, slots=True)
class LastChange:
    """The latest change of the account's records."""

    at: datetime
    actor: str | None
    kind: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Overview:
    """The account in numbers on a day."""

    account_id: str
    name: str
    currency: str | None
    as_of: date
    since: date
    people: int
    posts: int
    vacant: int
    unknown: int
    departments: int
    key_people: int
    key_people_met: int
    """Key people with a held two-way meeting in the period."""
    key_seats_empty: int
    """Key posts without a known holder."""
    stances: Mapping[str, int]
    meetings: int
    """Held in the period, of any kind."""
    talks: int
    """Two-way ones among them with one of us."""
    last_meeting_on: date | None
    next_meeting_on: date | None
    money: MoneySum
    """Over the open deals."""
    last_change: LastChange | None
