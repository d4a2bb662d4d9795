"""Months, quarters and fiscal years in the place of a day, and words that say there is none yet."""

from datetime import date

import pytest

from service.domain.periods import is_undetermined, read_period
from service.domain.wording import UnreadableError


@pytest.mark.parametrize(
    ("text", "day", "fiscal"),
    [
        ("2027-02", date(2027, 2, 28), False),
        ("2027年2月", date(2027, 2, 28), False),
        ("2028/2", date(2028, 2, 29), False),
        ("02/2027", date(2027, 2, 28), False),
        ("202702", date(2027, 2, 28), False),
        ("令和9年2月末", date(2027, 2, 28), False),
        ("2027年2月中旬頃", date(2027, 2, 20), False),
        ("End of Feb 2027", date(2027, 2, 28), False),
        ("early March 2027", date(2027, 3, 10), False),
        ("FY2026 Q3", date(2026, 12, 31), True),
        ("Q4 FY26", date(2027, 3, 31), True),
        ("2026年度3Q", date(2026, 12, 31), True),
        ("令和8年度上期", date(2026, 9, 30), True),
        ("2026年度", date(2027, 3, 31), True),
        ("2027年3月期", date(2027, 3, 31), True),
    ],
)
def test_the_last_day_of_what_is_written(text: str, day: date, fiscal: bool) -> None:
    found = read_period(text)
    assert found is not None
    assert (found.day, found.fiscal) == (day, fiscal)


@pytest.mark.parametrize("text", ["2027/2/3", "20270203", "2026/13", "4月", "Feb-27", "2027", "46000", "がんばる", ""])
def test_anything_else_is_none(text: str) -> None:
    assert read_period(text) is None


@pytest.mark.parametrize("text", ["2026 Q3", "Q3 2026", "2026年3Q"])
def test_a_quarter_of_no_said_year_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError, match="FY2026 Q3"):
        read_period(text)


def test_words_for_no_day_yet() -> None:
    for text in ("未定", "調整中", "TBD", "TBC", "to be confirmed", "N/A", "-", "―", "?", "(未定)"):
        assert is_undetermined(text), text
    for text in ("2026/1/1", "がんばる", "2027-02", "FY2026"):
        assert not is_undetermined(text), text
