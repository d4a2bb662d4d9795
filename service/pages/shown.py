"""How values are shown, in each language: days, money, stances, names (look.md, sections 3, 4 and 7)."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from service.domain import stance as stances
from service.domain.actor import told_actor
from service.domain.dates import days_ago, format_day
from service.domain.gaps.model import Deal
from service.domain.gaps.money import MoneySum
from service.domain.gaps.report import GapReport
from service.domain.importing.preview import Change, Entry
from service.domain.labels import safe_label
from service.domain.money import Money, format_money
from service.domain.names import short_name
from service.domain.thresholds import in_yen
from service.importing.headers import header_word
from service.pages import words

_FIGURE = re.compile(r"[\d.,]+")
_LEVELS: dict[str | None, stances.Level] = {x.value: x for x in stances.Level}


def level_of(code: str | None) -> stances.Level | None:
    """The level of a stance as the graph holds it; None for unknown."""
    return _LEVELS.get(code)


def stance_code(code: str | None) -> str:
    return stances.CODE[level_of(code)]


def stance_glyph(code: str | None) -> str:
    return stances.GLYPH[level_of(code)]


def yen(total: MoneySum) -> int:
    """What a sum comes to by plan rates: only for the length of bars."""
    return sum(in_yen(m) or 0 for m in (total.money, *total.others) if m is not None)


def shares(totals: Iterable[MoneySum]) -> list[int]:
    """Lengths of bars on one common scale, 0 to 100."""
    values = [yen(t) for t in totals]
    longest = max(values, default=0)
    return [round(100 * v / longest) if longest > 0 else 0 for v in values]


def deals_of(report: GapReport, total: MoneySum) -> list[Deal]:
    """The deals a sum was made over, the largest first, those of unknown amount last."""
    found = [report.account.deals[i] for i in total.deals if i in report.account.deals]
    return sorted(found, key=lambda d: (d.amount_minor is None, -(d.amount_minor or 0), d.name))


def big(text: str) -> Markup:
    """A figure with its units smaller: 8億2,600万円, EUR 6.2m."""
    shown: list[Markup] = []
    at = 0
    for figure in _FIGURE.finditer(text):
        shown.append(_unit(text[at : figure.start()]))
        shown.append(escape(figure.group()))
        at = figure.end()
    shown.append(_unit(text[at:]))
    return Markup("").join(shown)


def _unit(text: str) -> Markup:
    return Markup('<span class="unit">{}</span>').format(text) if text else Markup("")


def differences(entry: Entry) -> list[Change]:
    """What a preview shows of a record: of a new one without the facts that only tie it to its account."""
    return [c for c in entry.changes if not (entry.created and c.field in words.ALWAYS_SAME)]


class Shown:
    """The helpers of one language, as templates see them."""

    def __init__(self, locale: str) -> None:
        self.locale = locale

    def day(self, day: date | None, style: str = "table") -> str:
        """A day, empty for none; styles as in `format_day`."""
        if day is None:
            return ""
        return format_day(day, self.locale, "head" if style == "head" else "year" if style == "year" else "table")

    def near_day(self, day: date, as_of: date) -> str:
        """With weekday and without year within the year of the day one looks from, else the whole day."""
        return self.day(day, "year" if day.year == as_of.year else "table")

    def day_short(self, day: date) -> str:
        """A day of the year one is in, without weekday: 11/20, 20 Nov."""
        if self.locale == "ja":
            return f"{day.month}/{day.day}"
        return format_day(day, self.locale, "table").rpartition(" ")[0]

    def from_today(self, day: date, today: date) -> str:
        if day == today:
            return "今日" if self.locale == "ja" else "today"
        return days_ago(day, today, self.locale)

    def ago(self, day: date, as_of: date) -> str:
        return days_ago(day, as_of, self.locale)

    def instant(self, at: datetime, zone: ZoneInfo) -> str:
        """An instant as day and time of the workspace's time zone."""
        local = at.astimezone(zone)
        return f"{format_day(local.date(), self.locale, 'table')} {local:%H:%M}"

    def money(self, money: Money | None) -> str:
        return format_money(money, self.locale)

    def deal_amount(self, minor: int | None, currency: str | None) -> str:
        return format_money(None if minor is None else Money(minor, currency or "JPY"), self.locale)

    def big_money(self, total: MoneySum) -> Markup:
        return big(self.money(total.money))

    def stance_label(self, code: str | None) -> str:
        return stances.LABEL[self.locale][level_of(code)]

    def short(self, name: str) -> str:
        return safe_label(short_name(name, self.locale))

    def joined(self, texts: Iterable[str]) -> str:
        return ("・" if self.locale == "ja" else ", ").join(texts)

    def path_text(self, names: Iterable[str]) -> str:
        return (" " if self.locale == "ja" else " / ").join(names)

    def stage(self, code: str | None) -> str:
        return words.word(words.STAGE, code, self.locale)

    def meeting(self, code: str | None) -> str:
        return words.word(words.MEETING, code, self.locale)

    def employment(self, code: str | None) -> str:
        return words.word(words.EMPLOYMENT, code, self.locale)

    def scope(self, code: str) -> str:
        return words.word(words.SCOPE, code, self.locale)

    def kind(self, code: str) -> str:
        return words.word(words.KIND, code, self.locale)

    def field(self, code: str, kind: str = "") -> str:
        """What a property is called, of this kind of record where that has a word of its own."""
        own = f"{kind}.{code}"
        return words.word(words.FIELD, own if own in words.FIELD else code, self.locale)

    def who(self, actor_id: str | None) -> str:
        """Who made a change, or said what a source says; empty for none."""
        return told_actor(actor_id, self.locale)

    def role(self, code: str) -> str:
        return words.role_word(code, self.locale)


def helpers(locale: str) -> dict[str, Callable[..., Any] | Any]:
    """What templates of a language may call."""
    shown = Shown(locale)
    own = {name: getattr(shown, name) for name in dir(Shown) if not name.startswith("_")}
    return {
        **own,
        "stance_code": stance_code,
        "stance_glyph": stance_glyph,
        "stance_levels": [None if x is None else x.value for x in stances.ORDER],
        "shares": shares,
        "big": big,
        "differences": differences,
        "bands": [(rank, text.of(locale)) for rank, text in words.BAND.items()],
        "ranks": [(rank, text.of(locale)) for rank, text in words.RANK.items()],
        "list_kind": lambda kind: words.LIST[kind].of(locale),
        "column_word": lambda kind, field: header_word(kind, field, locale),
        "remark_kind": lambda kind: words.word(words.REMARK, kind, locale),
    }
