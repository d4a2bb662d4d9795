"""Settings of the gap report: of the workspace, and of one account before them."""

from datetime import UTC, datetime
from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from service.accounts import find_account
from service.api.asked import AccountId, InLocale, TheActor, TheGraph
from service.api.models import Out
from service.changes import SETTINGS as KIND
from service.domain.actor import Actor
from service.domain.gaps.settings import SETTINGS, ValueChange, read_values
from service.graph.database import Graph
from service.graph.ids import new_id
from service.graph.transaction import ReadTx
from service.settings_store import SettingsChange, SettingsView, read_settings_view, save_settings
from service.writing import ChangeMeta

router = APIRouter(tags=["settings"])


class SettingOut(Out):
    """`value` counts here; `set_in` is where it comes from. `least` and `most` are both allowed."""

    name: str
    label: str
    hint: str
    unit: str
    value: int
    set_in: Literal["account", "workspace", "default"]
    default: int
    least: int
    most: int
    changed_at: datetime | None
    changed_by: str | None


class ValueChangeOut(Out):
    """Null: not set here, so that what stands above counts."""

    name: str
    before: int | None
    after: int | None


class SettingsChangeOut(Out):
    id: str
    at: datetime
    actor: str | None
    changes: list[ValueChangeOut]


class SettingsOut(Out):
    """`history` has the last changes made in this place, the latest first."""

    account_id: str | None
    settings: list[SettingOut]
    history: list[SettingsChangeOut]


class SettingsIn(BaseModel):
    """Values by name; null sets back. What is left out stays."""

    model_config = ConfigDict(extra="forbid")

    values: dict[str, int | None] = Field(max_length=200)


@router.get("/settings")
def get_settings(graph: TheGraph, actor: TheActor, locale: InLocale) -> SettingsOut:
    """What counts for every account that does not set it itself."""
    return _settings(graph, actor, None, locale)


@router.patch("/settings")
def patch_settings(body: SettingsIn, graph: TheGraph, actor: TheActor, locale: InLocale) -> SettingsOut:
    """Sets values for the workspace; refused as a whole, with every value that cannot be used."""
    return _save(graph, actor, None, body, locale)


@router.get("/accounts/{account_id}/settings")
def get_account_settings(account_id: AccountId, graph: TheGraph, actor: TheActor, locale: InLocale) -> SettingsOut:
    """What counts for the account, and where each value comes from."""
    return _settings(graph, actor, account_id, locale)


@router.patch("/accounts/{account_id}/settings")
def patch_account_settings(
    account_id: AccountId, body: SettingsIn, graph: TheGraph, actor: TheActor, locale: InLocale
) -> SettingsOut:
    """Sets values for the account; refused as a whole, with every value that cannot be used."""
    return _save(graph, actor, account_id, body, locale)


def _save(graph: Graph, actor: Actor, account_id: str | None, body: SettingsIn, locale: str) -> SettingsOut:
    wanted = read_values(body.values)
    change = ChangeMeta(new_id(), datetime.now(UTC), KIND)
    graph.write(actor, save_settings, account_id=account_id, wanted=wanted, change=change)
    return _settings(graph, actor, account_id, locale)


def _settings(graph: Graph, actor: Actor, account_id: str | None, locale: str) -> SettingsOut:
    found = graph.read(actor, _read, account_id=account_id)
    return SettingsOut(
        account_id=account_id,
        settings=[_setting(name, found, account_id, locale) for name in SETTINGS],
        history=[_change(c) for c in found.history],
    )


def _read(tx: ReadTx, *, account_id: str | None) -> SettingsView:
    if account_id is not None:
        find_account(tx, account_id, any_state=True)
    return read_settings_view(tx, account_id=account_id)


def _setting(name: str, found: SettingsView, account_id: str | None, locale: str) -> SettingOut:
    setting = SETTINGS[name]
    row = found.own.get(name) or found.above.get(name)
    return SettingOut(
        name=name,
        label=setting.words.of(locale),
        hint=setting.hint.of(locale),
        unit=setting.unit_words.of(locale),
        value=setting.default if row is None else row.value,
        set_in="default" if row is None else "account" if account_id and name in found.own else "workspace",
        default=setting.default,
        least=setting.least,
        most=setting.most,
        changed_at=row and row.at,
        changed_by=row and row.actor,
    )


def _change(change: SettingsChange) -> SettingsChangeOut:
    return SettingsChangeOut(
        id=change.id, at=change.at, actor=change.actor, changes=[_value(c) for c in change.changes]
    )


def _value(change: ValueChange) -> ValueChangeOut:
    return ValueChangeOut(name=change.name, before=change.before, after=change.after)
