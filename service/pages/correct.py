"""Corrections from a person's panel and page, each a form that works without script."""

from starlette.responses import RedirectResponse, Response

from service.correcting import CorrectionConflictError, correct_person, undo_correction
from service.domain.correcting import Field, Wish
from service.domain.errors import InvalidInputError, NemawashiError, RefusedError
from service.pages.people import person_response
from service.pages.visit import Visit
from service.web.status import status_of


def correct(visit: Visit) -> Response:
    """The fields that the form holds are corrected; then the person's page, or the map where the form stood there.

    A value that cannot stand, or that somebody changed meanwhile, is said on the person's page: nothing is written.
    """
    person_id = str(visit.request.path_params["person_id"])
    wishes = [
        Wish(field, visit.text(field.value), visit.text(f"was-{field.value}"))
        for field in Field
        if field.value in visit.form
    ]
    try:
        correct_person(
            visit.site.graph,
            visit.actor,
            account_id=visit.account_id,
            person_id=person_id,
            wishes=wishes,
            base=visit.text("base") or None,
            as_of=visit.as_of,
        )
    except (CorrectionConflictError, InvalidInputError, RefusedError) as error:
        return _refused(visit, person_id, error, wishes)
    return _back(visit, person_id, "corrected")


def undo(visit: Visit) -> Response:
    """The correction is taken back; refused, with the reason, when the same has been changed since."""
    person_id = str(visit.request.path_params["person_id"])
    try:
        undo_correction(visit.site.graph, visit.actor, account_id=visit.account_id, change_id=visit.text("change_id"))
    except RefusedError as error:
        return _refused(visit, person_id, error, [])
    return _back(visit, person_id, "taken_back")


def _back(visit: Visit, person_id: str, told: str) -> Response:
    base = f"/accounts/{visit.account_id}"
    if visit.text("back") == "map":
        return RedirectResponse(visit.url(f"{base}/map", person=person_id), status_code=303)
    return RedirectResponse(visit.url(f"{base}/people/{person_id}", told=told) + "#correct", status_code=303)


def _refused(visit: Visit, person_id: str, error: NemawashiError, wishes: list[Wish]) -> Response:
    return person_response(
        visit, person_id, status_of(error), wrong=error, wishes={w.field.value: w.value for w in wishes}
    )
