"""Numbers as they are written in Japanese business papers: 漢数字, full-width digits, 億 and 万."""

import re
import unicodedata
from decimal import Decimal

from service.domain.wording import UnreadableError, Words

DIGITS = {
    **dict(zip("〇一二三四五六七八九", range(10), strict=True)),
    **{"零": 0, "○": 0, "壱": 1, "弐": 2, "参": 3, "肆": 4, "伍": 5, "陸": 6, "漆": 7, "捌": 8, "玖": 9},
    **{"壹": 1, "貳": 2, "貮": 2, "參": 3},
}
SMALL_UNITS = {"十": 10, "拾": 10, "百": 100, "千": 1000, "阡": 1000}
LARGE_UNITS = {"万": 10**4, "萬": 10**4, "億": 10**8, "兆": 10**12}
_KANJI_DIGIT = "[" + "".join(DIGITS) + "]"
_TOKEN = re.compile(rf"(?P<number>\d+(?:\.\d+)?|{_KANJI_DIGIT}+)|(?P<small>[十拾百千阡])|(?P<large>[万萬億兆])")

_DISORDER = ("単位の順序が逆です", "its units are in the wrong order")

KANJI_NUMBER = "[" + "".join(DIGITS) + "".join(SMALL_UNITS) + "]"
"""A character class (for regular expressions) of the kanji that write a number below 万."""


def western_digits(text: str) -> str:
    """The text with every decimal digit of any script written as 0–9; nothing else is changed."""
    return "".join(str(unicodedata.decimal(char)) if unicodedata.category(char) == "Nd" else char for char in text)


def read_small_kanji(text: str) -> int:
    """A whole kanji number without 万億兆, positional or with units: 二〇二六, 二十五; else UnreadableError."""
    number = read_number(text)
    if number != number.to_integral_value() or any(char in LARGE_UNITS for char in text):
        raise _bad(text, "整数ではありません", "it is not a whole number")
    return int(number)


def read_number(text: str) -> Decimal:
    """A number of digits (no separators) mixed with 十百千 and 万億兆: `1.5億`, `1億5000万`, `150百万`, `二千五百万`.

    Units fall from left to right, and only the last number may have a fraction; else UnreadableError with the reason.
    """
    tokens = _tokens(text)
    numbers = [value for kind, value in tokens if kind == "number"]
    if any(value != value.to_integral_value() for value in numbers[:-1]):
        raise _bad(text, "小数のあとに数が続いています", "a number follows a decimal fraction")
    total = Decimal(0)
    limit: Decimal | None = None
    group: list[tuple[str, Decimal]] = []
    for kind, value in tokens:
        if kind != "large":
            group.append((kind, value))
            continue
        amount = _before_unit(group, text) * value
        if limit is not None and amount >= limit:
            raise _bad(text, *_DISORDER)
        total += amount
        limit = value
        group = []
    if group:
        rest = _before_unit(group, text)
        if limit is not None and rest >= limit:
            raise _bad(text, *_DISORDER)
        total += rest
    return total


def ends_in_doubt(text: str) -> bool:
    """Whether a number skips 万 and ends without a unit (`1億5000`), so that 1億5,000万 may be meant."""
    last = max(text.rfind("億"), text.rfind("兆"))
    return last >= 0 and last + 1 < len(text) and not any(unit in text[last:] for unit in "万萬")


def _tokens(text: str) -> list[tuple[str, Decimal]]:
    tokens: list[tuple[str, Decimal]] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _bad(text, f"「{text[at]}」は数ではありません", f"{text[at]!r} is not part of a number")
        word = match.group()
        if match["small"]:
            tokens.append(("small", Decimal(SMALL_UNITS[word])))
        elif match["large"]:
            tokens.append(("large", Decimal(LARGE_UNITS[word])))
        elif word[0].isascii():
            tokens.append(("number", Decimal(word)))
        else:
            tokens.append(("number", Decimal("".join(str(DIGITS[char]) for char in word))))
        at = match.end()
    if not tokens:
        raise _bad(text, "数がありません", "there is no number")
    return tokens


def _before_unit(group: list[tuple[str, Decimal]], text: str) -> Decimal:
    """What stands before one of 万億兆: `5000`, `5千`, `二千五百`, and `150百` of 150百万."""
    if not group:
        raise _bad(text, "単位の前に数がありません", "a unit has no number before it")
    total = Decimal(0)
    pending: Decimal | None = None
    limit = Decimal(10**4)
    for kind, value in group:
        if kind == "number":
            if pending is not None:
                raise _bad(text, "数が続いています", "two numbers follow each other")
            pending = value
            continue
        if value >= limit:
            raise _bad(text, *_DISORDER)
        total += (Decimal(1) if pending is None else pending) * value
        limit, pending = value, None
    if pending is not None:
        if total and pending >= limit:
            raise _bad(text, *_DISORDER)
        total += pending
    return total


def _bad(text: str, ja: str, en: str) -> UnreadableError:
    return UnreadableError(
        "bad_number", f"「{text}」は読めません。{ja}。", f"{text!r} cannot be read: {en}.", Words(ja, en)
    )
