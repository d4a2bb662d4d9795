"""Reading a title: which of the four kinds of facts its words are, which rank they have and which word decided.

A text such as 「取締役 常務執行役員 事業本部長 兼 DX推進部長」 holds a legal organ, an executive grade and two line
posts. They are taken apart by the longest known words; a word that is not known has no rank, and is asked for.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from service.domain.characters import is_japanese
from service.domain.english_titles import read_english
from service.domain.ranks import SIDE_BAND, Kind, RankRow, Sector, band, organ_in, shown, word_key
from service.domain.title_text import TitleText, compact, take_brackets
from service.domain.title_words import Rows, Word, default_rows, department_of, read_words

CXO_ON_BOARD = 88
"""The rank of a CFO, CTO … who is a director; without a seat on the board it is the table's."""

_OFFICES = (
    "社長",
    "会長",
    "頭取",
    "理事長",
    "president",
    "chair",
    "ceo",
    "chief executive",
    "coo",
    "managing director",
)
_CXO = re.compile(r"^(?:C[A-Z]{1,3}O|Chief .+ Officer|最高.+責任者)$")
_BOARD = frozenset(
    ("取締役", "代表取締役", "Board Director", "Representative Director", "Member of the Board", "Board Member")
)
_STRONG = re.compile(r"兼務|兼任|兼ねて|兼(?!業(?!務))|併任|併(?![設合])")
_WEAK = re.compile(r"[・/、,;&+|]|及び|および")
_SECONDARY = re.compile(r"^(?:兼務?|兼任|併任?)$")
_PLANNED = re.compile(r"内定|予定")
_ACTING = re.compile(r"事務取扱|代行|心得|acting|interim")
_MODIFIER = re.compile(r"^(?:代理|補佐|心得|待遇|代行|事務取扱|級|格|付|職)")


@dataclass(frozen=True, slots=True)
class TitlePart:
    """One fact of a title: its text as written, the known word in it, the kind and rank of that word.

    `department_prefix` is what stands before the word (第一営業 of 第一営業部長), `department` the unit that it names
    (第一営業部), where it names one. `concurrent` parts stand after 兼.
    """

    text: str
    word: str
    kind: Kind
    rank: int | None
    department_prefix: str = ""
    department: str | None = None
    organ: str | None = None
    acting: bool = False
    attached: bool = False
    concurrent: bool = False
    planned: bool = False
    former: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """What a title text says. Organ, grade and personal grade are the person's, the line post is the seat's.

    `rank` is the highest of all parts and `reason` the word that decided it; `person_rank` the highest of the person's
    own parts; `line_rank` the rank of `line_title`, the first line post. `concurrent` are the further line posts, each
    with its department. `band` is X1 … S3, `side` for those outside the order, None where nothing is known. `areas` are
    what an officer is responsible for (〇〇担当). `unread` are the parts that no table knows. `secondary`: the text
    itself says that the post is held beside another; `planned`: 内定, 予定; `former`: 元, 前.
    """

    text: str
    parts: tuple[TitlePart, ...]
    rank: int | None
    band: str | None
    reason: str
    line_title: str | None
    line_rank: int | None
    legal_organ: str | None
    grade_title: str | None
    personal_grade: str | None
    person_rank: int | None
    representative: bool
    acting: bool
    attached: bool
    concurrent: tuple[str, ...]
    areas: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    secondary: bool = False
    planned: bool = False
    former: bool = False

    @property
    def line_part(self) -> TitlePart | None:
        """The part that `line_title` names."""
        return next((part for part in self.parts if part.kind is Kind.POST), None)

    @property
    def short(self) -> str:
        """The title without its department, for a card: 部長 of 経理部長; the whole text where it has no post."""
        part = self.line_part
        if part is None:
            return self.text
        prefix = part.department_prefix
        return part.text[len(prefix) :].strip() if prefix and part.text.startswith(prefix) else part.word

    @property
    def is_seat(self) -> bool:
        """Whether a seat exists without its holder: there is a line post, or an office such as 社長 or CEO."""
        return self.line_title is not None or any(
            part.kind is Kind.GRADE and any(office in part.word.casefold() for office in _OFFICES)
            for part in self.parts
        )


def read_title(text: str, overrides: Mapping[str, int] | None = None, *, sector: Sector = "company") -> Title:
    """What `text` says. `overrides` are a company's own ranks by word: they go before the table, new words too."""
    return _read_cached(text, tuple(sorted((overrides or {}).items())), sector)


@lru_cache(maxsize=4096)
def _read_cached(text: str, overrides: tuple[tuple[str, int], ...], sector: Sector) -> Title:
    return _read(text, *_ladder(overrides, sector))


@lru_cache(maxsize=32)
def _ladder(overrides: tuple[tuple[str, int], ...], sector: Sector) -> tuple[Rows, Rows]:
    """All rows of a company, and its own among them."""
    own = _own_rows(dict(overrides), default_rows(sector))
    return {**default_rows(sector), **own}, own


def _read(text: str, rows: Rows, own: Rows) -> Title:
    if not is_japanese(text):
        return _title(text, _on_the_board(_english_parts(text, own)), secondary=False, planned=False, acting=False)
    main, brackets = take_brackets(compact(text))
    pieces, secondary = _pieces(main, rows)
    return _title(
        text,
        _on_the_board(_japanese_parts(pieces, brackets, rows, own)),
        secondary=secondary or any(_SECONDARY.match(inside.chars) for inside in brackets),
        planned=any(_PLANNED.search(inside.chars) for inside in brackets),
        acting=any(_ACTING.search(inside.chars) for inside in brackets),
    )


def _title(text: str, parts: list[TitlePart], *, secondary: bool, planned: bool, acting: bool) -> Title:
    best = max((part for part in parts if part.rank is not None), key=lambda part: part.rank or 0, default=None)
    side = next((part for part in reversed(parts) if part.kind is Kind.SIDE), None)
    lines = [part for part in parts if part.kind is Kind.POST]
    person_ranks = [part.rank for part in parts if part.rank is not None and part.kind is not Kind.POST]
    organs = [part.organ for part in parts if part.organ]
    decided = best or side
    outside = next((part.organ for part in reversed(parts) if part.kind is Kind.SIDE and part.organ), None)
    return Title(
        text=text,
        parts=tuple(parts),
        rank=best.rank if best else None,
        band=band(best.rank) if best else SIDE_BAND if side else None,
        reason=decided.word if decided else "",
        line_title=lines[0].text if lines else None,
        line_rank=lines[0].rank if lines else None,
        legal_organ=next((organ for organ in organs if _represents(organ)), outside or next(iter(organs), None)),
        grade_title=_highest(parts, Kind.GRADE),
        personal_grade=_highest(parts, Kind.PERSONAL),
        person_rank=max(person_ranks, default=None),
        representative=any(_represents(organ) for organ in organs),
        acting=acting or any(part.acting for part in parts),
        attached=any(part.attached for part in parts),
        concurrent=tuple(part.text for part in lines[1:]),
        areas=tuple(part.department_prefix for part in parts if part.kind is Kind.AREA),
        unread=tuple(part.text for part in parts if part.kind is Kind.UNKNOWN and not part.former),
        secondary=secondary,
        planned=planned or any(part.planned for part in parts),
        former=any(part.former for part in parts),
    )


def _own_rows(overrides: Mapping[str, int], rows: Rows) -> Rows:
    """A company's own ranks as rows: a known word keeps its kind, a new one is a post where it names a head."""
    own: dict[str, RankRow] = {}
    for word, rank in overrides.items():
        key = word_key(word)
        known = rows.get(key.replace(" ", ""))
        if known:
            kind = known.kind if known.kind is not Kind.SIDE else Kind.PERSONAL
        else:
            kind = Kind.POST if key.endswith(("長", "head", "リーダー", "manager", "director")) else Kind.PERSONAL
        own[key] = RankRow(word, kind, rank, known.organ if known else organ_in(word))
    return own


def _pieces(title: TitleText, rows: Rows) -> tuple[list[tuple[TitleText, bool]], bool]:
    """The title cut at 兼 always, at other marks and spaces where both sides are titles; and whether it begins or ends
    with 兼. Each piece says whether it stands after 兼."""
    strong = [(match.start(), match.end(), True) for match in _STRONG.finditer(title.chars)]
    weak = [(match.start(), match.end(), False) for match in _WEAK.finditer(title.chars)]
    cuts = sorted([*strong, *weak, *((at, at, False) for at in title.breaks)])
    pieces: list[tuple[TitleText, bool]] = []
    secondary = False
    start, after_strong = 0, False
    for index, (left_end, right_start, is_strong) in enumerate(cuts):
        if left_end < start:
            continue
        right_end = cuts[index + 1][0] if index + 1 < len(cuts) else len(title.chars)
        left, right = title.piece(start, left_end), title.piece(right_start, max(right_end, right_start))
        if is_strong:
            beyond = title.piece(right_start, len(title.chars))
            secondary = secondary or not (left.chars or pieces) or not beyond.chars
        elif not (_stands_alone(left, rows) and not _MODIFIER.match(right.chars) and _reads(right, rows)):
            continue
        if left.chars:
            pieces.append((left, after_strong))
        start, after_strong = right_start, is_strong
    last = title.piece(start, len(title.chars))
    if last.chars:
        pieces.append((last, after_strong))
    return pieces, secondary


def _reads(piece: TitleText, rows: Rows) -> bool:
    return any(part.kind is not Kind.UNKNOWN for part in _piece_parts(piece, rows, {}, officer=False))


def _stands_alone(piece: TitleText, rows: Rows) -> bool:
    """Whether the piece is a title that what follows cannot belong to.

    Not 営業担当 (部長), not 本部長付 (部長), not 執行役員 営業本部 (本部長).
    """
    parts = _piece_parts(piece, rows, {}, officer=False)
    if not parts or any(part.kind is Kind.UNKNOWN for part in parts):
        return False
    last = parts[-1]
    names_unit_only = last.kind is Kind.AREA and last.text == last.department_prefix
    return not (last.attached or names_unit_only or last.word in ("担当", "一般"))


def _japanese_parts(
    pieces: list[tuple[TitleText, bool]], brackets: tuple[TitleText, ...], rows: Rows, own: Rows
) -> list[TitlePart]:
    extra = [(inside, False) for inside in brackets if _reads(inside, rows)]
    officer = any(
        part.kind in (Kind.ORGAN, Kind.GRADE)
        for piece, _ in pieces
        for part in _piece_parts(piece, rows, own, officer=False)
    )
    parts: list[TitlePart] = []
    for piece, after_strong in [*pieces, *extra]:
        for part in _piece_parts(piece, rows, own, officer=officer):
            parts.append(replace(part, concurrent=after_strong))
    if any(inside.chars.startswith(("社外", "独立社外")) for inside in brackets):
        parts = [
            replace(part, kind=Kind.SIDE, rank=None, organ="社外取締役") if part.word == "取締役" else part
            for part in parts
        ]
    return parts


def _piece_parts(piece: TitleText, rows: Rows, own: Rows, *, officer: bool) -> list[TitlePart]:
    if not piece.chars:
        return []
    if not is_japanese(piece.chars):
        return _english_parts(piece.written(), own)
    words = read_words(piece.chars, rows, officer=officer)
    if words[0].row is None and words[0].kind is Kind.UNKNOWN and not words[0].former and piece.breaks:
        split = _known_beside_unknown(piece, rows, own, officer=officer)
        if split:
            return split
    return [_part(piece, word) for word in words]


def _known_beside_unknown(piece: TitleText, rows: Rows, own: Rows, *, officer: bool) -> list[TitlePart]:
    """The parts of a piece that is not known as a whole, where a space divides it and one side is known."""
    for at in sorted(piece.breaks):
        sides = (piece.piece(0, at), piece.piece(at, len(piece.chars)))
        parts = [_piece_parts(side, rows, own, officer=officer) for side in sides]
        if any(part.kind not in (Kind.UNKNOWN, Kind.AREA) for side in parts for part in side):
            return [part for side in parts for part in side]
    return []


def _part(piece: TitleText, word: Word) -> TitlePart:
    text = piece.written(word.start, word.end)
    prefix = piece.written(word.start, word.start + len(word.prefix)) if word.prefix else ""
    name = shown(word.row.word) if word.row else ""
    return TitlePart(
        text=text,
        word=name,
        kind=word.kind,
        rank=word.rank,
        department_prefix=prefix,
        department=department_of(prefix, text[len(prefix) :].strip()) if word.kind is Kind.POST else None,
        organ=word.row.organ if word.row else None,
        acting=word.acting,
        attached=word.attached,
        planned=word.planned,
        former=word.former,
    )


def _english_parts(text: str, own: Rows) -> list[TitlePart]:
    parts: list[TitlePart] = []
    plain = unicodedata.normalize("NFKC", text)
    at = 0
    for found in read_english(plain, own):
        row = None if found.former else found.row
        word = shown(row.word) if row else ""
        at = plain.index(found.text, at)
        written = text[at : at + len(found.text)] if len(plain) == len(text) else found.text
        part = TitlePart(
            text=written,
            word=word,
            kind=row.kind if row else Kind.UNKNOWN,
            rank=row.rank if row else None,
            department_prefix=found.department,
            department=found.department or None,
            organ=(row.organ or word if row.kind is Kind.ORGAN else row.organ) if row else None,
            acting=found.acting,
            planned=found.planned,
            former=found.former,
        )
        parts.append(part)
    return parts


def _on_the_board(parts: list[TitlePart]) -> list[TitlePart]:
    """Ranks that hang on the organ: a CFO who is a director, a director who is 監査等委員."""
    organs = {part.organ for part in parts if part.organ}
    if organs & _BOARD:
        parts = [
            replace(part, rank=CXO_ON_BOARD) if _CXO.match(part.word) and part.rank == 78 else part for part in parts
        ]
    if "監査等委員" in organs:
        parts = [
            replace(part, kind=Kind.SIDE, rank=None) if part.kind is Kind.ORGAN and part.word == "取締役" else part
            for part in parts
        ]
    return parts


def _highest(parts: list[TitlePart], kind: Kind) -> str | None:
    """The text of the highest part of a kind: the person's one grade where the title names several."""
    of_kind = [part for part in parts if part.kind is kind]
    return max(of_kind, key=lambda part: part.rank or 0).text if of_kind else None


def _represents(organ: str) -> bool:
    return organ.startswith(("代表", "Representative"))
