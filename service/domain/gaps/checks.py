"""Gaps that the further checks find: what each is about, how severe it is, the money it touches."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from service.domain.gaps.model import AccountFacts
from service.domain.gaps.money import MoneySum, sum_of


class CheckCode(StrEnum):
    """Which check found it; each has its own query, `cypher/coverage/checks/<code>.cypher`."""

    OPPONENT_WITHOUT_MEETING = "opponent_without_meeting"
    ABOVE_APPROVER = "above_approver"
    EXECUTIVE_ALONE = "executive_alone"
    LEAVER = "leaver"
    COLD = "cold"
    DEPARTMENT_WITHOUT_KEY = "department_without_key"
    EVERYBODY_FAVOURABLE = "everybody_favourable"
    ONE_ASSESSOR = "one_assessor"
    UNFOUNDED_STANCE = "unfounded_stance"
    GHOST = "ghost"


SEVERITY: Mapping[CheckCode, tuple[int, int]] = MappingProxyType(
    {
        CheckCode.OPPONENT_WITHOUT_MEETING: (2, 3),
        CheckCode.ABOVE_APPROVER: (2, 3),
        CheckCode.EXECUTIVE_ALONE: (2, 3),
        CheckCode.LEAVER: (2, 3),
        CheckCode.COLD: (2, 3),
        CheckCode.DEPARTMENT_WITHOUT_KEY: (2, 3),
        CheckCode.EVERYBODY_FAVOURABLE: (1, 2),
        CheckCode.ONE_ASSESSOR: (1, 2),
        CheckCode.UNFOUNDED_STANCE: (1, 2),
        CheckCode.GHOST: (1, 2),
    }
)
"""Usual severity and that of the graver case (1 to see to, 2 to plan, 3 to act on); the query's prose says which is."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A record the gap was told from. `name` of a stance is its level, of a meeting its subject; `on` is its day."""

    kind: str
    """`person`, `member`, `meeting`, `stance` or `opportunity`."""
    id: str
    name: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Something thin that a check found; what `count`, `on` and `names` mean stands in the prose of its query."""

    code: CheckCode
    kind: str
    """What it is about: `person`, `seat`, `department`, `opportunity` or `account`."""
    id: str
    name: str
    grave: bool
    money: MoneySum
    count: int | None = None
    on: date | None = None
    names: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def severity(self) -> int:
        """1 to 3."""
        return SEVERITY[self.code][self.grave]

    @property
    def gap_id(self) -> str:
        """The same on every day: the check and what it is about."""
        return f"{self.code}:{self.id}"


def touched_deals(kind: str, id: str, facts: AccountFacts) -> frozenset[str]:
    """Open deals that hang on a person (plays a role, by a seat too), on a seat (plays a role), on a department
    (targeted, or one below), on a deal or on the account."""
    deals = facts.deals.values()
    if kind == "account":
        return frozenset(facts.deals)
    if kind == "person":
        return frozenset(d.id for d in deals if id in d.players)
    if kind == "seat":
        return frozenset(d.id for d in deals if id in d.seats)
    if kind == "department":
        return frozenset(d.id for d in deals if any(id == up.id for t in d.targets for up in facts.upwards(t)))
    return frozenset({id} & facts.deals.keys())


def money_of(kind: str, id: str, facts: AccountFacts) -> MoneySum:
    """The sum over those deals, each once."""
    return sum_of(touched_deals(kind, id, facts), facts.deals, facts.currency)


def by_check(gaps: Iterable[Gap]) -> Mapping[CheckCode, tuple[Gap, ...]]:
    """The gaps of each check that found any, in the order of `CheckCode`; their own order is kept."""
    found = list(gaps)
    groups = {code: tuple(g for g in found if g.code is code) for code in CheckCode}
    return {code: group for code, group in groups.items() if group}
