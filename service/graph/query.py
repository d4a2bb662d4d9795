"""Queries are files under `cypher/`: one file, one statement, one row class. They are checked when they are loaded."""

import re
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict

from service.domain.actor import Actor, FieldClass

R = TypeVar("R", bound="Row")

MODES = ("read", "write")
SCOPES = ("account", "visible", "none")
TIMES = ("as_of", "days", "none")
PARAMETER_TYPES = frozenset(
    {"str", "int", "float", "bool", "date", "datetime", "list[str]", "list[list]", "list[dict]", "dict"}
    | {f"{t} | None" for t in ("str", "int", "float", "bool", "date", "datetime")}
)
_HEADER = ("name", "mode", "scope", "time", "params", "returns")


class QueryFileError(Exception):
    """A query file does not hold what its header, its path or its row class promise."""


class Row(BaseModel):
    """One row of a query. Every row class declares what class of knowledge its fields hold.

    `class Stances(Row, fields=FieldClass.STANCE)`; a single field overrides it with `Annotated[…, FieldClass.MEMO]`.
    An actor without the right to a class gets None (an empty list for lists) in its fields.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)
    default_class: ClassVar[FieldClass | None] = None
    classes: ClassVar[Mapping[str, FieldClass]] = {}

    def __init_subclass__(cls, fields: FieldClass | None = None, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)

    @classmethod
    def __pydantic_init_subclass__(cls, fields: FieldClass | None = None, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        if fields is not None:
            cls.default_class = fields
        if cls.default_class is None:
            raise QueryFileError(
                f"{cls.__name__}: declare the class of its fields: class {cls.__name__}(Row, fields=…)"
            )
        found = {}
        for name, info in cls.model_fields.items():
            marks = [m for m in info.metadata if isinstance(m, FieldClass)]
            found[name] = marks[0] if marks else cls.default_class
        cls.classes = types.MappingProxyType(found)


@dataclass(frozen=True)
class Query(Generic[R]):
    """A checked query. `text` is sent whole, so that the server's query log names it."""

    name: str
    mode: str
    scope: str
    time: str
    params: Mapping[str, str]
    prose: str
    text: str
    row: type[R]
    many: bool

    def masked(self, record: Mapping[str, Any], actor: Actor) -> R:
        """The row as this actor may see it."""
        values = dict(record)
        if len(actor.fields) < len(FieldClass):
            for field, field_class in self.row.classes.items():
                if not actor.reads(field_class):
                    values[field] = [] if isinstance(values.get(field), list) else None
        return self.row.model_validate(values)


@cache
def root() -> Traversable:
    """The folder of queries: beside the package in a checkout, inside it when installed."""
    here = Path(__file__).resolve().parent.parent.parent / "cypher"
    return here if here.is_dir() else resources.files("cypher")


_COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.S)
_STRING = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"")
_PARAMETER = re.compile(r"\$([A-Za-z_]\w*)")


def statement(text: str) -> str:
    """The statement without comments and with the content of its strings blanked: what the checks look at."""
    without_strings = _STRING.sub("''", "\n".join(x for x in text.splitlines() if not x.lstrip().startswith("//")))
    return _COMMENT.sub(" ", without_strings)


def header_of(name: str, text: str) -> tuple[dict[str, str], str]:
    """The header's entries and the prose below them.

    Raises QueryFileError when an entry is missing, out of order, or the prose is empty.
    """
    found: dict[str, str] = {}
    prose: list[str] = []
    for line in text.splitlines():
        if not line.startswith("//"):
            break
        words = line[2:].strip()
        key, _, value = words.partition(":")
        if len(found) < len(_HEADER) and key == _HEADER[len(found)]:
            found[key] = value.strip()
        else:
            prose.append(words)
    missing = [k for k in _HEADER if k not in found]
    if missing:
        raise QueryFileError(f"{name}: the header lacks {', '.join(missing)} (expected in this order: {_HEADER})")
    told = "\n".join(prose).strip()
    if len(told) < 20:
        raise QueryFileError(f"{name}: say in prose below the header what a row means")
    return found, told


def _parameters(name: str, declared: str) -> dict[str, str]:
    if declared == "none":
        return {}
    found = {}
    for part in declared.split(","):
        key, colon, kind = (x.strip() for x in part.partition(":"))
        if not colon or kind not in PARAMETER_TYPES:
            raise QueryFileError(f"{name}: parameter {part.strip()!r} needs a type out of {sorted(PARAMETER_TYPES)}")
        found[key] = kind
    return found


def _one_of(name: str, key: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise QueryFileError(f"{name}: {key} is {value!r}, expected one of {allowed}")
    return value


def _split_top(text: str) -> list[str]:
    parts, depth, current = [], 0, ""
    for letter in text:
        depth += letter in "([{"
        depth -= letter in ")]}"
        if letter == "," and depth == 0:
            parts.append(current)
            current = ""
        else:
            current += letter
    return [*parts, current]


def _top_level(text: str) -> str:
    """The statement with everything inside braces blanked: what is left are the outermost clauses."""
    out, depth = [], 0
    for letter in text:
        depth += letter == "{"
        out.append(letter if depth == 0 or letter == "\n" else " ")
        depth -= letter == "}"
    return "".join(out)


def returned(text: str) -> list[str]:
    """The names of the columns that the statement returns."""
    body = statement(text)
    blank = _top_level(body)
    found = list(re.finditer(r"\bRETURN\b(?:\s+DISTINCT\b)?", blank))
    if not found:
        return []
    tail = blank[found[-1].end() :]
    end = re.search(r"\b(ORDER\s+BY|SKIP|LIMIT)\b", tail)
    clause = tail[: end.start()] if end else tail
    names = []
    for part in _split_top(clause):
        alias = re.search(r"\bAS\s+(\w+)\s*;?\s*$", part)
        names.append(alias.group(1) if alias else part.strip().rstrip(";").strip())
    return names


def parse(name: str, text: str, row: type[R]) -> Query[R]:
    """The query of this text, checked against its name and its row class; QueryFileError says what is wrong."""
    header, prose = header_of(name, text)
    if header["name"] != name:
        raise QueryFileError(f"{name}: the header names {header['name']!r}; the folder is the namespace")
    params = _parameters(name, header["params"])
    used = set(_PARAMETER.findall(statement(text)))
    if used != set(params):
        raise QueryFileError(f"{name}: declared parameters {sorted(params)}, used {sorted(used)}")
    scope = _one_of(name, "scope", header["scope"], SCOPES)
    if scope == "account" and params.get("account_id") != "str":
        raise QueryFileError(f"{name}: scope account takes account_id: str")
    if (scope == "visible") != ("visible" in params):
        raise QueryFileError(f"{name}: scope visible takes visible: list[str], and only that scope does")
    time = _one_of(name, "time", header["time"], TIMES)
    if time == "as_of" and params.get("as_of") != "date":
        raise QueryFileError(f"{name}: time as_of takes as_of: date")
    returns = header["returns"]
    many = returns.startswith("list[")
    promised = returns.removeprefix("list[").removesuffix("]") if many else returns.removeprefix("one ")
    if promised != row.__name__:
        raise QueryFileError(f"{name}: returns {returns!r}, but it is bound to {row.__name__}")
    if row.default_class is None:
        raise QueryFileError(f"{name}: {row.__name__} does not declare the class of its fields")
    columns = returned(text)
    if set(columns) != set(row.model_fields) or len(columns) != len(set(columns)):
        raise QueryFileError(f"{name}: returns {sorted(columns)}, {row.__name__} has {sorted(row.model_fields)}")
    mode = _one_of(name, "mode", header["mode"], MODES)
    return Query(name, mode, scope, time, types.MappingProxyType(params), prose, text, row, many)


LOADED: dict[str, Query[Any]] = {}
"""Every query bound so far, by name: what the warm-up plans and the contract tests go through."""


def load(name: str, row: type[R]) -> Query[R]:
    """The query `cypher/<name with dots as folders>.cypher`, bound to its row class and checked.

    Raises QueryFileError at import when the file and the class do not agree.
    """
    *folders, file = name.split(".")
    place = root()
    for folder in folders:
        place = place / folder
    place = place / f"{file}.cypher"
    if not place.is_file():
        raise QueryFileError(f"{name}: there is no cypher/{'/'.join(folders)}/{file}.cypher")
    query = parse(name, place.read_text(encoding="utf-8"), row)
    LOADED[name] = query
    return query


def allows_null(annotation: Any) -> bool:
    """Whether a field of this type may hold null."""
    if get_origin(annotation) in (typing.Union, types.UnionType):
        return type(None) in get_args(annotation)
    return annotation is type(None) or annotation is Any
