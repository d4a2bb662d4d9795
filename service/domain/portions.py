"""Batches and undo plans in portions that one transaction can hold, and batches as text that survives a crash."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

from service.domain import typed_json
from service.domain.batch import (
    Batch,
    FactCorrection,
    NewFact,
    NewNode,
    NewTie,
    RecordCorrection,
    Retraction,
)
from service.domain.undoing import UndoPlan
from service.domain.written import SHARED_LABELS

PER_ROW = 10
"""An imported row comes to at most about ten records, facts and ties; the limits of the engine are told in rows."""

LIVE_LIMIT = 10_000 * PER_ROW
"""Most records, facts, ties and corrections one transaction may write into an account in use."""

FIRST_LOAD = 2_000 * PER_ROW
"""As many of a first load go into one transaction."""

_PARTS: tuple[tuple[str, type], ...] = (
    ("nodes", NewNode),
    ("facts", NewFact),
    ("ties", NewTie),
    ("fact_corrections", FactCorrection),
    ("retractions", Retraction),
    ("record_corrections", RecordCorrection),
)


def portions(batch: Batch, size: int) -> list[Batch]:
    """The batch in portions of at most `size`, to be written in this order.

    Records come before the facts between them, those of the whole workspace first of all.
    """
    steps = [(name, item) for name, _ in _PARTS for item in getattr(batch, name) if name != "nodes"]
    nodes = sorted(batch.nodes, key=lambda n: n.label not in SHARED_LABELS)
    found = []
    for some in _pieces([*(("nodes", n) for n in nodes), *steps], size):
        portion = Batch()
        for name, item in some:
            getattr(portion, name).append(item)
        found.append(portion)
    return found


def undo_portions(plan: UndoPlan, size: int) -> list[UndoPlan]:
    """The plan in portions, to be carried out in this order; what is put or set back is all in the last one.

    Each portion before the last only removes, so that a plan made anew after a crash takes up where it was cut off.
    """
    if plan.size <= size:
        return [plan]
    found = [UndoPlan(untie=list(some)) for some in _pieces(plan.untie, size)]
    for type_, ids in plan.remove_facts.items():
        found += [UndoPlan(remove_facts={type_: list(some)}) for some in _pieces(ids, size)]
    for label, ids in plan.remove_records.items():
        found += [UndoPlan(remove_records={label: list(some)}) for some in _pieces(ids, size)]
    return [
        *found,
        UndoPlan(put_back=plan.put_back, set_back_facts=plan.set_back_facts, set_back_records=plan.set_back_records),
    ]


def to_text(batch: Batch) -> str:
    """The batch as JSON text."""
    return typed_json.dumps(
        {n: [[getattr(i, f.name) for f in fields(kind)] for i in getattr(batch, n)] for n, kind in _PARTS}
    )


def from_text(text: str) -> Batch:
    """The batch that `to_text` was given."""
    told = typed_json.loads(text)
    return Batch(**{name: [kind(*values) for values in told[name]] for name, kind in _PARTS})


def _pieces(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    for at in range(0, len(items), size):
        yield items[at : at + size]
