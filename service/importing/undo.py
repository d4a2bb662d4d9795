"""Taking back the last import of an account, as a change of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from service.accounts import (
    DELETE_ACCOUNT,
    DELETE_STEPS,
    DELETING,
    LIVE,
    LOADING,
    Progress,
    Standing,
    refuse_unless_live,
    set_state,
    standing,
)
from service.changes import BESIDE_FACTS, IMPORT, UNDO, ChangeRow, items_of, last_standing, list_changes
from service.domain.actor import Actor
from service.domain.errors import ConflictError, NotFoundError, Problem, RefusedError, worded
from service.domain.portions import FIRST_LOAD, LIVE_LIMIT, undo_portions
from service.domain.undoing import UndoPlan, plan_undo
from service.domain.wording import Words
from service.domain.written import SHARED_LABELS
from service.graph.database import Graph
from service.graph.ids import new_id
from service.graph.transaction import ReadTx, WriteTx
from service.importing.snapshot import read_snapshot
from service.writing import ChangeMeta, carry_out, mark_undone, open_change


@dataclass(frozen=True)
class UndoResult:
    """What an undo did. `account_removed`: the import had made the account, so it is gone as well.

    `removed` and `restored` count records and facts.
    """

    account_id: str
    change_id: str
    undone_change_id: str
    account_removed: bool
    removed: int
    restored: int


@dataclass(frozen=True)
class Later:
    """A change in the way of an undo. Of a correction also whom it is about, and field → (before, after)."""

    id: str
    kind: str
    at: datetime
    person_id: str | None
    fields: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class _Undoable:
    """The last import of an account and what taking it back comes to."""

    stands: Standing
    change: ChangeRow
    plan: UndoPlan
    removes_account: bool
    summary: dict[str, Any] = field(default_factory=dict)


def later_changes(changes: Sequence[ChangeRow]) -> list[Later]:
    """What changed facts after the last import in force, the last change first; nothing when there is no import."""
    found: list[Later] = []
    for c in changes:
        if c.kind == IMPORT and c.undone_by_id is None:
            return found
        if c.kind not in {UNDO, *BESIDE_FACTS} and c.undone_by_id is None:
            found.append(Later(c.id, c.kind, c.at, c.told.get("person_id"), c.told.get("fields", {})))
    return []


def last_import(tx: ReadTx, *, account_id: str) -> ChangeRow:
    """The import that an undo of this account would take back.

    Undone imports and their undos cancel out. RefusedError, with what stands in the way, when the last change in force
    is no import or when there is none.
    """
    changes = list_changes(tx, account_id=account_id)
    found = last_standing(changes)
    if found is not None and found.kind == IMPORT:
        return found
    if not any(c.kind == IMPORT and c.undone_by_id is None for c in changes):
        raise worded(
            RefusedError("There is no import to undo."),
            "取り消せる取り込みはありません。",
        )
    later = [
        Problem("later_change", c.id, c.kind, "an import", c.at.isoformat(), "取り込み") for c in later_changes(changes)
    ]
    raise worded(
        RefusedError("The account has been changed since its last import: undo those changes first.", later),
        "最後の取り込みのあとに変更があります。先にその変更を取り消してください。",
    )


def undo_last_import(
    graph: Graph, actor: Actor, account_id: str, *, progress: Progress | None = None, locale: str = "en"
) -> UndoResult:
    """The account is as it was before its last import: what that made is gone, what it corrected or removed is back.

    An account that the import made goes as well. The undo is a change of its own. A large first load is taken back in
    several transactions under the state `loading`; cut off, it is finished by calling this again; so is a first load
    that was itself cut off. RefusedError says why there is nothing to undo; ConflictError that somebody was faster.
    """
    found = graph.read_long(actor, _read, account_id=account_id)
    change = ChangeMeta(
        new_id(),
        datetime.now(UTC),
        UNDO,
        undoes_id=found.change.id,
        summary={**found.summary, "created": 0, "changed": 0},
    )
    parts = undo_portions(found.plan, LIVE_LIMIT if found.stands.state == LIVE else FIRST_LOAD)
    if len(parts) > 1:
        parts = undo_portions(found.plan, FIRST_LOAD)
    removed = 0
    if progress is not None:
        progress.start(found.plan.size, Words("取り消しています", "undoing the import").of(locale))
    try:
        for n, part in enumerate(parts, start=1):
            removed += graph.write_long(
                actor, _write, account_id, found, part, change, last=n == len(parts), alone=len(parts) == 1
            )
            if progress is not None:
                progress.advance(part.size)
    finally:
        if progress is not None:
            progress.done()
    return UndoResult(account_id, change.id, found.change.id, found.removes_account, removed, found.plan.restored)


def _read(tx: ReadTx, *, account_id: str) -> _Undoable:
    stands = standing(tx, account_id=account_id)
    if stands is None:
        raise worded(NotFoundError("There is no such account."), "その顧客はありません。")
    if stands.state == DELETING:
        refuse_unless_live(stands.name, stands.state)
    change = last_import(tx, account_id=account_id)
    plan = plan_undo(
        change.id,
        read_snapshot(tx, account_id=account_id),
        items_of(tx, account_id=account_id, change_id=change.id),
    )
    return _Undoable(stands, change, plan, stands.change_id == change.id, change.told)


def _write(
    tx: WriteTx, account_id: str, found: _Undoable, part: UndoPlan, change: ChangeMeta, *, last: bool, alone: bool
) -> int:
    shared = bool(SHARED_LABELS & part.remove_records.keys()) or bool(part.set_back_records)
    tx.lock([account_id], workspace=shared or (last and found.removes_account))
    stands = standing(tx, account_id=account_id)
    if stands is None or stands.last_change_id != found.stands.last_change_id or stands.state == DELETING:
        raise worded(
            ConflictError("The account has been changed by somebody else. Look at it again, then undo."),
            "ほかの人がこの顧客を変更しました。もう一度確認してから取り消してください。",
        )
    removed = carry_out(tx, part, change=change)
    if not last:
        set_state(tx, account_id=account_id, state=LOADING)
        return removed
    if found.removes_account:
        _remove_account(tx, account_id)
        open_change(tx, change, account_id=None)
        return removed
    open_change(tx, change, account_id=account_id)
    mark_undone(tx, found.change.id, undone_by_id=change.id)
    if not alone or stands.state == LOADING:
        set_state(tx, account_id=account_id, state=LIVE)
    return removed


def _remove_account(tx: WriteTx, account_id: str) -> None:
    for step in DELETE_STEPS:
        while tx.one(step, account_id=account_id, most=LIVE_LIMIT).written:
            pass
    tx.one(DELETE_ACCOUNT, account_id=account_id)
