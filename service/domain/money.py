"""Amounts of money: read in every form that files hold, kept as whole minor units, shown cut and never rounded up."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal, InvalidOperation
from typing import Literal

from service.domain.currencies import MINOR_DIGITS, SHARED_SIGNS, WRITTEN, name_of
from service.domain.numerals import DIGITS, LARGE_UNITS, SMALL_UNITS, ends_in_doubt, read_number
from service.domain.wording import UnreadableError, Words

MoneyStyle = Literal["text", "table", "short", "exact"]
"""`text`: in sentences; `table`: a bare figure in the unit of `table_unit`; `short`: on cards; `exact`: every digit."""

UNKNOWN = Words("不明", "Not known")
NONE = Words("なし", "none")
TRUNCATION_NOTE = Words(
    "端数処理のため、合計が一致しない場合があります。",
    "Figures are cut, not rounded; totals may differ from the sum of the parts.",
)

LARGEST = 10**18
"""Amounts from here on, in minor units, are refused as a slip: the graph keeps 64-bit integers."""

_SCALES = {
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mm": 10**6,
    "mio": 10**6,
    "million": 10**6,
    "millions": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "billion": 10**9,
    "tn": 10**12,
    "trillion": 10**12,
}
_KANJI = "".join([*DIGITS, *SMALL_UNITS, *LARGE_UNITS])
_SIGNS = "|".join(re.escape(sign) for sign in sorted([*WRITTEN, *SHARED_SIGNS], key=len, reverse=True))
_CODES = "|".join(code.lower() for code in MINOR_DIGITS)
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_MINUS = r"[-△▲]"
_AMOUNT = re.compile(
    rf"(?P<minus1>{_MINUS})?\s*(?P<front>{_CODES}|{_SIGNS})?\s*(?P<minus2>{_MINUS})?\s*"
    rf"(?P<number>[\d{_KANJI}][\d.,'\s{_KANJI}]*?)\s*"
    rf"(?P<scale>{_SCALE})?\.?\s*(?P<back>{_CODES}|{_SIGNS})?\s*(?P<minus3>-)?"
)
_APART = re.compile(r"^(?:約|およそ|概算|approx\.?|about|circa|ca\.|~)\s*|\s*(?:程度|前後|くらい|ぐらい|ほど)$")
_WITHOUT_TAX = re.compile(r"\s*[(\[]?(?:税抜き?|税別|excl\.?\s*(?:vat|tax)|ex\s*vat)[)\]]?")
_REFUSED = (
    (
        re.compile(r"税込"),
        "税込の金額です。税抜の金額を書いてください",
        "it includes tax; write the amount without tax",
    ),
    (
        re.compile(r"月額|/\s*月|毎月|per month|/\s*mo|monthly|年額|/\s*年|毎年|per year|p\.?\s*a\.|/\s*yr|annual"),
        "期間あたりの金額です。契約の総額を書いてください",
        "it is an amount per period; write the total of the contract",
    ),
    (
        re.compile(r"\d[^-]*[~〜]\s*\S*\d|\d\s*(?:-|から|to)\s*\d|以上|以下|未満|超"),
        "幅のある金額です。1つの金額を書いてください",
        "it is a range; write one amount",
    ),
)
_NO_AMOUNT: dict[str, Literal["none", "unknown"]] = {
    **dict.fromkeys(("", "-", "--", "なし", "無し", "none", "nil"), "none"),
    **dict.fromkeys(("不明", "未定", "未確認", "tbd", "tbc", "n/a", "n/d", "unknown", "notknown", "?"), "unknown"),
}


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in whole minor units (yen, cents) of one currency, an ISO 4217 code."""

    amount_minor: int
    currency: str

    def __post_init__(self) -> None:
        if self.currency not in MINOR_DIGITS:
            raise ValueError(f"unknown currency {self.currency!r}")

    @property
    def amount(self) -> Decimal:
        """The amount in the currency itself, not its minor unit."""
        return Decimal(self.amount_minor).scaleb(-MINOR_DIGITS[self.currency])


def amount_absent(text: str) -> Literal["none", "unknown"] | None:
    """What a cell without an amount says: `none` (blank, なし) or `unknown` (不明, TBD); None if it holds one."""
    return _NO_AMOUNT.get(re.sub(r"\s+", "", _normal(text)))


def parse_money(text: str | int | float | Decimal, *, currency: str = "JPY", unit: int = 1) -> Money:
    """The amount that `text` writes.

    `currency` and `unit` are the column's: they hold for what the cell itself does not say. A bare number, with or
    without a currency sign, is multiplied by `unit` (1,000,000 where the head says 百万円); a number with its own 円,
    億, k or m is not. What is below the minor unit is cut off.

    UnreadableError with the reason in both languages: no number, an ambiguous one (`1億5000`, `1.200` euros), a range,
    an amount per month, an amount with tax, an unknown currency.
    """
    if currency not in MINOR_DIGITS:
        raise ValueError(f"unknown currency {currency!r}")
    if isinstance(text, bool):
        raise _bad(str(text), "金額ではありません", "this is no amount")
    if isinstance(text, int | float | Decimal):
        return _money(_decimal(text), currency, unit, str(text))
    return _from_text(text, currency, unit)


def table_unit(currency: str, locale: str) -> str:
    """The unit that stands in the head of a table of such amounts: 百万円 / JPY m; 千ユーロ / EUR k."""
    million = _table_factor(currency) == 10**6
    if locale == "ja":
        return ("百万" if million else "千") + name_of(currency, "ja")
    return f"{currency} {'m' if million else 'k'}"


def format_money(money: Money | None, locale: str, style: MoneyStyle = "text") -> str:
    """The amount as it is written in each language, cut and never rounded up.

    None is an unknown amount (不明 / Not known); exactly zero is none (なし, in tables "-"); less than a unit of a
    table is 0. `exact` gives every digit, and 0 for zero; `parse_money` reads it back to the same amount.
    """
    if money is None:
        return UNKNOWN.of(locale)
    if style == "exact":
        return _exact(money, locale)
    if money.amount_minor == 0:
        return "-" if style == "table" else NONE.of(locale)
    size = abs(money.amount)
    negative = money.amount_minor < 0
    if style == "table":
        sign = "" if not negative else "△" if locale == "ja" else "−"
        whole = int(size // _table_factor(money.currency))
        return f"{sign if whole else ''}{whole:,}"
    if locale == "ja":
        figure = _japanese(size) if style == "text" else _japanese_short(size)
        return f"{'−' if negative else ''}{figure}{name_of(money.currency, 'ja')}"
    figure = _english(size, digits=3 if style == "text" else 2)
    return f"{'−' if negative else ''}{money.currency} {figure}"


def _exact(money: Money, locale: str) -> str:
    sign = "−" if money.amount_minor < 0 else ""
    figure = f"{abs(money.amount):,.{MINOR_DIGITS[money.currency]}f}"
    return f"{sign}{figure}{name_of(money.currency, 'ja')}" if locale == "ja" else f"{sign}{money.currency} {figure}"


def _table_factor(currency: str) -> int:
    return 10**6 if MINOR_DIGITS[currency] == 0 else 10**3


def _japanese(size: Decimal) -> str:
    """億 and 万 in full: 4億2,000万; below 1万 the figure itself."""
    if size < 10**4:
        return _plain(size)
    tens_of_thousands = int(size // 10**4)
    groups = []
    for name, factor in (("兆", 10**8), ("億", 10**4), ("万", 1)):
        count, tens_of_thousands = divmod(tens_of_thousands, factor)
        if count:
            groups.append(f"{count:,}{name}")
    return "".join(groups)


def _japanese_short(size: Decimal) -> str:
    """One unit: 4.2億, 9,600万; below 1万 the figure itself."""
    for name, factor in (("兆", 10**12), ("億", 10**8)):
        if size >= factor:
            tenths = int(size * 10 // factor)
            return f"{tenths // 10:,}{name}" if tenths % 10 == 0 else f"{tenths // 10:,}.{tenths % 10}{name}"
    return _japanese(size)


def _english(size: Decimal, *, digits: int) -> str:
    """k, m, bn with at most `digits` figures, but never fewer than the whole part: 420m, 6.2m, 980k, 1.15bn."""
    for name, factor in (("bn", 10**9), ("m", 10**6), ("k", 10**3)):
        if size >= factor:
            value = size / factor
            places = max(digits - len(str(int(value))), 0)
            cut = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_DOWN)
            figure = f"{cut:,f}"
            return (figure.rstrip("0").rstrip(".") if "." in figure else figure) + name
    return _plain(size)


def _plain(size: Decimal) -> str:
    return f"{int(size):,}" if size == int(size) else f"{size:,f}"


def _decimal(number: int | float | Decimal) -> Decimal:
    """A cell's number; a float is read with the 15 digits that spreadsheets keep."""
    value = Decimal(f"{number:.15g}") if isinstance(number, float) else Decimal(number)
    if not value.is_finite():
        raise _bad(str(number), "金額ではありません", "this is no amount")
    return value


def _from_text(text: str, currency: str, unit: int) -> Money:
    shown = text.strip()
    absent = amount_absent(text)
    if absent:
        raise UnreadableError(
            f"amount_{absent}",
            f"「{shown}」：金額がありません。" if absent == "none" else f"「{shown}」：金額は不明です。",
            f"{shown!r} holds no amount." if absent == "none" else f"{shown!r} says that the amount is not known.",
        )
    normal = _WITHOUT_TAX.sub("", _normal(text))
    for pattern, ja, en in _REFUSED:
        if pattern.search(normal):
            raise _bad(shown, ja, en)
    body = _APART.sub("", normal).strip()
    brackets = re.fullmatch(r"(.*?)\((.+)\)(.*)", body)
    if brackets:
        body = (brackets[1] + brackets[2] + brackets[3]).strip()
    match = _AMOUNT.fullmatch(body)
    if match is None:
        raise _bad(shown, "金額として読めません", "this is not read as an amount")
    minuses = [bool(brackets), *(match[group] is not None for group in ("minus1", "minus2", "minus3"))]
    if sum(minuses) > 1:
        raise _bad(shown, "負の印が2つあります", "it has two minus signs")
    found = _currency(match, currency, shown)
    number, has_unit = _number(match["number"], match["scale"], match["back"], found, shown)
    return _money(-number if any(minuses) else number, found, 1 if has_unit else unit, shown)


def _normal(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = re.sub("[‐‑‒–—―−]", "-", plain).replace("’", "'").replace("〜", "~")
    return re.sub(r"\s+", " ", plain).strip()


def _currency(match: re.Match[str], currency: str, shown: str) -> str:
    found = {_read_currency(written, currency) for written in (match["front"], match["back"]) if written}
    if len(found) > 1:
        raise _bad(shown, "通貨が2つあります", "it names two currencies")
    return found.pop() if found else currency


def _read_currency(written: str, currency: str) -> str:
    if written in SHARED_SIGNS:
        return currency if currency in SHARED_SIGNS[written] else SHARED_SIGNS[written][0]
    return WRITTEN.get(written) or written.upper()


def _number(written: str, scale: str | None, back: str | None, currency: str, shown: str) -> tuple[Decimal, bool]:
    """The number, and whether it says its own unit."""
    has_kanji = any(char in _KANJI for char in written)
    figure = _without_separators(written, currency, has_unit=bool(scale) or has_kanji, shown=shown)
    if ends_in_doubt(figure) and not back:
        raise _bad(
            shown,
            "万の位まで書かれていません。1億5,000万円のように書いてください",
            "it may mean 万; write it like 1億5,000万円",
        )
    try:
        number = read_number(figure) if has_kanji else Decimal(figure)
    except UnreadableError as refusal:
        raise UnreadableError("bad_amount", refusal.reason.ja, refusal.reason.en, refusal.cause) from refusal
    except InvalidOperation as refusal:
        raise _bad(shown, "数が正しくありません", "its number is malformed") from refusal
    own_unit = bool(scale) or any(unit in written for unit in (*LARGE_UNITS, *SMALL_UNITS)) or back == "円"
    return number * _SCALES.get(scale or "", 1), own_unit


def _without_separators(written: str, currency: str, *, has_unit: bool, shown: str) -> str:
    """Digits, kanji and at most one decimal point, from either way of writing thousands and decimals."""
    figure = re.sub(rf"(?<=[{_KANJI}])\s+|\s+(?=[{_KANJI}])", "", written.strip())
    for group in (",", "'", " "):
        if re.search(rf"\d{group}\d", figure) is None:
            continue
        if group == "," and re.search(r"\.\d+,\d", figure):
            break
        parts = re.sub(rf"(?<=\d){group}(?=\d{{3}}(?!\d))", "", figure)
        if not re.search(rf"\d{group}\d", parts) and not re.search(rf"(?<!\d)\d{{4,}}{group}\d", figure):
            return parts
        if group == "," and figure.count(",") == 1 and "." not in figure and (has_unit or MINOR_DIGITS[currency]):
            return figure.replace(",", ".")
        raise _bad(shown, "桁区切りが3桁ごとではありません", "its digits are not grouped by three")
    if figure.count(".") + figure.count(",") > 1:
        whole, _, fraction = figure.rpartition(",") if "," in figure else (figure, "", "")
        if re.fullmatch(r"\d{1,3}(\.\d{3})+", whole) is None:
            raise _bad(shown, "桁区切りが正しくありません", "its separators do not fit together")
        return whole.replace(".", "") + (f".{fraction}" if fraction else "")
    if re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", figure) and not has_unit and MINOR_DIGITS[currency] != 3:
        raise _bad(
            shown,
            "点が小数点か桁区切りか決まりません",
            "its point can be a decimal point or a separator of thousands",
        )
    return figure


def _money(number: Decimal, currency: str, unit: int, shown: str) -> Money:
    minor = int((number * unit).scaleb(MINOR_DIGITS[currency]))
    if abs(minor) >= LARGEST:
        raise _bad(shown, "大きすぎる金額です", "it is too large an amount")
    return Money(minor, currency)


def _bad(shown: str, ja: str, en: str) -> UnreadableError:
    return UnreadableError("bad_amount", f"「{shown}」：{ja}。", f"{shown!r}: {en}.", Words(ja, en))
