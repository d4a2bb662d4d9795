"""Half-open intervals of days: the one guard of every timed fact."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Interval:
    """The days from `start` up to, but not including, `end`.

    No start = since before we looked; no end = still so. An interval holds at least one day: `start >= end` is refused.
    """

    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        for day in (self.start, self.end):
            if isinstance(day, datetime):
                raise ValueError(f"an interval is made of days, not of instants: {day}")
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise ValueError(f"an interval ends after it starts: {self.start} is not before {self.end}")

    def holds(self, day: date) -> bool:
        """Whether the fact is true on `day`."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def overlaps(self, other: "Interval") -> bool:
        """Whether at least one day lies in both."""
        return (self.start is None or other.end is None or self.start < other.end) and (
            other.start is None or self.end is None or other.start < self.end
        )

    def intersection(self, other: "Interval") -> "Interval | None":
        """The days that lie in both; None where there is none."""
        if not self.overlaps(other):
            return None
        starts = [day for day in (self.start, other.start) if day is not None]
        ends = [day for day in (self.end, other.end) if day is not None]
        return Interval(max(starts, default=None), min(ends, default=None))
