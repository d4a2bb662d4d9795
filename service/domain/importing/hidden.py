"""Characters that cannot be seen, or turn the direction of what is written: they are kept, and somebody is told."""

import re
from collections.abc import Iterator

from service.domain.importing.findings import Log
from service.domain.importing.tables import MappedTable

_HIDDEN = re.compile(
    "[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\U000e0000-\U000e007f]"
    "|(?<=[\u0000-\u02ff\u3000-\u9fff])[\u200c\u200d]"
)
"""The joiners only where no script needs them: behind Latin and Japanese letters."""
_UNLOOKED = frozenset({"note"})
_LONGEST = 80


def note_hidden(table: MappedTable, log: Log) -> None:
    """One warning for each text with such characters, which names them, its rows, and the text without them."""
    for row, column, text in _texts(table):
        found = dict.fromkeys(_HIDDEN.findall(text))
        if found:
            log.add(
                "hidden_characters", "warning", table.label, [row], column,
                codes=", ".join(map(_code, found)),
                text=_HIDDEN.sub(lambda m: f"[{_code(m.group())}]", text)[:_LONGEST],
                cleaned=_HIDDEN.sub("", text),
            )  # fmt: skip


def _texts(table: MappedTable) -> Iterator[tuple[int, str, str]]:
    places = [(table.raw.header[at], at) for f, ats in table.columns.items() if f not in _UNLOOKED for at in ats]
    for row in table.rows():
        for column, at in places:
            value = row.values[at] if at < len(row.values) else None
            if isinstance(value, str) and not value.isascii():
                yield row.number, column, value


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"
