"""What commands print: one JSON document on standard output or words, all else on standard error; exit codes."""

import json
import os
import sys
import traceback
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
    Problem,
    UnavailableError,
    UnusableContentError,
)
from service.domain.wording import Words

DONE, REFUSED, WRONG_CALL = 0, 1, 2

_PROBLEM = Words("{where}: {found} → 正しくは: {expected}", "{where}: found {found}, expected {expected}")
_UNFORESEEN = Words(
    "思わぬ誤りで止まりました（{kind}）。NEMAWASHI_LOG_LEVEL=debug を付けると、詳しい経過を表示します。",
    "This stopped at an unforeseen fault ({kind}). With NEMAWASHI_LOG_LEVEL=debug it shows where.",
)


def say(text: str = "") -> None:
    """A line for the person at the terminal."""
    print(text, file=sys.stderr, flush=True)


def out(text: str) -> None:
    """A line of the answer itself; a reader who has gone away (`| head`) ends the command quietly."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(DONE) from None


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
def refusals(*, as_document: bool, locale: str) -> Iterator[None]:
    """Turn the product's own errors into plain words (and a JSON document) and the exit code of the README's table."""
    try:
        yield
    except NemawashiError as error:
        refuse(error, as_document=as_document, locale=locale)
        raise SystemExit(exit_code(error)) from None


def exit_code(error: NemawashiError) -> int:
    """WRONG_CALL for what the call itself names wrongly; what it names rightly and cannot be used is REFUSED."""
    if isinstance(error, UnusableContentError):
        return REFUSED
    return WRONG_CALL if isinstance(error, AmbiguousNameError | InvalidInputError | NotFoundError) else REFUSED


def refuse(error: NemawashiError, *, as_document: bool, locale: str) -> None:
    """Say why not: the whole of it on standard error, and as a document on standard output when one was asked for."""
    message = error.told(locale)
    if as_document:
        out(as_json(_document(error, locale)))
    say(message)
    for problem in error.problems:
        text = _told(problem, locale)
        if problem.expected_in(locale) not in message:
            say(f"  {text}")
    if isinstance(error, AmbiguousNameError):
        for id_, name in error.candidates:
            say(f"  {id_}  {name}")
    if isinstance(error, UnavailableError):
        for way in error.ways(locale):
            say(f"  - {way}")


def unforeseen(error: Exception, *, as_document: bool, locale: str, whole: bool) -> None:
    """Say that something went wrong that nobody thought of; with `whole` also where."""
    message = _UNFORESEEN.of(locale).format(kind=type(error).__name__)
    if as_document:
        out(as_json({"error": "unforeseen", "message": message, "problems": []}))
    if whole:
        traceback.print_exception(error, file=sys.stderr)
    say(message)


def _told(problem: Problem, locale: str) -> str:
    if not problem.where:
        text = problem.expected_in(locale)
    else:
        text = _PROBLEM.of(locale).format(
            where=problem.where, found=problem.found, expected=problem.expected_in(locale)
        )
    return f"{text} {problem.mend}" if problem.mend else text


def _problem(p: Problem, locale: str) -> dict[str, str]:
    return {"code": p.code, "where": p.where, "found": p.found, "expected": p.expected_in(locale), "mend": p.mend}


def _document(error: NemawashiError, locale: str) -> dict[str, Any]:
    document: dict[str, Any] = {
        "error": error.code,
        "message": error.told(locale),
        "problems": [_problem(p, locale) for p in error.problems],
    }
    if isinstance(error, AmbiguousNameError):
        document["candidates"] = [{"id": i, "name": n} for i, n in error.candidates]
    if isinstance(error, UnavailableError):
        document["ways_out"] = list(error.ways(locale))
    return document
