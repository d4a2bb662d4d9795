"""Numbers in kanji and with 億 and 万."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.numerals import ends_in_doubt, read_number, read_small_kanji
from service.domain.wording import UnreadableError


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", "12"),
        ("1.5億", "150000000"),
        ("1億5000万", "150000000"),
        ("150百万", "150000000"),
        ("150000千", "150000000"),
        ("5千万", "50000000"),
        ("2千5百万", "25000000"),
        ("二千五百万", "25000000"),
        ("一億五千万", "150000000"),
        ("壱億弐千万", "120000000"),
        ("十億", "1000000000"),
        ("百", "100"),
        ("千二百三十四", "1234"),
        ("二〇二六", "2026"),
        ("3兆5000億", "3500000000000"),
        ("12万3千4百", "123400"),
        ("0.5億", "50000000"),
        ("1万2345", "12345"),
    ],
)
def test_numbers(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    ["", "億", "万", "1億2億", "5万3億", "1億15000万", "1.5億5000万", "百千", "1万23456", "12三", "十1百", "1.2.3"],
)
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(UnreadableError):
        read_number(text)


@pytest.mark.parametrize(
    ("text", "number"), [("二十五", 25), ("十", 10), ("〇", 0), ("二〇二六", 2026), ("三十一", 31)]
)
def test_small_kanji(text: str, number: int) -> None:
    assert read_small_kanji(text) == number


def test_small_kanji_is_whole_and_small() -> None:
    with pytest.raises(UnreadableError):
        read_small_kanji("一万")


@pytest.mark.parametrize(
    ("text", "doubt"),
    [("1億5000", True), ("1兆2", True), ("1億5000万", False), ("1億", False), ("1万5000", False), ("5000", False)],
)
def test_a_number_that_skips_man(text: str, doubt: bool) -> None:
    assert ends_in_doubt(text) is doubt


@given(st.integers(0, 10**15))
def test_groups_of_four_digits(number: int) -> None:
    rest = number
    groups: list[str] = []
    for name, factor in (("兆", 10**12), ("億", 10**8), ("万", 10**4), ("", 1)):
        count, rest = divmod(rest, factor)
        if count or (factor == 1 and not groups):
            groups.append(f"{count}{name}")
    assert read_number("".join(groups)) == number
