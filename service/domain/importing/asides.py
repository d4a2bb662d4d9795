"""Rows of a list that are none of its records: totals, notes, the mark of its end; and cells that say “as above”."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from service.domain.importing.tables import UNREADABLE, Cell, RawRow, as_text

_TOTAL = re.compile(
    r"(?:総?合計|小計|総計|計|総数|総人数|合計人数|人数計|人員計|在籍者数|現員計|件数計)(?:人数|人員|件数)?\s*[:：]?\s*"
    r"(?:[\d,.]+\s*[名人件]?)?|"
    r"(?:grand |sub[- ]?)?totals?(?: (?:headcount|staff|people|posts|employees|fte|amount|number))?\s*:?\s*[\d,.]*|"
    r"head ?count(?: total)?\s*:?\s*[\d,.]*",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"[※*•]|[(（\[【]?(?:注|註|注記|注釈|備考|補足|凡例|出典|出所)\s*\d*\s*[)）\]】:：.]|"
    r"(?:notes?|n\.b\.|sources?|legend|key|remarks?)\s*\d*\s*[:.)]|(?:作成|更新|印刷|出力)(?:日時?|者)\s*[:：]",
    re.IGNORECASE,
)
_END = re.compile(
    r"[-ー―－—–=\s]*(?:以\s*上|以下余白|end(?: of (?:the )?(?:report|list|file|document|table|page))?|eof)[。.]?"
    r"[-ー―－—–=\s]*|(?:page|p\.)\s*\d+(?:\s*(?:of|/)\s*\d+)?|-\s*\d+\s*-|\d+\s*/\s*\d+\s*(?:ページ|頁)",
    re.IGNORECASE,
)
_QUOTES = frozenset(("''", '"', "”"))
_DITTO = frozenset(("〃", "″", "々", "同上", "〻", "ditto", "same as above", "as above")) | _QUOTES
_LONGEST = 200


def is_aside(values: Iterable[Cell]) -> bool:
    """Whether the cells of a row are a total, a note below the list, or the mark of its end.

    A total is known by its first filled cell; a note or an end has no other cell.
    """
    filled = [text for value in values if (text := as_text(value))]
    if not filled:
        return False
    first = " ".join(unicodedata.normalize("NFKC", filled[0]).split())
    if _TOTAL.fullmatch(first):
        return True
    return len(filled) == 1 and bool(_NOTE.match(first) or _END.fullmatch(first))


def told(rows: Sequence[RawRow]) -> str:
    """What such rows say, as one text."""
    texts = [text for row in rows for value in row.values if (text := as_text(value)) and text != UNREADABLE]
    return " / ".join(dict.fromkeys(" ".join(text.split()) for text in texts))[:_LONGEST]


def with_dittos(
    rows: Sequence[RawRow], names: Collection[int], as_written: Collection[int]
) -> tuple[list[RawRow], list[int]]:
    """The rows with each cell that only says “as above” holding what stands above it; and the numbers of those rows.

    In the columns of `names` a quotation mark alone is no such word: somebody may be recorded by it. Rows whose numbers
    are in `as_written` stay as they are.
    """
    made: list[RawRow] = []
    changed: list[int] = []
    above: tuple[Cell, ...] = ()
    for row in rows:
        dittos = {
            at for at, value in enumerate(row.values) if is_ditto(value) and not (at in names and value in _QUOTES)
        }
        if dittos and row.number not in as_written:
            values = tuple(above[at] if at in dittos and at < len(above) else v for at, v in enumerate(row.values))
            row = replace(row, values=values)
            changed.append(row.number)
        made.append(row)
        above = row.values
    return made, changed


def is_ditto(value: Cell) -> bool:
    """Whether a cell says only that it holds what stands above it."""
    return isinstance(value, str) and value.strip().casefold() in _DITTO
