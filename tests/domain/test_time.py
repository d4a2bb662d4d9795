"""Intervals are half-open: the four boundary days, and their algebra."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.time import Interval

START, END = date(2026, 4, 1), date(2026, 10, 1)
DAY = timedelta(days=1)
DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 1))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    start = draw(st.none() | DAYS)
    end = draw(st.none() | DAYS)
    if start is not None and end is not None and start >= end:
        start, end = end, start + DAY
    return Interval(start, end)


@pytest.mark.parametrize(
    ("day", "held"), [(START - DAY, False), (START, True), (END - DAY, True), (END, False)], ids=str
)
def test_the_four_boundary_days(day: date, held: bool) -> None:
    assert Interval(START, END).holds(day) is held


def test_absent_bounds_are_open() -> None:
    assert Interval().holds(date.min)
    assert Interval(None, END).holds(date.min)
    assert Interval(START, None).holds(date.max)
    assert not Interval(START, None).holds(START - DAY)


@pytest.mark.parametrize(("start", "end"), [(START, START), (END, START)])
def test_an_interval_holds_a_day(start: date, end: date) -> None:
    with pytest.raises(ValueError, match="is not before"):
        Interval(start, end)


def test_an_instant_is_no_day() -> None:
    with pytest.raises(ValueError, match="instants"):
        Interval(datetime(2026, 4, 1, 9, 0), None)  # noqa: DTZ001  a naive instant is what is refused


def test_a_move_leaves_no_gap_and_no_overlap() -> None:
    before, after = Interval(None, START), Interval(START, None)
    assert not before.overlaps(after)
    assert before.intersection(after) is None


@given(intervals(), intervals())
def test_overlap_is_a_common_day(one: Interval, other: Interval) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    common = one.intersection(other)
    assert (common is not None) == one.overlaps(other)
    assert common == other.intersection(one)


@given(intervals(), intervals(), DAYS)
def test_the_intersection_holds_what_both_hold(one: Interval, other: Interval, day: date) -> None:
    common = one.intersection(other)
    assert (common is not None and common.holds(day)) == (one.holds(day) and other.holds(day))


@given(intervals())
def test_an_interval_is_its_own_intersection(one: Interval) -> None:
    assert one.intersection(one) == one
