"""The words of one piece of a Japanese title: leading organ and grade, then a department and the post at the end."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from service.domain.ranks import ENGLISH, JAPANESE, NO_RANK, Kind, RankRow, Sector, word_key

Rows = Mapping[str, RankRow]

_PERSONAL_LEADS = ("理事", "フェロー", "参与", "参事", "主幹", "主査")
_BLOCKED = re.compile(
    r"室|付|附|会(?!長)|秘書|補佐|代理|代行|候補|経験|直属|特命|直轄|員|官|級|格|待遇|心得|職務|事務取扱|オフィス|相当"
)
"""What may not follow a leading word: 社長室長 is no president, 取締役会事務局長 no director."""

_PLANNED = re.compile(r"(?:就任予定|内定|予定|候補)$")
_ACTING = re.compile(r"(?:事務取扱|職務代行|職務代理|代行|心得|取扱)$")
_ATTACHED = re.compile(r"^(.*(?:部|課|室|長|局|本部|所|店|役員|取締役|官房|社|頭取|センター|グループ))(?:付き?|附)$")
_HIGH_ATTACHED = re.compile(r"(?:社長|会長|頭取|役員|取締役|官房|本社)$")
_AREA = re.compile(r"^(.+?)(?:領域|部門)?(?:担当|管掌|委嘱|所管|管轄)$")
_UNIT = re.compile(r"(?:本部|事業部|部|課|室|局|支社|支店|工場|センター|カンパニー|グループ|部門)$")
_FORMER = re.compile(r"^[元前旧]")
_NEXT = re.compile(r"^次期")
_LOWERING = re.compile(r"(?:副|準|補|元)$")
_LATIN_END = re.compile(r"^(.*[^\x00-\x7f])([a-z][a-z&.\-]*)$")
_WHOLE_ONLY = frozenset(("一般", "主席"))

ATTACHED_RANK, ATTACHED_RANK_HIGH = 46, 60
"""Ranks of 部付 and of 社長付: attached, without power of a line."""


@dataclass(frozen=True, slots=True)
class Word:
    """A known word in a piece: where its part begins and ends, what stands before it, and how it is held."""

    start: int
    end: int
    row: RankRow | None
    prefix: str = ""
    kind: Kind = Kind.UNKNOWN
    rank: int | None = None
    acting: bool = False
    attached: bool = False
    planned: bool = False
    former: bool = False


def read_words(chars: str, rows: Rows, *, officer: bool) -> list[Word]:
    """The words of a piece, in order; one word of no kind where the piece is not known.

    `officer`: an organ or grade stands elsewhere in the title, so that 〇〇担当 is an area of responsibility.
    """
    end = len(chars)
    planned = _PLANNED.search(chars)
    if planned and planned.start() > 0:
        end = planned.start()
    words = _parse(chars, 0, end, rows, officer=officer)
    if words is None:
        return [Word(0, len(chars), None)]
    return [replace(word, planned=True) for word in words] if end < len(chars) else words


@cache
def default_rows(sector: Sector) -> Rows:
    """The rows of a sector, the English ones without spaces among them."""
    return {key.replace(" ", ""): row for key, row in ENGLISH.items()} | dict(JAPANESE[sector])


def department_of(prefix: str, word: str) -> str | None:
    """The unit that a post heads: 第一営業 + 部長 → 第一営業部, 営業部 + 次長 → 営業部; None where it is not named."""
    if not prefix or _UNIT.search(prefix):
        return prefix or None
    unit = re.fullmatch(r"副?(.+?)(?:長)(?:代理|補佐|代行|心得)?", word)
    if unit and unit[1] not in ("次", "部門", "担当部", "専任部"):
        return prefix + unit[1]
    return None


def _parse(chars: str, start: int, end: int, rows: Rows, *, officer: bool) -> list[Word] | None:
    if start == end:
        return []
    for length in range(end - start, 1, -1):
        row = rows.get(chars[start : start + length])
        if row is None or not _leads(row, rows):
            continue
        rest = start + length
        if rest < end and _BLOCKED.match(chars, rest):
            continue
        following = _parse(chars, rest, end, rows, officer=officer or row.kind is not Kind.SIDE)
        if following is not None:
            return [_word(start, rest, row), *following]
        if row.word.endswith(("取締役", "執行役員", "執行役")) and _UNIT.search(chars[rest:end]):
            area = Word(rest, end, None, chars[rest:end], Kind.AREA)
            return [_word(start, rest, row), area]
    last = _last_word(chars, start, end, rows, officer=officer)
    return None if last is None else [last]


def _leads(row: RankRow, rows: Rows) -> bool:
    if word_key(row.word) in JAPANESE["company"] and rows.get(word_key(row.word)) is row:
        return row.kind in (Kind.ORGAN, Kind.GRADE, Kind.SIDE) or row.word in _PERSONAL_LEADS
    return False


def _last_word(chars: str, start: int, end: int, rows: Rows, *, officer: bool) -> Word | None:
    text = chars[start:end]
    attached = _ATTACHED.match(text)
    if attached and text not in rows:
        rank = ATTACHED_RANK_HIGH if _HIGH_ATTACHED.search(attached[1]) else ATTACHED_RANK
        row = RankRow(text, Kind.PERSONAL, rank)
        return Word(start, end, row, attached[1], Kind.PERSONAL, rank, attached=True)
    area = _AREA.match(text)
    if area and officer:
        return Word(start, end, None, area[1], Kind.AREA)
    if _FORMER.match(text) and text[1:] in rows:
        return Word(start, end, None, former=True)
    upcoming = _NEXT.match(text)
    if upcoming and text[2:] in rows:
        return replace(_word(start, end, rows[text[2:]]), planned=True)
    found = _suffix(text, rows)
    acting = False
    if found is None:
        bare = _ACTING.sub("", text)
        acting = bare != text
        found = _suffix(bare, rows) if acting else None
    if found is None:
        return None
    row, prefix = found
    word = _word(start, end, row, prefix)
    return replace(
        word, acting=acting or row.word.endswith(("心得", "代行")), attached=row.word in ("付部長", "付課長")
    )


def _suffix(text: str, rows: Rows) -> tuple[RankRow, str] | None:
    """The longest known word at the end, and what stands before it."""
    for at in range(len(text)):
        rest = text[at:]
        if rest in NO_RANK and rest not in rows:
            return None
        row = rows.get(rest)
        if row is None or (rest.isascii() and at > 0 and text[at - 1].isascii()):
            continue
        if at > 0 and (rest in _WHOLE_ONLY or _LOWERING.search(text[:at])):
            return None
        return row, text[:at]
    return None


def _word(start: int, end: int, row: RankRow, prefix: str = "") -> Word:
    return Word(start, end, row, prefix, row.kind, row.rank)
