"""What a person decided while looking an import over: columns, rows left out, cells put right, ranks of titles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from service.domain.importing.findings import LOST, Finding, Log
from service.domain.importing.lists import entries
from service.domain.importing.tables import Cell, MappedTable, RawRow

VACANT = "空席"
"""The name that says that nobody holds a seat."""

CONCURRENT = "兼務"
"""What says of a post that its holder has another one too."""

SUPERIOR_FIELDS = frozenset({
    "reports_to", "reports_to_name", "reports_to_employee", "reports_to_post", "reports_to_email",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """How one table is read. `kind` "-" leaves it out; `columns` is header → field; each as far as it was decided."""

    kind: str | None = None
    header_row: int | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing put right. `table` is the label under which findings name it.

    `action`: "skip" leaves the row out; "set" gives the row's `field` the value; "rank" says the rank of the title
    `field` (once for the whole import, `table` and `row` are empty).
    """

    action: str
    table: str = ""
    row: int = 0
    field: str = ""
    value: str = ""
    entry: str = ""
    """The one entry of a list that the value stands for; empty: the value is the whole cell."""


@dataclass(frozen=True, slots=True)
class Choices:
    """All decisions of an import, in the order in which they were made."""

    readings: Mapping[str, Reading] = field(default_factory=dict)
    """By the label of the table as the file gives it: the sheet, else the file."""
    decisions: tuple[Decision, ...] = ()

    @property
    def ranks(self) -> dict[str, int]:
        return {d.field: int(d.value) for d in self.decisions if d.action == "rank"}

    def with_decisions(self, more: Iterable[Decision]) -> "Choices":
        """These and the new ones; a new one about the same cell, row or title takes the place of the old."""
        found = {_place(d): d for d in self.decisions}
        for decision in more:
            found.pop(_place(decision), None)
            found[_place(decision)] = decision
        return replace(self, decisions=tuple(found.values()))

    @property
    def header_rows(self) -> dict[str, int]:
        return {label: r.header_row for label, r in self.readings.items() if r.header_row is not None}

    def without(self, decision: Decision) -> "Choices":
        """These without that one."""
        return replace(self, decisions=tuple(d for d in self.decisions if d != decision))


def _place(decision: Decision) -> tuple[str, str, int, str, str]:
    field = "" if decision.action == "skip" else decision.field
    return decision.action, decision.table, decision.row, field, decision.entry


def decided(tables: Sequence[MappedTable], choices: Choices) -> list[MappedTable]:
    """The tables with their cells put right and the rows left out that somebody left out."""
    made = []
    for table in tables:
        mine = [d for d in choices.decisions if d.table == table.label]
        left_out = frozenset(d.row for d in mine if d.action == "skip")
        cells: dict[int, dict[str, str]] = {}
        in_lists = {d.row for d in mine if d.entry}
        rows = {row.number: row for row in table.rows() if row.number in in_lists}
        for d in mine:
            if d.action == "set":
                given = cells.setdefault(d.row, {})
                listed = given.get(d.field) or (";".join(rows[d.row].texts(d.field)) if d.row in rows else "")
                given[d.field] = _with_entry(listed, d.entry, d.value) if d.entry else d.value
        made.append(replace(_put_right(table, cells), left_out=left_out) if mine else table)
    return made


def _with_entry(listed: str, entry: str, value: str) -> str:
    """The list with the value in the place of the entry, whose role, if any, stays."""
    made = []
    for text in entries(listed):
        role = text.removeprefix(entry).lstrip() if text.startswith(entry) else "-"
        made.append(value + role if not role or role[0] in ":：=＝" else text)
    return "; ".join(made) + ";"


def _put_right(table: MappedTable, cells: Mapping[int, Mapping[str, str]]) -> MappedTable:
    columns, header = dict(table.columns), list(table.raw.header)
    for name in {f for values in cells.values() for f in values}:
        if name not in columns:
            columns[name] = (len(header),)
            header.append(name)
    told = tuple(f for f in table.raw.findings if not _put_in(f, cells, columns, header))
    rows = [_with(row, cells[row.number], columns) if row.number in cells else row for row in table.raw.rows]
    return replace(table, raw=replace(table.raw, header=tuple(header), rows=rows, findings=told), columns=columns)


def _put_in(
    finding: Finding,
    cells: Mapping[int, Mapping[str, str]],
    columns: Mapping[str, tuple[int, ...]],
    header: Sequence[str],
) -> bool:
    """Whether the finding is about a lost cell (a reader's finding is about one row) that has been given a value."""
    given = cells.get(finding.rows[0], {}) if finding.rows else {}
    return finding.code in LOST and finding.column in {header[at] for name in given for at in columns[name]}


def _with(row: RawRow, values: Mapping[str, str], columns: Mapping[str, tuple[int, ...]]) -> RawRow:
    given: dict[int, Cell] = {}
    for name, value in values.items():
        given |= {at: (value if at == columns[name][0] else None) for at in columns[name]}
        if name in SUPERIOR_FIELDS:  # one superior was named: what the row said of another no longer counts
            others = (SUPERIOR_FIELDS - {name}) & columns.keys()
            given |= {at: None for other in others for at in columns[other] if at not in given}
    width = max(len(row.values), max(given) + 1)
    cells = [*row.values, *[None] * (width - len(row.values))]
    for at, cell in given.items():
        cells[at] = cell
    return replace(row, values=tuple(cells))


def note_left_out(tables: Iterable[MappedTable], log: Log) -> None:
    """Each row that somebody left out is a skipped row, and one finding says so."""
    for table in tables:
        numbers = [row.number for row in table.raw.rows if row.number in table.left_out]
        if numbers:
            log.extend([Finding("left_out", "info", table.label, tuple(numbers), None, {})])
        for number in numbers:
            log.skip(table.label, number, "left_out")
