"""The batch in the making, by hand: facts begin, end, are corrected or taken back, each in its slot."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from service.domain.batch import Batch, FactCorrection, NewFact, NewNode, NewTie, Retraction
from service.domain.recording.known import Known, Ref
from service.domain.recording.slots import slots_of
from service.domain.snapshot import ExistingFact

CONFIRMED = "confirmed"
"""Somebody said so by hand."""


class Hand:
    """Gathers the batch of one entry. `source` is who says so, `day` the day on which it was said."""

    def __init__(self, known: Known, *, source: str, day: date, new_id: Callable[[], str]) -> None:
        self.known = known
        self.batch = Batch()
        self.source = source
        self._day = day
        self._new_id = new_id

    def create(self, label: str, properties: Mapping[str, Any]) -> Ref:
        """A new record; properties without a value are left out."""
        record_id = self._new_id()
        self.batch.nodes.append(NewNode(label, record_id, {k: v for k, v in properties.items() if v not in (None, "")}))
        return label, record_id

    def tie(self, kind: str, start: Ref, end: Ref) -> None:
        self.batch.ties.append(NewTie(kind, *start, *end))

    def begin(
        self,
        kind: str,
        start: Ref,
        end: Ref,
        properties: Mapping[str, Any],
        *,
        valid_from: date | None,
        valid_to: date | None = None,
    ) -> None:
        """The fact holds from `valid_from` (None: since before we looked) up to the next known start in its slots.

        What fills a slot on that day ends there; the same fact that holds already is corrected instead, and one that
        began on that very day is replaced. Later facts stay as they are: a change entered for a later day is not undone
        by what is learned of an earlier one.
        """
        own = {k: v for k, v in properties.items() if v is not None}
        slots = set(slots_of(kind, start[1], end[1], own))
        rivals = [
            f
            for f in self.known.facts
            if f.type == kind and slots.intersection(slots_of(kind, f.start_id, f.end_id, f.properties))
        ]
        same = next((f for f in rivals if f.end_id == end[1] and self._holds(f, valid_from)), None)
        if same is not None and slots_of(kind, *same_ends(same), same.properties) == slots_of(
            kind, *same_ends(same), own
        ):
            self.correct(same, own)
            return
        starts = [f.interval.start for f in rivals if f.interval.start is not None]
        later = [start for start in starts if valid_from is None or start > valid_from]
        for rival in rivals:
            if self._holds(rival, valid_from):
                if valid_from is None or rival.interval.start == valid_from:
                    self.retract(rival)
                else:
                    self.end(rival, valid_from)
        bounds = later if valid_to is None else [*later, valid_to]
        self.batch.facts.append(
            NewFact(
                kind, self._new_id(), *start, *end, valid_from=valid_from, valid_to=min(bounds, default=None),
                observed_on=self._day, source=self.source, confidence=CONFIRMED, properties=own,
            )
        )  # fmt: skip

    def _holds(self, fact: ExistingFact, day: date | None) -> bool:
        return fact.interval.start is None if day is None else fact.interval.holds(day)

    def end(self, fact: ExistingFact, day: date) -> None:
        """The fact was true up to, and not including, the day."""
        self.correct(fact, {"valid_to": day})

    def correct(self, fact: ExistingFact, after: Mapping[str, Any]) -> None:
        """The fact was recorded wrongly: in its whole interval it is as `after` says; None takes a value away."""
        changed = {k: v for k, v in after.items() if fact.properties.get(k) != v}
        if not changed:
            return
        whole = {**changed, "source": self.source, "confidence": CONFIRMED}
        before = {k: fact.properties.get(k) for k in whole}
        self.batch.fact_corrections.append(
            FactCorrection(fact.type, fact.id, fact.start_label, fact.start_id, fact.end_id, before, whole)
        )

    def retract(self, fact: ExistingFact) -> None:
        """The fact was never true: it goes, and the change keeps all of it."""
        self.batch.retractions.append(
            Retraction(
                fact.type, fact.id, fact.start_label, fact.start_id, fact.end_label, fact.end_id, dict(fact.properties)
            )
        )  # fmt: skip


def same_ends(fact: ExistingFact) -> tuple[str, str]:
    return fact.start_id, fact.end_id
