"""Gaps that are set aside with a reason: set aside, taken back; each a change that says who did it.

A dismissal is no fact of the account: it makes no draft of an import stale and stands in the way of no undo.
"""

from collections.abc import Callable
from datetime import date, datetime

from service.domain.actor import FieldClass
from service.domain.errors import NotFoundError, worded
from service.domain.gaps.dismissals import AnyGap, Dismissal, checked_reason, looks
from service.graph.query import Row, load
from service.graph.transaction import ReadTx, WriteTx
from service.writing import ChangeMeta, note_change
from service.writing.change import Item, add_items
from service.writing.statements import Written


class DismissalRow(Row, fields=FieldClass.ORG):
    """A dismissal as it is kept."""

    id: str
    gap_id: str
    reason: str
    actor: str | None
    at: datetime
    dismissed_on: date
    until_on: date | None
    looked: str


OF_ACCOUNT = load("dismissals.of_account", DismissalRow)
CREATE = load("dismissals.create", Written)
REMOVE = load("dismissals.remove", Written)

FindGap = Callable[[ReadTx], AnyGap | None]
"""Reads the gap that is meant, as it is on the day looked at, open or set aside."""


def read_dismissals(tx: ReadTx, *, account_id: str) -> tuple[Dismissal, ...]:
    """All that have not been taken back, those that are over among them; the latest first."""
    return tuple(
        Dismissal(r.id, r.gap_id, r.reason, r.actor, r.at, r.dismissed_on, r.until_on, r.looked)
        for r in tx.rows(OF_ACCOUNT, account_id=account_id)
    )


def dismiss(
    tx: WriteTx,
    *,
    account_id: str,
    gap_id: str,
    find: FindGap,
    reason: str,
    as_of: date,
    today: date,
    until_on: date | None,
    dismissal_id: str,
    change: ChangeMeta,
) -> Dismissal:
    """Set the gap aside from `as_of` up to and including `until_on`; without that day until the gap looks different.

    Afterwards it is folded away in the reports of those days; what dismissed the same gap before is replaced.
    InvalidInputError for a missing reason or a last day that is not after today; NotFoundError when there is no such
    gap on `as_of`.
    """
    tx.lock([account_id])
    text = checked_reason(reason, until_on, as_of, today)
    gap = find(tx)
    if gap is None:
        raise worded(NotFoundError("There is no such gap on that day."), "その日に、その指摘はありません。")
    before = [d for d in read_dismissals(tx, account_id=account_id) if d.gap_id == gap_id]
    actor = tx.actor.id
    made = Dismissal(dismissal_id, gap_id, text, actor, change.at, as_of, until_on, looks(gap))
    note_change(tx, change, account_id=account_id)
    tx.one(REMOVE, account_id=account_id, ids=[d.id for d in before])
    tx.one(
        CREATE,
        account_id=account_id,
        id=made.id,
        change_id=change.id,
        at=change.at,
        actor=actor,
        gap_id=gap_id,
        reason=text,
        dismissed_on=as_of,
        until_on=until_on,
        looked=made.looked,
    )
    add_items(tx, change.id, (*(_item(d, made=False) for d in before), _item(made, made=True)))
    return made


def take_back(tx: WriteTx, *, account_id: str, dismissal_id: str, change: ChangeMeta) -> None:
    """The gap is shown again; the change keeps what was taken back. NotFoundError when there is no such dismissal."""
    tx.lock([account_id])
    found = next((d for d in read_dismissals(tx, account_id=account_id) if d.id == dismissal_id), None)
    if found is None:
        raise worded(NotFoundError("There is no such dismissal."), "その保留はありません。")
    note_change(tx, change, account_id=account_id)
    tx.one(REMOVE, account_id=account_id, ids=[dismissal_id])
    add_items(tx, change.id, [_item(found, made=False)])


def _item(dismissal: Dismissal, *, made: bool) -> Item:
    told = {
        "gap_id": dismissal.gap_id,
        "reason": dismissal.reason,
        "dismissed_on": dismissal.dismissed_on,
        "until_on": dismissal.until_on,
        "actor": dismissal.actor,
    }
    before, after = (None, told) if made else (told, None)
    return Item("Dismissal", None, "Dismissal", dismissal.id, None, None, before, after)
