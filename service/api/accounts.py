"""Accounts: list, read, create, delete; and a fresh link that opens the product."""

from datetime import UTC, datetime

from fastapi import APIRouter, Response

from service.accounts import create_account, delete_account, find_account, list_accounts
from service.api.asked import AccountId, Cursor, Limit, TheActor, TheGraph, TheSecrets, TheSettings
from service.api.models import AccountOut, NewAccount, OpeningOut, Page
from service.api.paging import page_of
from service.graph.ids import new_id

router = APIRouter(tags=["accounts"])


@router.get("/accounts")
def get_accounts(graph: TheGraph, actor: TheActor, cursor: Cursor = None, limit: Limit = 100) -> Page[AccountOut]:
    found = [AccountOut.model_validate(a, from_attributes=True) for a in graph.read(actor, list_accounts)]
    return page_of(found, cursor, limit, key=lambda a: a.id)


@router.post("/accounts", status_code=201)
def post_account(body: NewAccount, graph: TheGraph, actor: TheActor) -> AccountOut:
    account_id = new_id()
    graph.write(
        actor,
        create_account,
        account_id=account_id,
        name=body.name,
        currency=body.currency,
        change_id=new_id(),
        at=datetime.now(UTC),
    )
    return _account(graph, actor, account_id)


@router.get("/accounts/{account_id}")
def get_account(account_id: AccountId, graph: TheGraph, actor: TheActor) -> AccountOut:
    return _account(graph, actor, account_id)


@router.delete("/accounts/{account_id}", status_code=204)
def remove_account(account_id: AccountId, graph: TheGraph, actor: TheActor, settings: TheSettings) -> Response:
    """Deletes the account and all that hangs only off it. This cannot be undone."""
    found = _account(graph, actor, account_id)
    delete_account(graph, actor, found.id, data_dir=settings.data_dir)
    return Response(status_code=204)


@router.post("/openings", status_code=201)
def post_opening(secret: TheSecrets) -> OpeningOut:
    """A fresh one-time link for a browser of this machine."""
    return OpeningOut(path=f"/?token={secret.opening()}")


def _account(graph: TheGraph, actor: TheActor, account_id: str) -> AccountOut:
    return AccountOut.model_validate(graph.read(actor, find_account, account_id, any_state=True), from_attributes=True)
