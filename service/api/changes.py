"""What has been done to an account, and taking one change back."""

from datetime import datetime

from fastapi import APIRouter

from service.accounts import find_account
from service.api.asked import AccountId, Cursor, Limit, RecordId, TheActor, TheGraph
from service.api.models import Out, Page
from service.api.paging import page_of
from service.changes import ChangeRow, list_changes
from service.graph.transaction import ReadTx
from service.undoing import undo_change

router = APIRouter(tags=["records"])


class ChangeOut(Out):
    """`entry` is what was written down by hand, where it was; `about` are the names it was about, as they were then."""

    id: str
    at: datetime
    actor: str | None
    kind: str
    entry: str | None
    about: list[str]
    reason: str | None
    undoes_id: str | None
    undone_by_id: str | None


class UndoneOut(Out):
    account_id: str
    change_id: str
    undone_change_id: str


@router.get("/accounts/{account_id}/changes")
def get_changes(
    account_id: AccountId, graph: TheGraph, actor: TheActor, cursor: Cursor = None, limit: Limit = 100
) -> Page[ChangeOut]:
    """All changes of the account, the last one first."""
    return page_of(graph.read(actor, _read, account_id=account_id), cursor, limit, key=lambda c: c.id)


def _read(tx: ReadTx, *, account_id: str) -> list[ChangeOut]:
    found = find_account(tx, account_id, any_state=True)
    return [_told(c) for c in list_changes(tx, account_id=found.id)]


def _told(change: ChangeRow) -> ChangeOut:
    told = change.told
    return ChangeOut(
        id=change.id,
        at=change.at,
        actor=change.actor,
        kind=change.kind,
        entry=told.get("entry"),
        about=list(told.get("about", ())),
        reason=change.reason,
        undoes_id=change.undoes_id,
        undone_by_id=change.undone_by_id,
    )


@router.post("/accounts/{account_id}/changes/{change_id}/undo")
def post_undo_change(account_id: AccountId, change_id: RecordId, graph: TheGraph, actor: TheActor) -> UndoneOut:
    """Takes back one correction or entry, to the letter. 409 with the later changes when something stands on it: take
    those back first. An import is taken back as the last one (`imports/undo`)."""
    found = graph.read(actor, find_account, account_id, any_state=True)
    done = undo_change(graph, actor, account_id=found.id, change_id=change_id)
    return UndoneOut(account_id=done.account_id, change_id=done.change_id, undone_change_id=done.undone.id)
