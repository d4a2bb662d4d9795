"""What readers of files hand to the planner: tables of text, with their columns recognised."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from service.domain.importing.findings import Finding

Cell = str | int | float | date | datetime | None
"""A value of a cell. A CSV holds text only; a workbook also numbers and days. Truth values are their words."""

UNREADABLE = "\ufffd"
"""Stands in a cell for bytes that could not be read as text. Such a cell is reported and never imported."""


class Sheet(StrEnum):
    """What a table lists, one row each."""

    ORG = "org"
    MEMBERS = "members"
    MEETINGS = "meetings"
    OPPORTUNITIES = "opportunities"
    STANCES = "stances"
    KEY_PEOPLE = "key_people"


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as it stands in the file. `number` is the one a spreadsheet shows beside it: the first row is 1."""

    number: int
    values: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RawTable:
    """One sheet of a workbook or one text file. `header` names its columns."""

    file: str
    sheet: str | None
    encoding: str | None
    header: tuple[str, ...]
    header_row: int
    rows: Sequence[RawRow]
    findings: tuple[Finding, ...] = ()
    """What was wrong already while reading: bytes that are no text."""
    above: str = ""
    """What stands above the header, as one text."""

    @property
    def label(self) -> str:
        """How findings name this table: the sheet, else the file."""
        return self.sheet or self.file


@dataclass(frozen=True, slots=True)
class Row:
    """A row whose cells are reached by field name. A field may stand in several columns, in the order of the file."""

    number: int
    values: tuple[Cell, ...]
    columns: Mapping[str, tuple[int, ...]]

    def cells(self, name: str) -> Iterator[Cell]:
        for at in self.columns.get(name, ()):
            if at < len(self.values):
                yield self.values[at]

    def cell(self, name: str) -> Cell:
        """The first cell of the field that is not empty."""
        for at in self.columns.get(name, ()):
            value = self.values[at] if at < len(self.values) else None
            if value is not None and str(value).strip():
                return value
        return None

    def text(self, name: str) -> str:
        """The cell as text without outer spaces; "" when it is empty or unreadable. Whole numbers have no `.0`."""
        if name not in self.columns:
            return ""
        text = as_text(self.cell(name))
        return "" if UNREADABLE in text else text

    def texts(self, name: str) -> tuple[str, ...]:
        """All cells of the field as text, in the order of the columns, empty ones included."""
        if name not in self.columns:
            return ()
        return tuple("" if UNREADABLE in (text := as_text(value)) else text for value in self.cells(name))

    def unreadable(self, name: str) -> bool:
        """Whether a cell of the field holds bytes that are no text."""
        return any(isinstance(value, str) and UNREADABLE in value for value in self.cells(name))


@dataclass(frozen=True, slots=True)
class MappedTable:
    """A table of which it is known what it lists and which field each column holds."""

    kind: Sheet
    raw: RawTable
    columns: Mapping[str, tuple[int, ...]]
    findings: tuple[Finding, ...] = ()
    name: str = ""
    """How findings name this table where the sheet's own name is not unique."""
    system: str = ""
    """The business-card tool or customer system of which the table is an export; empty for a list people made."""
    left_out: frozenset[int] = frozenset()
    """Rows that a person left out; `rows` passes over them."""

    @property
    def source(self) -> str:
        """The source of every fact of this table."""
        return self.raw.file

    @property
    def label(self) -> str:
        return self.name or self.raw.label

    def heading(self, name: str) -> str:
        """The header of the field's first column as the file writes it; the field's own name when it has none."""
        at = self.columns.get(name, ())
        return self.raw.header[at[0]] if at else name

    def has(self, name: str) -> bool:
        return name in self.columns

    def rows(self) -> Iterator[Row]:
        for raw in self.raw.rows:
            if raw.number not in self.left_out:
                yield Row(raw.number, raw.values, self.columns)


def as_text(value: Cell) -> str:
    """A cell as a person would type it: no trailing `.0`, days as 2026-04-01."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == value.min.time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
