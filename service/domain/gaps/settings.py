"""The values a gap report is decided by, each with its default, its bounds and its words.

An account's value goes before the workspace's, that before the default. To add one: a line in `_TABLE`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from types import MappingProxyType

from service.domain.errors import InvalidInputError, Problem, worded
from service.domain.gaps.proposals import HEAD_RANK, OFFICER_RANK
from service.domain.money import Money
from service.domain.numerals import western_digits
from service.domain.stance import STALE_DAYS
from service.domain.thresholds import CONTACTS_BY_SIZE, STANDARD, Thresholds, size_class
from service.domain.wording import Words

Value = int
"""What a setting holds: every one is a whole number."""

SINCE_DAYS = 90
LONGEST_PERIOD = 3650


class Unit(StrEnum):
    """What a value counts."""

    DAYS = "days"
    PEOPLE = "people"
    RANK = "rank"
    RANKS = "ranks"
    PERCENT = "percent"
    COUNT = "count"
    YEN = "yen"


UNIT: Mapping[Unit, Words] = MappingProxyType(
    {
        Unit.DAYS: Words("日", "days"),
        Unit.PEOPLE: Words("名", "people"),
        Unit.RANK: Words("（役職の順位）", "(rank)"),
        Unit.RANKS: Words("（順位の差）", "(difference in rank)"),
        Unit.PERCENT: Words("％", "%"),
        Unit.COUNT: Words("件", "(count)"),
        Unit.YEN: Words("円", "yen"),
    }
)


class Group(StrEnum):
    """Under which heading a setting stands."""

    PERIODS = "periods"
    KEYS = "keys"
    CONTACTS = "contacts"
    CHECKS = "checks"


GROUP: Mapping[Group, Words] = MappingProxyType(
    {
        Group.PERIODS: Words("期間", "Periods"),
        Group.KEYS: Words("重要人物の候補", "Who is proposed as a key person"),
        Group.CONTACTS: Words("商談の規模ごとの、対話のある人の目安", "People in dialogue wanted, by size of the deal"),
        Group.CHECKS: Words("そのほかの点検", "Further checks"),
    }
)


@dataclass(frozen=True, slots=True)
class Setting:
    """One named value. `hint` says what it does. `least` and `most` are both allowed."""

    name: str
    group: Group
    default: Value
    least: Value
    most: Value
    unit: Unit
    words: Words
    hint: Words

    @property
    def expected(self) -> Words:
        """What is accepted, in words."""
        span, unit = f"{self.least}–{self.most}", self.unit_words
        return Words(f"{span} の整数（{unit.ja}）", f"a whole number, {span} ({unit.en})")

    @property
    def unit_words(self) -> Words:
        told = UNIT[self.unit]
        return Words(told.ja.strip("（）"), told.en.strip("()"))


_RANKS = Words(
    "社長 96・執行役員 78・本部長 72・部長 64・課長 52。", "President 96, officer 78, division 72, department 64."
)


def _check(name: str, unit: Unit, most: int, ja: str, en: str, hint_ja: str, hint_en: str) -> Setting:
    """A threshold of the further checks; its default stands in `Thresholds`."""
    default = getattr(STANDARD, name)
    return Setting(name, Group.CHECKS, default, 1, most, unit, Words(ja, en), Words(hint_ja, hint_en))


_TABLE = (
    Setting(
        "since_days", Group.PERIODS, SINCE_DAYS, 1, LONGEST_PERIOD, Unit.DAYS,
        Words("接点を数える期間", "Period of contact"),
        Words(
            "この日数のうちの双方向の接点だけを数えます。", "Two-way contact counts within this many days."
        ),
    ),
    Setting(
        "stale_days", Group.PERIODS, STALE_DAYS, 1, LONGEST_PERIOD, Unit.DAYS,
        Words("姿勢を要再確認とするまで", "A stance is to be checked again after"),
        Words(
            "評価日からの日数。異動のあとは、すぐに要再確認です。", "Days since it was assessed; after a move at once."
        ),
    ),
    Setting(
        "officer_rank", Group.KEYS, OFFICER_RANK, 1, 100, Unit.RANK,
        Words("人の順位がこれ以上なら候補", "People of this personal rank or above"), _RANKS,
    ),
    Setting(
        "head_rank", Group.KEYS, HEAD_RANK, 1, 100, Unit.RANK,
        Words("ポストの順位がこれ以上なら候補", "Posts of this rank or above"), _RANKS,
    ),
    *(
        Setting(
            f"contacts_{code}", Group.CONTACTS, contacts, 1, 50, Unit.PEOPLE, words,
            Words("外貨は計画レートで円に直して比べます。", "Other currencies are compared at plan rates."),
        )
        for code, contacts, words in zip(
            ("small", "medium", "large", "largest"),
            CONTACTS_BY_SIZE,
            (
                Words("300万円未満", "Below ¥3m"),
                Words("3,000万円未満", "Below ¥30m"),
                Words("1億円以下", "Up to ¥100m"),
                Words("1億円超", "Above ¥100m"),
            ),
            strict=True,
        )
    ),
    _check("approver_ranks", Unit.RANKS, 100, "承認者より上とみなす順位の差", "Above an approver by",
           "接点がこれだけ上に届いていないと、指摘します。", "Contact must reach this far above the approver."),
    _check("department_deals", Unit.COUNT, 100, "重要人物が要る部署の、進行中の商談", "Open deals of a department",
           "これ以上の商談がある部署には、重要人物が要ります。", "From this number on it should have a key person."),
    _check("action_days", Unit.DAYS, 3650, "反対者との次の面談まで", "Next meeting with an opponent within",
           "この日数のうちに予定がないと、指摘します。", "A finding when none is planned within this time."),
    _check("assessed_players", Unit.PEOPLE, 100, "評価者が一人に偏る商談の関係者", "Players with one assessor",
           "評価された関係者がこれ以上で、評価者が一人なら指摘します。", "From this number of assessed players on."),
    _check("cold_contacts", Unit.COUNT, 100, "間隔を測る接点の日数", "Contact days that make a rhythm",
           "これより少ない相手は、間隔を測りません。", "With fewer there is no rhythm to fall behind."),
    _check("cold_percent", Unit.PERCENT, 10_000, "疎遠とみなす、間隔に対する割合", "Cold after this share of it",
           "接点のない期間が、ふだんの間隔（中央値）のこの割合を超えたとき。",
           "Of the usual (median) interval."),
    _check("cold_days", Unit.DAYS, 3650, "間隔を測る期間", "Rhythm is measured over",
           "これより古い接点は、間隔に数えません。", "Older contacts say nothing about the rhythm."),
    _check("executive_rank", Unit.RANK, 100, "先方の役員とみなす順位", "An executive from",
           _RANKS.ja, _RANKS.en),
    _check("counterpart_ranks", Unit.RANKS, 100, "当社側の相手の、順位の差の上限", "Our counterpart at most below by",
           "役員との順位の差がこれまでなら、相手とみなします。", "Still a counterpart within this difference."),
    _check("counterpart_days", Unit.DAYS, 3650, "役員との面談を数える期間", "Meetings with an executive count for",
           "担当しているか、この期間に会っていれば足ります。", "Assigned, or met within this time."),
    _check("favourable_people", Unit.PEOPLE, 1000, "全員が好意的なのを疑う人数", "All in favour: doubted from",
           "評価した人がこれ以上で、中立も反対もいないとき。",
           "Assessed people with neither neutral nor sceptic."),
    _check("ghost_meetings", Unit.COUNT, 100, "組織図にいない人の面談", "Meetings with people off the chart",
           "これ以上の面談に出た人が組織図にいないと、指摘します。", "From this number of meetings on."),
    _check("leaving_days", Unit.DAYS, 3650, "当社側が離れるまで", "One of us leaves within",
           "この日数のうちに離れる人だけが担当だと、指摘します。",
           "A finding when only such a member covers somebody."),
    _check("floor_yen", Unit.YEN, 10**12, "指摘の重みの下限", "A gap weighs at least",
           "金額が小さいか分からないとき、これを代わりに使います。", "Used when the money is less, or not known."),
)  # fmt: skip

SETTINGS: Mapping[str, Setting] = MappingProxyType({s.name: s for s in _TABLE})
SIZES = ("contacts_small", "contacts_medium", "contacts_large", "contacts_largest")


@dataclass(frozen=True, slots=True)
class GapSettings:
    """The values that count for one account. What nobody has set is at its default."""

    chosen: Mapping[str, Value] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Value:
        return self.chosen.get(name, SETTINGS[name].default)

    @property
    def since_days(self) -> int:
        return self["since_days"]

    @property
    def stale_days(self) -> int:
        return self["stale_days"]

    @property
    def thresholds(self) -> Thresholds:
        """What the further checks measure by."""
        return Thresholds(**{f.name: self[f.name] for f in fields(Thresholds)})

    def contacts(self, size: Money) -> int:
        """How many people in dialogue a deal of this size wants."""
        return self[SIZES[size_class(size)]]


DEFAULTS = GapSettings()


def settle(workspace: Mapping[str, Value], account: Mapping[str, Value]) -> GapSettings:
    """The account's values before the workspace's; names this program does not know are left out."""
    return GapSettings({n: v for n, v in {**workspace, **account}.items() if n in SETTINGS})


def read_values(given: Mapping[str, str | Value | None]) -> dict[str, Value | None]:
    """What a form or a script asks for, by name; None (or an empty text) sets back.

    InvalidInputError lists every unknown name and every value that is no number or out of bounds.
    """
    found: dict[str, Value | None] = {}
    wrong: list[Problem] = []
    for name, value in given.items():
        setting = SETTINGS.get(name)
        if setting is None:
            wrong.append(Problem("unknown_setting", name, str(value), ", ".join(SETTINGS)))
            continue
        number = _number(value)
        if number == UNREADABLE or (number is not None and not setting.least <= number <= setting.most):
            expected = setting.expected
            wrong.append(Problem("bad_setting", name, str(value), expected.en, expected_ja=expected.ja))
        else:
            found[name] = number
    if wrong:
        raise worded(InvalidInputError("Some values cannot be used; nothing was saved.", wrong), _REFUSED_JA)
    return found


_REFUSED_JA = "使えない値があります。何も保存していません。"


UNREADABLE = -1
"""Stands for what is no whole number; no setting accepts it."""
_MOST_DIGITS = 15


def _number(value: str | Value | None) -> int | None:
    """None for nothing given."""
    if isinstance(value, str):
        digits = western_digits(value).replace(",", "").strip()
        if not digits:
            return None
        return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS else UNREADABLE
    return UNREADABLE if isinstance(value, bool) else value


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One setting before and after; None: not set there."""

    name: str
    before: Value | None
    after: Value | None


def changes_of(before: Mapping[str, Value], wanted: Mapping[str, Value | None]) -> tuple[ValueChange, ...]:
    """What saving `wanted` over `before` would change, in the order of the table."""
    return tuple(
        ValueChange(n, before.get(n), wanted[n]) for n in SETTINGS if n in wanted and before.get(n) != wanted[n]
    )


def by_group(names: Iterable[str] = SETTINGS) -> list[tuple[Group, list[Setting]]]:
    """The settings under their headings, without the empty ones."""
    wanted = [SETTINGS[n] for n in names]
    return [(g, found) for g in Group if (found := [s for s in wanted if s.group is g])]
