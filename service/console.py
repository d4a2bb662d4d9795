"""What commands print: one JSON document on standard output or words, all else on standard error; exit codes."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel

from service.domain.errors import (
    AmbiguousNameError,
    InvalidInputError,
    NemawashiError,
    NotFoundError,
    UnavailableError,
)

DONE, REFUSED, WRONG_CALL = 0, 1, 2


def say(text: str = "") -> None:
    """A line for the person at the terminal."""
    print(text, file=sys.stderr, flush=True)


def out(text: str) -> None:
    """A line of the answer itself."""
    print(text, flush=True)


def as_json(document: Any) -> str:
    def default(value: Any) -> Any:
        if isinstance(value, BaseModel):
            return value.model_dump(mode="json")
        if isinstance(value, date | datetime):
            return value.isoformat()
        return str(value)

    return json.dumps(document, ensure_ascii=False, indent=2, default=default)


def answer(document: Any, *, as_document: bool, words: Callable[[], None]) -> None:
    """Print the answer of a command: the document when `--json` was asked for, else words."""
    if as_document:
        out(as_json(document))
    else:
        words()


@contextmanager
def refusals(*, as_document: bool) -> Iterator[None]:
    """Turn the product's own errors into plain words (and a JSON document) and the exit code of the README's table."""
    try:
        yield
    except NemawashiError as error:
        code = WRONG_CALL if isinstance(error, AmbiguousNameError | InvalidInputError | NotFoundError) else REFUSED
        if as_document:
            out(as_json(_document(error)))
        say(error.message)
        for problem in error.problems:
            say(f"  {problem}")
        if isinstance(error, AmbiguousNameError):
            for id_, name in error.candidates:
                say(f"  {id_}  {name}")
        if isinstance(error, UnavailableError):
            for way in error.ways_out:
                say(f"  - {way}")
        raise SystemExit(code) from None


def _document(error: NemawashiError) -> dict[str, Any]:
    document: dict[str, Any] = {
        "error": error.code,
        "message": error.message,
        "problems": [
            {"code": p.code, "where": p.where, "found": p.found, "expected": p.expected, "mend": p.mend}
            for p in error.problems
        ],
    }
    if isinstance(error, AmbiguousNameError):
        document["candidates"] = [{"id": i, "name": n} for i, n in error.candidates]
    return document
