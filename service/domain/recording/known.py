"""What is recorded around one entry: the records it names, with their facts of all days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from service.domain.snapshot import ExistingFact

Ref = tuple[str, str]
"""Label and id of a record."""


@dataclass(frozen=True, slots=True)
class Known:
    """The account and those of the named records that are there: ref → properties, and the facts at both their ends."""

    account_id: str
    records: Mapping[Ref, Mapping[str, Any]]
    facts: Sequence[ExistingFact] = ()
    namesakes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Key of a name → ids of the people of the account who are called so."""

    def has(self, ref: Ref) -> bool:
        return ref in self.records

    def of(self, kind: str, start_id: str) -> list[ExistingFact]:
        """All facts of a type that start at a record, of all days."""
        return [f for f in self.facts if f.type == kind and f.start_id == start_id]

    def name(self, ref: Ref, day: date) -> str:
        """What the record is called on the day; empty where nothing says so."""
        own = self.records.get(ref, {}).get("name")
        if own:
            return str(own)
        kinds = {"Department": ("IN_ACCOUNT", "name"), "Post": ("IN_ACCOUNT", "title"), "Opportunity": ("FOR", "name")}
        kind, naming = kinds.get(ref[0], ("", ""))
        named = [f for f in self.of(kind, ref[1]) if f.properties.get(naming)]
        held = [f for f in named if f.interval.holds(day)] or named
        return str(held[0].properties[naming]) if held else ""
