"""What a use case is given: a transaction that runs checked queries for one actor."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import neo4j
from neo4j.time import Date as DriverDate
from neo4j.time import DateTime as DriverDateTime

from service.domain.actor import Actor, FieldClass
from service.domain.errors import ConflictError, NotFoundError, worded
from service.graph.query import Query, R, Row, load


class Locked(Row, fields=FieldClass.ORG):
    id: str
    revision: int


LOCK_ACCOUNTS = load("core.lock_accounts", Locked)
LOCK_WORKSPACE = load("core.lock_workspace", Locked)

WORKSPACE_ID = "workspace"

_KINDS: Mapping[str, type | tuple[type, ...]] = {
    "str": str,
    "int": int,
    "float": (int, float),
    "bool": bool,
    "date": date,
    "datetime": datetime,
    "dict": dict,
}

_INNER: Mapping[str, type | tuple[type, ...]] = {"list[str]": str, "list[list]": (list, tuple), "list[dict]": dict}


class ParameterError(TypeError):
    """A call does not give a query what it declares. A mistake of ours, never of the user's."""


def _fits(value: Any, kind: str) -> bool:
    if kind.endswith(" | None"):
        if value is None:
            return True
        kind = kind.removesuffix(" | None")
    if kind.startswith("list["):
        inner = _INNER[kind]
        return isinstance(value, list) and (not value or isinstance(value[0], inner))
    if kind == "date":
        return isinstance(value, date) and not isinstance(value, datetime)
    if kind == "int":
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, _KINDS[kind])


_SCALARS = frozenset({str, int, float, bool, type(None)})


def plain(value: Any) -> Any:
    """A value of the driver as Python's own: dates and instants become `datetime` ones, all the way down."""
    kind = type(value)
    if kind in _SCALARS:
        return value
    if kind is list:
        return [x if type(x) in _SCALARS else plain(x) for x in value]
    if kind is dict:
        return {k: plain(x) for k, x in value.items()}
    if isinstance(value, (DriverDate, DriverDateTime)):
        return value.to_native()
    return value


class ReadTx:
    """Runs queries for one actor inside one transaction: everything read in it is one consistent picture.

    Before a query of scope `account` runs, its account must be visible to the actor: else NotFoundError.
    Queries of scope `visible` get the actor's visible accounts as `$visible` (null = all).
    """

    def __init__(self, driver_tx: neo4j.ManagedTransaction, actor: Actor) -> None:
        self._tx = driver_tx
        self.actor = actor

    def _run(self, query: Query[R], params: dict[str, Any]) -> neo4j.Result:
        if query.scope == "visible":
            seen = self.actor.visible
            params["visible"] = None if seen is None else sorted(seen)
        if set(params) != set(query.params):
            raise ParameterError(f"{query.name} takes {sorted(query.params)}, was given {sorted(params)}")
        for name, kind in query.params.items():
            if name != "visible" and not _fits(params[name], kind):
                raise ParameterError(f"{query.name}: {name} is {type(params[name]).__name__}, expected {kind}")
        if query.scope == "account" and not self.actor.sees(params["account_id"]):
            raise worded(NotFoundError("There is no such account."), "その顧客はありません。")
        return self._tx.run(query.text, params)

    def _allowed(self, query: Query[Any]) -> None:
        if query.mode != "read":
            raise ParameterError(f"{query.name} writes: run it in a write transaction")

    def rows(self, query: Query[R], /, **params: Any) -> list[R]:
        """All rows, in the order of the query."""
        self._allowed(query)
        result = self._run(query, params)
        keys = result.keys()
        return [
            query.masked(dict(zip(keys, (plain(v) for v in values), strict=True)), self.actor)
            for values in (r.values() for r in result)
        ]

    def first(self, query: Query[R], /, **params: Any) -> R | None:
        """The first row, or None when there is none."""
        found = self.rows(query, **params)
        return found[0] if found else None

    def one(self, query: Query[R], /, **params: Any) -> R:
        """The only row; NotFoundError when there is none."""
        found = self.rows(query, **params)
        if not found:
            raise worded(NotFoundError("There is no such record."), "その記録はありません。")
        if len(found) > 1:
            raise ParameterError(f"{query.name} gave {len(found)} rows where one was promised")
        return found[0]


class WriteTx(ReadTx):
    """A transaction that may write, once it has taken its locks."""

    def __init__(self, driver_tx: neo4j.ManagedTransaction, actor: Actor) -> None:
        super().__init__(driver_tx, actor)
        self._locked: frozenset[str] | None = None

    def lock(self, account_ids: Iterable[str] = (), *, workspace: bool = False) -> None:
        """Take the write lock of these accounts (none: of the workspace), in the order of their ids.

        `workspace` takes the workspace's lock as well, before theirs: for a change of an account that also makes or
        corrects records of the whole workspace, such as our members.

        Must be the first statement of every write; a second call is refused, because locks taken out of order
        deadlock. Accounts that do not exist or are not visible raise NotFoundError. An account that is about to be
        created has no node to lock: lock the workspace instead.
        """
        if self._locked is not None:
            raise ParameterError("locks are taken once, first of all")
        wanted = sorted(set(account_ids))
        if any(not self.actor.sees(x) for x in wanted):
            raise worded(NotFoundError("There is no such account."), "その顧客はありません。")
        if (workspace or not wanted) and not list(self._run(LOCK_WORKSPACE, {"id": WORKSPACE_ID})):
            raise worded(ConflictError("The workspace has not been set up."), "ワークスペースの準備ができていません。")
        if wanted:
            result = self._run(LOCK_ACCOUNTS, {"ids": wanted})
            found = {r["id"] for r in result}
            if found != set(wanted):
                raise worded(NotFoundError("There is no such account."), "その顧客はありません。")
        self._locked = frozenset(wanted)

    def _allowed(self, query: Query[Any]) -> None:
        if query.mode == "write" and self._locked is None:
            raise ParameterError(f"{query.name} writes before a lock was taken: call tx.lock(…) first")
