"""The settings of the gap report, as they are kept in the graph: read, changed, and who changed what.

They are no facts of the account: a change of one does not make a draft of an import stale, nor does it stand in the
way of an undo.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from service.changes import SETTINGS as KIND
from service.domain import typed_json
from service.domain.actor import FieldClass
from service.domain.gaps.settings import SETTINGS, GapSettings, Value, ValueChange, changes_of, settle
from service.graph.query import Row, load
from service.graph.transaction import WORKSPACE_ID, ReadTx, WriteTx
from service.writing import ChangeMeta, note_change, open_change
from service.writing.change import Item, add_items
from service.writing.statements import Written

MOST_HISTORY = 50


class ValuesRow(Row, fields=FieldClass.ORG):
    """[name, value] of what is set for the workspace and for the account."""

    workspace: list[tuple[str, Value]]
    account: list[tuple[str, Value]]


class SettingRow(Row, fields=FieldClass.ORG):
    """One value that is set, and who set it when."""

    id: str
    name: str
    value: Value
    at: datetime | None
    actor: str | None


class HistoryRow(Row, fields=FieldClass.ORG):
    """A change of settings; an item is [setting's id, before, after], both JSON text."""

    id: str
    at: datetime
    actor: str | None
    items: list[tuple[str, str | None, str | None]]


@dataclass(frozen=True, slots=True)
class SettingsChange:
    """Who changed which settings when."""

    id: str
    at: datetime
    actor: str | None
    changes: tuple[ValueChange, ...]


@dataclass(frozen=True, slots=True)
class SettingsView:
    """What is set where, with who set it: `own` of the place looked at, `above` of the workspace for an account."""

    own: Mapping[str, SettingRow]
    above: Mapping[str, SettingRow]
    history: tuple[SettingsChange, ...]
    """The latest changes of the place looked at, the last one first."""

    @property
    def counting(self) -> GapSettings:
        """The values that count there."""
        return settle({n: r.value for n, r in self.above.items()}, {n: r.value for n, r in self.own.items()})


VALUES = load("settings.values", ValuesRow)
OF_ACCOUNT = load("settings.of_account", SettingRow)
OF_WORKSPACE = load("settings.of_workspace", SettingRow)
HISTORY_OF_ACCOUNT = load("settings.history_of_account", HistoryRow)
HISTORY_OF_WORKSPACE = load("settings.history_of_workspace", HistoryRow)
PUT_FOR_ACCOUNT = load("settings.put_for_account", Written)
PUT_FOR_WORKSPACE = load("settings.put_for_workspace", Written)
REMOVE = load("settings.remove", Written)


def read_gap_settings(tx: ReadTx, *, account_id: str) -> GapSettings:
    """The values that count for the account; those of the workspace for an account that does not exist."""
    row = tx.one(VALUES, account_id=account_id, workspace_id=WORKSPACE_ID)
    return settle(dict(row.workspace), dict(row.account))


def read_settings_view(tx: ReadTx, *, account_id: str | None) -> SettingsView:
    """What is set for the account, or (None) for the workspace, and how it came about."""
    above = _by_name(tx.rows(OF_WORKSPACE, workspace_id=WORKSPACE_ID))
    if account_id is None:
        told = tx.rows(HISTORY_OF_WORKSPACE, workspace_id=WORKSPACE_ID, kind=KIND, most=MOST_HISTORY)
        return SettingsView(above, {}, tuple(_change(r) for r in told))
    told = tx.rows(HISTORY_OF_ACCOUNT, account_id=account_id, kind=KIND, most=MOST_HISTORY)
    own = _by_name(tx.rows(OF_ACCOUNT, account_id=account_id))
    return SettingsView(own, above, tuple(_change(r) for r in told))


def save_settings(
    tx: WriteTx, *, account_id: str | None, wanted: Mapping[str, Value | None], change: ChangeMeta
) -> tuple[ValueChange, ...]:
    """Set these values for the account, or (None) for the workspace; a value of None sets back to what stands above.

    Afterwards the values count, and one change says who changed what from what to what. Names that `wanted` leaves out
    stay. Answers what was changed; when that is nothing, nothing was written. NotFoundError: no such account.
    """
    tx.lock([] if account_id is None else [account_id])
    found = (
        tx.rows(OF_WORKSPACE, workspace_id=WORKSPACE_ID)
        if account_id is None
        else tx.rows(OF_ACCOUNT, account_id=account_id)
    )
    done = changes_of({r.name: r.value for r in found}, wanted)
    if not done:
        return ()
    ids = {c.name: f"setting-{account_id or WORKSPACE_ID}-{c.name}" for c in done}
    rows = [[ids[c.name], c.name, c.after] for c in done if c.after is not None]
    tx.one(REMOVE, ids=sorted(ids.values()))
    if account_id is None:
        open_change(tx, change, account_id=None)
        tx.one(PUT_FOR_WORKSPACE, workspace_id=WORKSPACE_ID, change_id=change.id, at=change.at, rows=rows)
    else:
        note_change(tx, change, account_id=account_id)
        tx.one(PUT_FOR_ACCOUNT, account_id=account_id, change_id=change.id, at=change.at, rows=rows)
    add_items(tx, change.id, (Item("Setting", None, "Setting", ids[c.name], None, None, *_states(c)) for c in done))
    return done


def _by_name(rows: list[SettingRow]) -> dict[str, SettingRow]:
    return {r.name: r for r in rows if r.name in SETTINGS}


def _states(change: ValueChange) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    def told(value: Value | None) -> dict[str, Any] | None:
        return None if value is None else {"name": change.name, "value": value}

    return told(change.before), told(change.after)


def _change(row: HistoryRow) -> SettingsChange:
    changes = []
    for _, before_text, after_text in row.items:
        before, after = _state(before_text), _state(after_text)
        name = (before or after or {"name": ""})["name"]
        if name in SETTINGS:
            changes.append(
                ValueChange(
                    name, None if before is None else before["value"], None if after is None else after["value"]
                )
            )
    return SettingsChange(row.id, row.at, row.actor, tuple(changes))


def _state(text: str | None) -> dict[str, Any] | None:
    return None if text is None else typed_json.loads(text)
