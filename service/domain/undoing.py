"""What taking back a change comes to: data in, plan out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from service.domain.batch import NewTie
from service.domain.recording.slots import slots_of
from service.domain.schema import TIMED
from service.domain.snapshot import ExistingFact, Snapshot
from service.domain.time import Interval
from service.domain.written import WRITTEN_LABELS


@dataclass(frozen=True, slots=True)
class RecordedItem:
    """What a change did to one thing that was there before it; see `ChangeItem` in the model."""

    type: str
    fact_id: str | None
    start_label: str
    start_id: str
    end_label: str | None
    end_id: str | None
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


@dataclass(slots=True)
class UndoPlan:
    """Steps that take a change back, in this order: untie, remove facts, remove records, put back, set back."""

    untie: list[NewTie] = field(default_factory=list)
    remove_facts: dict[str, list[str]] = field(default_factory=dict)
    """Type → fact ids."""
    remove_records: dict[str, list[str]] = field(default_factory=dict)
    """Label → ids; those that something else refers to meanwhile stay."""
    put_back: list[ExistingFact] = field(default_factory=list)
    set_back_facts: list[tuple[str, str, Mapping[str, Any]]] = field(default_factory=list)
    """(type, fact id, properties as they were)."""
    set_back_records: list[tuple[str, str, Mapping[str, Any]]] = field(default_factory=list)
    """(label, id, properties as they were)."""

    @property
    def removed(self) -> int:
        """Records and facts that go."""
        return sum(len(x) for x in (*self.remove_facts.values(), *self.remove_records.values()))

    @property
    def restored(self) -> int:
        """Records and facts that become what they were."""
        return len(self.put_back) + len(self.set_back_facts) + len(self.set_back_records)

    @property
    def size(self) -> int:
        return self.removed + self.restored + len(self.untie)


@dataclass(frozen=True, slots=True)
class Made:
    """Ids of what one change made and what is still there."""

    records: frozenset[str]
    facts: frozenset[str]


def made_by(change_id: str, snapshot: Snapshot) -> Made:
    """The records and facts of the change."""
    return Made(
        frozenset(
            record_id
            for label in WRITTEN_LABELS
            for record_id, properties in snapshot.records(label).items()
            if properties.get("change_id") == change_id
        ),
        frozenset(f.id for f in snapshot.facts if f.properties.get("change_id") == change_id),
    )


def left_alone(change_id: str, made: int, snapshot: Snapshot, items: Sequence[RecordedItem]) -> bool:
    """Whether everything is still as the change left it: only then can it be taken back by itself.

    `made` is how many facts it made. They are all there, nothing newer hangs off the records it made, what it corrected
    still says so, and the slots of what it removed are free but for what it put there.
    """
    own = made_by(change_id, snapshot)
    if len(own.facts) != made or not _bare(own, snapshot):
        return False
    facts = {f.id: f for f in snapshot.facts}
    return all(
        _is_free(change_id, item, snapshot) if item.after is None else _is_so(item, facts, snapshot) for item in items
    )


def _bare(own: Made, snapshot: Snapshot) -> bool:
    """Whether nothing of another, later change is tied to the records."""
    if not own.records:
        return True
    if any(own.records.intersection((f.start_id, f.end_id)) and f.id not in own.facts for f in snapshot.facts):
        return False
    recorded = {
        record_id: properties.get("recorded_at")
        for label in WRITTEN_LABELS
        for record_id, properties in snapshot.records(label).items()
    }
    made_at = max((at for r in own.records if (at := recorded.get(r)) is not None), default=None)
    others = {
        other
        for t in snapshot.ties
        for one, other in ((t.start_id, t.end_id), (t.end_id, t.start_id))
        if one in own.records and other not in own.records
    }
    return made_at is None or not any((at := recorded.get(o)) is not None and at > made_at for o in others)


def _is_free(change_id: str, item: RecordedItem, snapshot: Snapshot) -> bool:
    """Whether the slots of a removed fact are empty, but for what the same change put there."""
    before = item.before or {}
    interval = Interval(before.get("valid_from"), before.get("valid_to"))
    slots = set(slots_of(item.type, item.start_id, item.end_id or "", before))
    return not any(
        f.type == item.type
        and slots.intersection(slots_of(f.type, f.start_id, f.end_id, f.properties))
        and f.properties.get("change_id") != change_id
        and f.interval.overlaps(interval)
        for f in snapshot.facts
    )


def _is_so(item: RecordedItem, facts: Mapping[str, ExistingFact], snapshot: Snapshot) -> bool:
    fact = facts.get(str(item.fact_id))
    now = fact.properties if fact else snapshot.records(item.type).get(item.start_id)
    return now is not None and all(now.get(k) == v for k, v in (item.after or {}).items())


def plan_undo(change_id: str, snapshot: Snapshot, items: Iterable[RecordedItem]) -> UndoPlan:
    """Take back a change after which nothing else has happened to the account.

    What the change made goes, with every tie to it; what it corrected or removed is as before, ids included. A member
    of ours whom another account needs meanwhile stays, title and unit included.
    """
    plan = UndoPlan()
    made = {
        (label, record_id)
        for label in WRITTEN_LABELS
        for record_id, properties in snapshot.records(label).items()
        if properties.get("change_id") == change_id
    }
    for label, record_id in sorted(made):
        plan.remove_records.setdefault(label, []).append(record_id)
    gone = {record_id for _, record_id in made}
    for fact in snapshot.facts:
        goes_with_its_member = fact.type == "BELONGS_TO" and fact.start_id in gone
        if fact.properties.get("change_id") == change_id and not goes_with_its_member:
            plan.remove_facts.setdefault(fact.type, []).append(fact.id)
    untie = {
        NewTie(t.type, t.start_label, t.start_id, t.end_label, t.end_id)
        for t in snapshot.ties
        if t.start_id in gone or t.end_id in gone
    }
    for item in items:
        if item.type in TIMED:
            _set_back_fact(plan, item)
        elif item.end_id is not None:
            untie.add(NewTie(item.type, item.start_label, item.start_id, item.end_label or "", item.end_id))
        else:
            plan.set_back_records.append((item.type, item.start_id, item.before or {}))
    plan.untie = sorted(untie, key=lambda t: (t.type, t.start_label, t.end_label, t.start_id, t.end_id))
    return plan


def _set_back_fact(plan: UndoPlan, item: RecordedItem) -> None:
    before = item.before or {}
    if item.after is None:
        plan.put_back.append(
            ExistingFact(
                item.type,
                str(item.fact_id),
                item.start_label,
                item.start_id,
                item.end_label or "",
                item.end_id or "",
                before,
            )
        )
    else:
        plan.set_back_facts.append((item.type, str(item.fact_id), before))
