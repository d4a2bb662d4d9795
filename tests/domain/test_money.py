"""Amounts: sixty written forms, what is refused, and how they are shown."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.currencies import MINOR_DIGITS
from service.domain.money import Money, MoneyStyle, amount_absent, format_money, parse_money, table_unit
from service.domain.wording import UnreadableError

YEN_150M = [
    "1.5億",
    "1.5億円",
    "１．５億円",
    "1億5,000万円",
    "1億5000万円",
    "1億5,000万",
    "1億 5,000万 円",
    "１億５，０００万円",
    "1億5千万円",
    "一億五千万円",
    "壱億五千万円",
    "15,000万円",
    "15千万円",
    "150百万円",
    "１５０百万円",
    "150,000千円",
    "¥150,000,000",
    "￥150,000,000",
    "￥１５０，０００，０００",
    "¥150000000",
    "¥ 150,000,000",
    "150,000,000円",
    "150000000",
    "150,000,000",
    "150,000,000 JPY",
    "JPY 150,000,000",
    "JPY150,000,000",
    "jpy 150m",
    "JPY 150m",
    "JPY 150 million",
    "¥150M",
    "0.15bn yen",
    "約1.5億円",
    "1.5億円程度",
    "1.5億円（税抜）",
    "1.5億円 税別",
    "150 000 000",
    "150'000'000",
]


@pytest.mark.parametrize("text", YEN_150M)
def test_forms_of_150_million_yen(text: str) -> None:
    assert parse_money(text) == Money(150_000_000, "JPY")


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("EUR 6.2m", 620_000_000, "EUR"),
        ("€980k", 98_000_000, "EUR"),
        ("€ 980k", 98_000_000, "EUR"),
        ("$1,200.50", 120_050, "USD"),
        ("US$ 5m", 500_000_000, "USD"),
        ("£3m", 300_000_000, "GBP"),
        ("CHF 1'200.50", 120_050, "CHF"),
        ("6.2 million euros", 620_000_000, "EUR"),
        ("1.200.000,50 €", 120_000_050, "EUR"),
        ("EUR 1.234.567", 123_456_700, "EUR"),
        ("€6,2m", 620_000_000, "EUR"),
        ("€12,50", 1_250, "EUR"),
        ("1,200 EUR", 120_000, "EUR"),
        ("KRW 5,000,000", 5_000_000, "KRW"),
        ("620万ユーロ", 620_000_000, "EUR"),
        ("100ドル", 10_000, "USD"),
        ("50万米ドル", 50_000_000, "USD"),
        ("△12", -12, "JPY"),
        ("▲1,200万円", -12_000_000, "JPY"),
        ("−1,200", -1_200, "JPY"),
        ("-¥1,200", -1_200, "JPY"),
        ("¥-1,200", -1_200, "JPY"),
        ("(1,200)", -1_200, "JPY"),
        ("（1,200円）", -1_200, "JPY"),
        ("¥(1,200)", -1_200, "JPY"),
        ("1,200-", -1_200, "JPY"),
        ("−EUR 5k", -500_000, "EUR"),
        ("0", 0, "JPY"),
        ("0円", 0, "JPY"),
        ("〇円", 0, "JPY"),
        ("二〇〇万円", 2_000_000, "JPY"),
        ("1億5000円", 100_005_000, "JPY"),
        ("1,234.56円", 1_234, "JPY"),
        ("¥1.9", 1, "JPY"),
    ],
)
def test_other_forms(text: str, amount: int, currency: str) -> None:
    assert parse_money(text) == Money(amount, currency)


def test_at_least_sixty_forms() -> None:
    assert len(set(YEN_150M)) + 34 >= 60


@pytest.mark.parametrize(
    ("text", "en", "ja"),
    [
        ("1億5000", "may mean 万", "1億5,000万円"),
        ("1億5千", "may mean 万", "1億5,000万円"),
        ("1,5000", "grouped by three", "3桁ごと"),
        ("1,20,000", "grouped by three", "3桁ごと"),
        ("1,50", "grouped by three", "3桁ごと"),
        ("1.200", "decimal point or a separator", "小数点か桁区切り"),
        ("1〜2億円", "range", "幅のある"),
        ("100-200万円", "range", "幅のある"),
        ("5億円以上", "range", "幅のある"),
        ("月額50万円", "per period", "期間あたり"),
        ("50万円/月", "per period", "期間あたり"),
        ("EUR 5k p.a.", "per period", "期間あたり"),
        ("1億円（税込）", "includes tax", "税込"),
        ("△(12)", "two minus", "負の印"),
        ("$100 EUR", "two currencies", "通貨が2つ"),
        ("XYZ 100", "not read", "読めません"),
        ("abc", "not read", "読めません"),
        ("億", "no number before", "数がありません"),
        ("1億2億", "wrong order", "順序"),
        ("1.5億5000万", "decimal fraction", "小数"),
        ("9999兆9999億", "too large", "大きすぎ"),
        ("100円玉", "not read", "読めません"),
    ],
)
def test_refusals_say_why_in_both_languages(text: str, en: str, ja: str) -> None:
    with pytest.raises(UnreadableError) as refusal:
        parse_money(text if text != "9999兆9999億" else "9999999兆円")
    assert en in str(refusal.value)
    assert ja in refusal.value.reason.ja
    assert refusal.value.code == "bad_amount"


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("", "none"),
        ("-", "none"),
        ("－", "none"),
        ("なし", "none"),
        ("不明", "unknown"),
        ("未定", "unknown"),
        ("TBD", "unknown"),
        ("Not known", "unknown"),
        ("0", None),
        ("1億", None),
    ],
)
def test_no_amount_is_not_zero(text: str, state: str | None) -> None:
    assert amount_absent(text) == state
    if state:
        with pytest.raises(UnreadableError) as refusal:
            parse_money(text)
        assert refusal.value.code == f"amount_{state}"


def test_the_unit_of_the_column() -> None:
    million = 1_000_000
    assert parse_money("150", unit=million) == Money(150_000_000, "JPY")
    assert parse_money("¥1,154", unit=million) == Money(1_154_000_000, "JPY")
    assert parse_money(1.5, unit=million) == Money(1_500_000, "JPY")
    assert parse_money("1.5億", unit=million) == Money(150_000_000, "JPY")
    assert parse_money("150円", unit=million) == Money(150, "JPY")
    assert parse_money("150", currency="EUR", unit=1000) == Money(15_000_000, "EUR")


def test_numbers_of_cells() -> None:
    assert parse_money(150_000_000) == Money(150_000_000, "JPY")
    assert parse_money(1.5e8) == Money(150_000_000, "JPY")
    assert parse_money(0.1 + 0.2, unit=10) == Money(3, "JPY")
    assert parse_money(Decimal("1200.505"), currency="EUR") == Money(120_050, "EUR")
    assert parse_money(-1.9) == Money(-1, "JPY")
    for number in (float("nan"), float("inf"), True):
        with pytest.raises(UnreadableError):
            parse_money(number)


def test_the_column_decides_what_a_shared_sign_means() -> None:
    assert parse_money("¥100").currency == "JPY"
    assert parse_money("¥100", currency="CNY") == Money(10_000, "CNY")
    assert parse_money("$100", currency="SGD").currency == "SGD"
    assert parse_money("$100").currency == "USD"


def test_a_currency_is_known() -> None:
    with pytest.raises(ValueError, match="unknown currency"):
        Money(1, "XYZ")
    with pytest.raises(ValueError, match="unknown currency"):
        parse_money("1", currency="XYZ")


@pytest.mark.parametrize(
    ("money", "ja", "en"),
    [
        (Money(420_000_000, "JPY"), "4億2,000万円", "JPY 420m"),
        (Money(96_000_000, "JPY"), "9,600万円", "JPY 96m"),
        (Money(100_000_000, "JPY"), "1億円", "JPY 100m"),
        (Money(1_154_999_999, "JPY"), "11億5,499万円", "JPY 1.15bn"),
        (Money(1_200_000_000_000, "JPY"), "1兆2,000億円", "JPY 1,200bn"),
        (Money(99_999_999, "JPY"), "9,999万円", "JPY 99.9m"),
        (Money(9_800, "JPY"), "9,800円", "JPY 9.8k"),
        (Money(950, "JPY"), "950円", "JPY 950"),
        (Money(620_000_000, "EUR"), "620万ユーロ", "EUR 6.2m"),
        (Money(98_000_000, "EUR"), "98万ユーロ", "EUR 980k"),
        (Money(120_050, "USD"), "1,200.50米ドル", "USD 1.2k"),
        (Money(95_050, "EUR"), "950.50ユーロ", "EUR 950.50"),
        (Money(-12_000_000, "JPY"), "−1,200万円", "−JPY 12m"),
        (Money(500_000_000, "SEK"), "500万SEK", "SEK 5m"),
        (Money(0, "JPY"), "なし", "none"),
        (None, "不明", "Not known"),
    ],
)
def test_in_sentences(money: Money | None, ja: str, en: str) -> None:
    assert (format_money(money, "ja"), format_money(money, "en")) == (ja, en)


@pytest.mark.parametrize(
    ("money", "ja", "en"),
    [
        (Money(1_154_999_999, "JPY"), "1,154", "1,154"),
        (Money(999_999, "JPY"), "0", "0"),
        (Money(0, "JPY"), "-", "-"),
        (None, "不明", "Not known"),
        (Money(-12_900_000, "JPY"), "△12", "−12"),
        (Money(-999_999, "JPY"), "0", "0"),
        (Money(620_012_345, "EUR"), "6,200", "6,200"),
    ],
)
def test_in_tables(money: Money | None, ja: str, en: str) -> None:
    assert (format_money(money, "ja", "table"), format_money(money, "en", "table")) == (ja, en)


def test_the_head_of_a_table() -> None:
    assert (table_unit("JPY", "ja"), table_unit("JPY", "en")) == ("百万円", "JPY m")
    assert (table_unit("EUR", "ja"), table_unit("EUR", "en")) == ("千ユーロ", "EUR k")


@pytest.mark.parametrize(
    ("money", "ja", "en"),
    [
        (Money(428_000_000, "JPY"), "4.2億円", "JPY 428m"),
        (Money(96_000_000, "JPY"), "9,600万円", "JPY 96m"),
        (Money(1_990_000_000, "JPY"), "19.9億円", "JPY 1.9bn"),
        (Money(624_000_000, "EUR"), "624万ユーロ", "EUR 6.2m"),
    ],
)
def test_on_cards(money: Money, ja: str, en: str) -> None:
    assert (format_money(money, "ja", "short"), format_money(money, "en", "short")) == (ja, en)


def test_parts_are_cut_after_the_sum() -> None:
    part = Money(600_000, "JPY")
    assert format_money(part, "ja", "table") == "0"
    assert format_money(Money(part.amount_minor * 3, "JPY"), "ja", "table") == "1"


MONEY = st.builds(Money, st.integers(-(10**17), 10**17), st.sampled_from(sorted(MINOR_DIGITS)))


@given(MONEY, st.sampled_from(["ja", "en"]))
def test_every_digit_comes_back(money: Money, locale: str) -> None:
    assert parse_money(format_money(money, locale, "exact")) == money


@given(st.integers(1, 10**11), st.sampled_from(["ja", "en"]))
def test_man_comes_back_from_japanese_sentences(units: int, locale: str) -> None:
    money = Money(units * 10_000, "JPY")
    assert parse_money(format_money(money, "ja")) == money
    shown = parse_money(format_money(money, locale))
    assert 0 <= money.amount_minor - shown.amount_minor <= money.amount_minor // 100


@given(MONEY, st.sampled_from(["ja", "en"]), st.sampled_from(["text", "short"]))
def test_never_more_than_there_is(money: Money, locale: str, style: MoneyStyle) -> None:
    text = format_money(money, locale, style)
    shown = Decimal(0) if money.amount_minor == 0 else parse_money(text).amount
    assert abs(shown) <= abs(money.amount)
    assert shown * money.amount >= 0


@given(st.text("0123456789.,億万千百円¥-△()〜m kEUR", max_size=12))
def test_any_text_is_an_amount_or_a_refusal(text: str) -> None:
    refusal: UnreadableError | None = None
    try:
        money = parse_money(text)
    except UnreadableError as error:
        refusal = error
    else:
        assert isinstance(money.amount_minor, int)
    assert refusal is None or (refusal.reason.ja and refusal.reason.en)
