"""The keys on which an import compares ids, names and mail addresses. Cached: the same words come back in every row."""

import re
import unicodedata
from functools import lru_cache

from service.domain import names
from service.domain.surnames import surname_length

EMPLOYEE = "employee_id"
POST = "post_id"
OPPORTUNITY = "opportunity_id"
MEETING = "meeting_id"
OWN = "nemawashi"
RECORD = "record_id"
IN_ONE_APP = frozenset({RECORD, "kintone"})
"""Systems of `ExternalId`: which kind of number of a file it is. A number belongs to the account of its record.

`OWN` is the key of our own exports: the id of the record there. In the account of the export it is found by that id.
`IN_ONE_APP` count within one app or file only: alone they do not tell who somebody is."""

_CACHE = 200_000
_SPACES = re.compile(r"[\s　]+")
_LATIN = re.compile("[A-Za-zＡ-Ｚａ-ｚ]")
_UMLAUTS = re.compile("([aou])e")
_MAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+")


@lru_cache(_CACHE)
def exact(text: str) -> str:
    return names.key_exact(text)


@lru_cache(_CACHE)
def fold(text: str) -> str:
    return names.key_fold(text)


@lru_cache(_CACHE)
def person(text: str) -> str:
    return names.same_person_key(text)


@lru_cache(_CACHE)
def alike(name: str) -> str:
    """The key on which spellings of one name meet: other kanji, Müller and MUELLER in any order. It merges nobody."""
    return fold(name) if is_japanese(name) else _UMLAUTS.sub(r"\1", person(name))


@lru_cache(_CACHE)
def search(name: str, kana: str = "", romaji: str = "") -> str:
    """What full-text search looks into: name and reading folded, romanised and Latin names by word in their own key."""
    latin = [names.romaji_key(text) for text in (romaji, name if _LATIN.search(name) else "") if text]
    parts = (fold(name), fold(kana) if kana else "", *latin)
    return " ".join(dict.fromkeys(p for p in parts if p))


@lru_cache(_CACHE)
def clean(text: str) -> str:
    """The text without control characters and outer spaces, otherwise as entered."""
    return names.clean(text) if text else ""


@lru_cache(_CACHE)
def memo(text: str) -> str:
    """The text as `clean` leaves each of its lines, without empty lines around it."""
    return "\n".join(clean(line) for line in re.split(r"\r\n?|\n", text)).strip() if text else ""


@lru_cache(_CACHE)
def vacant(text: str) -> bool:
    """Whether a text in the place of a name says that nobody holds the post."""
    return bool(text) and names.is_placeholder_vacant(text)


@lru_cache(_CACHE)
def unknown(text: str) -> bool:
    """Whether a text says that a name is not given: N/D, 非公開, 不明."""
    return bool(text) and names.is_placeholder_unknown(text)


@lru_cache(_CACHE)
def eliminated(text: str) -> bool:
    """Whether a text says that the post no longer exists."""
    return bool(text) and names.is_eliminated(text)


@lru_cache(_CACHE)
def surname(name: str) -> str:
    """The key of the family name, as far as the writing shows it: the part before the space, the last Latin word, of
    `Smith, Jane` what stands before the comma."""
    front, comma, _ = clean(name).partition(",")
    if comma and front.strip() and not is_japanese(name):
        return exact(_SPACES.split(front.strip())[-1])
    parts = _SPACES.split(clean(name).replace(",", " ").strip())
    if len(parts) < 2:
        return exact(name[: surname_length(name)] if is_japanese(name) else name)
    if is_japanese(name):
        return exact(parts[0])
    capitals = [p for p in parts if len(p) > 1 and p.isupper()]
    return exact(capitals[0] if len(capitals) == 1 else parts[-1])


@lru_cache(_CACHE)
def romaji(text: str) -> str:
    """The key on which a romanised name is equal in either order and any romanisation: YAMADA Taro, Tarō Yamada."""
    return " ".join(sorted(names.romaji_key(text).split())) if text else ""


@lru_cache(_CACHE)
def number(value: str) -> str:
    """The key of an id: full width folded, case and outer spaces dropped, leading zeros kept."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", value)).casefold()


def mail(text: str) -> str | None:
    """The mail address in the text, in lower case; None if there is none."""
    found = _MAIL.search(unicodedata.normalize("NFKC", text))
    return found.group().rstrip(".,;").casefold() if found else None


def is_japanese(text: str) -> bool:
    """Whether a text is written in Japanese; decides in which language a word is filled in beside it."""
    return any("぀" <= c <= "ヿ" or "㐀" <= c <= "鿿" or "豈" <= c <= "﫿" for c in text)
