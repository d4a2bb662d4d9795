"""The one table from what can go wrong in the field's terms to what HTTP calls it."""

from service.domain.errors import (
    AmbiguousNameError,
    ConflictError,
    ForbiddenError,
    InvalidInputError,
    NemawashiError,
    NotFoundError,
    OutcomeUnknownError,
    RefusedError,
    TooLargeError,
    UnavailableError,
)

STATUS: dict[type[NemawashiError], int] = {
    InvalidInputError: 422,
    NotFoundError: 404,
    AmbiguousNameError: 409,
    RefusedError: 409,
    ConflictError: 409,
    TooLargeError: 413,
    UnavailableError: 503,
    OutcomeUnknownError: 503,
    ForbiddenError: 403,
}

RETRY_SECONDS = 5
"""What an answer of 503 says about when to come back."""


def status_of(error: NemawashiError) -> int:
    """The status of an error: of its class, else of the nearest class above it; 500 for one that is in no table."""
    for kind in type(error).__mro__:
        if kind in STATUS:
            return STATUS[kind]
    return 500
