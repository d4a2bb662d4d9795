"""What the further checks found, and the gaps that weigh most, as the page of thin coverage shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from service.domain.gaps import check_texts
from service.domain.gaps.check_document import (
    CheckGapOut,
    CheckOut,
    RankedOut,
    formula,
    told,
)
from service.domain.gaps.checks import Gap, by_check
from service.domain.gaps.document import GapDocument
from service.domain.gaps.model import Deal
from service.domain.gaps.money import MoneySum
from service.domain.gaps.ranking import leading
from service.domain.gaps.report import GapReport
from service.pages.shown import deals_of, shares
from service.pages.visit import Visit

MOST_ON_TOP = 5
"""People, posts, departments and deals that are shown before the whole ranking is unfolded."""
OPEN_AT_ONCE = 3
"""Gaps of a check that are shown before the rest is unfolded."""

_TAG = {1: "", 2: " warn", 3: " risk"}


@dataclass(frozen=True, slots=True)
class CheckLine:
    gap: Gap
    said: CheckGapOut
    share: int
    deals: Sequence[Deal]


@dataclass(frozen=True, slots=True)
class CheckGroup:
    said: CheckOut
    lines: Sequence[CheckLine]


@dataclass(frozen=True, slots=True)
class RankedLine:
    """`also` is what else was found about the same person, post, department or deal; in the whole ranking nothing."""

    said: RankedOut
    money: MoneySum
    also: Sequence[RankedOut] = ()


@dataclass(frozen=True, slots=True)
class ChecksView:
    """`formula` says how the score is made; `total` counts all gaps of the further checks."""

    top: Sequence[RankedLine]
    """Whom or what the heaviest gaps are about, each once."""
    ranking: Sequence[RankedLine]
    """All gaps, the highest score first."""
    groups: Sequence[CheckGroup]
    nothing_found: Sequence[str]
    """What the checks are called that were made and found nothing."""
    total: int
    formula: str
    locale: str

    def severity(self, level: int) -> str:
        return f"{check_texts.SEVERITY[level].of(self.locale)} {level}"

    def tag(self, level: int) -> str:
        """The further class of the sign of a severity."""
        return _TAG[level]


def checks_view(report: GapReport, said: GapDocument, locale: str) -> ChecksView:
    """The checks of the report as they are `said` in one language, with the deals behind each sum."""
    groups = by_check(report.checks)
    bars = dict(zip((g.gap_id for g in report.checks), shares(g.money for g in report.checks), strict=True))
    ranked = report.ranked()
    words = {r.id: r for r in said.ranking}
    return ChecksView(
        top=[
            RankedLine(words[x.first.gap_id], x.first.money, [words[r.gap_id] for r in x.also])
            for x in leading(ranked, MOST_ON_TOP)
        ],
        ranking=[RankedLine(words[r.gap_id], r.money) for r in ranked],
        nothing_found=[c.title for c in said.nothing_found],
        groups=[
            CheckGroup(
                check,
                [
                    CheckLine(gap, out, bars[gap.gap_id], deals_of(report, gap.money))
                    for gap, out in zip(groups[check.code], check.gaps, strict=True)
                ],
            )
            for check in said.checks
        ],
        total=len(report.checks),
        formula=formula(report, locale),
        locale=locale,
    )


@dataclass(frozen=True, slots=True)
class AboutLine:
    """A gap of the further checks that is about somebody; `code` is its check."""

    code: str
    gap_id: str
    title: str
    found: str
    severity: int


def about(report: GapReport, subject_id: str, locale: str) -> list[AboutLine]:
    """What the further checks found about this person or post, the highest score first."""
    return [
        AboutLine(
            g.code.value, g.gap_id, check_texts.CHECK[g.code].title.of(locale), told(g, locale)["found"], g.severity
        )
        for g in report.checks
        if g.kind in ("person", "seat") and g.id == subject_id
    ]


def subject_url(visit: Visit, kind: str, record_id: str) -> str:
    """The page of what a gap is about."""
    base = f"/accounts/{visit.account_id}"
    match kind:
        case "person":
            return visit.url(f"{base}/people/{record_id}")
        case "seat":
            return visit.url(f"{base}/posts/{record_id}")
        case "department":
            return visit.url(f"{base}/people", department=record_id)
        case "opportunity":
            return visit.url(f"{base}/deals") + f"#deal-{record_id}"
        case _:
            return visit.url(base)


def meeting_url(visit: Visit, meeting_id: str, on: date | None) -> str:
    """The meeting in the list of meetings, over a period that reaches back to it."""
    days = max((visit.as_of - on).days, visit.since_days) if on else visit.since_days
    return visit.url(f"/accounts/{visit.account_id}/meetings", since_days=days) + f"#meeting-{meeting_id}"
