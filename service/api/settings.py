"""Settings of the gap report: of the workspace, and of one account before them."""

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from service.api.asked import AccountId, InLocale, TheActor, TheGraph
from service.settings_document import SettingsOut, change_settings, read_settings_document

router = APIRouter(tags=["settings"])


class SettingsIn(BaseModel):
    """Values by name; null sets back. What is left out stays."""

    model_config = ConfigDict(extra="forbid")

    values: dict[str, int | None] = Field(max_length=200)


@router.get("/settings")
def get_settings(graph: TheGraph, actor: TheActor, locale: InLocale) -> SettingsOut:
    """What counts for every account that does not set it itself."""
    return read_settings_document(graph, actor, account_id=None, locale=locale)


@router.patch("/settings")
def patch_settings(body: SettingsIn, graph: TheGraph, actor: TheActor, locale: InLocale) -> SettingsOut:
    """Sets values for the workspace; refused as a whole, with every value that cannot be used."""
    return change_settings(graph, actor, account_id=None, values=body.values, locale=locale)


@router.get("/accounts/{account_id}/settings")
def get_account_settings(account_id: AccountId, graph: TheGraph, actor: TheActor, locale: InLocale) -> SettingsOut:
    """What counts for the account, and where each value comes from."""
    return read_settings_document(graph, actor, account_id=account_id, locale=locale)


@router.patch("/accounts/{account_id}/settings")
def patch_account_settings(
    account_id: AccountId, body: SettingsIn, graph: TheGraph, actor: TheActor, locale: InLocale
) -> SettingsOut:
    """Sets values for the account; refused as a whole, with every value that cannot be used."""
    return change_settings(graph, actor, account_id=account_id, values=body.values, locale=locale)
