"""The dates that people write, and how we write them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.dates import Order, date_order, days_ago, format_day, parse_date
from service.domain.wording import UnreadableError

DAY = date(2026, 4, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2026/4/1",
        "2026/04/01",
        "2026-04-01",
        "2026-4-1",
        "2026.4.1",
        "2026 / 4 / 1",
        "2026年4月1日",
        "2026年 4月 1日",
        "2026年04月01日",
        "２０２６／４／１",
        "２０２６年４月１日",
        "令和8年4月1日",
        "令和８年４月１日",
        "令和八年四月一日",
        "㋿8年4月1日",
        "R8.4.1",
        "R8/4/1",
        "r8.4.1",
        "R8年4月1日",
        "平成38年4月1日",
        "二〇二六年四月一日",
        "1 Apr 2026",
        "01 April 2026",
        "1st April 2026",
        "1 Apr. 2026",
        "1-Apr-2026",
        "01APR2026",
        "Apr 1, 2026",
        "April 1, 2026",
        "April 1st 2026",
        "APR 01 2026",
        "2026-Apr-01",
        "Wed, 1 Apr 2026",
        "Wednesday 1 April 2026",
        "Wednesday, April 1, 2026",
        "20260401",
        "２０２６０４０１",
        "46113",
        "46113.5",
        "2026/4/1(水)",
        "2026/4/1（水）",
        "2026/4/1 (水)",
        "2026年4月1日（水曜日）",
        "2026年4月1日 水曜日",
        "2026/4/1（水・祝）",
        "2026/4/1 (Wed)",
        "2026-04-01 00:00:00",
        "2026-04-01T10:30:00",
        "2026-04-01T10:30:00+09:00",
        "2026-04-01T10:30:00.123Z",
        "2026/4/1 10:00",
        "2026/4/1 10:00-11:30",
        "2026/4/1(水) 10:00〜11:30",
        "2026年4月1日 14時30分",
        "2026年4月1日 14時半",
        "2026年4月1日 午後2時",
        "4/13/2026",
        "2026年4月1日付",
        "2026年4月1日付け",
        "2026年4月1日付発令",
        "2026年4月1日より",
        "(2026年4月1日付)",
        "1.4.2026",
        " 2026/4/1 ",
        "2026–04–01",
    ],
)
def test_forms_of_one_day(text: str) -> None:
    assert parse_date(text) == (date(2026, 4, 13) if text == "4/13/2026" else DAY)


def test_cells_of_other_types() -> None:
    assert parse_date(DAY) is DAY
    assert parse_date(datetime(2026, 4, 1, 23, 59, tzinfo=UTC)) == DAY
    assert parse_date(46113) == DAY
    assert parse_date(46113.75) == DAY
    assert parse_date(20260401) == DAY
    assert parse_date(1) == date(1900, 1, 1)
    assert parse_date(59) == date(1900, 2, 28)
    assert parse_date(61) == date(1900, 3, 1)


def test_leap_day() -> None:
    assert parse_date("2028/2/29") == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("令和元年5月1日", date(2019, 5, 1)),
        ("R1.5.1", date(2019, 5, 1)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("H31.4.30", date(2019, 4, 30)),
        ("平成元年1月8日", date(1989, 1, 8)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("S39.10.10", date(1964, 10, 10)),
        ("大正15年12月24日", date(1926, 12, 24)),
        ("明治45年7月29日", date(1912, 7, 29)),
    ],
)
def test_eras(text: str, expected: date) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    ("text", "en", "ja"),
    [
        ("2026/2/31", "Feb has no day 31 in 2026", "2026年2月に31日はありません"),
        ("2027/2/29", "Feb has no day 29 in 2027", "2027年2月に29日はありません"),
        ("2026/4/0", "Apr has no day 0", "0日はありません"),
        ("2026/13/1", "no month 13", "13月はありません"),
        ("20261301", "no month 13", "13月はありません"),
        ("26/4/1", "two digits", "2桁"),
        ("1/4/26", "two digits", "2桁"),
        ("4月1日", "year is missing", "年がありません"),
        ("4/1", "year is missing", "年がありません"),
        ("2026", "not read as a date", "読めません"),
        ("2026年4月", "not read as a date", "読めません"),
        ("未定", "not read as a date", "読めません"),
        ("", "no date", "日付がありません"),
        ("   ", "no date", "日付がありません"),
        ("0206/4/1", "outside 1868–2199", "の外です"),
        ("令和元年4月1日", "began on 2019-05-01", "始まりました"),
        ("令和0年4月1日", "no year 0", "0年はありません"),
        ("2026/4/1(木)", "is a Wednesday", "水曜日です"),
        ("Thu 1 Apr 2026", "is a Wednesday", "水曜日です"),
        ("2026/4/1、2026/4/8", "not read as a date", "読めません"),
    ],
)
def test_refusals_say_why_in_both_languages(text: str, en: str, ja: str) -> None:
    with pytest.raises(UnreadableError) as refusal:
        parse_date(text)
    assert en in str(refusal.value)
    assert ja in refusal.value.reason.of("ja")
    assert refusal.value.reason.of("en") == str(refusal.value)


@pytest.mark.parametrize("number", [2026, 0, -1, 10**9, float("nan"), float("inf"), True, 60])
def test_numbers_that_are_no_day(number: float) -> None:
    with pytest.raises(UnreadableError):
        parse_date(number)


def test_ambiguous_order() -> None:
    with pytest.raises(UnreadableError, match="ambiguous: 4 May or 5 Apr") as refusal:
        parse_date("04/05/2026")
    assert refusal.value.code == "ambiguous_date"
    assert parse_date("04/05/2026", order="mdy") == date(2026, 4, 5)
    assert parse_date("04/05/2026", order="dmy") == date(2026, 5, 4)
    assert parse_date("05/05/2026") == date(2026, 5, 5)
    assert parse_date("13/05/2026") == date(2026, 5, 13)
    assert parse_date("05/13/2026") == date(2026, 5, 13)
    with pytest.raises(UnreadableError, match="no month 13"):
        parse_date("05/13/2026", order="dmy")


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["04/05/2026", "13/05/2026"], "dmy"),
        (["04/05/2026", "05/13/2026 10:00"], "mdy"),
        (["04/05/2026"], None),
        (["13/05/2026", "05/13/2026"], None),
        (["2026/4/1", "x"], None),
    ],
)
def test_the_order_of_a_column(texts: list[str], order: Order | None) -> None:
    assert date_order(texts) == order


@pytest.mark.parametrize(
    ("text", "publication", "expected"),
    [
        ("4月1日付", date(2026, 3, 20), date(2026, 4, 1)),
        ("3月25日", date(2026, 4, 2), date(2026, 3, 25)),
        ("12/28", date(2027, 1, 5), date(2026, 12, 28)),
        ("1月1日", date(2026, 12, 20), date(2027, 1, 1)),
        ("2月1日", date(2026, 4, 2), date(2027, 2, 1)),
    ],
)
def test_a_missing_year_is_the_nearest(text: str, publication: date, expected: date) -> None:
    assert parse_date(text, publication=publication) == expected


@pytest.mark.parametrize(
    ("locale", "style", "expected"),
    [
        ("ja", "head", "2026年11月25日(水)"),
        ("ja", "table", "2026/11/25"),
        ("ja", "year", "11/25(水)"),
        ("en", "head", "25 Nov 2026"),
        ("en", "table", "25 Nov 2026"),
        ("en", "year", "Wed 25 Nov"),
    ],
)
def test_how_a_day_is_written(locale: str, style: str, expected: str) -> None:
    day = date(2026, 11, 25)
    written = {name: format_day(day, locale, name) for name in ("head", "table", "year")}
    assert written[style] == expected
    assert format_day(day, locale) == written["table"]


@pytest.mark.parametrize(
    ("day", "ja", "en"),
    [
        (date(2026, 8, 3), "118日前", "118 days ago"),
        (date(2026, 11, 28), "1日前", "1 day ago"),
        (date(2026, 11, 29), "当日", "the same day"),
        (date(2026, 11, 30), "1日後", "in 1 day"),
        (date(2027, 1, 5), "37日後", "in 37 days"),
    ],
)
def test_days_ago(day: date, ja: str, en: str) -> None:
    as_of = date(2026, 11, 29)
    assert (days_ago(day, as_of, "ja"), days_ago(day, as_of, "en")) == (ja, en)


@given(st.dates(date(1868, 1, 1), date(2199, 12, 31)))
def test_what_we_write_we_read(day: date) -> None:
    for text in (
        format_day(day, "ja", "head"),
        format_day(day, "ja", "table"),
        format_day(day, "en", "table"),
        day.isoformat(),
        day.strftime("%Y%m%d"),
    ):
        assert parse_date(text) == day


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_a_refusal(text: str) -> None:
    refusal: UnreadableError | None = None
    try:
        day = parse_date(text)
    except UnreadableError as error:
        refusal = error
    else:
        assert isinstance(day, date)
    assert refusal is None or (refusal.reason.ja and refusal.reason.en)
