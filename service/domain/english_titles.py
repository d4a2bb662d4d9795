"""English titles: the word that carries the rank, and the department beside it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from service.domain.ranks import ENGLISH, NO_RANK, Kind, RankRow

CHIEF_RANK = 78
"""The rank of a Chief X Officer that the table does not name."""

_CHIEF = re.compile(r"^chief (?:[a-z&]+ ){1,3}officer$")
_SPLIT = re.compile(r"\s*(?:\n|;|/|\||\band\b|&|\+|,|\s[-–—]\s)\s*")
_TAIL = re.compile(r"\s*(?:,|:|\s[-–—|]\s|\bof\b|\bto\b|\bfor\b|\bin charge of\b|\bin\b|\bat\b)\s*(?:the\b\s*)?")
_BEFORE = re.compile(r"^(?:(acting|interim)|(former|ex|retired|past)|(incoming|designate))[\s-]+")
_AFTER = re.compile(r"[\s,-]+(?:(\(?acting\)?|\(?interim\)?)|(\(?retired\)?)|(designate|elect))$")
_LOWERING = frozenset(("deputy", "assistant", "associate", "vice", "junior", "sub", "trainee", "apprentice", "ex"))
_SCOPE = frozenset(("group", "global", "senior", "executive", "regional"))
_NEVER_OF_A_PART = frozenset(("president", "chairman", "chair", "chairwoman", "chairperson"))
"""Words that mean the head of the company only where no department stands before them: not a committee chair."""

_COMMITTEE = re.compile(r"\b(?:committee|council|working group|panel)\b")
_FRONT = (
    "senior vice president",
    "vice president",
    "vp",
    "svp",
    "evp",
    "avp",
    "general manager",
    "gm",
    "head",
    "director",
    "managing director",
)
"""Titles that may stand before a department without a mark between: VP Sales."""

_CIVIL = re.compile(r"\b(?:(grade|g)|(scs)(?:\s*(?:pay\s*)?band|\s*pb)?)[\s-]*(\d)(a?)\b")


@dataclass(frozen=True, slots=True)
class EnglishPart:
    """One title of an English text: the row that was found (None: not known), the department, how it is held."""

    text: str
    row: RankRow | None
    department: str
    acting: bool = False
    former: bool = False
    planned: bool = False


def read_english(text: str, own: Mapping[str, RankRow]) -> list[EnglishPart]:
    """The titles of an English text, in order. `own` are a company's rows, before the table's.

    `Director of Sales and Marketing` is one title, `Chairman and CEO` are two: a text is cut where both sides are
    titles, or where what follows a title cannot be its department.
    """
    pieces: list[str] = []
    marks = [match.group() for match in _SPLIT.finditer(text)]
    for piece, mark in zip(_SPLIT.split(text), ["", *marks], strict=True):
        if not pieces:
            pieces.append(piece)
            continue
        joined = pieces[-1] + mark + piece
        if _is_title(pieces[-1], own) and (_is_title(piece, own) or not _is_title(joined, own)):
            pieces.append(piece)
        else:
            pieces[-1] = joined
    return [_read_one(piece, own) for piece in pieces if piece.strip()]


def _is_title(text: str, own: Mapping[str, RankRow]) -> bool:
    return _read_one(text, own).row is not None


def _read_one(text: str, own: Mapping[str, RankRow]) -> EnglishPart:
    plain = re.sub(r"(?<=\w)\.(?=\s|$|\w\b)", "", text.casefold())
    plain = re.sub(r"\s+", " ", plain).strip(" .,")
    held = [False, False, False]
    for pattern in (_BEFORE, _AFTER):
        match = pattern.search(plain)
        if match:
            held = [mark or found is not None for mark, found in zip(held, match.groups(), strict=True)]
            plain = pattern.sub("", plain).strip()
    row, department = (own[plain], "") if plain in own else _find(plain, own)
    return EnglishPart(text.strip(), row, _as_written(department, text), *held)


def _find(plain: str, own: Mapping[str, RankRow]) -> tuple[RankRow | None, str]:
    if plain == "director (board)":
        return ENGLISH["board director"], ""
    plain = _CIVIL.sub(_civil_grade, re.sub(r"\s*\([^)]*\)", "", plain))
    for key in _with_of():
        if re.match(rf"{key}\b", plain):
            return ENGLISH[key], _TAIL.sub("", plain[len(key) :], count=1)
    for key in _civil_grades():
        if plain.startswith(f"{key} "):
            return ENGLISH[key], _TAIL.sub("", plain[len(key) :].strip(), count=1)
    head, *rest = _TAIL.split(plain, maxsplit=1)
    row, before = _at_end(head, own)
    if row is not None:
        department = rest[0] if rest else before
        heads_a_part = row.word in _NEVER_OF_A_PART and department
        if heads_a_part and (plain.startswith(f"{head} of ") or _COMMITTEE.search(department)):
            return None, ""
        return row, department
    for key in _FRONT:
        if head.startswith(f"{key} "):
            return ENGLISH[key], head[len(key) + 1 :]
    return None, ""


def _at_end(head: str, own: Mapping[str, RankRow]) -> tuple[RankRow | None, str]:
    """The longest title at the end of the head, and what stands before it."""
    words = head.split(" ")
    for start in range(len(words)):
        phrase, before = " ".join(words[start:]), words[:start]
        row = own.get(phrase) or ENGLISH.get(phrase)
        if row is None and _CHIEF.match(phrase):
            row = RankRow(phrase, Kind.GRADE, CHIEF_RANK)
        if row is None and phrase in NO_RANK:
            return None, ""
        if row is not None:
            if before and (before[-1] in _LOWERING or (phrase in _NEVER_OF_A_PART and not _SCOPE.issuperset(before))):
                return None, ""
            return row, " ".join(word for word in before if word not in _SCOPE)
    return None, ""


def _as_written(department: str, text: str) -> str:
    at = text.casefold().find(department)
    return text[at : at + len(department)] if at >= 0 and len(text.casefold()) == len(text) else department


def _civil_grade(match: re.Match[str]) -> str:
    if match[2]:
        return f"scs{match[3]}{match[4] if match[3] == '1' else ''}"
    return f"grade {match[3]}"


@lru_cache(maxsize=1)
def _with_of() -> tuple[str, ...]:
    """Known titles that hold an `of` of their own, longest first."""
    return tuple(sorted((key for key in ENGLISH if " of " in key), key=len, reverse=True))


@lru_cache(maxsize=1)
def _civil_grades() -> tuple[str, ...]:
    """Grades of a civil service that may stand before the title of the post: Grade 7 Policy Adviser."""
    grades = (key for key in ENGLISH if key.startswith(("grade ", "scs")) or key in ("seo", "heo", "eo", "ao", "aa"))
    return tuple(sorted(grades, key=len, reverse=True))
