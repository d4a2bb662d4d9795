"""What a gap report is made of. Facts come from the graph (`service.coverage`); `rules` decides what they mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from service.domain.assessments import NOBODY_KNOWS, Shown
from service.domain.gaps.money import MoneySum
from service.domain.orgmap import SeatState


class KeyReasonCode(StrEnum):
    """Why somebody counts as a key person."""

    DECLARED = "declared"
    RANK = "rank"
    ROLE = "role"


class RiskCode(StrEnum):
    """What is thin about the people we talk to."""

    NO_CONTACT = "no_contact"
    ONE_CONTACT = "one_contact"
    ONE_LINE = "one_line"
    ONE_MEMBER = "one_member"
    BELOW_THRESHOLD = "below_threshold"


class Scope(StrEnum):
    ACCOUNT = "account"
    DEPARTMENT = "department"
    OPPORTUNITY = "opportunity"


class NoteCode(StrEnum):
    """What is missing, so that a number cannot be read as all there is."""

    NO_ORGANISATION = "no_organisation"
    NO_MEETINGS = "no_meetings"
    NO_RECENT_MEETINGS = "no_recent_meetings"
    NO_KEY_PEOPLE = "no_key_people"
    NO_DEALS = "no_deals"
    UNKNOWN_AMOUNTS = "unknown_amounts"
    SEVERAL_CURRENCIES = "several_currencies"


@dataclass(frozen=True, slots=True)
class Department:
    id: str
    name: str
    parent_id: str | None


@dataclass(frozen=True, slots=True)
class Deal:
    """An open deal of the account on the day. `players` are the people with a role in it, those of seats included;
    `seats` are the posts with a role in it, held or not."""

    id: str
    name: str
    stage: str | None
    amount_minor: int | None
    currency: str | None
    order_on: date | None = None
    targets: frozenset[str] = frozenset()
    players: frozenset[str] = frozenset()
    meetings: frozenset[str] = frozenset()
    """Every meeting about it, of whatever state and day."""
    seats: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Talk:
    """A held two-way meeting of the period with at least one of us and one of them."""

    id: str
    held_on: date
    members: frozenset[str]


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Somebody of theirs whom we met in the period."""

    id: str
    name: str
    talks: frozenset[str]
    seats: frozenset[str] = frozenset()
    """Posts held on the day asked for."""
    above: frozenset[str] = frozenset()
    """Posts above those in the reporting lines of the day asked for."""
    departments: frozenset[str] = frozenset()
    """Where the person holds a post on the day asked for, and all that lies above."""
    departments_then: frozenset[tuple[str, str]] = frozenset()
    """(meeting, department): the same for the day of each meeting."""


@dataclass(frozen=True, slots=True)
class HeldPost:
    id: str
    title: str
    department_id: str | None


@dataclass(frozen=True, slots=True)
class KeyReason:
    """`text` is what a person wrote as the reason, the title that gives the rank, or the role."""

    code: KeyReasonCode
    text: str | None = None
    deal_id: str | None = None
    seat_id: str | None = None
    """The seat the reason comes from; None when it is the person's own."""


@dataclass(frozen=True, slots=True)
class KeySubject:
    """A key person, or a key seat that nobody (or nobody known) holds; declared, or proposed by rank or role."""

    id: str
    person: bool
    name: str
    """The person's name; of a seat its title."""
    reasons: tuple[KeyReason, ...]
    seat_state: SeatState | None = None
    """Of a seat: vacant or unknown."""
    rank: int | None = None
    stance: Shown = NOBODY_KNOWS
    """By the rule of the map: the latest judgement, whether it is old, whether our members' judgements differ."""
    posts: tuple[HeldPost, ...] = ()
    deals: frozenset[str] = frozenset()
    """Open deals in which the subject plays a role."""

    @property
    def declared(self) -> bool:
        return any(r.code is KeyReasonCode.DECLARED for r in self.reasons)


@dataclass(frozen=True, slots=True)
class LastContact:
    """The latest two-way contact ever, up to the day asked for, and who of us it was; of several who met most often."""

    on: date
    meeting_id: str
    member_id: str
    member_name: str


class Tie(StrEnum):
    """How the person whom we met is tied to the one we did not meet."""

    SELF = "self"
    DEPARTMENT = "department"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class PathStep:
    """One stop on the way from one of us to the subject."""

    kind: str
    """`member`, `person` or `seat`."""
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Nearest:
    """Who of us is nearest to the subject, through whom, and when they last met."""

    member_id: str
    member_name: str
    tie: Tie
    steps: int
    """0: has met the subject before; 1: somebody of the same department or one reporting step away; 2: two steps."""
    last_met_on: date
    path: tuple[PathStep, ...]


@dataclass(frozen=True, slots=True)
class UncoveredKey:
    """A key person or seat without contact in the period."""

    subject: KeySubject
    money: MoneySum
    last_contact: LastContact | None = None
    nearest: Nearest | None = None

    @property
    def gap_id(self) -> str:
        return f"{'person' if self.subject.person else 'seat'}:{self.subject.id}"


@dataclass(frozen=True, slots=True)
class RiskReason:
    code: RiskCode
    found: int
    expected: int


@dataclass(frozen=True, slots=True)
class Risk:
    """A deal, a department or the account that hangs on too few."""

    scope: Scope
    id: str
    name: str
    people: tuple[Counterpart, ...]
    """Whom we met, by name."""
    members: frozenset[str]
    """Who of us met them."""
    evidence: tuple[str, ...]
    """The meetings it was counted from, latest first."""
    reasons: tuple[RiskReason, ...]
    money: MoneySum
    wanted: int | None = None
    """How many people in dialogue the size of the deal asks for; None: no deal, or one of unknown size."""

    @property
    def gap_id(self) -> str:
        return f"{self.scope}:{self.id}"

    def has(self, code: RiskCode) -> bool:
        return any(r.code is code for r in self.reasons)


@dataclass(frozen=True, slots=True)
class Note:
    code: NoteCode
    count: int = 0
    on: date | None = None


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """The account on the day asked for."""

    id: str
    name: str
    currency: str | None
    departments: Mapping[str, Department]
    deals: Mapping[str, Deal]
    """Those that are open, by id."""
    has_posts: bool

    def upwards(self, department_id: str | None) -> tuple[Department, ...]:
        """The department and all that lies above it, from the top down; empty for the account itself."""
        found: dict[str, Department] = {}
        while department_id is not None and department_id in self.departments and department_id not in found:
            found[department_id] = self.departments[department_id]
            department_id = found[department_id].parent_id
        return tuple(reversed(found.values()))
