"""The shape of the graph: every label, relationship type and property there is, and which facts exclude each other.

One table for everybody: migrations register the names, the query loader checks queries against them, the batch writer
and the checks on overlapping facts are derived from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

TIMED_PROPERTIES = (
    "id", "valid_from", "valid_to", "observed_on", "source", "confidence", "recorded_at", "change_id",
)  # fmt: skip
"""What every timed relationship carries: half-open dates, when a source was seen saying so, who says it, how sure."""

RECORD_PROPERTIES = ("id", "recorded_at", "change_id")
"""What every record carries: `change_id` is the change that made it."""


@dataclass(frozen=True, slots=True)
class Label:
    """A kind of node. `account_by` is the way from the record to its account, one hop."""

    name: str
    properties: tuple[str, ...]
    account_by: str | None = None


class Slot(StrEnum):
    """What there can be only one of on a day (for `HOLDER`: as many as the seat's capacity)."""

    PER_START = "one per start"
    PER_START_AND_END = "one per start and end"
    LINE_PER_START = "one of kind line per start; dotted: one per start and end"
    PRIMARY_PER_START = "one primary per start; one per start and end; per end up to its capacity"
    PER_START_END_AND_NAME = "one per start, end and naming property"


@dataclass(frozen=True, slots=True)
class Timed:
    """A kind of fact that holds from a day to a day. `naming` are the properties that tell parallel facts apart."""

    name: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    slot: Slot
    properties: tuple[str, ...] = ()
    naming: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plain:
    """A tie that has no days of its own."""

    name: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    properties: tuple[str, ...] = ()


_LABELS = (
    Label("Workspace", ("id", "revision", "name", "locale")),
    Label("Migration", ("id", "number", "name", "checksum", "applied_at")),
    Label("Company", (*RECORD_PROPERTIES, "name", "name_key")),
    Label("Account", (*RECORD_PROPERTIES, "name", "name_key", "revision", "state", "currency", "last_change_id")),
    Label("Department", RECORD_PROPERTIES, "IN_ACCOUNT"),
    Label("Post", RECORD_PROPERTIES, "IN_ACCOUNT"),
    Label(
        "Person",
        (*RECORD_PROPERTIES, "name", "name_key", "kana", "romaji", "search_key", "email", "phone", "note"),
        "WORKS_FOR",
    ),
    Label("Member", (*RECORD_PROPERTIES, "name", "name_key", "search_key", "email")),
    Label("Unit", (*RECORD_PROPERTIES, "name", "name_key")),
    Label(
        "Stance",
        (*RECORD_PROPERTIES, "level", "assessed_on", "withdrawn_on", "evidence", "source", "confidence"),
        "SCOPED_TO",
    ),
    Label("Opportunity", RECORD_PROPERTIES, "FOR"),
    Label(
        "Meeting",
        (*RECORD_PROPERTIES, "state", "held_on", "planned_on", "kind", "two_way", "subject", "note", "source"),
        "SCOPED_TO",
    ),
    Label("Activity", (*RECORD_PROPERTIES, "kind", "purpose", "due_on", "state", "result"), "SCOPED_TO"),
    Label("Initiative", (*RECORD_PROPERTIES, "name", "note"), "SCOPED_TO"),
    Label("Product", (*RECORD_PROPERTIES, "name", "name_key")),
    Label("ExternalId", (*RECORD_PROPERTIES, "system", "value", "key")),
    Label("Change", ("id", "at", "actor", "kind", "reason", "undoes_id", "undone_by_id", "summary")),
    Label("ChangeItem", ("id", "fact_id", "type", "start_label", "start_id", "end_label", "end_id", "before", "after")),
    Label("ChangeSet", ("id", "state", "effective_on", "operations", "source_text")),
    Label("Setting", (*RECORD_PROPERTIES, "name", "value"), "SCOPED_TO"),
    Label(
        "Dismissal",
        (*RECORD_PROPERTIES, "gap_id", "reason", "actor", "dismissed_on", "until_on", "looked"),
        "SCOPED_TO",
    ),
    Label("Import", (*RECORD_PROPERTIES, "state", "file_names", "digest", "as_of", "at", "report", "payload")),
)

_ANYONE = ("Person", "Post")

_TIMED = (
    Timed("SUBSIDIARY_OF", ("Company",), ("Company",), Slot.PER_START_AND_END),
    Timed(
        "IN_ACCOUNT",
        ("Department", "Post"),
        ("Account",),
        Slot.PER_START,
        ("name", "kind", "aliases", "title", "line_rank", "seat_kind", "capacity"),
    ),
    Timed("PART_OF", ("Department", "Unit"), ("Department", "Account", "Unit"), Slot.PER_START, ("sort",)),
    Timed("PLACED_IN", ("Post",), ("Department", "Account"), Slot.PER_START),
    Timed("REPORTS_TO", ("Post",), ("Post",), Slot.LINE_PER_START, ("kind",)),
    Timed("VACANT", ("Post",), ("Account",), Slot.PER_START),
    Timed(
        "WORKS_FOR",
        ("Person",),
        ("Company", "Account"),
        Slot.PER_START_AND_END,
        ("employment", "legal_organ", "grade_title", "personal_grade", "person_rank", "representative"),
    ),
    Timed("HOLDS", ("Person",), ("Post",), Slot.PRIMARY_PER_START, ("is_primary", "acting")),
    Timed("RESPONSIBLE_FOR", ("Person",), ("Department",), Slot.PER_START_AND_END),
    Timed("INFLUENCES", ("Person",), ("Person",), Slot.PER_START_AND_END, ("kind", "strength", "note")),
    Timed("KNOWS", ("Person", "Member"), ("Person",), Slot.PER_START_AND_END, ("kind", "strength", "note")),
    Timed("KEY_TO", _ANYONE, ("Account", "Opportunity"), Slot.PER_START_AND_END, ("reason",)),
    Timed("PLAYS_ROLE_IN", _ANYONE, ("Opportunity",), Slot.PER_START_END_AND_NAME, ("pack", "role"), naming=("role",)),
    Timed("BELONGS_TO", ("Member",), ("Unit",), Slot.PER_START_AND_END, ("title", "rank")),
    Timed("ON_TEAM_OF", ("Member",), ("Account",), Slot.PER_START_AND_END, ("role",)),
    Timed("COVERS", ("Member",), _ANYONE, Slot.PER_START_AND_END, ("level", "desired_level")),
    Timed(
        "FOR",
        ("Opportunity",),
        ("Account",),
        Slot.PER_START,
        ("name", "name_key", "stage", "kind", "amount_minor", "currency", "probability", "order_on", "phasing"),
    ),
    Timed("TARGETS", ("Opportunity",), ("Department",), Slot.PER_START_AND_END),
    Timed("SUPPORTS", ("Opportunity",), ("Initiative",), Slot.PER_START_AND_END),
    Timed("OFFERS", ("Opportunity",), ("Product",), Slot.PER_START_AND_END),
)

_PLAIN = (
    Plain("COMPETES_WITH", ("Company",), ("Company",)),
    Plain("SELLS_TO", ("Company",), ("Company",)),
    Plain("SUCCEEDED_BY", ("Department",), ("Department",), ("on", "how")),
    Plain("OF", ("Stance",), ("Person",)),
    Plain("BY", ("Stance",), ("Member",)),
    Plain("TOWARD", ("Stance",), ("Opportunity", "Initiative", "Product")),
    Plain(
        "SCOPED_TO",
        ("Stance", "Meeting", "Activity", "Initiative", "Import", "Setting", "Dismissal"),
        ("Account", "Workspace"),
    ),
    Plain("ABOUT", ("Meeting",), ("Opportunity", "Initiative")),
    Plain("ATTENDED", ("Person", "Member"), ("Meeting",)),
    Plain("REALISED_BY", ("Activity",), ("Meeting",)),
    Plain("SERVES", ("Activity",), ("Opportunity", "Initiative")),
    Plain("WITH", ("Activity",), _ANYONE),
    Plain("DONE_BY", ("Activity",), ("Member",)),
    Plain(
        "IDENTIFIED_BY",
        ("Account", "Person", "Post", "Department", "Member", "Opportunity", "Meeting"),
        ("ExternalId",),
    ),
    Plain("TOUCHED", ("Change",), ("Account", "Workspace", "Person", "Post", "Department", "Member", "Opportunity")),
    Plain("HAS_ITEM", ("Change",), ("ChangeItem",)),
)

LABELS: Mapping[str, Label] = MappingProxyType({x.name: x for x in _LABELS})
TIMED: Mapping[str, Timed] = MappingProxyType({x.name: x for x in _TIMED})
PLAIN: Mapping[str, Plain] = MappingProxyType({x.name: x for x in _PLAIN})

RELATIONSHIP_TYPES = frozenset(TIMED) | frozenset(PLAIN)


def property_names() -> frozenset[str]:
    """Every property name of the graph."""
    names: set[str] = set(TIMED_PROPERTIES)
    for label in _LABELS:
        names.update(label.properties)
    for timed in _TIMED:
        names.update(timed.properties)
    for plain in _PLAIN:
        names.update(plain.properties)
    return frozenset(names)
