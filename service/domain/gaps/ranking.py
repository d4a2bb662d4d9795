"""All gaps in one order: money times severity."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from service.domain.gaps.checks import Gap
from service.domain.gaps.model import Risk, RiskCode, UncoveredKey
from service.domain.gaps.money import MoneySum
from service.domain.thresholds import STANDARD, in_yen

UNCOVERED = "uncovered"
SINGLE_CONTACT = "single_contact"

_RISKS = {
    RiskCode.NO_CONTACT: 3,
    RiskCode.ONE_CONTACT: 3,
    RiskCode.ONE_LINE: 2,
    RiskCode.ONE_MEMBER: 2,
    RiskCode.BELOW_THRESHOLD: 1,
}


@dataclass(frozen=True, slots=True)
class Ranked:
    """One gap of any kind in the order of all."""

    code: str
    """`uncovered`, `single_contact`, or the code of the check."""
    kind: str
    """`person`, `seat`, `department`, `opportunity` or `account`."""
    id: str
    name: str
    severity: int
    score: int
    money: MoneySum
    gap: Gap | UncoveredKey | Risk

    @property
    def gap_id(self) -> str:
        return f"{self.code}:{self.id}"


def score(money: MoneySum, severity: int, floor_yen: int = STANDARD.floor_yen) -> int:
    """Money × severity: the known amounts in yen at plan rates, at least the floor, times 1 to 3.

    An unknown amount, or one in a currency without a plan rate, adds nothing; the floor keeps it from being zero.
    """
    known = (in_yen(m) for m in (money.money, *money.others) if m is not None)
    return max(sum(y for y in known if y is not None), floor_yen) * severity


def severity_of(gap: Gap | UncoveredKey | Risk) -> int:
    """1 to see to, 2 to plan, 3 to act: 3 for a declared key person nobody met, 2 for a proposed one, 1 for a seat
    without a known holder; of deals and departments the gravest of their reasons."""
    if isinstance(gap, Gap):
        return gap.severity
    if isinstance(gap, Risk):
        return max(_RISKS[r.code] for r in gap.reasons)
    if not gap.subject.person:
        return 1
    return 3 if gap.subject.declared else 2


def rank(gaps: Iterable[Gap | UncoveredKey | Risk], floor_yen: int = STANDARD.floor_yen) -> tuple[Ranked, ...]:
    """The gaps with the highest score first; then the more severe, then by name."""
    found = [_ranked(gap, floor_yen) for gap in gaps]
    return tuple(sorted(found, key=lambda r: (-r.score, -r.severity, r.name, r.gap_id)))


def _ranked(gap: Gap | UncoveredKey | Risk, floor_yen: int) -> Ranked:
    if isinstance(gap, UncoveredKey):
        code, kind = UNCOVERED, "person" if gap.subject.person else "seat"
        id, name = gap.subject.id, gap.subject.name
    elif isinstance(gap, Risk):
        code, kind, id, name = SINGLE_CONTACT, gap.scope.value, gap.id, gap.name
    else:
        code, kind, id, name = gap.code.value, gap.kind, gap.id, gap.name
    severity = severity_of(gap)
    return Ranked(code, kind, id, name, severity, score(gap.money, severity, floor_yen), gap.money, gap)


@dataclass(frozen=True, slots=True)
class Lead:
    """One person, post, department or deal: what weighs most about it, and all else that was found about it."""

    first: Ranked
    also: tuple[Ranked, ...] = ()


def leading(ranked: Sequence[Ranked], most: int) -> tuple[Lead, ...]:
    """The first `most` of whom or what the gaps are about, each once, in the order of its heaviest gap."""
    by_subject: dict[tuple[str, str], list[Ranked]] = {}
    for gap in ranked:
        by_subject.setdefault((gap.kind, gap.id), []).append(gap)
    return tuple(Lead(first, tuple(also)) for first, *also in list(by_subject.values())[:most])
