"""Gaps that are set aside, as the outside sees them."""

from datetime import date, datetime

from service.domain.gaps import check_texts, texts
from service.domain.gaps.checks import Gap
from service.domain.gaps.dismissals import AnyGap, Dismissed
from service.domain.gaps.model import Risk
from service.domain.gaps.parts import Part
from service.domain.gaps.report import GapReport


class DismissedOut(Part):
    """`id` names the dismissal, `gap_id` the gap as in `ranking`. `until_on` is the last day.

    Null: until the gap looks different.
    """

    id: str
    gap_id: str
    code: str
    name: str
    found: str
    reason: str
    actor: str | None
    at: datetime
    dismissed_on: date
    until_on: date | None


def dismissed_out(report: GapReport, locale: str) -> list[DismissedOut]:
    """Those of the report's day, in the order of its lists."""
    return [_dismissed(d, locale) for d in report.dismissed]


def _dismissed(dismissed: Dismissed, locale: str) -> DismissedOut:
    by = dismissed.dismissal
    return DismissedOut(
        id=by.id,
        gap_id=by.gap_id,
        code=dismissed.code,
        name=dismissed.name,
        found=headline(dismissed.gap, locale),
        reason=by.reason,
        actor=by.actor,
        at=by.at,
        dismissed_on=by.dismissed_on,
        until_on=by.until_on,
    )


def headline(gap: AnyGap, locale: str) -> str:
    """What kind of gap it is, in a few words."""
    if isinstance(gap, Gap):
        return check_texts.CHECK[gap.code].title.of(locale)
    if isinstance(gap, Risk):
        first = gap.reasons[0]
        return texts.RISK[first.code].of(locale).format(found=first.found, expected=first.expected)
    return (check_texts.UNCOVERED if gap.subject.person else check_texts.EMPTY_SEAT).of(locale)
