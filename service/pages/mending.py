"""Which ways of putting right a remark on an import offers, right where it stands."""

import contextlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby

from service.domain.errors import InvalidInputError, worded
from service.domain.importing.choices import CONCURRENT, VACANT, Decision
from service.domain.importing.findings import Finding, Level, Place
from service.domain.importing.lists import LISTED
from service.domain.importing.messages import finding_text
from service.domain.importing.tables import MappedTable, Sheet
from service.importing.headers import header_word

SUPERIOR = frozenset({
    "unknown_manager", "ambiguous_manager", "self_report", "cycle", "two_managers", "manager_without_post",
})  # fmt: skip
COLUMNS = frozenset(
    {"ignored_column", "guessed_column", "key_column", "ignored_sheet", "above_header", "no_header", "hidden_sheet"}
)
LEVELS: tuple[Level, ...] = ("error", "warning", "info")
MOST_ROWS = 40
"""Rows of one remark that are offered one by one."""


@dataclass(frozen=True, slots=True)
class Mend:
    """`how`: superior, value, vacant, same, skip (a row each), rank (of the title), column (what the column of the
    remark holds), columns (on the page of columns).

    `value` and `places` where nothing is left to choose: for `same`, who it is and which rows say so. For `value`, what
    is proposed, if anything.
    """

    how: str
    field: str = ""
    label: str = ""
    value: str = ""
    places: str = ""
    entry: str = ""
    """Of a list of people the one that is put right; the others stay."""


@dataclass(frozen=True, slots=True)
class Where:
    """A row of a remark: its sheet if that is another than the remark's, its number, whom it names, and all of that as
    a form sends it."""

    sheet: str
    row: int
    name: str
    places: str


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding with its words and what can be done about it. `everywhere` are all its rows as a form sends them."""

    finding: Finding
    found: str
    expected: str
    action: str
    rows: tuple[Where, ...]
    everywhere: str
    mends: tuple[Mend, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one kind, of which the worst has this level."""

    kind: str
    level: Level
    remarks: tuple[Remark, ...]

    @property
    def rows(self) -> int:
        return sum(len(r.rows) for r in self.remarks)


def groups(findings: Iterable[Finding], tables: Sequence[MappedTable], locale: str) -> list[Group]:
    """The findings by kind, the worst kind first, of equal ones that with the most rows."""
    by_label = {t.label: t for t in tables}
    ordered = sorted(findings, key=lambda f: f.kind)
    made = []
    for kind, found in groupby(ordered, key=lambda f: f.kind):
        remarks = tuple(_remark(f, by_label, locale) for f in found)
        made.append(Group(kind, min((r.finding.level for r in remarks), key=LEVELS.index), remarks))
    return sorted(made, key=lambda g: (LEVELS.index(g.level), -g.rows, g.kind))


def _remark(finding: Finding, tables: Mapping[str, MappedTable], locale: str) -> Remark:
    found, expected, action = finding_text(finding, locale)
    names = _names(finding, tables)
    rows = tuple(
        Where("" if sheet == finding.sheet else sheet, row, names.get((sheet, row), ""), written([(sheet, row)]))
        for sheet, row in finding.places
    )
    mends = tuple(_mends(finding, tables.get(finding.sheet), locale))
    return Remark(finding, found, expected, action, rows, written(finding.places), mends)


def _names(finding: Finding, tables: Mapping[str, MappedTable]) -> dict[Place, str]:
    """Whom each row is about, as far as the row names somebody."""
    wanted: dict[str, set[int]] = {}
    for sheet, row in finding.places[:MOST_ROWS]:
        wanted.setdefault(sheet, set()).add(row)
    return {
        (sheet, row.number): text
        for sheet, numbers in wanted.items()
        if sheet in tables
        for row in tables[sheet].rows()
        if row.number in numbers
        and (text := row.text("name") or row.text("person") or row.text("subject") or row.text("title"))
    }


def written(places: Sequence[Place]) -> str:
    """Rows of tables as a form sends them; `places_of` reads them."""
    return json.dumps(places, ensure_ascii=False)


def places_of(text: str) -> list[Place]:
    """The rows that a form sent; none where it is no such text."""
    found: list[Place] = []
    with contextlib.suppress(ValueError):
        told = json.loads(text)
        for place in told if isinstance(told, list) else ():
            match place:
                case [str(sheet), int(row)]:
                    found.append((sheet, row))
    return found


def _mends(finding: Finding, table: MappedTable | None, locale: str) -> Iterable[Mend]:
    if finding.kind in COLUMNS:
        yield Mend("columns")
        return
    if finding.kind == "unknown_title":
        yield Mend("rank", finding.params["title"])
        return
    if table is None or not finding.rows or finding.level == "info":
        return
    if finding.code == "unit_name":
        yield Mend("column", "department", value=finding.params["column"])
    if finding.kind in SUPERIOR:
        yield Mend("superior", "reports_to")
    elif finding.kind == "blank_name" and table.kind is Sheet.ORG:
        yield Mend("vacant", "name")
        yield Mend("value", "name", table.heading("name"))
    else:
        field = next((f for f, at in table.columns.items() if table.raw.header[at[0]] == finding.column), None)
        if finding.kind == "duplicate_person" and table.kind is Sheet.ORG:
            yield from _same_person(finding)
            field = "name" if finding.code.endswith(("writing", "spelling")) else "employee_id"
        if field is not None:
            named = table.heading(field) if field in table.columns else header_word(table.kind.value, field, locale)
            entry = finding.params.get("value", "") if field in LISTED else ""
            yield Mend("value", field, named, finding.params.get("cleaned", ""), entry=entry)
    yield Mend("skip")


def _same_person(finding: Finding) -> Iterable[Mend]:
    """All rows are one person: of one name, with posts held concurrently, or with the one the account has."""
    if finding.code == "duplicate_person.namesake":
        yield Mend("same", "concurrency", value=CONCURRENT, places=written(finding.places[1:]))
    elif finding.code == "duplicate_person.spelling":
        yield Mend("same", "name", value=finding.params["name"], places=written(finding.places[1:]))
    elif "known_id" in finding.params:
        yield Mend("same", "person_key", value=finding.params["known_id"], places=written(finding.places))


def decision_of(how: str, table: str, row: int, field: str, value: str, entry: str = "") -> Decision | None:
    """What a form of this page says; None when it says nothing."""
    if how == "skip":
        return Decision("skip", table, row)
    if how == "vacant":
        return Decision("set", table, row, "name", VACANT)
    if how == "top":
        return Decision("set", table, row, "reports_to", "")
    if how == "rank":
        return Decision("rank", field=field, value=value) if value else None
    return Decision("set", table, row, field, value, entry) if field else None


def decision_written(decision: Decision) -> str:
    """A decision as a form sends it; `decision_from` reads it."""
    return json.dumps(asdict(decision), ensure_ascii=False)


def decision_from(text: str) -> Decision:
    """The decision that a form sent; InvalidInputError where it is no such text."""
    try:
        return Decision(**json.loads(text))
    except (ValueError, TypeError):
        raise worded(InvalidInputError("There is no such decision."), "その決定はありません。") from None
