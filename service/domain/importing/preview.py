"""The records a file speaks of, for the preview: new, changed (what, from, to), the same, or not in the file."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

EntryState = Literal["created", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `field` is a property (`title`, `email`) or a type of fact (`PLACED_IN`, `HOLDS`)."""

    field: str
    before: str | None
    after: str | None


@dataclass(slots=True)
class Entry:
    """A record of the graph that the file speaks of. `kind` is its label."""

    kind: str
    id: str
    name: str
    created: bool = False
    changes: list[Change] = field(default_factory=list)

    @property
    def state(self) -> EntryState:
        if self.created:
            return "created"
        return "changed" if self.changes else "unchanged"

    def note(self, name: str, before: Any, after: Any) -> None:
        self.changes.append(Change(name, _shown(before), _shown(after)))


def _shown(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
