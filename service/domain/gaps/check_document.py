"""The further checks and the ranking of all gaps as the outside sees them, in one language."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from service.domain.dates import format_day
from service.domain.gaps import check_texts, texts
from service.domain.gaps.advice import advice
from service.domain.gaps.checks import CheckCode, Gap, by_check
from service.domain.gaps.model import Risk, UncoveredKey
from service.domain.gaps.parts import MoneyOut, Part, money_out
from service.domain.gaps.ranking import Ranked, score
from service.domain.gaps.report import GapReport
from service.domain.money import Money, format_money


class EvidenceOut(Part):
    """A record the gap was told from; the name of a stance is its level."""

    kind: Literal["person", "member", "meeting", "stance", "opportunity"]
    id: str
    name: str | None
    on: date | None


class CheckGapOut(Part):
    id: str
    """The same on every day: the check and the subject."""
    kind: Literal["person", "seat", "department", "opportunity", "account"]
    subject_id: str
    name: str
    severity: int
    """1 to see to, 2 to plan, 3 to act on."""
    score: int
    """Money in yen at plan rates, at least the floor, times severity."""
    money: MoneyOut
    found: str
    why: str
    do: str
    evidence: list[EvidenceOut]


class CheckOut(Part):
    """What one check found, the highest score first."""

    code: CheckCode
    title: str
    severity_rule: str
    count: int
    gaps: list[CheckGapOut]


class NothingFoundOut(Part):
    """A check that was made and found nothing."""

    code: CheckCode
    title: str


class RankedOut(Part):
    """One gap of any list in the order of all."""

    code: str
    """uncovered, single_contact, or the code of a check."""
    id: str
    kind: Literal["person", "seat", "department", "opportunity", "account"]
    subject_id: str
    name: str
    severity: int
    score: int
    money: MoneyOut
    found: str
    why: str
    do: str


def checks_out(report: GapReport, locale: str) -> list[CheckOut]:
    """Each check that found something, with its gaps."""
    groups = by_check(report.checks)
    return [
        CheckOut(
            code=code,
            title=check_texts.CHECK[code].title.of(locale),
            severity_rule=check_texts.CHECK[code].severity.of(locale),
            count=len(gaps),
            gaps=[_gap(g, report, locale) for g in gaps],
        )
        for code, gaps in groups.items()
    ]


def nothing_found_out(report: GapReport, locale: str) -> list[NothingFoundOut]:
    """Each check that was made and found nothing."""
    return [NothingFoundOut(code=c, title=check_texts.CHECK[c].title.of(locale)) for c in report.nothing_found]


def ranking_out(report: GapReport, locale: str, most: int | None = None) -> list[RankedOut]:
    """All gaps, or the first `most`, the highest score first."""
    return [ranked_out(r, locale) for r in report.ranked()[:most]]


def formula(report: GapReport, locale: str) -> str:
    """How the score is made, in words."""
    floor = format_money(Money(report.settings["floor_yen"], "JPY"), locale)
    return check_texts.SCORE.of(locale).format(floor=floor)


def told(gap: Gap, locale: str) -> Mapping[str, str]:
    """The sentences of a gap: `found`, `why`, `do`."""
    words = check_texts.CHECK[gap.code]
    who = ("、" if locale == "ja" else ", ").join(gap.names) or check_texts.US.of(locale)
    day = format_day(gap.on, locale, "table") if gap.on else ""
    found = words.found[gap.grave].of(locale).format(name=gap.name, count=gap.count, day=day, who=who)
    return {"found": found, "why": words.why.of(locale), "do": words.do.of(locale)}


def _gap(gap: Gap, report: GapReport, locale: str) -> CheckGapOut:
    return CheckGapOut.model_validate(
        {
            "id": gap.gap_id,
            "kind": gap.kind,
            "subject_id": gap.id,
            "name": gap.name,
            "severity": gap.severity,
            "score": score(gap.money, gap.severity, report.settings["floor_yen"]),
            "money": money_out(gap.money),
            **told(gap, locale),
            "evidence": [EvidenceOut.model_validate(e, from_attributes=True) for e in gap.evidence],
        }
    )


def ranked_out(ranked: Ranked, locale: str) -> RankedOut:
    """One of them in words."""
    return RankedOut.model_validate(
        {
            "code": ranked.code,
            "id": ranked.gap_id,
            "kind": ranked.kind,
            "subject_id": ranked.id,
            "name": ranked.name,
            "severity": ranked.severity,
            "score": ranked.score,
            "money": money_out(ranked.money),
            **_sentences(ranked.gap, locale),
        }
    )


def _sentences(gap: Gap | UncoveredKey | Risk, locale: str) -> Mapping[str, str]:
    """`found`, `why` and `do`, whatever list the gap is of."""
    if isinstance(gap, Gap):
        return told(gap, locale)
    if isinstance(gap, Risk):
        first = gap.reasons[0]
        found = texts.RISK[first.code].of(locale).format(found=first.found, expected=first.expected)
    else:
        found = (check_texts.UNCOVERED if gap.subject.person else check_texts.EMPTY_SEAT).of(locale)
    fitting = advice(gap)
    return {"found": found, "why": fitting.why.of(locale), "do": fitting.do.of(locale)}
