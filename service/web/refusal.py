"""Why a request is turned away before any route sees it."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from starlette.responses import Response
from starlette.types import Scope


class Refusal(StrEnum):
    """Stable codes; the words are in the pages' catalogues and in the problem table."""

    UNKNOWN_HOST = "unknown_host"
    METHOD = "method_not_allowed"
    FOREIGN_ORIGIN = "foreign_origin"
    NOT_SIGNED_IN = "not_signed_in"
    BODY_TOO_LARGE = "body_too_large"
    TOO_BUSY = "too_busy"
    TOO_SLOW = "too_slow"
    BROKEN = "internal_error"


STATUS: Mapping[Refusal, int] = {
    Refusal.UNKNOWN_HOST: 421,
    Refusal.METHOD: 405,
    Refusal.FOREIGN_ORIGIN: 403,
    Refusal.NOT_SIGNED_IN: 401,
    Refusal.BODY_TOO_LARGE: 413,
    Refusal.TOO_BUSY: 503,
    Refusal.TOO_SLOW: 503,
    Refusal.BROKEN: 500,
}

Answer = Callable[[Scope, Refusal], Response]
"""How a refusal looks: a page for browsers, a problem document for scripts."""
