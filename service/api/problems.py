"""Errors as RFC 9457 problem documents. Which status an error has is in `service.web.status`."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict
from starlette.responses import JSONResponse

from service.domain.errors import AmbiguousNameError, NemawashiError, UnavailableError
from service.web.refusal import STATUS, Refusal
from service.web.status import RETRY_SECONDS, status_of

MEDIA_TYPE = "application/problem+json"


class ProblemItem(BaseModel):
    """One thing that is wrong."""

    model_config = ConfigDict(extra="forbid")

    code: str
    where: str
    found: str
    expected: str
    mend: str


class Candidate(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str
    name: str


class ProblemDocument(BaseModel):
    """RFC 9457. `code` is stable; `problems` lists everything that is wrong, not only the first."""

    model_config = ConfigDict(extra="forbid")

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    code: str
    problems: list[ProblemItem] = []
    candidates: list[Candidate] = []
    ways_out: list[str] = []
    request_id: str


TITLES: Mapping[int, str] = {
    400: "Bad request",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    409: "Not possible now",
    413: "Too large",
    415: "Unsupported media type",
    421: "Unknown host",
    422: "Invalid input",
    500: "Internal error",
    503: "Not available now",
}

DETAILS: Mapping[Refusal, str] = {
    Refusal.UNKNOWN_HOST: "This host name is not served here.",
    Refusal.METHOD: "This address does not take that method.",
    Refusal.FOREIGN_ORIGIN: "A changing request must come from our own pages, or carry the bearer token and no cookie.",
    Refusal.NOT_SIGNED_IN: "Send the bearer token that `nemawashi doctor --json` prints.",
    Refusal.BODY_TOO_LARGE: "The body is larger than this address takes.",
    Refusal.TOO_BUSY: "Too many requests are being worked on.",
    Refusal.TOO_SLOW: "The answer was not there in time. A write may have happened: look before you repeat it.",
    Refusal.BROKEN: "An unforeseen error; it stands in the log under the request id.",
}


def problem_response(
    status: int, code: str, detail: str, request_id: str, *, headers: Mapping[str, str] | None = None, **more: Any
) -> JSONResponse:
    """A problem document as an answer."""
    document = ProblemDocument(
        title=TITLES.get(status, "Error"), status=status, detail=detail, code=code, request_id=request_id, **more
    )
    given = dict(headers or {})
    if status == 503:
        given["retry-after"] = str(RETRY_SECONDS)
    if status == 401:
        given["www-authenticate"] = 'Bearer realm="nemawashi"'
    return JSONResponse(document.model_dump(), status_code=status, media_type=MEDIA_TYPE, headers=given)


def error_problem(error: NemawashiError, request_id: str) -> JSONResponse:
    """One of the product's own errors."""
    return problem_response(
        status_of(error),
        error.code,
        error.message,
        request_id,
        problems=[
            ProblemItem(code=p.code, where=p.where, found=p.found, expected=p.expected, mend=p.mend)
            for p in error.problems
        ],
        candidates=[Candidate(id=i, name=n) for i, n in error.candidates]
        if isinstance(error, AmbiguousNameError)
        else [],
        ways_out=list(error.ways_out) if isinstance(error, UnavailableError) else [],
    )


def refusal_problem(refusal: Refusal, request_id: str) -> JSONResponse:
    """A request that was turned away before any route saw it."""
    return problem_response(STATUS[refusal], refusal.value, DETAILS[refusal], request_id)


def validation_problem(errors: Sequence[Any], request_id: str) -> JSONResponse:
    """Input that does not have the declared shape: every place at once, with what was found and what was expected."""
    items = [
        ProblemItem(
            code=str(e.get("type", "invalid")),
            where=".".join(str(part) for part in e.get("loc", ())),
            found=_found(e.get("input")),
            expected=str(e.get("msg", "")),
            mend="",
        )
        for e in errors
    ]
    return problem_response(422, "invalid_input", "The request cannot be read as it is.", request_id, problems=items)


def _found(value: Any) -> str:
    text = value if isinstance(value, str) else repr(value)
    return text.encode("utf-8", "replace").decode("utf-8")[:200]
