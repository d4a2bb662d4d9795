"""Where a row of a chart says somebody stands: the departments from the outside in, out of one column or several."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from service.domain.importing import keys, vocabulary
from service.domain.importing.findings import Log
from service.domain.importing.tables import Cell, MappedTable, RawRow, Row, as_text

LEVELS = tuple(f"department_level_{n}" for n in range(1, 6))

_PATH = re.compile(r"\s*[/／>＞›»→\\]\s*")
_SPACES = re.compile(r"[\s　]+")


def department_outside(table: MappedTable) -> bool:
    """Whether the column of the department stands before those of the levels in it: Department, Unit. In Japanese the
    one called 所属 says the whole, wherever it stands."""
    levels = [at for level in LEVELS for at in table.columns.get(level, ())]
    own = table.columns.get("department", ())
    return bool(own and levels) and own[0] < min(levels) and not keys.is_japanese(table.heading("department"))


def with_levels_filled(table: MappedTable, log: Log) -> MappedTable:
    """The table with each outer level written where it is left empty below its first row, as one draws it by hand.

    A level is written once for all rows below where the column never says the same twice in a row; in one that does, an
    empty cell means that there is no such level. Only a row that has a level further in is filled.
    """
    columns = [table.columns[level][0] for level in LEVELS if table.has(level)]
    rows = table.raw.rows
    outer = {at for n, at in enumerate(columns[:-1]) if _is_written_once(rows, at, columns[n + 1 :])}
    if not outer:
        return table
    above: dict[int, Cell] = {}
    made, filled = [], []
    for row in rows:
        values = list(row.values)
        inmost = max((n for n, at in enumerate(columns) if _text(values, at)), default=-1)
        for n, at in enumerate(columns):
            if _text(values, at):
                above = {known: above[known] for known in columns[:n] if known in above} | {at: values[at]}
            elif n < inmost and at in outer and at in above:
                values[at] = above[at]
        changed = tuple(values) != row.values
        if changed:
            filled.append(row.number)
        made.append(replace(row, values=tuple(values)) if changed else row)
    if filled:
        log.add("filled_down", "info", table.label, filled, table.heading(next(f for f in LEVELS if table.has(f))))
    return replace(table, raw=replace(table.raw, rows=made))


def _is_written_once(rows: Sequence[RawRow], at: int, inner: Sequence[int]) -> bool:
    said = [text for row in rows if (text := _text(row.values, at))]
    twice = any(keys.exact(a) == keys.exact(b) for a, b in pairwise(said))
    empty = any(not _text(row.values, at) and any(_text(row.values, i) for i in inner) for row in rows)
    return bool(said) and empty and not twice


def _text(values: Sequence[Cell], at: int) -> str:
    return as_text(values[at]) if at < len(values) else ""


def split_path(row: Row, *, outside: bool = False) -> tuple[str, ...]:
    """The levels of their own columns with what the column of the department says beyond them: below them, or above
    them where it stands `outside`."""
    levels: list[str] = []
    for level in LEVELS:
        for text in row.texts(level):
            _append(levels, text)
    own: list[str] = []
    for part in _PATH.split(row.text("department")):
        _append(own, part)
    if not levels or (own and keys.exact(own[0]) == keys.exact(levels[0]) and len(own) >= len(levels)):
        return tuple(own) or tuple(levels)
    known = {keys.exact(level) for level in levels}
    beyond = [part for part in own if keys.exact(part) not in known]
    return (*beyond, *levels) if outside else (*levels, *beyond)


def card_path(row: Row) -> tuple[str, ...]:
    """The departments of a card: those of several columns, and of one with spaces between."""
    levels: list[str] = []
    for text in row.texts("department"):
        for part in _PATH.split(text):
            for name in _SPACES.split(part) if keys.is_japanese(part) else (part,):
                _append(levels, name)
    return tuple(levels)


def _append(levels: list[str], text: str) -> None:
    """A level of a path, unless it is empty, a placeholder, or says the level above once more."""
    name = keys.clean(text)
    if not name or keys.unknown(name) or vocabulary.is_nobody(name):
        return
    if levels and keys.exact(levels[-1]) == keys.exact(name):
        return
    levels.append(name)
