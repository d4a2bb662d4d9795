"""What can go wrong in the field's own terms. Nothing here knows HTTP; one table in `service.api.problems` maps it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from service.domain.wording import Words


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, what was found, what was expected, how to mend it."""

    code: str
    where: str
    found: str
    expected: str
    mend: str = ""
    expected_ja: str = ""
    """`expected` in Japanese, where it is a sentence and no name or number."""

    def expected_in(self, locale: str) -> str:
        """What was expected, in the language of the reader."""
        return self.expected_ja if locale == "ja" and self.expected_ja else self.expected

    def __str__(self) -> str:
        text = f"{self.where}: found {self.found}, expected {self.expected}" if self.where else self.expected
        return f"{text}. {self.mend}" if self.mend else text


class NemawashiError(Exception):
    """Base of everything the product refuses on purpose. `code` is stable; `problems` lists every problem at once."""

    code = "error"
    words: Words | None = None
    """The message in both languages, where it was written in both; `message` is the English one."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.problems = tuple(problems)

    def told(self, locale: str) -> str:
        """The message in the language of the reader."""
        return self.words.of(locale) if self.words else self.message


E = TypeVar("E", bound=NemawashiError)


def worded(error: E, ja: str) -> E:
    """The error, its message said in Japanese as well."""
    error.words = Words(ja, error.message)
    return error


class InvalidInputError(NemawashiError):
    """The input itself is wrong, whatever the graph holds."""

    code = "invalid_input"


class UnusableContentError(InvalidInputError):
    """The call is right, and what it hands over cannot be used."""

    code = "unusable"


class NotFoundError(NemawashiError):
    """The thing does not exist, or the actor may not know that it does: the two are not told apart."""

    code = "not_found"


class AmbiguousNameError(NemawashiError):
    """A name fits several records; `candidates` are (id, name)."""

    code = "ambiguous_name"

    def __init__(self, message: str, candidates: Sequence[tuple[str, str]]) -> None:
        super().__init__(message)
        self.candidates = tuple(candidates)


class RefusedError(NemawashiError):
    """Well-formed, but the state of the graph does not allow it."""

    code = "refused"


class ConflictError(NemawashiError):
    """Somebody changed what this call relied on."""

    code = "conflict"


class TooLargeError(NemawashiError):
    """More than the product takes in one piece; the message says how much it takes."""

    code = "too_large"


class UnavailableError(NemawashiError):
    """The graph engine cannot be reached or used now; `ways_out` says what a person can do, `ways_ja` in Japanese where
    it was written in both."""

    code = "unavailable"

    def __init__(self, message: str, ways_out: Sequence[str] = (), ways_ja: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.ways_out = tuple(ways_out)
        self.ways_ja = tuple(ways_ja)

    def ways(self, locale: str) -> tuple[str, ...]:
        """The ways out in the language of the reader."""
        return self.ways_ja if locale == "ja" and self.ways_ja else self.ways_out


class OutcomeUnknownError(NemawashiError):
    """The link broke while a write was being committed: it may or may not have happened."""

    code = "outcome_unknown"


class ForbiddenError(NemawashiError):
    """Known, but not allowed."""

    code = "forbidden"
