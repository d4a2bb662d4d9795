"""What the page of thin coverage is narrowed to, in which groups it stands, and against which day it is compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from service.domain.dates import parse_date
from service.domain.errors import InvalidInputError, Problem, worded
from service.domain.gaps.check_document import RankedOut, ranked_out
from service.domain.gaps.dismissals import AnyGap
from service.domain.gaps.filtering import GapFilter, Grouping, Places, grouped
from service.domain.gaps.money import MoneySum
from service.domain.gaps.naming import KINDS, AskedFilter
from service.domain.gaps.report import GapReport
from service.domain.gaps.workbook import list_title
from service.domain.orgmap import OrgMap
from service.domain.wording import UnreadableError, Words
from service.pages.visit import MOST_FILTER, Visit

NOWHERE = {
    Grouping.KIND: Words("", ""),
    Grouping.DEPARTMENT: Words("部署なし", "No department"),
    Grouping.OWNER: Words("当社の担当なし", "None of us"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen in a list."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class GroupedLine:
    gap: AnyGap
    said: RankedOut
    money: MoneySum


@dataclass(frozen=True, slots=True)
class GapGroup:
    """`money` is the sum over the distinct deals of its gaps."""

    title: str
    lines: Sequence[GroupedLine]
    money: MoneySum


@dataclass(frozen=True, slots=True)
class FilterView:
    """What can be chosen and what is; `groups` is None where the lists stand as usual."""

    chosen: GapFilter
    grouping: str
    compared: str
    unknown: Sequence[Problem]
    """What the address asks for and there is not on the day: it is not applied."""
    kinds: Sequence[Choice]
    departments: Sequence[Choice]
    owners: Sequence[Choice]
    groups: Sequence[GapGroup] | None

    @property
    def is_on(self) -> bool:
        return self.chosen.is_on or bool(self.grouping or self.compared)


def read_asked(visit: Visit) -> AskedFilter:
    """What the address asks for."""
    kind, department, owner, standing = (
        visit.query(name)[:MOST_FILTER] for name in ("kind", "department", "owner", "standing")
    )
    return AskedFilter(kind, department, owner, standing)


def read_compared_day(visit: Visit) -> date | None:
    """The earlier day of `?compare=`. InvalidInputError for what is no day."""
    text = visit.query("compare")
    if not text:
        return None
    try:
        return parse_date(text)
    except UnreadableError as error:
        problem = Problem("bad_date", "compare", text, "YYYY-MM-DD", mend=error.reason.of(visit.locale))
        raise worded(InvalidInputError(error.reason.en, [problem]), error.reason.ja) from None


def filter_view(
    visit: Visit, chosen: GapFilter, unknown: Sequence[Problem], whole: GapReport, narrowed: GapReport, places: Places
) -> FilterView:
    """The choices of the whole report; the groups of the narrowed one."""
    org, locale = places.org, visit.locale
    group = visit.query("group")[:MOST_FILTER]
    grouping = next((g for g in Grouping if g == group), None)
    if group and grouping is None:
        unknown = [*unknown, Problem("unknown_group", "group", group, ", ".join(Grouping))]
    return FilterView(
        chosen=chosen,
        unknown=unknown,
        grouping=grouping.value if grouping else "",
        compared=visit.query("compare"),
        kinds=[Choice(code, list_title(code, locale)) for code in KINDS],
        departments=sorted(
            (Choice(d.id, " / ".join(org.path(d.id))) for d in org.departments), key=lambda c: (c.text, c.value)
        ),
        owners=_owners(whole, places),
        groups=None if grouping is None else _groups(narrowed, places, grouping, locale),
    )


def _owners(report: GapReport, places: Places) -> list[Choice]:
    found = {m for g in report.open_gaps for m in places.owners(g)}
    members = places.org.member
    return sorted((Choice(i, members[i].name) for i in found if i in members), key=lambda c: (c.text, c.value))


def _groups(report: GapReport, places: Places, by: Grouping, locale: str) -> list[GapGroup]:
    return [
        GapGroup(
            _title(key, by, places.org, locale),
            [GroupedLine(r.gap, ranked_out(r, locale), r.money) for r in gaps],
            report.money(d for r in gaps for d in r.money.deals),
        )
        for key, gaps in grouped(report, places, by).items()
    ]


def _title(key: str, by: Grouping, org: OrgMap, locale: str) -> str:
    if not key:
        return NOWHERE[by].of(locale)
    if by is Grouping.KIND:
        return list_title(key, locale)
    if by is Grouping.DEPARTMENT:
        return " / ".join(org.path(key)) or key
    return org.member[key].name if key in org.member else key
