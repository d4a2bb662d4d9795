"""All that hangs off one account, as plain data: what planners compare their input with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from service.domain.time import Interval


@dataclass(frozen=True, slots=True)
class ExistingFact:
    """A timed relationship as it stands. `properties` are all of them, the timed ones included."""

    type: str
    id: str
    start_label: str
    start_id: str
    end_label: str
    end_id: str
    properties: Mapping[str, Any]

    @property
    def interval(self) -> Interval:
        return _interval(self.properties.get("valid_from"), self.properties.get("valid_to"))


@lru_cache(maxsize=65_536)
def _interval(start: date | None, end: date | None) -> Interval:
    """An account has many facts and few days: planners ask for the same few intervals again and again."""
    return Interval(start, end)


@dataclass(frozen=True, slots=True)
class ExistingTie:
    """A plain relationship as it stands."""

    type: str
    start_label: str
    start_id: str
    end_label: str
    end_id: str
    properties: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The account, its records and all their facts of all days; members of ours are those of the whole workspace.

    `nodes` maps label → id → properties (the id included).
    """

    account_id: str
    nodes: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)
    facts: tuple[ExistingFact, ...] = ()
    ties: tuple[ExistingTie, ...] = ()

    def records(self, label: str) -> Mapping[str, Mapping[str, Any]]:
        return self.nodes.get(label, {})
