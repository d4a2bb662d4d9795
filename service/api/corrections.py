"""Corrections of one person over HTTP: the same use case as the forms of the panel."""

from typing import Annotated

from fastapi import APIRouter, Body
from pydantic import BaseModel, ConfigDict
from pydantic import Field as Described

from service.accounts import find_account
from service.api.asked import AccountId, AskedDay, RecordId, TheActor, TheGraph
from service.correcting import correct_person, undo_correction
from service.domain.correcting import LONGEST, Field, Wish
from service.domain.errors import InvalidInputError, Problem, worded

router = APIRouter(tags=["organisation"])

Text = Annotated[str, Described(max_length=LONGEST)]


class Fields(BaseModel):
    """Fields of a person; one that is left out or null is not meant. Title, department and manager are those of the
    primary post: the id of a department ("" = directly under the account), the id of the post above ("" = none)."""

    model_config = ConfigDict(extra="forbid")

    name: Text | None = None
    kana: Text | None = None
    title: Text | None = None
    department: Text | None = None
    manager: Text | None = None


class PersonPatch(Fields):
    """What is to be corrected. `base` is the account's last change as the caller knows it (`last_change_id` of the
    account); where there is a later one, a field is corrected only if it still holds what `was` says."""

    base: Text | None = None
    was: Fields = Fields()


class CorrectedOut(BaseModel):
    """`change_id` is null when everything was so already."""

    model_config = ConfigDict(from_attributes=True)

    account_id: str
    person_id: str
    change_id: str | None


@router.patch("/accounts/{account_id}/people/{person_id:path}")
def patch_person(
    account_id: AccountId,
    person_id: RecordId,
    body: Annotated[PersonPatch, Body()],
    asked: AskedDay,
    graph: TheGraph,
    actor: TheActor,
) -> CorrectedOut:
    """Corrects what was recorded wrongly, as one change, in the whole interval of each fact that holds on the day. 409
    with both values when somebody else changed a field meanwhile, and when the manager would report to the person."""
    wishes = [
        Wish(field, value, getattr(body.was, field.value))
        for field in Field
        if (value := getattr(body, field.value)) is not None
    ]
    if not wishes:
        raise worded(
            InvalidInputError(
                "Name at least one field.", [Problem("missing", "body", "{}", ", ".join(f.value for f in Field))]
            ),
            "項目を一つ以上指定してください。",
        )
    found = graph.read(actor, find_account, account_id, any_state=True)
    result = correct_person(
        graph,
        actor,
        account_id=found.id,
        person_id=person_id,
        wishes=wishes,
        base=body.base,
        as_of=asked.as_of,
    )
    return CorrectedOut.model_validate(result)


@router.post("/accounts/{account_id}/corrections/{change_id}/undo")
def post_undo_correction(account_id: AccountId, change_id: RecordId, graph: TheGraph, actor: TheActor) -> CorrectedOut:
    """Takes back one correction; refused when the corrected facts have been changed again."""
    found = graph.read(actor, find_account, account_id, any_state=True)
    return CorrectedOut.model_validate(undo_correction(graph, actor, account_id=found.id, change_id=change_id))
