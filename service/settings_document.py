"""The settings of the gap report as scripts see them: what counts, where it comes from, who changed what."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Literal

from service.accounts import find_account
from service.changes import SETTINGS as KIND
from service.domain.actor import Actor
from service.domain.gaps.parts import Part
from service.domain.gaps.settings import SETTINGS, Value, ValueChange, read_values
from service.graph.database import Graph
from service.graph.ids import new_id
from service.graph.transaction import ReadTx
from service.settings_store import SettingsChange, SettingsView, read_settings_view, save_settings
from service.writing import ChangeMeta


class SettingOut(Part):
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


class ValueChangeOut(Part):
    """Null: not set here, so that what stands above counts."""

    name: str
    before: int | None
    after: int | None


class SettingsChangeOut(Part):
    id: str
    at: datetime
    actor: str | None
    changes: list[ValueChangeOut]


class SettingsOut(Part):
    """`history` has the last changes made in this place, the latest first."""

    account_id: str | None
    settings: list[SettingOut]
    history: list[SettingsChangeOut]


def read_settings_document(graph: Graph, actor: Actor, *, account_id: str | None, locale: str) -> SettingsOut:
    """What counts for the account, or (None) for the workspace. NotFoundError when there is no such account."""
    found = graph.read(actor, _read, account_id=account_id)
    return SettingsOut(
        account_id=account_id,
        settings=[_setting(name, found, account_id, locale) for name in SETTINGS],
        history=[_change(c) for c in found.history],
    )


def change_settings(
    graph: Graph, actor: Actor, *, account_id: str | None, values: Mapping[str, str | Value | None], locale: str
) -> SettingsOut:
    """Set these values for the account, or (None) for the workspace, and answer what counts then; a value of None sets
    back. InvalidInputError lists every value that cannot be used; then nothing is set."""
    wanted = read_values(values)
    change = ChangeMeta(new_id(), datetime.now(UTC), KIND)
    graph.write(actor, save_settings, account_id=account_id, wanted=wanted, change=change)
    return read_settings_document(graph, actor, account_id=account_id, locale=locale)


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
