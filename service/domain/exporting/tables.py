"""Rows on their way into a workbook."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from service.domain.exporting.columns import COLUMNS, TITLES, Column
from service.domain.importing.tables import Cell, MappedTable, RawRow, RawTable, Sheet

Cells = Mapping[str, Cell | Sequence[Cell]]
"""Field → its cell; several cells of a field stand in as many columns."""


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its columns from the left (one several times where rows have several cells of it) and its rows."""

    kind: Sheet
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def title(self, locale: str) -> str:
        return TITLES[self.kind].of(locale)

    def mapped(self, locale: str) -> MappedTable:
        """The table as the import reads it."""
        places: dict[str, list[int]] = {}
        for at, column in enumerate(self.columns):
            places.setdefault(column.field, []).append(at)
        raw = RawTable(
            self.title(locale),
            self.title(locale),
            None,
            tuple(c.header.of(locale) for c in self.columns),
            1,
            [RawRow(number, row) for number, row in enumerate(self.rows, start=2)],
        )
        return MappedTable(self.kind, raw, {name: tuple(at) for name, at in places.items()})


@dataclass(slots=True)
class Omitted:
    """What the workbook has no place for: reason → how many."""

    counts: Counter[str] = field(default_factory=Counter)

    def note(self, reason: str, count: int = 1) -> None:
        if count:
            self.counts[reason] += count


def table(kind: Sheet, rows: Sequence[Cells]) -> Table:
    """The rows under the columns of the sheet; extra columns that no row uses are left out."""
    columns: list[Column] = []
    for column in COLUMNS[kind]:
        most = max((len(_cells(row, column.field)) for row in rows), default=0)
        columns += [column] * max(most, 0 if column.extra else 1)
    seen: Counter[str] = Counter()
    places: list[tuple[str, int]] = []
    for column in columns:
        places.append((column.field, seen[column.field]))
        seen[column.field] += 1
    return Table(kind, tuple(columns), tuple(_line(row, places) for row in rows))


def _cells(row: Cells, name: str) -> Sequence[Cell]:
    value = row.get(name)
    if value is None or value == "":
        return ()
    return (value,) if isinstance(value, str | int | float | date) else value


def _line(row: Cells, places: Sequence[tuple[str, int]]) -> tuple[Cell, ...]:
    """The cells of a row: for each column its field's cell, of several the one of this place."""
    line: list[Cell] = []
    for name, at in places:
        values = _cells(row, name)
        line.append(values[at] if at < len(values) else None)
    return tuple(line)
