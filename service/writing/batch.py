"""A batch into the graph: one statement per label and per type, checked against the vocabulary, all or nothing."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from service.domain.batch import Batch, NewFact, NewNode, NewTie
from service.domain.errors import ConflictError
from service.domain.schema import LABELS, RECORD_PROPERTIES, TIMED, TIMED_PROPERTIES
from service.domain.written import SHARED_LABELS, WRITTEN_LABELS, Ends, ends_of
from service.graph.query import Query
from service.graph.transaction import WriteTx
from service.writing.change import ChangeMeta, Item, add_items, open_change
from service.writing.statements import (
    CORRECT_FACTS,
    CORRECT_RECORDS,
    CREATE_FACTS,
    CREATE_NODES,
    CREATE_TIES,
    REMOVE_FACTS,
    Written,
)

CHUNK = 5_000
"""Rows sent with one statement (measured: 500 to 5,000 are equally fast)."""

T = TypeVar("T")
K = TypeVar("K")


def write_batch(tx: WriteTx, batch: Batch, *, account_id: str, change: ChangeMeta) -> None:
    """Write the batch as one change of the account.

    Afterwards everything in it is in the graph, facts and records carry the change's id, the change is the account's
    last one, and what was corrected, removed or tied between records that were there before is among its items.
    The caller has taken the locks. ConflictError (and nothing written) when a record it relies on is gone.
    """
    open_change(tx, change, account_id=account_id)
    write_parts(tx, batch, change=change)


def write_parts(tx: WriteTx, batch: Batch, *, change: ChangeMeta, first_item: int = 0) -> int:
    """Write a batch, or one of several parts, under a change that is open. Answers how many items it recorded."""
    _write_nodes(tx, batch.nodes, change)
    _write_facts(tx, batch.facts, change)
    new = {n.id for n in batch.nodes}
    items = [_tie_item(t) for t in write_ties(tx, batch.ties) if t.start_id not in new and t.end_id not in new]
    for type_, corrections in _grouped(batch.fact_corrections, lambda c: c.type):
        _check_names(type_, (c.after for c in corrections), (*TIMED_PROPERTIES, *TIMED[type_].properties))
        _send(tx, CORRECT_FACTS[type_], [[c.fact_id, dict(c.after)] for c in corrections])
        items += [
            Item(c.type, c.fact_id, c.start_label, c.start_id, None, c.end_id, c.before, c.after) for c in corrections
        ]
    for type_, retractions in _grouped(batch.retractions, lambda r: r.type):
        remove(tx, REMOVE_FACTS[type_], [r.fact_id for r in retractions])
        items += [
            Item(r.type, r.fact_id, r.start_label, r.start_id, r.end_label, r.end_id, r.before, None)
            for r in retractions
        ]
    for label, records in _grouped(batch.record_corrections, lambda r: r.label):
        _check_names(label, (r.after for r in records), LABELS[label].properties)
        _send(tx, CORRECT_RECORDS[label], [[r.id, dict(r.after)] for r in records])
        items += [Item(r.label, None, r.label, r.id, None, None, r.before, r.after) for r in records]
    return add_items(tx, change.id, items, first=first_item)


def touches_shared(batch: Batch) -> bool:
    """Whether the batch makes or corrects records of the whole workspace, such as our members."""
    return any(n.label in SHARED_LABELS for n in batch.nodes) or any(
        r.label in SHARED_LABELS for r in batch.record_corrections
    )


def write_facts(tx: WriteTx, rows: Mapping[Ends, Sequence[list[Any]]], change: ChangeMeta) -> None:
    """Create timed facts from rows of [start id, end id, timed properties, own properties].

    A row without an origin of its own becomes a fact of the change.
    """
    for ends, facts in rows.items():
        _send(tx, CREATE_FACTS[ends], facts, at=change.at, change_id=change.id)


def write_ties(tx: WriteTx, ties: Iterable[NewTie]) -> list[NewTie]:
    """Create the ties that are not there yet and answer those."""
    made: list[NewTie] = []
    for ends, group in _grouped(dict.fromkeys(ties), lambda t: ends_of(t.type, t.start_label, t.end_label)):
        pairs = {(t.start_id, t.end_id): t for t in group}
        for chunk in chunks(list(pairs), CHUNK):
            answer = tx.one(CREATE_TIES[ends], rows=[list(pair) for pair in chunk])
            if answer.found != len(chunk):
                raise _gone()
            made += [pairs[start, end] for start, end in answer.made]
    return made


def remove(tx: WriteTx, query: Query[Written], ids: Sequence[str]) -> int:
    """Run a statement that removes by ids; answers how many were there."""
    return sum(tx.one(query, ids=list(chunk)).written for chunk in chunks(ids, CHUNK))


def fact_row(ends: Ends, start_id: str, end_id: str, properties: Mapping[str, Any]) -> list[Any]:
    """The row of a fact for its statement."""
    names = (*TIMED_PROPERTIES, *TIMED[ends[0]].properties)
    _check_names(ends[0], (properties,), names)
    return [start_id, end_id, *(properties.get(name) for name in names)]


def chunks(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """The items in pieces of at most `size`."""
    for at in range(0, len(items), size):
        yield items[at : at + size]


def _write_nodes(tx: WriteTx, nodes: Iterable[NewNode], change: ChangeMeta) -> None:
    by_label = dict(_grouped(nodes, lambda n: n.label))
    for label in WRITTEN_LABELS:
        own = [p for p in LABELS[label].properties if p not in RECORD_PROPERTIES]
        group = by_label.pop(label, [])
        _check_names(label, (n.properties for n in group), own)
        rows = [[n.id, *(n.properties.get(p) for p in own)] for n in group]
        for chunk in chunks(rows, CHUNK):
            tx.one(CREATE_NODES[label], rows=list(chunk), at=change.at, change_id=change.id)
    if by_label:
        raise ValueError(f"batches do not create {sorted(by_label)}")


def _write_facts(tx: WriteTx, facts: Iterable[NewFact], change: ChangeMeta) -> None:
    rows: dict[Ends, list[list[Any]]] = defaultdict(list)
    for f in facts:
        ends = ends_of(f.type, f.start_label, f.end_label)
        timed = {
            "id": f.id,
            "valid_from": f.valid_from,
            "valid_to": f.valid_to,
            "observed_on": f.observed_on,
            "source": f.source,
            "confidence": f.confidence,
        }
        rows[ends].append(fact_row(ends, f.start_id, f.end_id, {**f.properties, **timed}))
    write_facts(tx, rows, change)


def _tie_item(tie: NewTie) -> Item:
    return Item(tie.type, None, tie.start_label, tie.start_id, tie.end_label, tie.end_id, None, {})


def _send(tx: WriteTx, query: Query[Written], rows: Sequence[list[Any]], **params: Any) -> None:
    for chunk in chunks(rows, CHUNK):
        if tx.one(query, rows=list(chunk), **params).written != len(chunk):
            raise _gone()


def _gone() -> ConflictError:
    return ConflictError(
        "A record this change relies on is no longer there. Nothing was changed: look again, then repeat."
    )


def _check_names(what: str, given: Iterable[Mapping[str, Any]], known: Iterable[str]) -> None:
    names = frozenset(known)
    for properties in given:
        if not properties.keys() <= names:
            raise ValueError(f"{what} has no {sorted(properties.keys() - names)}")


def _grouped(items: Iterable[T], key: Callable[[T], K]) -> list[tuple[K, list[T]]]:
    found: dict[K, list[T]] = defaultdict(list)
    for item in items:
        found[key(item)].append(item)
    return list(found.items())
