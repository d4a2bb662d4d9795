"""Reading the days that people write in files, and writing days the way each language does."""

import calendar
import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Literal

from service.domain.numerals import KANJI_NUMBER, read_small_kanji, western_digits
from service.domain.wording import UnreadableError, Words

Order = Literal["mdy", "dmy"]
"""Which of the first two numbers of 04/05/2026 is the month."""

DayStyle = Literal["head", "table", "year"]
"""`head`: for headings; `table`: short, with the year; `year`: for days of the year one is looking at."""

FIRST_YEAR, LAST_YEAR = 1868, 2199

ERAS = {
    "明治": ("M", date(1868, 1, 25)),
    "大正": ("T", date(1912, 7, 30)),
    "昭和": ("S", date(1926, 12, 25)),
    "平成": ("H", date(1989, 1, 8)),
    "令和": ("R", date(2019, 5, 1)),
}
"""Era → its letter and its first day. Year n of an era is (its first year - 1 + n)."""

WEEKDAYS_JA = "月火水木金土日"
WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

MONTH = (
    r"(?P<mon>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
ERA = "(?P<era>" + "|".join([*ERAS, *(letter.lower() for letter, _ in ERAS.values())]) + ")"
_WEEKDAY = re.compile(
    r"\s*(?:[(\[]\s*(?P<ja>[月火水木金土日])(?:曜日?)?(?:・?祝日?)?\s*[)\]]|(?P<jb>[月火水木金土日])曜日?"
    r"|[(\[]?\s*(?P<en>mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|rs|rsday|urday)?\.?,?\s*[)\]]?)"
)
_CLOCK = re.compile(
    r"(?:[t,、]|\bat\b)?\s*(?:午前|午後|am|pm)?\s*\d{1,2}(?:時(?:\d{1,2}分|半)?|:\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*(?:am|pm)?"
    r"\s*(?:z|utc|jst|[+-]\d{2}:?\d{2})?\s*(?:[-~〜–—―から]+\s*(?:\d{1,2}(?::\d{2}|時(?:\d{1,2}分|半)?)\s*(?:am|pm)?)?(?:まで)?)?"
    r"(?:頃|ごろ)?"
)
_TAIL = re.compile(r"(?:付発令|付け|付|発令|をもって|より|から|以降|まで|現在|時点)")

_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<y>\d{4})\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*日",
        r"(?P<y>\d{4})\s*(?P<sep>[-/.])\s*(?P<m>\d{1,2})\s*(?P=sep)\s*(?P<d>\d{1,2})",
        r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})",
        rf"{ERA}\s*(?P<ey>\d{{1,2}}|元)\s*年\s*(?P<m>\d{{1,2}})\s*月\s*(?P<d>\d{{1,2}})\s*日",
        rf"{ERA}\s*(?P<ey>\d{{1,2}}|元)\s*(?P<sep>[-/.])\s*(?P<m>\d{{1,2}})\s*(?P=sep)\s*(?P<d>\d{{1,2}})",
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s\-.]*(?:of\s+)?{MONTH}[\s\-.,]*(?P<y>\d{{4}})",
        rf"{MONTH}[\s\-.]*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s\-.,]+(?P<y>\d{{4}})",
        rf"(?P<y>\d{{4}})[\s\-/.]*{MONTH}[\s\-/.]*(?P<d>\d{{1,2}})",
        r"(?P<a>\d{1,2})\s*(?P<sep>[-/.])\s*(?P<b>\d{1,2})\s*(?P=sep)\s*(?P<y>\d{4})",
    )
)
_YEARLESS = (
    re.compile(r"(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*日"),
    re.compile(r"(?P<m>\d{1,2})\s*/\s*(?P<d>\d{1,2})"),
)
_SHORT_YEAR = re.compile(
    r"'?\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?|\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*'?\d{2}"
)
_KANJI_PART = re.compile(rf"({KANJI_NUMBER}+)(?=\s*[年月日])")
_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_LAST = (date(LAST_YEAR, 12, 31) - _EXCEL_EPOCH).days


def parse_date(
    text: str | date | datetime | int | float, *, publication: date | None = None, order: Order | None = None
) -> date:
    """The day that `text` writes: a cell of a file, whatever its type.

    A day of the calendar is returned as it is, of an instant the day as written (time and zone are not converted). A
    number is an Excel serial (days, 1900 system), or eight digits of year, month, day. `publication` is the day of the
    paper: a date without a year then means the nearest one from one month before it to eleven months after. `order`
    settles 04/05/2026; without it such a date is refused unless only one reading exists.

    UnreadableError (a ValueError) says in both languages what is wrong.
    """
    if isinstance(text, datetime):
        return text.date()
    if isinstance(text, date):
        return text
    if isinstance(text, bool):
        raise _bad(str(text), "日付ではありません", "this is no date")
    if isinstance(text, int | float):
        return _from_number(text)
    return _from_text(text, publication, order)


def date_order(texts: Iterable[str]) -> Order | None:
    """Which order a column of dates uses, told by its dates of only one reading; None if none or both are found."""
    found: set[Order] = set()
    for text in texts:
        match = _FORMS[-1].fullmatch(_without_extras(normalised(text))[0])
        if match:
            first, second = int(match["a"]), int(match["b"])
            if first > 12 >= second:
                found.add("dmy")
            elif second > 12 >= first:
                found.add("mdy")
    return found.pop() if len(found) == 1 else None


def format_day(day: date, locale: str, style: DayStyle = "table") -> str:
    """head: 2026年11月25日(水), 25 Nov 2026 · table: 2026/11/20, 20 Nov 2026 · year: 11/27(金), Fri 27 Nov."""
    if locale == "ja":
        weekday = WEEKDAYS_JA[day.weekday()]
        if style == "head":
            return f"{day.year}年{day.month}月{day.day}日({weekday})"
        if style == "year":
            return f"{day.month}/{day.day}({weekday})"
        return f"{day.year}/{day.month}/{day.day}"
    month = MONTHS_EN[day.month - 1]
    if style == "year":
        return f"{WEEKDAYS_EN[day.weekday()]} {day.day} {month}"
    return f"{day.day} {month} {day.year}"


def days_ago(day: date, as_of: date, locale: str) -> str:
    """How far `day` lies from `as_of`: 118日前 / 118 days ago, 37日後 / in 37 days, 当日 / the same day."""
    days = (as_of - day).days
    if days == 0:
        return "当日" if locale == "ja" else "the same day"
    if locale == "ja":
        return f"{days}日前" if days > 0 else f"{-days}日後"
    plural = "day" if abs(days) == 1 else "days"
    return f"{days} {plural} ago" if days > 0 else f"in {-days} {plural}"


def _from_number(number: int | float) -> date:
    shown = f"{number:g}" if isinstance(number, float) else str(number)
    if number != number or number in (float("inf"), float("-inf")):
        raise _bad(shown, "日付ではありません", "this is no date")
    whole = int(number)
    if whole == number and 10**7 <= whole < 10**8:
        return _day(whole // 10000, whole // 100 % 100, whole % 100, shown)
    if whole == number and FIRST_YEAR <= whole <= LAST_YEAR:
        raise _bad(shown, "年だけで、月と日がありません", "this is a year without month and day")
    if not 1 <= whole <= _EXCEL_LAST:
        raise _bad(shown, "表計算の日付の番号ではありません", "this is no spreadsheet day number")
    if whole == 60:
        raise _bad(shown, "1900年2月29日はありません", "1900 has no 29 February")
    return _EXCEL_EPOCH + timedelta(days=whole if whole > 60 else whole + 1)


def _from_text(text: str, publication: date | None, order: Order | None) -> date:
    shown = text.strip()
    normal = normalised(text)
    if not normal:
        raise _bad(shown, "日付がありません", "there is no date")
    body, weekday = _without_extras(normal)
    if re.fullmatch(r"\d{5}(\.\d+)?", body):
        return _from_number(float(body))
    day = _read(body, shown, publication, order)
    if weekday is not None and weekday != day.weekday():
        raise _bad(
            shown,
            f"{format_day(day, 'ja', 'table')}は{WEEKDAYS_JA[day.weekday()]}曜日です",
            f"{day.isoformat()} is a {calendar.day_name[day.weekday()]}",
        )
    return day


def _read(body: str, shown: str, publication: date | None, order: Order | None) -> date:
    for form in _FORMS:
        match = form.fullmatch(body)
        if match:
            return _from_match(match.groupdict(), shown, order)
    for form in _YEARLESS:
        match = form.fullmatch(body)
        if match:
            if publication is None:
                raise _bad(shown, "年がありません", "the year is missing")
            return _nearest(int(match["m"]), int(match["d"]), publication, shown)
    if _SHORT_YEAR.fullmatch(body):
        raise _bad(shown, "年が2桁で、どの年か決まりません", "a year of two digits can be read in several ways")
    raise _bad(shown, "日付として読めません", "this is not read as a date")


def _from_match(part: dict[str, str | None], shown: str, order: Order | None) -> date:
    if part.get("era"):
        return _from_era(str(part["era"]), str(part["ey"]), int(part["m"] or 0), int(part["d"] or 0), shown)
    year = int(part["y"] or 0)
    if part.get("mon"):
        month = [name.lower() for name in MONTHS_EN].index(str(part["mon"])[:3]) + 1
        return _day(year, month, int(part["d"] or 0), shown)
    if part.get("m"):
        return _day(year, int(part["m"] or 0), int(part["d"] or 0), shown)
    first, second = int(part["a"] or 0), int(part["b"] or 0)
    if order is None and part["sep"] == ".":
        order = "dmy"  # no country writes month.day.year with points
    if order is None and first <= 12 and second <= 12 and first != second:
        raise UnreadableError(
            "ambiguous_date",
            f"「{shown}」は{first}月{second}日とも{second}月{first}日とも読めます。年を先に書いてください。"
            f"例 {year}/4/1",
            f"{shown!r} is ambiguous: {first} {MONTHS_EN[second - 1]} or {second} {MONTHS_EN[first - 1]}. "
            f"Write the year first, like {year}-04-01.",
            Words(
                f"{first}月{second}日とも{second}月{first}日とも読めます",
                f"{first} {MONTHS_EN[second - 1]} or {second} {MONTHS_EN[first - 1]}",
            ),
        )
    month_first = order == "mdy" if order else second > 12
    return _day(year, *((first, second) if month_first else (second, first)), shown)


def _from_era(era: str, year_of_era: str, month: int, day: int, shown: str) -> date:
    name = _era_named(era)
    first_day = ERAS[name][1]
    if year_of_era != "元" and int(year_of_era) == 0:
        raise _bad(shown, f"{name}0年はありません", f"the era {name} has no year 0")
    found = _day(era_year(era, year_of_era), month, day, shown)
    if found < first_day:
        raise _bad(
            shown,
            f"{name}は{format_day(first_day, 'ja', 'table')}に始まりました",
            f"the era {name} began on {first_day.isoformat()}",
        )
    return found


def era_year(era: str, year_of_era: str) -> int:
    """The year of our count: 令和8 and r8 are 2026, 元 is the first."""
    return ERAS[_era_named(era)][1].year - 1 + (1 if year_of_era == "元" else int(year_of_era))


def _era_named(era: str) -> str:
    return next(name for name, (letter, _) in ERAS.items() if era in (name, letter.lower()))


def _nearest(month: int, day: int, publication: date, shown: str) -> date:
    """The date of this month and day from one month before the paper's day to eleven months after it."""
    months_ahead = (month - publication.month) % 12
    if months_ahead == 11:
        months_ahead = -1
    year, _ = divmod(publication.year * 12 + publication.month - 1 + months_ahead, 12)
    return _day(year, month, day, shown)


def _day(year: int, month: int, day: int, shown: str) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _bad(
            shown,
            f"{year}年は{FIRST_YEAR}年〜{LAST_YEAR}年の外です",
            f"the year {year} is outside {FIRST_YEAR}–{LAST_YEAR}",
        )
    if not 1 <= month <= 12:
        raise _bad(shown, f"{month}月はありません", f"there is no month {month}")
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise UnreadableError(
            "bad_date",
            f"{year}年{month}月に{day}日はありません。例 {year}/{month}/{last}",
            f"{MONTHS_EN[month - 1]} has no day {day} in {year}; its last is {date(year, month, last).isoformat()}.",
            Words(
                f"{year}年{month}月は{last}日までです",
                f"{MONTHS_EN[month - 1]} {year} has {last} days",
            ),
        )
    return date(year, month, day)


def normalised(text: str) -> str:
    """Half-width, lower case, kanji numbers as digits, one kind of dash and slash, single spaces: as dates are read."""
    plain = western_digits(unicodedata.normalize("NFKC", text)).casefold()
    plain = re.sub("[‐‑‒–—―−]", "-", plain).replace("⁄", "/").replace("∕", "/")
    plain = re.sub(r"\s+", " ", plain).strip()
    return _KANJI_PART.sub(lambda match: str(read_small_kanji(match[1])), plain)


def _without_extras(text: str) -> tuple[str, int | None]:
    """The date without brackets, weekday, time of day and 付; and the weekday that was written (0 = Monday)."""
    weekday: int | None = None
    body = re.sub(r"^[(\[]\s*(\d.*)[)\]]$", r"\1", text)
    while True:
        before = body
        for pattern in (_WEEKDAY, _CLOCK, _TAIL):
            match = re.search(rf"(?:{pattern.pattern})$", body)
            if match and match.start() > 0 and match.group():
                weekday = _weekday(match) if pattern is _WEEKDAY else weekday
                body = body[: match.start()].strip(" ,、")
        match = _WEEKDAY.match(body)
        if match and match["en"]:
            weekday, body = _weekday(match), body[match.end() :].strip(" ,")
        if body == before:
            return body, weekday


def _weekday(match: re.Match[str]) -> int:
    japanese = match["ja"] or match["jb"]
    if japanese:
        return WEEKDAYS_JA.index(japanese)
    return [name.lower() for name in WEEKDAYS_EN].index(match["en"])


def _bad(shown: str, ja: str, en: str) -> UnreadableError:
    return UnreadableError(
        "bad_date",
        f"「{shown}」：{ja}。例 2026/4/1、令和8年4月1日",
        f"{shown!r}: {en}. Write it like 2026-04-01 or 1 Apr 2026.",
        Words(ja, en),
    )
