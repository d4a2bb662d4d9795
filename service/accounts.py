"""Accounts: list, find, create, delete."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from service.domain.actor import Actor, FieldClass
from service.domain.errors import AmbiguousNameError, InvalidInputError, NotFoundError, RefusedError, worded
from service.domain.names import clean, key_exact
from service.domain.wording import Words
from service.graph.database import Graph
from service.graph.ids import new_id
from service.graph.query import Query, Row, load
from service.graph.transaction import WORKSPACE_ID, ReadTx, WriteTx
from service.importing.drafts import Drafts
from service.writing import ChangeMeta, open_change
from service.writing.statements import Written

LIVE, LOADING, DELETING = "live", "loading", "deleting"

DELETE_AT_ONCE = 1_000
"""Records removed in one transaction."""


class AccountSummary(Row, fields=FieldClass.ORG):
    """An account as a list shows it. Counts are of all days. `state`: live, loading (its first import was cut off or is
    under way) or deleting."""

    id: str
    name: str
    state: str
    currency: str | None
    people: int
    posts: int
    departments: int
    last_change_id: str | None
    last_change_at: datetime | None


class Standing(Row, fields=FieldClass.ORG):
    """What a write must know of an account. `change_id` made it; `attached` is how much hangs off it."""

    id: str
    name: str
    state: str
    last_change_id: str | None
    change_id: str | None
    attached: int


class Amount(Row, fields=FieldClass.ORG):
    """A count of records."""

    n: int


class Progress(Protocol):
    """Is told of one piece of work: `start`, any number of `advance`, `done`."""

    def start(self, total: int, what: str) -> None: ...

    def advance(self, n: int = 1) -> None: ...

    def done(self) -> None: ...


_DELETING_WORDS = Words("顧客を削除しています", "deleting the account")

LIST = load("accounts.list_accounts", AccountSummary)
FIND = load("accounts.find_accounts", AccountSummary)
STANDING = load("accounts.standing", Standing)
COUNT_ALL = load("accounts.count_all", Amount)
COUNT_ATTACHED = load("accounts.count_attached", Amount)
CREATE = load("accounts.create", Written)
SET_STATE = load("accounts.set_state", Written)
DELETE_STEPS: tuple[Query[Written], ...] = (
    load("accounts.delete_scoped", Written),
    load("accounts.delete_deals", Written),
    load("accounts.delete_places", Written),
    load("accounts.release_people", Written),
    load("accounts.delete_people", Written),
    load("accounts.delete_items", Written),
    load("accounts.delete_changes", Written),
)
DELETE_ACCOUNT = load("accounts.delete_account", Written)


def list_accounts(tx: ReadTx) -> list[AccountSummary]:
    """The accounts the actor may see, by name, those that are loading or being deleted among them."""
    return tx.rows(LIST)


def workspace_is_empty(tx: ReadTx) -> bool:
    """Whether there is no account at all."""
    return tx.one(COUNT_ALL).n == 0


def find_account(tx: ReadTx, ref: str, *, any_state: bool = False) -> AccountSummary:
    """The account with this id or this name.

    An id goes before an exact name, that before a name that is equal once both are folded. AmbiguousNameError with the
    candidates when several fit; NotFoundError when none does; RefusedError while it is loading or being deleted, unless
    `any_state`.
    """
    wanted = clean(ref)
    found = tx.rows(FIND, ref=wanted, name_key=key_exact(wanted))
    fits = [a for a in found if a.id == wanted] or [a for a in found if a.name == wanted] or found
    if not fits:
        raise worded(NotFoundError(f"There is no account “{wanted}”."), f"顧客「{wanted}」はありません。")
    if len(fits) > 1:
        raise worded(
            AmbiguousNameError(
                f"“{wanted}” fits {len(fits)} accounts: say which by its id.", [(a.id, a.name) for a in fits]
            ),
            f"「{wanted}」にあてはまる顧客が{len(fits)}件あります。ID で指定してください。",
        )
    if not any_state:
        refuse_unless_live(fits[0].name, fits[0].state)
    return fits[0]


def refuse_unless_live(name: str, state: str) -> None:
    """RefusedError while the account's first import is unfinished or its deletion is under way."""
    if state == LOADING:
        raise worded(
            RefusedError(
                f"The first import of “{name}” is under way or was cut off: apply it again, or delete the account."
            ),
            f"「{name}」は最初の取り込みの途中です。同じ取り込みをもう一度適用するか、顧客を削除してください。",
        )
    if state == DELETING:
        raise worded(
            RefusedError(f"“{name}” is being deleted, or that was cut off: delete it again to finish."),
            f"「{name}」は削除の途中です。もう一度削除すると終わります。",
        )


def standing(tx: ReadTx, *, account_id: str) -> Standing | None:
    """The account as a write needs to know it; None when there is none."""
    return tx.first(STANDING, account_id=account_id)


def insert_account(
    tx: WriteTx, *, account_id: str, name: str, currency: str, change_id: str, at: datetime, state: str = LIVE
) -> None:
    """Make the account node, within a change that the caller records. InvalidInputError when the name is empty."""
    kept = clean(name)
    if not kept:
        raise worded(InvalidInputError("An account needs a name."), "顧客の名前を入れてください。")
    tx.one(
        CREATE,
        workspace_id=WORKSPACE_ID,
        account_id=account_id,
        name=kept,
        name_key=key_exact(kept),
        currency=currency,
        state=state,
        at=at,
        change_id=change_id,
    )


def create_account(
    tx: WriteTx, *, account_id: str, name: str, currency: str = "JPY", change_id: str, at: datetime
) -> None:
    """An empty account of this name exists and its making is a change of its own."""
    tx.lock()
    insert_account(tx, account_id=account_id, name=name, currency=currency, change_id=change_id, at=at)
    open_change(tx, ChangeMeta(change_id, at, "account_created"), account_id=account_id)


def set_state(tx: WriteTx, *, account_id: str, state: str) -> None:
    """Set the state of an account that is locked."""
    tx.one(SET_STATE, account_id=account_id, state=state)


def delete_account(
    graph: Graph,
    actor: Actor,
    account_id: str,
    *,
    progress: Progress | None = None,
    data_dir: Path | None = None,
    locale: str = "en",
) -> None:
    """Delete the account and all that hangs only off it; this cannot be undone.

    People who work for another account too stay there; members of ours, units and products stay. It goes in several
    transactions under the state `deleting`; cut off, it is finished by calling it again. `data_dir` is where drafts of
    imports lie, so that those of the account go with it. The workspace keeps a change that says who deleted what.
    """
    change = ChangeMeta(new_id(), datetime.now(UTC), "account_deleted", summary={"account_id": account_id})
    total = graph.write(actor, _begin_deleting, account_id=account_id)
    if progress is not None:
        progress.start(total, _DELETING_WORDS.of(locale))
    try:
        for step in DELETE_STEPS:
            while done := graph.write_long(actor, _delete_some, step, account_id=account_id):
                if progress is not None:
                    progress.advance(done)
        graph.write_long(actor, _finish_deleting, account_id=account_id, change=change)
    finally:
        if progress is not None:
            progress.done()
    if data_dir is not None:
        Drafts(data_dir).forget_account(account_id)


def _begin_deleting(tx: WriteTx, *, account_id: str) -> int:
    tx.lock([account_id])
    set_state(tx, account_id=account_id, state=DELETING)
    return tx.one(COUNT_ATTACHED, account_id=account_id).n


def _delete_some(tx: WriteTx, step: Query[Written], *, account_id: str) -> int:
    tx.lock([account_id])
    return tx.one(step, account_id=account_id, most=DELETE_AT_ONCE).written


def _finish_deleting(tx: WriteTx, *, account_id: str, change: ChangeMeta) -> None:
    tx.lock([account_id], workspace=True)
    tx.one(DELETE_ACCOUNT, account_id=account_id)
    open_change(tx, change, account_id=None)
