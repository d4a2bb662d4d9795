"""Where a row of a chart says somebody stands: the departments from the outside in, out of one column or several."""

import re

from service.domain.importing import keys, vocabulary
from service.domain.importing.tables import MappedTable, Row

LEVELS = tuple(f"department_level_{n}" for n in range(1, 6))

_PATH = re.compile(r"\s*[/／>＞›»→\\]\s*")
_SPACES = re.compile(r"[\s　]+")


def department_outside(table: MappedTable) -> bool:
    """Whether the column of the department stands before those of the levels in it: Department, Unit. In Japanese the
    one called 所属 says the whole, wherever it stands."""
    levels = [at for level in LEVELS for at in table.columns.get(level, ())]
    own = table.columns.get("department", ())
    return bool(own and levels) and own[0] < min(levels) and not keys.is_japanese(table.heading("department"))


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
