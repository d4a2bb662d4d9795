"""What taking back a change comes to: data in, plan out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from service.domain.batch import NewTie
from service.domain.schema import TIMED
from service.domain.snapshot import ExistingFact, Snapshot
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
