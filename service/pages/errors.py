"""Errors and refusals as pages: what happened, why, and what to do now."""

from dataclasses import dataclass

from starlette.responses import HTMLResponse

from service.domain.errors import AmbiguousNameError, NemawashiError, UnavailableError
from service.pages.chrome import BARE
from service.pages.visit import Visit
from service.web.refusal import STATUS, Refusal
from service.web.status import RETRY_SECONDS, status_of


def _(message: str) -> str:
    """Marks a text for the catalogue; it is translated when the page is made."""
    return message


@dataclass(frozen=True, slots=True)
class Told:
    """`what` happened, in one sentence; `now` is what a person can do."""

    what: str
    now: str


ERRORS = {
    "invalid_input": Told(_("This cannot be read as it is"), _("Correct what is named below, then try again.")),
    "not_found": Told(
        _("There is no such page or record"),
        _("It may have been deleted, or it is not there on the day you look at. Go back to the accounts."),
    ),
    "ambiguous_name": Told(_("This name fits several records"), _("Choose one of them.")),
    "refused": Told(_("This is not possible now"), _("The reason stands below. Nothing was changed.")),
    "conflict": Told(
        _("Somebody else was quicker"),
        _("The records have changed since you looked at them. Nothing was changed: look again, then decide."),
    ),
    "too_large": Told(_("This is too large for one piece"), _("Divide it and do it in parts. Nothing was changed.")),
    "unavailable": Told(
        _("The graph does not answer"),
        _("Wait a moment and load the page again. If that does not help, run “nemawashi doctor” in a terminal."),
    ),
    "outcome_unknown": Told(
        _("It is not known whether this was saved"),
        _("The connection broke while it was being saved. Look whether the change is there before you repeat it."),
    ),
    "forbidden": Told(_("You may not do this"), _("Ask the person who looks after the workspace.")),
    "error": Told(_("This did not work"), _("Load the page again. Nothing was changed.")),
}

REFUSALS = {
    Refusal.UNKNOWN_HOST: Told(
        _("This address is not served here"),
        _(
            "Open the address that “nemawashi serve” prints. Another host name has to be listed in "
            "NEMAWASHI_ALLOWED_HOSTS first."
        ),
    ),
    Refusal.METHOD: Told(_("This does not work that way"), _("Go back and use the buttons of the page.")),
    Refusal.FOREIGN_ORIGIN: Told(
        _("This did not come from a page of Nemawashi"),
        _("Nothing was changed. Open the page in Nemawashi and try again there."),
    ),
    Refusal.NOT_SIGNED_IN: Told(
        _("This browser has not been let in yet"),
        _(
            "Nemawashi opens only with the link that “nemawashi serve” (or “make run”) prints; each link works once. "
            "For a fresh one, stop and start it again, or run “nemawashi doctor” in a terminal."
        ),
    ),
    Refusal.BODY_TOO_LARGE: Told(
        _("The file is too large"), _("Up to 50 MiB can be sent at once. Divide the file and import it in parts.")
    ),
    Refusal.TOO_BUSY: Told(_("Too much is going on at once"), _("Wait a moment and load the page again.")),
    Refusal.TOO_SLOW: Told(
        _("This takes too long"),
        _(
            "The answer was not there in time. If you were saving something, look whether it is there before you "
            "repeat it."
        ),
    ),
    Refusal.BROKEN: Told(
        _("Something is broken here"),
        _("The fault was written to the log under the number below. Load the page again; if it stays, report it."),
    ),
}


def error_page(visit: Visit, error: NemawashiError) -> HTMLResponse:
    """The page of one of the product's own errors."""
    told = next((ERRORS[c] for c in _codes(error) if c in ERRORS), ERRORS["error"])
    status = status_of(error)
    candidates = error.candidates if isinstance(error, AmbiguousNameError) else ()
    ways_out = error.ways(visit.locale) if isinstance(error, UnavailableError) else ()
    response = visit.site.render(
        visit,
        "error.html",
        status,
        chrome=BARE,
        told=told,
        message=_message(error, visit.locale),
        problems=error.problems,
        candidates=candidates,
        ways_out=ways_out,
        again=None,
    )
    if status == 503:
        response.headers["retry-after"] = str(RETRY_SECONDS)
    return response


def _codes(error: NemawashiError) -> list[str]:
    """The error's own code, then those of the kinds of error it is one of."""
    return [error.code, *(str(getattr(kind, "code", "")) for kind in type(error).__mro__)]


def _message(error: NemawashiError, locale: str) -> str:
    """What the error says itself, where it says it in the reader's language; else the catalogue's sentences stand."""
    if error.words is not None:
        return error.words.of(locale)
    return error.message if locale == "en" else ""


def refusal_page(visit: Visit, refusal: Refusal) -> HTMLResponse:
    """The page of a request that was turned away before any route saw it."""
    again = visit.request.url.path if refusal is Refusal.NOT_SIGNED_IN and visit.request.method == "GET" else None
    response = visit.site.render(
        visit,
        "error.html",
        STATUS[refusal],
        chrome=BARE,
        told=REFUSALS[refusal],
        message="",
        problems=(),
        candidates=(),
        ways_out=(),
        again=again,
    )
    if STATUS[refusal] == 503:
        response.headers["retry-after"] = str(RETRY_SECONDS)
    return response
