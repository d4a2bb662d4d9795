"""A block without a header, as one pastes it from a page of officers: what its columns hold is told by what is in them.

A column of titles beside one of names is enough, or lines of a whole name each, alone or with a title behind or before
it; nothing is guessed of less.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from service.domain.importing import keys
from service.domain.importing.tables import RawRow, as_text
from service.domain.importing.unit_words import is_unit_name
from service.domain.names import PARTICLES, strip_honorific
from service.domain.titles import read_title

_LOOKED_AT = 40
_LEAST_ROWS = 2
_TITLES = 0.6
"""The share of a column that must be known titles."""
_NAMES = 0.8
_LONGEST_NAME = 40
_MOST_WORDS = 5
_MOST_CELLS = 3
"""Of a line of name and title, in which a comma of the title may part it once more."""


_BETWEEN = re.compile(r"\s*[,，、:：|]\s*|\s+[-–—―]+\s+")
"""What stands between name and title in one cell."""
_LIST_WORDS_TEXT = """
attendee attendees board chart committee company contact contacts customer customers department director directors
employee employees executive executives first full guest guests head heads key last leader leaders leadership list
management manager managers member members name names officer officers organisation organization our participant
participants people person persons senior speaker speakers staff stakeholder stakeholders team teams
"""
_LIST_WORDS = frozenset(_LIST_WORDS_TEXT.split())
"""Words of a heading or a header, none of a person's name."""
_WORD = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[.'’-][^\W\d_]*)*")
_JAPANESE_NAME = re.compile(r"[぀-ヿ㐀-鿿豈-﫿々]{1,5}[ 　][぀-ヿ㐀-鿿豈-﫿々]{1,5}")
_JAPANESE_LIST = ("一覧", "名簿", "体制", "紹介", "情報", "氏名", "名前", "役職")


@dataclass(frozen=True, slots=True)
class Bare:
    """A list that begins with its first record, the row at `at`; the words its columns would have over them. `split`:
    name and title are to be taken out of one line, in the order of the words."""

    at: int
    words: tuple[str, ...]
    split: bool = False

    def apart(self, row: RawRow) -> RawRow:
        """The row with its name and its title each in a cell; a line without anything between is a name."""
        parts = _parts(row) if self.split else ()
        if not parts:
            return row
        if len(parts) == 1 and self.words[0] not in _NAME:
            parts = ("", *parts)
        return replace(row, values=parts)


_NAME = frozenset(("氏名", "Name"))


def read_bare(rows: Sequence[RawRow], *, surely: bool) -> Bare | None:
    """The list without a header that the rows are; None where they do not tell. `surely`: its first line must hold a
    person's whole name, because a word in it may also be a header."""
    at = next((n for n, row in enumerate(rows) if _filled(row) > 1), None)
    words = None if at is None else _words_of(rows[at:])
    if at is None or words is None:
        return _of_lines(rows)
    names = next(n for n, word in enumerate(words) if word in _NAME)
    while at > 0 and _is_person(_text_at(rows[at - 1], names)):  # somebody without a title
        at -= 1
    return None if surely and not _is_person(_text_at(rows[at], names)) else Bare(at, words)


def _of_lines(rows: Sequence[RawRow]) -> Bare | None:
    """Lines of one name each, most of them whole names and the first one surely, with or without a title."""
    lines = [_parts(row) for row in rows[:_LOOKED_AT]]
    at = next((n for n, line in enumerate(lines) if any(map(_is_person, line))), len(lines))
    cells = [_filled(row) for row in rows[:_LOOKED_AT]]
    if max(cells[:at], default=0) > 1 or max(cells[at:], default=0) > _MOST_CELLS:
        return None  # a header nobody knows, or more than names and titles
    lines = lines[at:]
    with_title = [line for line in lines if len(line) > 1]
    for name in (0, 1):
        named = [line[name if len(line) > 1 else 0] for line in lines if line]
        titles = [line[1 - name] for line in with_title]
        told = not titles or _share(titles, _is_title, len(titles)) >= _TITLES
        if len(named) < _LEAST_ROWS or not told or (name == 1 and not titles) or not _is_person(named[0]):
            continue
        if _share(named, _is_person, len(named)) >= _NAMES:
            words = ("氏名", "役職") if keys.is_japanese("".join(named)) else ("Name", "Title")
            words = words if name == 0 else (words[1], words[0])
            return Bare(at, words if titles else words[:1], split=True)
    return None


def _parts(row: RawRow) -> tuple[str, ...]:
    """Name and title of a line, whether they stand in one cell or several; the name alone; nothing of an empty one."""
    text = ", ".join(text for value in row.values if (text := as_text(value)))
    return tuple(part for part in _BETWEEN.split(text, maxsplit=1) if part)


def _filled(row: RawRow) -> int:
    return sum(1 for value in row.values if as_text(value))


def _text_at(row: RawRow, at: int) -> str:
    return as_text(row.values[at]) if at < len(row.values) else ""


def _is_person(text: str) -> bool:
    """Whether a text is surely the whole name of a person: given and family name, and no word of a heading."""
    if keys.is_japanese(text):
        return bool(_JAPANESE_NAME.fullmatch(text)) and _is_name(text) and not text.endswith(_JAPANESE_LIST)
    words = strip_honorific(text)[0].split()
    return (
        1 < len(words) <= _MOST_WORDS
        and all(_WORD.fullmatch(w) and (w[0].isupper() or w in PARTICLES) for w in words)
        and _LIST_WORDS.isdisjoint(w.casefold() for w in words)
        and _is_name(text)
    )


def _words_of(rows: Sequence[RawRow]) -> tuple[str, ...] | None:
    """The header that columns of names and titles would have; None where the rows do not tell."""
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
