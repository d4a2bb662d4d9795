"""What a planner hands to the batch writer: data, nothing else. Ids are already made, dates are dates."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class NewNode:
    """A record to create. `properties` are names of `schema.LABELS[label]` without id, recorded_at, change_id."""

    label: str
    id: str
    properties: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewFact:
    """A timed relationship to create. `properties` are those of the type, without the timed ones."""

    type: str
    id: str
    start_label: str
    start_id: str
    end_label: str
    end_id: str
    valid_from: date | None = None
    valid_to: date | None = None
    observed_on: date | None = None
    source: str | None = None
    confidence: str | None = None
    """`confirmed`, `reported` or `inferred`."""
    properties: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewTie:
    """A plain relationship to create (once: an equal one is not made again)."""

    type: str
    start_label: str
    start_id: str
    end_label: str
    end_id: str


@dataclass(frozen=True, slots=True)
class FactCorrection:
    """A timed fact that was recorded wrongly: `after` replaces the named properties in place (same fact id).

    A changed end node is a Retraction plus a NewFact. `before` are the old values of the same names.
    """

    type: str
    fact_id: str
    start_label: str
    start_id: str
    end_id: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Retraction:
    """A timed fact that was never true: it is removed; `before` holds all its properties, so that it can come back."""

    type: str
    fact_id: str
    start_label: str
    start_id: str
    end_label: str
    end_id: str
    before: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RecordCorrection:
    """Properties of a record (name, kana, e-mail …) that were recorded wrongly or not at all."""

    label: str
    id: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(slots=True)
class Batch:
    """Everything one change writes. `rows` is its size in the sense of the limit of 10,000 changed rows."""

    nodes: list[NewNode] = field(default_factory=list)
    facts: list[NewFact] = field(default_factory=list)
    ties: list[NewTie] = field(default_factory=list)
    fact_corrections: list[FactCorrection] = field(default_factory=list)
    retractions: list[Retraction] = field(default_factory=list)
    record_corrections: list[RecordCorrection] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any(self.parts())

    def parts(self) -> Iterator[list[Any]]:
        yield from (
            self.nodes,
            self.facts,
            self.ties,
            self.fact_corrections,
            self.retractions,
            self.record_corrections,
        )

    @property
    def size(self) -> int:
        return sum(len(p) for p in self.parts())
