"""What has become of the gaps since an earlier day: new ones, those closed, those still open."""

from dataclasses import dataclass
from datetime import date

from service.domain.gaps.dismissals import AnyGap, key_of
from service.domain.gaps.report import GapReport


@dataclass(frozen=True, slots=True)
class Comparison:
    """Of the gaps open on the later day: `new` and `still`. `closed` were open on the earlier day and are no more.

    A gap that is set aside on the later day is neither new nor closed; one that came back from being set aside is still
    open.
    """

    day: date
    """The earlier day."""
    new: frozenset[str]
    still: frozenset[str]
    closed: tuple[AnyGap, ...]
    """As they were on the earlier day, the highest score first."""

    def mark(self, gap_id: str) -> str:
        """`new`, `still`, or empty for a gap of neither."""
        return "new" if gap_id in self.new else "still" if gap_id in self.still else ""


def compare(now: GapReport, then: GapReport) -> Comparison:
    """What has changed from the earlier report to the later one."""
    open_now = {key_of(g) for g in now.open_gaps}
    aside_now = {key_of(d.gap) for d in now.dismissed}
    known_then = {key_of(g) for g in then.open_gaps} | {key_of(d.gap) for d in then.dismissed}
    return Comparison(
        day=then.as_of,
        new=frozenset(open_now - known_then),
        still=frozenset(open_now & known_then),
        closed=tuple(r.gap for r in then.ranked() if key_of(r.gap) not in open_now | aside_now),
    )
