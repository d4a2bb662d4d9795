"""Gaps that somebody has set aside: for how long, and when they come back by themselves."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from service.domain.errors import InvalidInputError, Problem, worded
from service.domain.gaps.checks import Gap
from service.domain.gaps.model import Risk, UncoveredKey
from service.domain.gaps.ranking import SINGLE_CONTACT, UNCOVERED

AnyGap = Gap | UncoveredKey | Risk
G = TypeVar("G", Gap, UncoveredKey, Risk)

MOST_REASON = 500
"""Characters of a reason."""


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A gap is set aside from `dismissed_on` up to and including `until_on`; without that day, until it looks different
    from `looked`."""

    id: str
    gap_id: str
    reason: str
    actor: str | None
    at: datetime
    dismissed_on: date
    until_on: date | None
    looked: str

    def covers(self, gap: AnyGap, as_of: date) -> bool:
        """Whether the gap, as it is on that day, is set aside then."""
        if self.gap_id != key_of(gap) or as_of < self.dismissed_on:
            return False
        return as_of <= self.until_on if self.until_on is not None else looks(gap) == self.looked


@dataclass(frozen=True, slots=True)
class Dismissed:
    """A gap of the report that is set aside on its day, and by what."""

    gap: AnyGap
    dismissal: Dismissal

    @property
    def name(self) -> str:
        return name_of(self.gap)

    @property
    def code(self) -> str:
        """Which check found it."""
        return self.dismissal.gap_id.partition(":")[0]


def name_of(gap: AnyGap) -> str:
    """The name of what the gap is about."""
    return gap.subject.name if isinstance(gap, UncoveredKey) else gap.name


def key_of(gap: AnyGap) -> str:
    """What names a gap on every day: the check that finds it and what it is about."""
    if isinstance(gap, UncoveredKey):
        return f"{UNCOVERED}:{gap.subject.id}"
    return f"{SINGLE_CONTACT}:{gap.id}" if isinstance(gap, Risk) else gap.gap_id


def looks(gap: AnyGap) -> str:
    """What the gap looks like, as a short text: another one when its grounds, its deals or the last contact change.

    Counts of days and sums of money are left out: they change by themselves.
    """
    facts: list[Any]
    if isinstance(gap, UncoveredKey):
        s, last = gap.subject, gap.last_contact
        facts = [s.declared, s.seat_state, s.stance.level, last and last.on.isoformat(), sorted(s.deals)]
    elif isinstance(gap, Risk):
        facts = [[[r.code, r.found, r.expected] for r in gap.reasons], [c.id for c in gap.people], gap.money.deals]
    else:
        facts = [gap.grave, gap.names, gap.money.deals]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]


def part(
    gaps: Iterable[G], dismissals: Iterable[Dismissal], as_of: date
) -> tuple[tuple[G, ...], tuple[Dismissed, ...]]:
    """The gaps that are open on the day, and those that are set aside then; both in the order given."""
    by_gap: dict[str, list[Dismissal]] = {}
    for dismissal in dismissals:
        by_gap.setdefault(dismissal.gap_id, []).append(dismissal)
    stay: list[G] = []
    aside: list[Dismissed] = []
    for gap in gaps:
        by = next((d for d in by_gap.get(key_of(gap), ()) if d.covers(gap, as_of)), None)
        if by is None:
            stay.append(gap)
        else:
            aside.append(Dismissed(gap, by))
    return tuple(stay), tuple(aside)


def first_last_day(as_of: date, today: date) -> date:
    """The earliest day up to which a gap can be set aside: after today, and not before the day looked at."""
    return max(as_of, today + timedelta(days=1))


def checked_reason(reason: str, until_on: date | None, as_of: date, today: date) -> str:
    """The reason without outer spaces. InvalidInputError lists what is wrong with it and with the last day."""
    text, wrong = reason.strip(), []
    if not 1 <= len(text) <= MOST_REASON:
        wrong.append(
            Problem(
                "bad_reason", "reason", text[:40], f"a reason of 1 to {MOST_REASON} characters",
                expected_ja=f"1～{MOST_REASON}文字の理由",
            )
        )  # fmt: skip
    least = first_last_day(as_of, today)
    if until_on is not None and until_on < least:
        day = least.isoformat()
        expected, expected_ja = f"a day after today, {day} or later", f"今日より後の日付（{day} 以降）"
        if as_of > today:
            expected, expected_ja = f"the day looked at, {day}, or later", f"見ている日（{day}）以降の日付"
        wrong.append(Problem("bad_date", "until_on", until_on.isoformat(), expected, expected_ja=expected_ja))
    if wrong:
        raise worded(InvalidInputError("The gap was not dismissed.", wrong), "保留にしていません。")
    return text
