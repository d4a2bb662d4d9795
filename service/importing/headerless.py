"""A block without a header, as one pastes it from a page of officers: what its columns hold is told by what is in them.

A column of titles beside one of names is enough; nothing is guessed of less.
"""

from collections.abc import Callable, Sequence

from service.domain.importing import keys
from service.domain.importing.tables import RawRow, as_text
from service.domain.importing.unit_words import is_unit_name
from service.domain.names import strip_honorific
from service.domain.titles import read_title

_LOOKED_AT = 40
_LEAST_ROWS = 2
_TITLES = 0.6
"""The share of a column that must be known titles."""
_NAMES = 0.8
_LONGEST_NAME = 40
_MOST_WORDS = 5


def words_of(rows: Sequence[RawRow]) -> tuple[str, ...] | None:
    """The header that the columns would have; None where the rows do not tell."""
    lines = [[as_text(value) for value in row.values] for row in rows[:_LOOKED_AT]]
    lines = [line for line in lines if sum(map(bool, line)) > 1]
    if len(lines) < _LEAST_ROWS:
        return None
    columns = [[line[at] for line in lines if at < len(line) and line[at]] for at in range(max(map(len, lines)))]
    shares = [_share(texts, _is_title, len(lines)) for texts in columns]
    titles = max(range(len(columns)), key=lambda at: shares[at])
    first = lines[0]
    if shares[titles] < _TITLES or titles >= len(first) or not _is_title(first[titles]):
        return None  # a first row without a title is a header nobody knows
    rest = [at for at in range(len(columns)) if at != titles]
    if not rest:
        return None
    names = max(rest, key=lambda at: _share(columns[at], _is_name, len(lines)))
    if _share(columns[names], _is_name, len(lines)) < _NAMES:
        return None
    japanese = keys.is_japanese(" ".join(columns[titles]))
    found = ["備考" if japanese else "Note"] * len(columns)
    found[titles], found[names] = ("役職", "氏名") if japanese else ("Title", "Name")
    return tuple(found)


def _share(texts: Sequence[str], fits: Callable[[str], bool], of: int) -> float:
    return sum(map(fits, texts)) / of


def _is_title(text: str) -> bool:
    return read_title(text).band is not None


def _is_name(text: str) -> bool:
    name = strip_honorific(text)[0]
    plain = not any(c.isdigit() or c in "@:：/" for c in name) and len(name) <= _LONGEST_NAME
    return plain and len(name.split()) <= _MOST_WORDS and not _is_title(name) and not is_unit_name(name)
