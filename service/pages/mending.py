"""Which ways of putting right a remark on an import offers, right where it stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from service.domain.importing.choices import CONCURRENT, VACANT, Decision
from service.domain.importing.findings import Finding, Level
from service.domain.importing.messages import finding_text
from service.domain.importing.tables import MappedTable, Sheet
from service.importing.headers import header_word

SUPERIOR = frozenset({
    "unknown_manager", "ambiguous_manager", "self_report", "cycle", "two_managers", "manager_without_post",
})  # fmt: skip
COLUMNS = frozenset({"ignored_column", "guessed_column", "key_column", "ignored_sheet", "above_header"})
LEVELS: tuple[Level, ...] = ("error", "warning", "info")
MOST_ROWS = 40
"""Rows of one remark that are offered one by one."""


@dataclass(frozen=True, slots=True)
class Mend:
    """`how`: superior, value, vacant, same, skip (a row each), rank (of the title), columns (on the page of columns).

    `value` and `rows` where nothing is left to choose: for `same`, who it is and which rows say so.
    """

    how: str
    field: str = ""
    label: str = ""
    value: str = ""
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding with its words and what can be done about it."""

    finding: Finding
    found: str
    expected: str
    action: str
    names: Mapping[int, str]
    """Whom each row is about, as far as the row names somebody."""
    mends: tuple[Mend, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one kind, of which the worst has this level."""

    kind: str
    level: Level
    remarks: tuple[Remark, ...]

    @property
    def rows(self) -> int:
        return sum(len(r.finding.rows) for r in self.remarks)


def groups(findings: Iterable[Finding], tables: Sequence[MappedTable], locale: str) -> list[Group]:
    """The findings by kind, the worst kind first, of equal ones that with the most rows."""
    by_label = {t.label: t for t in tables}
    ordered = sorted(findings, key=lambda f: f.kind)
    made = []
    for kind, found in groupby(ordered, key=lambda f: f.kind):
        remarks = tuple(_remark(f, by_label.get(f.sheet), locale) for f in found)
        made.append(Group(kind, min((r.finding.level for r in remarks), key=LEVELS.index), remarks))
    return sorted(made, key=lambda g: (LEVELS.index(g.level), -g.rows, g.kind))


def _remark(finding: Finding, table: MappedTable | None, locale: str) -> Remark:
    found, expected, action = finding_text(finding, locale)
    return Remark(finding, found, expected, action, _names(finding, table), tuple(_mends(finding, table, locale)))


def _names(finding: Finding, table: MappedTable | None) -> dict[int, str]:
    if table is None:
        return {}
    wanted = set(finding.rows[:MOST_ROWS])
    texts = ((row.number, row.text("name") or row.text("person") or row.text("subject") or row.text("title"))
             for row in table.rows() if row.number in wanted)  # fmt: skip
    return {number: text for number, text in texts if text}


def _mends(finding: Finding, table: MappedTable | None, locale: str) -> Iterable[Mend]:
    if finding.kind in COLUMNS:
        yield Mend("columns")
        return
    if finding.kind == "unknown_title":
        yield Mend("rank", finding.params["title"])
        return
    if table is None or not finding.rows or finding.level == "info":
        return
    if finding.kind in SUPERIOR:
        yield Mend("superior", "reports_to")
    elif finding.kind == "blank_name" and table.kind is Sheet.ORG:
        yield Mend("vacant", "name")
        yield Mend("value", "name", table.heading("name"))
    else:
        field = next((f for f, at in table.columns.items() if table.raw.header[at[0]] == finding.column), None)
        if finding.kind == "duplicate_person" and table.kind is Sheet.ORG:
            yield from _same_person(finding)
            field = "name" if finding.code.endswith("writing") else "employee_id"
        if field is not None:
            named = table.heading(field) if field in table.columns else header_word(table.kind.value, field, locale)
            yield Mend("value", field, named)
    yield Mend("skip")


def _same_person(finding: Finding) -> Iterable[Mend]:
    """All rows of a namesake are one person: with posts held concurrently, or with the one the account has."""
    if finding.code == "duplicate_person.namesake":
        yield Mend("same", "concurrency", value=CONCURRENT, rows=finding.rows[1:])
    elif "known_id" in finding.params:
        yield Mend("same", "person_key", value=finding.params["known_id"], rows=finding.rows)


def decision_of(how: str, table: str, row: int, field: str, value: str) -> Decision | None:
    """What a form of this page says; None when it says nothing."""
    if how == "skip":
        return Decision("skip", table, row)
    if how == "vacant":
        return Decision("set", table, row, "name", VACANT)
    if how == "top":
        return Decision("set", table, row, "reports_to", "")
    if how == "rank":
        return Decision("rank", field=field, value=value) if value else None
    return Decision("set", table, row, field, value) if field else None
