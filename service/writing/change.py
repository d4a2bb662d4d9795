"""The record of a change: who, when, what kind, and what it corrected or removed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from service.domain import typed_json
from service.domain.errors import NotFoundError
from service.graph.query import load
from service.graph.transaction import WORKSPACE_ID, WriteTx
from service.writing.statements import Written

OPEN = load("changes.open", Written)
NOTE = load("changes.note", Written)
OPEN_WORKSPACE = load("changes.open_workspace", Written)
ADD_ITEMS = load("changes.add_items", Written)
SET_SUMMARY = load("changes.set_summary", Written)
MARK_UNDONE = load("changes.mark_undone", Written)


@dataclass(frozen=True, slots=True)
class ChangeMeta:
    """A change about to be written; its id and instant are made before the transaction begins."""

    id: str
    at: datetime
    kind: str
    """`import`, `undo`, `account_created`, `account_deleted` …"""
    reason: str | None = None
    undoes_id: str | None = None
    summary: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """What a change did to one thing that was there before. `before` None: made; `after` None: removed."""

    type: str
    """A relationship type, or the label of a record."""
    fact_id: str | None
    start_label: str | None
    start_id: str
    end_label: str | None
    end_id: str | None
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def open_change(tx: WriteTx, change: ChangeMeta, *, account_id: str | None) -> None:
    """Record the change; it is the account's last one from now on. Without an account it touches the workspace."""
    if account_id is None:
        tx.one(OPEN_WORKSPACE, workspace_id=WORKSPACE_ID, **_entry(tx, change))
    elif tx.one(OPEN, account_id=account_id, **_entry(tx, change)).written == 0:
        raise NotFoundError("There is no such account.")


def note_change(tx: WriteTx, change: ChangeMeta, *, account_id: str) -> None:
    """Record a change beside the account's facts: the account's version stays what it was."""
    if tx.one(NOTE, account_id=account_id, **_entry(tx, change)).written == 0:
        raise NotFoundError("There is no such account.")


def _entry(tx: WriteTx, change: ChangeMeta) -> dict[str, Any]:
    return {
        "change_id": change.id,
        "at": change.at,
        "actor": tx.actor.id,
        "kind": change.kind,
        "reason": change.reason,
        "undoes_id": change.undoes_id,
        "summary": typed_json.dumps(change.summary),
    }


def set_summary(tx: WriteTx, change_id: str, summary: Mapping[str, Any]) -> None:
    """Replace the summary of a change."""
    tx.one(SET_SUMMARY, change_id=change_id, summary=typed_json.dumps(summary))


def mark_undone(tx: WriteTx, change_id: str, *, undone_by_id: str) -> None:
    """Mark a change as undone by another."""
    tx.one(MARK_UNDONE, change_id=change_id, undone_by_id=undone_by_id)


def add_items(tx: WriteTx, change_id: str, items: Iterable[Item], *, first: int = 0) -> int:
    """Record what a change did; answers how many. `first` numbers the first one, so that a later part goes on."""
    rows: Sequence[list[Any]] = [
        [
            f"{change_id}.{number:06d}",
            i.fact_id,
            i.type,
            i.start_label,
            i.start_id,
            i.end_label,
            i.end_id,
            None if i.before is None else typed_json.dumps(i.before),
            None if i.after is None else typed_json.dumps(i.after),
        ]
        for number, i in enumerate(items, start=first)
    ]
    if rows:
        tx.one(ADD_ITEMS, change_id=change_id, rows=rows)
    return len(rows)
