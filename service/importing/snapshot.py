"""All of one account as plain data, read in one round trip."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from service.domain.actor import FieldClass
from service.domain.schema import TIMED
from service.domain.snapshot import ExistingFact, ExistingTie, Snapshot
from service.graph.query import Row, load
from service.graph.transaction import ReadTx
from service.importing.collector import collector_at_rest


class SnapshotRow(Row, fields=FieldClass.ORG):
    """`nodes` are [labels, properties]; `edges` are [type, start id, end id, properties]."""

    nodes: list[Any]
    edges: list[Any]


class SharedIds(Row, fields=FieldClass.ORG):
    """The ids of what is ours, sorted."""

    members: list[str]
    units: list[str]


SNAPSHOT = load("importing.snapshot", SnapshotRow)
OURS = load("importing.ours", SnapshotRow)
SHARED_IDS = load("importing.shared_ids", SharedIds)

_BOOKKEEPING = frozenset({"revision", "last_change_id"})
"""Properties of the account that every write changes and no planner looks at."""


@collector_at_rest()
def read_snapshot(tx: ReadTx, *, account_id: str) -> Snapshot:
    """The account, its records and all facts of all days; the members and units of ours are those of the workspace.

    Facts and ties come in the order of type and ends. NotFoundError when there is no such account.
    """
    return _snapshot(account_id, tx.one(SNAPSHOT, account_id=account_id))


def read_empty(tx: ReadTx, *, account_id: str, name: str, currency: str) -> Snapshot:
    """What `read_snapshot` will say once the account has been made: itself, our members and units."""
    row = tx.one(OURS)
    account = {"id": account_id, "name": name, "currency": currency}
    return _snapshot(account_id, SnapshotRow(nodes=[[["Account"], account], *row.nodes], edges=row.edges))


def shared_ids(tx: ReadTx) -> tuple[list[str], list[str]]:
    """The ids of our members and units, sorted, as they are now."""
    row = tx.one(SHARED_IDS)
    return row.members, row.units


def shared_ids_in(snapshot: Snapshot) -> tuple[list[str], list[str]]:
    """The ids of our members and units, sorted, as a snapshot holds them."""
    return sorted(snapshot.records("Member")), sorted(snapshot.records("Unit"))


def _snapshot(account_id: str, row: SnapshotRow) -> Snapshot:
    label_of: dict[str, str] = {}
    nodes: dict[str, dict[str, dict[str, Any]]] = {}
    for labels, told in row.nodes:
        properties = _read_texts(told)
        node_id = properties.get("id")
        if node_id is None:  # one of ours that was removed while this was read: it is gone
            continue
        label = "Account" if node_id == account_id else labels[0]
        label_of[node_id] = label
        if label == "Account":
            properties = {k: v for k, v in properties.items() if k not in _BOOKKEEPING}
        nodes.setdefault(label, {})[node_id] = properties
    facts: dict[tuple[str, str, str, str], ExistingFact] = {}
    ties: dict[tuple[str, str, str], ExistingTie] = {}
    for type_, start_id, end_id, told in row.edges:
        if start_id not in label_of or end_id not in label_of:
            continue
        properties = _read_texts(told)
        if type_ in TIMED:
            key = (type_, start_id, end_id, properties["id"])
            facts[key] = ExistingFact(
                type_, properties["id"], label_of[start_id], start_id, label_of[end_id], end_id, properties
            )
        else:
            ties[type_, start_id, end_id] = ExistingTie(
                type_, label_of[start_id], start_id, label_of[end_id], end_id, properties
            )
    return Snapshot(
        account_id,
        nodes,
        tuple(facts[key] for key in sorted(facts)),
        tuple(ties[key] for key in sorted(ties)),
    )


@lru_cache(10_000)
def _instant(text: str) -> datetime:
    """An instant as the graph writes it; the name of a zone may follow the offset in brackets."""
    return datetime.fromisoformat(text.partition("[")[0])


_day = lru_cache(10_000)(date.fromisoformat)
_TEXTS: Mapping[str, Callable[[str], Any]] = {
    "recorded_at": _instant,
    "valid_from": _day,
    "valid_to": _day,
    "observed_on": _day,
}


def _read_texts(told: dict[str, Any]) -> dict[str, Any]:
    """The properties, with days and instants that came as text made into what they are."""
    return {k: _TEXTS[k](v) if k in _TEXTS else v for k, v in told.items() if v is not None}
