"""The batch in the making: what a file says against what is known, as additions and corrections, never as ends."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from service.domain.batch import (
    Batch,
    FactCorrection,
    NewFact,
    NewNode,
    NewTie,
    RecordCorrection,
    Retraction,
)
from service.domain.importing import keys
from service.domain.importing.account import AccountView, nearest
from service.domain.importing.preview import Entry
from service.domain.snapshot import ExistingFact
from service.domain.time import Interval

Ref = tuple[str, str]
"""Label and id of a record."""

CONFIDENCE = "reported"


class Draft:
    """Gathers a batch. Every method may be called with what is known already; then it changes nothing."""

    def __init__(self, view: AccountView, new_id: Callable[[], str]) -> None:
        self.view = view
        self._batch = Batch()
        self._new_id = new_id
        self._new: dict[str, dict[str, Any]] = {}
        self._stated: set[tuple[object, ...]] = set()
        self._retracted: dict[str, Retraction] = {}
        self._bounds: dict[str, FactCorrection] = {}
        self._fact_corrections: dict[str, FactCorrection] = {}
        self._ties: set[tuple[str, str, str]] = set()
        self._numbers: dict[tuple[str, str, str], str] = {}
        self._corrections: dict[Ref, RecordCorrection] = {}
        self._entries: dict[Ref, Entry] = {}

    @property
    def batch(self) -> Batch:
        """Everything gathered so far."""
        self._batch.record_corrections = list(self._corrections.values())
        self._batch.retractions = list(self._retracted.values())
        kept = [c for c in self._fact_corrections.values() if c.fact_id not in self._retracted]
        self._batch.fact_corrections = [*kept, *self._bounds.values()]
        return self._batch

    # ---- records

    def create(self, label: str, name: str, properties: Mapping[str, Any]) -> Ref:
        """A new record; properties without a value are left out."""
        record_id = self._new_id()
        kept = {k: v for k, v in properties.items() if v not in (None, "")}
        self._batch.nodes.append(NewNode(label, record_id, kept))
        self._new[record_id] = kept
        ref = (label, record_id)
        self._entries[ref] = Entry(label, record_id, name, created=True)
        return ref

    def is_new(self, ref: Ref) -> bool:
        return ref[1] in self._new

    def mention(self, ref: Ref, name: str) -> None:
        """The file speaks of this known record."""
        self._entries.setdefault(ref, Entry(ref[0], ref[1], name))

    def name_of(self, ref: Ref) -> str:
        entry = self._entries.get(ref)
        return entry.name if entry else self.known_name(ref)

    def known_name(self, ref: Ref) -> str:
        record = self._new.get(ref[1]) or self.view.record(*ref)
        if record.get("name"):
            return str(record["name"])
        for kind, naming in (("IN_ACCOUNT", ("name", "title")), ("FOR", ("name",))):
            fact = self.view.current(kind, ref[1])
            for naming_property in naming:
                if fact and fact.properties.get(naming_property):
                    return str(fact.properties[naming_property])
        return ""

    def value(self, ref: Ref, name: str) -> Any:
        """The property of a record as it will be."""
        if ref[1] in self._new:
            return self._new[ref[1]].get(name)
        correction = self._corrections.get(ref)
        if correction and name in correction.after:
            return correction.after[name]
        return self.view.record(*ref).get(name)

    def correct(self, ref: Ref, properties: Mapping[str, Any], *, shown: Iterable[str] | None = None) -> None:
        """Set properties of a record. Empty values erase nothing. `shown` are the ones a preview names."""
        after = {k: v for k, v in properties.items() if v not in (None, "") and self.value(ref, k) != v}
        if not after:
            return
        for name in after if shown is None else [s for s in shown if s in after]:
            self._change(ref, name, self.value(ref, name), after[name])
        if ref[1] in self._new:
            self._new[ref[1]].update(after)
            return
        known = self._corrections.get(ref)
        record = self.view.record(*ref)
        merged = {**(known.after if known else {}), **after}
        self._corrections[ref] = RecordCorrection(ref[0], ref[1], {k: record.get(k) for k in merged}, merged)

    def identify(self, ref: Ref, system: str, value: str, *, several: bool = False) -> None:
        """Give the record its number of a foreign system; a record keeps the first one unless it may have `several`."""
        key = keys.number(value)
        if (ref[0], system, key) in self._numbers or (not several and self.view.number_of(ref[1], system)):
            return
        if self.view.by_number(ref[0], system, value):
            return
        self._numbers[ref[0], system, key] = ref[1]
        external = self._new_id()
        self._batch.nodes.append(NewNode("ExternalId", external, {"system": system, "value": value, "key": key}))
        self._new[external] = {}
        self.tie("IDENTIFIED_BY", ref, ("ExternalId", external))

    # ---- facts

    def fact(
        self,
        kind: str,
        start: Ref,
        end: Ref,
        properties: Mapping[str, Any],
        *,
        source: str,
        valid_from: date | None = None,
        instead_of: Iterable[ExistingFact] = (),
        naming: Mapping[str, Any] | None = None,
        confidence: str = CONFIDENCE,
    ) -> bool:
        """State a fact.

        A known fact between the same two records (and with the same `naming` properties) is corrected in place; what a
        file has no word for (False) leaves what is not known as it is. Else
        the fact is new and takes the place of those `instead_of` it that hold on its first day: they are bounded by a
        first day that the file gives, and retracted if it gives none; later ones bound it. Returns False if the known
        fact holds already, though the file lets it begin after its own day: that day is then left out.
        """
        named = tuple(naming.items()) if naming else ()
        key = (kind, start[1], end[1], named)
        if key in self._stated:
            return True
        as_of = self.view.as_of
        same = [
            f
            for f in self.view.of(kind, start[1])
            if f.end_id == end[1] and f.id not in self._retracted and all(f.properties.get(k) == v for k, v in named)
        ]
        begun = bool(valid_from and valid_from > as_of and any(f.interval.holds(as_of) for f in same))
        if begun:
            valid_from = None
        day = valid_from if valid_from and valid_from > as_of else as_of
        known = nearest([f for f in same if f.interval.holds(day)], day) if same else None
        if known is None and valid_from:
            known = next((f for f in same if f.interval.start == valid_from), None)
        others = [f for f in instead_of if f.id not in self._retracted and f is not known]
        standing = [f for f in others if f.interval.holds(day)]
        if known is not None:
            self._correct_fact(known, properties, valid_from, source)
        else:
            later = [f.interval.start for f in (*others, *same) if f.interval.start and f.interval.start > day]
            self._batch.facts.append(
                NewFact(
                    kind,
                    self._new_id(),
                    *start,
                    *end,
                    valid_from=valid_from,
                    valid_to=min(later, default=None),
                    observed_on=as_of,
                    source=source,
                    confidence=confidence,
                    properties={k: v for k, v in (*properties.items(), *named) if v is not None},
                )
            )
        self._stated.add(key)
        for other in standing:
            self.displace(other, valid_from, source)
        if known is None:
            before = ", ".join(self._other_side(f, kind) for f in standing) or None
            self._change(start, kind, before, self.name_of(end))
        return not begun

    def _other_side(self, fact: ExistingFact, kind: str) -> str:
        if fact.type == kind:
            return self.name_of((fact.end_label, fact.end_id))
        return self.name_of((fact.start_label, fact.start_id))

    def _correct_fact(
        self, known: ExistingFact, properties: Mapping[str, Any], valid_from: date | None, source: str
    ) -> None:
        old = known.properties
        after = {k: v for k, v in properties.items() if old.get(k) != v and not (v is False and old.get(k) is None)}
        start, end = known.interval.start, known.interval.end
        if valid_from and valid_from != start and (end is None or valid_from < end):
            after["valid_from"] = valid_from
        if not after:
            return
        for name, value in after.items():
            self._change((known.start_label, known.start_id), name, known.properties.get(name), value)
        after["source"] = source
        before = {k: known.properties.get(k) for k in after}
        self._fact_corrections[known.id] = FactCorrection(
            known.type, known.id, known.start_label, known.start_id, known.end_id, before, after
        )

    def displace(self, fact: ExistingFact, day: date | None, source: str) -> None:
        """Make room for what the file says instead: from its day on where it gives one, else as never having been."""
        start, end = fact.interval.start, fact.interval.end
        if day is None or (start is not None and start >= day):
            self._retract(fact)
        elif fact.id not in self._retracted and (end is None or end > day):
            known = self._bounds.get(fact.id)
            if known is None or known.after["valid_to"] > day:
                after = {"valid_to": day, "source": source}
                before = {k: fact.properties.get(k) for k in after}
                self._bounds[fact.id] = FactCorrection(
                    fact.type, fact.id, fact.start_label, fact.start_id, fact.end_id, before, after
                )

    def _retract(self, fact: ExistingFact) -> None:
        """Take back a known fact that the file contradicts."""
        self._bounds.pop(fact.id, None)
        self._retracted.setdefault(
            fact.id,
            Retraction(
                fact.type,
                fact.id,
                fact.start_label,
                fact.start_id,
                fact.end_label,
                fact.end_id,
                dict(fact.properties),
            ),
        )

    def stands(self, fact: ExistingFact) -> bool:
        """Whether a known fact still holds on the file's day after what has been stated so far."""
        bound = self._bounds.get(fact.id)
        if fact.id in self._retracted or not fact.interval.holds(self.view.as_of):
            return False
        return bound is None or bound.after["valid_to"] > self.view.as_of

    def to_be(self, kind: str, end_ids: Iterable[str]) -> Iterator[tuple[str, str, Interval]]:
        """The facts of a type at these ends as they will be: start, end, interval."""
        ends = frozenset(end_ids)
        for end_id in ends:
            for f in self.view.to(kind, end_id):
                if f.id not in self._retracted:
                    after: dict[str, Any] = {}
                    for correction in (self._fact_corrections.get(f.id), self._bounds.get(f.id)):
                        after |= correction.after if correction else {}
                    start = after.get("valid_from", f.interval.start)
                    yield f.start_id, f.end_id, Interval(start, after.get("valid_to", f.interval.end))
        for new in self._batch.facts:
            if new.type == kind and new.end_id in ends:
                yield new.start_id, new.end_id, Interval(new.valid_from, new.valid_to)

    def tie(self, kind: str, start: Ref, end: Ref) -> None:
        key = (kind, start[1], end[1])
        if key in self._ties or self.view.has_tie(*key):
            return
        self._ties.add(key)
        self._batch.ties.append(NewTie(kind, *start, *end))
        if kind != "IDENTIFIED_BY":
            self._change(start, kind, None, self.name_of(end))

    # ---- preview

    def _change(self, ref: Ref, name: str, before: Any, after: Any) -> None:
        entry = self._entries.get(ref)
        if entry is None:
            entry = self._entries[ref] = Entry(ref[0], ref[1], self.known_name(ref))
        entry.note(name, before, after)

    @property
    def entries(self) -> list[Entry]:
        return list(self._entries.values())
