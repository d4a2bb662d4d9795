"""Days to come that people know by month, quarter or fiscal year only, and words that say there is no day yet.

A fiscal year is named by the year it starts in, on 1 April, as most companies of Japan have it: FY2026, 2026年度 and
2027年3月期 are one year, and its first quarter is April to June.
"""

import calendar
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from service.domain.dates import ERA, MONTH, MONTHS_EN, era_year, normalised
from service.domain.placeholders import is_placeholder_unknown, is_placeholder_vacant
from service.domain.wording import UnreadableError, Words

FISCAL_START = 4
"""The month in which a fiscal year starts."""

_UNDETERMINED_TEXT = """
未定 未確定 未決定 未決 未設定 未入力 未記入 時期未定 日程未定 日付未定 検討中 調整中 協議中 確認中 なし 無し 無
undecided undetermined pending notset notfixed notyet notknown nodate none blank ? ?? ??? - -- --- * … ...
"""
_UNDETERMINED = frozenset(_UNDETERMINED_TEXT.split())

_YEAR = rf"(?:(?P<y>\d{{4}})|{ERA}\s*(?P<ey>\d{{1,2}}|元))"
_PART = r"\s*の?(?P<part>末日?|下旬|中旬|上旬|初旬|初頭|初め?|半ば|中頃|中)?(?:頃|ごろ|予定|目標|までに?)*"
_BEFORE = (
    r"(?:by\s+)?(?:the\s+)?(?P<early>early\s+|beginning of\s+|start of\s+)?(?P<mid>mid[\s-]?)?"
    r"(?:late\s+|end of\s+|end\s+)?"
)
_MONTHS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}\s*年\s*(?P<m>\d{{1,2}})\s*月{_PART}",
        rf"{_YEAR}\s*[-/.]\s*(?P<m>\d{{1,2}}){_PART}",
        r"(?P<m>\d{1,2})\s*[-/.]\s*(?P<y>\d{4})",
        r"(?P<y>(?:19|20|21)\d{2})(?P<m>0[1-9]|1[0-2])",
        rf"{_BEFORE}{MONTH}[\s\-/.,]*(?P<y>\d{{4}})",
        rf"(?P<y>\d{{4}})[\s\-/.]*{MONTH}",
    )
)
_SPAN = (
    r"(?:(?:第\s*)?(?P<q>[1-4])\s*(?:q|四半期)|q\s*(?P<q2>[1-4])|(?:第\s*)?(?P<h>[12])\s*(?:h|半期)|h\s*(?P<h2>[12])"
    r"|(?P<first>上期|上半期|前期)|(?P<second>下期|下半期|後期))"
)
_FISCAL = tuple(
    re.compile(form)
    for form in (
        rf"fy\s*'?(?P<fy>\d{{4}}|\d{{2}})(?:\s*[-/]\s*\d{{2,4}})?\s*(?:年度)?[\s\-/,.]*{_SPAN}?(?:末|中)?",
        rf"{_SPAN}[\s\-/,.]*(?:of\s+)?fy\s*'?(?P<fy>\d{{4}}|\d{{2}})(?:\s*[-/]\s*\d{{2,4}})?",
        rf"{_YEAR}\s*年度\s*(?:の)?{_SPAN}?(?:末|中)?",
    )
)
_ENDING = re.compile(rf"{_YEAR}\s*年\s*(?P<m>\d{{1,2}})\s*月期\s*(?:末)?")
_BARE = (
    re.compile(rf"{_YEAR}\s*年?[\s\-/,.]*{_SPAN}(?:末|中)?"),
    re.compile(rf"{_SPAN}[\s\-/,.]*(?:of\s+)?\d{{4}}"),
)

_EARLY, _MIDDLE = frozenset(("上旬", "初旬", "初", "初め", "初頭")), frozenset(("中旬", "半ば", "中頃"))


@dataclass(frozen=True, slots=True)
class Period:
    """What was written, as the day by which it is over. `fiscal`: it was counted in a fiscal year."""

    day: date
    fiscal: bool


def is_undetermined(text: str) -> bool:
    """Whether a text in the place of a day says that there is none yet: 未定, 調整中, TBD, to be confirmed, a dash."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).casefold()).strip("()[]")
    plain = re.sub("[‐‑‒–—―−ー]", "-", plain)
    return plain in _UNDETERMINED or is_placeholder_vacant(text) or is_placeholder_unknown(text)


def read_period(text: str) -> Period | None:
    """The last day of the month, quarter, half or fiscal year that a text writes (of 上旬 and 中旬 the 10th and 20th);
    None for anything else, whole days among it. UnreadableError for a quarter of which nobody can tell whether the year
    is a fiscal or a calendar one."""
    body = normalised(text)
    for form in _MONTHS:
        if found := form.fullmatch(body):
            return _of_month(found.groupdict())
    if found := _ENDING.fullmatch(body):
        part = found.groupdict()
        return _over(_year(part), int(part["m"]), fiscal=True)
    for form in _FISCAL:
        if found := form.fullmatch(body):
            part = found.groupdict()
            months = _months(part)
            year = int(part["fy"]) + (2000 if len(part["fy"]) == 2 else 0) if part.get("fy") else _year(part)
            last = FISCAL_START - 1 + months
            return _over(year + (last - 1) // 12, (last - 1) % 12 + 1, fiscal=True)
    if any(form.fullmatch(body) for form in _BARE):
        cause = Words("暦年のものか年度のものか分かりません", "of a calendar or of a fiscal year, which is not said")
        raise UnreadableError(
            "ambiguous_date",
            f"「{text.strip()}」：{cause.ja}。例 2026年度3Q、2026/12/31",
            f"{text.strip()!r}: {cause.en}. Write it like FY2026 Q3 or 2026-12-31.",
            cause,
        )
    return None


def _of_month(part: Mapping[str, str | None]) -> Period | None:
    month = int(part["m"] or 0) if part.get("m") else [n.lower() for n in MONTHS_EN].index(str(part["mon"])[:3]) + 1
    found = _over(_year(part), month, fiscal=False)
    if found is None:
        return None
    if part.get("part") in _EARLY or part.get("early"):
        return Period(found.day.replace(day=10), False)
    if part.get("part") in _MIDDLE or part.get("mid"):
        return Period(found.day.replace(day=20), False)
    return found


def _year(part: Mapping[str, str | None]) -> int:
    if part.get("era"):
        return era_year(str(part["era"]), str(part["ey"]))
    return int(part["y"] or 0)


def _months(part: Mapping[str, str | None]) -> int:
    """After how many months of the year the quarter or half is over; the whole year without one."""
    if quarter := part.get("q") or part.get("q2"):
        return 3 * int(quarter)
    if half := part.get("h") or part.get("h2"):
        return 6 * int(half)
    return 6 if part.get("first") else 12


def _over(year: int, month: int, *, fiscal: bool) -> Period | None:
    if not (1 <= month <= 12 and 1900 <= year < 2200):
        return None
    return Period(date(year, month, calendar.monthrange(year, month)[1]), fiscal)
