"""What a deal of each size wants, at the very edges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.money import Money
from service.domain.thresholds import Threshold, in_yen, wanted

SMALL, MIDDLE, LARGE, HUGE = Threshold(2, 2, 1), Threshold(4, 3, 2), Threshold(6, 4, 3, 64), Threshold(8, 5, 4, 78)


@pytest.mark.parametrize(
    ("yen", "threshold"),
    [
        (0, SMALL),
        (2_999_999, SMALL),
        (3_000_000, MIDDLE),
        (29_999_999, MIDDLE),
        (30_000_000, LARGE),
        (100_000_000, LARGE),
        (100_000_001, HUGE),
        (-5, SMALL),
    ],
)
def test_edges(yen: int, threshold: Threshold) -> None:
    assert wanted(Money(yen, "JPY")) == threshold


def test_other_currencies_at_the_plan_rate() -> None:
    assert in_yen(Money(62_500_000, "EUR")) == 100_000_000
    assert wanted(Money(62_500_000, "EUR")) == LARGE
    assert wanted(Money(62_501_000, "EUR")) == HUGE
    assert wanted(Money(100_000_000, "USD")) == HUGE


def test_an_unknown_amount_wants_the_least() -> None:
    assert wanted(None) == SMALL
    assert in_yen(Money(10**9, "TND")) is None
    assert wanted(Money(10**9, "TND")) == SMALL


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_a_larger_deal_never_wants_less(one: int, other: int) -> None:
    small, large = (wanted(Money(yen, "JPY")) for yen in sorted((one, other)))
    assert small.contacts <= large.contacts
    assert small.roles <= large.roles
    assert small.members <= large.members
