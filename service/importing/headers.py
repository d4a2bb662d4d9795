"""The table of headers, kept as data: which word over a column means which field, list by list."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from service.domain.importing.tables import Sheet

UNUSED = "unused"
"""The field of columns that are known and deliberately not kept."""

_BRACKETS = re.compile(r"[(\[【〔].*?[)\]】〕]\s*$")
_NOISE = re.compile(r"[\s\W_]+")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the table of headers says about one kind of list."""

    names: frozenset[str]
    needs: tuple[tuple[str, ...], ...]
    headers: Mapping[str, str]
    """Header key → field."""
    fields: frozenset[str]
    perhaps: Mapping[str, tuple[str, str, str]]
    """Header key → the field that it means beside another one, that other field, and a listed header of the field."""


def header_key(header: str) -> str:
    """What of a header counts when it is compared: letters and digits, without case and width."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", header).casefold())


@cache
def _columns() -> Mapping[str, Any]:
    return tomllib.loads(files("service.importing").joinpath("data/columns.toml").read_text(encoding="utf-8"))


@cache
def vocabularies() -> Mapping[Sheet, Vocabulary]:
    data = _columns()
    found: dict[Sheet, Vocabulary] = {}
    for sheet in Sheet:
        table = data[sheet.value]
        headers = {header_key(h): field for field, known in table["columns"].items() for h in (*known, field)}
        found[sheet] = Vocabulary(
            frozenset(header_key(n) for n in table["names"]),
            tuple(tuple(group) for group in table["needs"]),
            headers,
            frozenset(table["columns"]),
            _perhaps(sheet.value, table.get("perhaps", {})),
        )
    return found


def _perhaps(kind: str, told: Mapping[str, Any]) -> Mapping[str, tuple[str, str, str]]:
    return {
        header_key(h): (field, said["beside"], header_word(kind, field, "en" if h.isascii() else "ja"))
        for field, said in told.items()
        for h in said["headers"]
    }


def field_of(header: str, vocabulary: Vocabulary) -> str | None:
    """The field a header stands for; a part in brackets at its end counts only if the header with it is listed."""
    whole = unicodedata.normalize("NFKC", header).strip()
    for text in (whole, _BRACKETS.sub("", whole)):
        key = header_key(text)
        if key and key in vocabulary.headers:
            return vocabulary.headers[key]
    return None


def header_word(kind: str, field: str, locale: str) -> str:
    """How a field of a list is called over a column, in the language: the first listed header of it."""
    known = _columns()[kind]["columns"].get(field, [])
    return next((h for h in known if h.isascii() == (locale != "ja")), known[0] if known else field)


def known_fields(headers: Sequence[str]) -> int:
    """How many different fields the headers tell, of the list that they fit best."""
    return max(
        len({f for h in headers if (f := field_of(h, vocabulary)) and f != UNUSED})
        for vocabulary in vocabularies().values()
    )
