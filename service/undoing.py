"""Taking back one change of an account, whatever else has happened to the account since."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from service.accounts import refuse_unless_live, standing
from service.changes import CORRECTION, RECORD, UNDO, ChangeRow, change_by_id, items_of, list_changes
from service.domain.actor import Actor, FieldClass
from service.domain.errors import ConflictError, NotFoundError, Problem, RefusedError, worded
from service.domain.undoing import UndoPlan, left_alone, made_by, plan_undo
from service.graph.database import Graph
from service.graph.ids import new_id
from service.graph.query import Row, load
from service.graph.transaction import ReadTx, WriteTx
from service.importing.snapshot import read_snapshot
from service.writing import ChangeMeta, carry_out, mark_undone, open_change

BY_ITSELF = frozenset({CORRECTION, RECORD})
"""Kinds of changes that are taken back one by one; an import is taken back as the last one."""


class LaterItem(Row, fields=FieldClass.ORG):
    """A change that stands on what another made or changed."""

    id: str
    at: datetime
    kind: str


LATER = load("changes.later_items", LaterItem)


@dataclass(frozen=True, slots=True)
class Undone:
    """`change_id` is the undo, `undone` the change that it took back."""

    account_id: str
    change_id: str
    undone: ChangeRow


@dataclass(frozen=True, slots=True)
class _Undoable:
    base: str | None
    change: ChangeRow
    plan: UndoPlan


def undo_change(
    graph: Graph, actor: Actor, *, account_id: str, change_id: str, kinds: Collection[str] = BY_ITSELF
) -> Undone:
    """What the change made is gone, what it corrected or removed is as before; the undo is a change of its own.

    RefusedError when something later stands on it, with those changes, and when it is undone already; NotFoundError
    when the account has no such change of one of the `kinds`; ConflictError when somebody was faster.
    """
    found = graph.read_long(actor, _read, account_id=account_id, change_id=change_id, kinds=kinds)
    summary = {k: v for k, v in found.change.told.items() if k in ("person_id", "entry", "about")}
    change = ChangeMeta(
        new_id(), datetime.now(UTC), UNDO, undoes_id=change_id, summary={**summary, "created": 0, "changed": 0}
    )
    graph.write(actor, _undo, account_id, found, change)
    return Undone(account_id, change.id, found.change)


def _read(tx: ReadTx, *, account_id: str, change_id: str, kinds: Collection[str]) -> _Undoable:
    stands = standing(tx, account_id=account_id)
    row = change_by_id(tx, change_id=change_id)
    of_account = stands is not None and any(c.id == change_id for c in list_changes(tx, account_id=account_id))
    if stands is None or row is None or row.kind not in kinds or not of_account:
        raise worded(NotFoundError("There is no such change to take back."), "取り消せるその変更はありません。")
    if row.undone_by_id is not None:
        raise worded(RefusedError("This has been undone already."), "これは取り消し済みです。")
    snapshot = read_snapshot(tx, account_id=account_id)
    items = items_of(tx, account_id=account_id, change_id=change_id)
    made = made_by(change_id, snapshot)
    later = tx.rows(
        LATER,
        account_id=account_id,
        at=row.at,
        change_id=change_id,
        facts=[*made.facts, *(i.fact_id for i in items if i.fact_id)],
        records=list(made.records),
    )
    if later or not left_alone(change_id, row.told.get("made", 0), snapshot, items):
        raise worded(
            RefusedError(
                "What this change recorded has been changed again since: take that back first, or correct it anew.",
                [
                    Problem("later_change", c.id, c.kind, "nothing later", c.at.isoformat(), "あとの変更なし")
                    for c in later
                ],
            ),
            "この変更のあとに、同じところが変更されています。先にそれを取り消すか、もう一度訂正してください。",
        )
    return _Undoable(stands.last_change_id, row, plan_undo(change_id, snapshot, items))


def _undo(tx: WriteTx, account_id: str, found: _Undoable, change: ChangeMeta) -> None:
    tx.lock([account_id])
    stands = standing(tx, account_id=account_id)
    if stands is None or stands.last_change_id != found.base:
        raise worded(
            ConflictError("The account has been changed by somebody else. Look at it again, then undo."),
            "ほかの人がこの顧客を変更しました。もう一度確認してから取り消してください。",
        )
    refuse_unless_live(stands.name, stands.state)
    carry_out(tx, found.plan, change=change)
    open_change(tx, change, account_id=account_id)
    mark_undone(tx, found.change.id, undone_by_id=change.id)
