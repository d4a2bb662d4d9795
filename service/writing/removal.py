"""The other direction: an undo plan into the graph."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from service.domain.undoing import UndoPlan
from service.domain.written import WRITTEN_LABELS, Ends, ends_of
from service.graph.query import Query
from service.graph.transaction import WriteTx
from service.writing.batch import CHUNK, chunks, fact_row, remove, write_facts
from service.writing.change import ChangeMeta
from service.writing.statements import (
    CORRECT_FACTS,
    CORRECT_RECORDS,
    REMOVE_FACTS,
    REMOVE_RECORDS,
    REMOVE_TIES,
    Written,
)


def carry_out(tx: WriteTx, plan: UndoPlan, *, change: ChangeMeta) -> int:
    """Do what the plan says; answers how many records and facts went. Records that something else refers to stay."""
    removed = 0
    ties: dict[Ends, list[list[str]]] = defaultdict(list)
    for t in plan.untie:
        ties[ends_of(t.type, t.start_label, t.end_label)].append([t.start_id, t.end_id])
    for ends, rows in ties.items():
        for chunk in chunks(rows, CHUNK):
            tx.one(REMOVE_TIES[ends], rows=list(chunk))
    for type_, ids in plan.remove_facts.items():
        removed += remove(tx, REMOVE_FACTS[type_], ids)
    for label in reversed(WRITTEN_LABELS):
        removed += remove(tx, REMOVE_RECORDS[label], plan.remove_records.get(label, []))
    facts: dict[Ends, list[list[Any]]] = defaultdict(list)
    for f in plan.put_back:
        ends = ends_of(f.type, f.start_label, f.end_label)
        facts[ends].append(fact_row(ends, f.start_id, f.end_id, f.properties))
    write_facts(tx, facts, change)
    _set_back(tx, CORRECT_FACTS, plan.set_back_facts)
    _set_back(tx, CORRECT_RECORDS, plan.set_back_records)
    return removed


def _set_back(
    tx: WriteTx, queries: Mapping[str, Query[Written]], items: Iterable[tuple[str, str, Mapping[str, Any]]]
) -> None:
    rows: dict[str, list[list[Any]]] = defaultdict(list)
    for kind, id_, properties in items:
        rows[kind].append([id_, dict(properties)])
    for kind, group in rows.items():
        for chunk in chunks(group, CHUNK):
            tx.one(queries[kind], rows=list(chunk))
