"""The account as it stands, indexed for comparison with a file: by number, mail, name, place."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any, Generic, NamedTuple, TypeVar

from service.domain.importing import keys
from service.domain.snapshot import ExistingFact, ExistingTie, Snapshot

_Tied = TypeVar("_Tied", ExistingFact, ExistingTie)


class KnownPost(NamedTuple):
    id: str
    title: str
    place_id: str | None
    """The department; None when the post stands directly under the account."""
    seat_kind: str


_KEYED = frozenset(("Person", "Post", "Member", "Opportunity", "Meeting"))
"""Records that an export names by their own id."""


class AccountView:
    """What is known of the account on the day of the file.

    Facts that hold on that day count; for a record that has none of a type on that day, the next later fact counts,
    else the last earlier one: a record is the same record on every day.
    """

    def __init__(self, snapshot: Snapshot, as_of: date) -> None:
        self.snapshot = snapshot
        self.as_of = as_of
        facts, ties = _by_type(snapshot.facts), _by_type(snapshot.ties)
        self._from = _Indexed(facts, attrgetter("start_id"))
        self._to = _Indexed(facts, attrgetter("end_id"))
        self._tied_from = _Indexed(ties, attrgetter("start_id"))
        self._tied_to = _Indexed(ties, attrgetter("end_id"))
        self._external: dict[tuple[str, str, str], str] = {}
        self._numbers: dict[tuple[str, str], str] = {}
        self._sorted: dict[str, list[str]] = {}
        self._index_numbers()
        self.people_by_mail = self._by("Person", "email", str.casefold)
        self.people_by_name = self._by("Person", "name", keys.person)
        self.people_by_fold = self._by("Person", "name", keys.fold)
        self.members_by_mail = self._by("Member", "email", str.casefold)
        self.members_by_name = self._by("Member", "name", keys.person)
        self.posts = self._posts()

    def _index_numbers(self) -> None:
        external = self.snapshot.records("ExternalId")
        for record_id, ties in self._tied_from["IDENTIFIED_BY"].items():
            for tie in ties:
                if tie.end_id in external:
                    known = external[tie.end_id]
                    system, key = str(known["system"]), str(known["key"])
                    self._external[tie.start_label, system, key] = record_id
                    self._numbers[record_id, system] = key

    def _by(self, label: str, name: str, key: Callable[[str], str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        records = self.snapshot.records(label)
        for record_id in self.ids(label):
            value = records[record_id].get(name)
            if value:
                found[key(value)].append(record_id)
        return found

    def ids(self, label: str) -> list[str]:
        """The ids of all records of a label, in their order."""
        if label not in self._sorted:
            self._sorted[label] = sorted(self.snapshot.records(label))
        return self._sorted[label]

    @cached_property
    def people_by_romaji(self) -> dict[str, list[str]]:
        return self._by("Person", "romaji", keys.romaji)

    @cached_property
    def people_by_alike(self) -> dict[str, list[str]]:
        return self._by("Person", "name", keys.alike)

    @cached_property
    def people_by_surname(self) -> dict[str, list[str]]:
        return self._by("Person", "name", keys.surname)

    def _posts(self) -> dict[str, KnownPost]:
        named, placed, day = self._from["IN_ACCOUNT"], self._from["PLACED_IN"], self.as_of
        found: dict[str, KnownPost] = {}
        for post_id in self.ids("Post"):
            namings, places = named.get(post_id), placed.get(post_id)
            naming = nearest(namings, day) if namings else None
            place = nearest(places, day) if places else None
            said = naming.properties if naming else {}
            found[post_id] = KnownPost(
                post_id,
                said.get("title") or "",
                place.end_id if place and place.end_label == "Department" else None,
                said.get("seat_kind") or "seat",
            )
        return found

    def holders_of(self, post_id: str) -> list[str]:
        """Who holds the post on the day of the file."""
        return [h.start_id for h in self.to("HOLDS", post_id) if h.interval.holds(self.as_of)]

    def vacant_from(self, post_id: str) -> list[date | None]:
        """The starts of the post's vacancies of the day of the file and later."""
        intervals = [v.interval for v in self.of("VACANT", post_id)]
        return [i.start for i in intervals if i.end is None or i.end > self.as_of]

    @cached_property
    def posts_by_title(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for post in self.posts.values():
            found[keys.exact(post.title)].append(post.id)
        return found

    @property
    def account_id(self) -> str:
        return self.snapshot.account_id

    @property
    def account_name(self) -> str:
        return str(self.snapshot.records("Account").get(self.account_id, {}).get("name") or "")

    @property
    def currency(self) -> str:
        return str(self.snapshot.records("Account").get(self.account_id, {}).get("currency") or "JPY")

    def record(self, label: str, record_id: str) -> Mapping[str, Any]:
        return self.snapshot.records(label).get(record_id, {})

    def by_number(self, label: str, system: str, value: str) -> str | None:
        key = keys.number(value)
        found = self._external.get((label, system, key))
        if found is None and system == keys.OWN and label in _KEYED and key in self.snapshot.records(label):
            return key
        return found

    def number_of(self, record_id: str, system: str) -> str | None:
        """The key of the record's own number, None where none is known."""
        return self._numbers.get((record_id, system))

    @cached_property
    def _ties(self) -> frozenset[tuple[str, str, str]]:
        return frozenset((t.type, t.start_id, t.end_id) for t in self.snapshot.ties)

    def has_tie(self, kind: str, start_id: str, end_id: str) -> bool:
        return (kind, start_id, end_id) in self._ties

    def tied_from(self, kind: str, start_id: str) -> list[str]:
        return [t.end_id for t in self._tied_from[kind].get(start_id, ())]

    def tied_to(self, kind: str, end_id: str) -> list[str]:
        return [t.start_id for t in self._tied_to[kind].get(end_id, ())]

    def of(self, kind: str, start_id: str) -> list[ExistingFact]:
        """All facts of a type that start at a record, of all days."""
        return self._from[kind].get(start_id, [])

    def to(self, kind: str, end_id: str) -> list[ExistingFact]:
        return self._to[kind].get(end_id, [])

    def now(self, kind: str, start_id: str) -> list[ExistingFact]:
        """The facts that hold on the day of the file."""
        return [f for f in self.of(kind, start_id) if f.interval.holds(self.as_of)]

    def current(self, kind: str, start_id: str) -> ExistingFact | None:
        """The fact that holds on the day of the file, else the next later one, else the last earlier one."""
        return nearest(self.of(kind, start_id), self.as_of)

    def line_of(self, post_id: str) -> ExistingFact | None:
        """The reporting line of kind `line` that holds on the day of the file."""
        lines = [f for f in self.now("REPORTS_TO", post_id) if f.properties.get("kind") == "line"]
        return nearest(lines, self.as_of)

    def posts_of(self, person_id: str) -> list[ExistingFact]:
        """The person's `HOLDS` of the day of the file and later, those of the day first, of them the primary one."""
        held = [f for f in self.of("HOLDS", person_id) if f.interval.end is None or f.interval.end > self.as_of]
        return sorted(held, key=lambda f: (not f.interval.holds(self.as_of), not f.properties.get("is_primary"), f.id))


def _by_type(items: Iterable[_Tied]) -> dict[str, list[_Tied]]:
    found: dict[str, list[_Tied]] = defaultdict(list)
    for item in items:
        found[item.type].append(item)
    return found


class _Indexed(dict[str, dict[str, list[_Tied]]], Generic[_Tied]):
    """Facts or ties: type → record at one of their ends → all of them. A type is indexed when it is first asked for."""

    def __init__(self, of_type: Mapping[str, list[_Tied]], end: Callable[[_Tied], str]) -> None:
        super().__init__()
        self._of_type: Mapping[str, list[_Tied]] = of_type
        self._end: Callable[[_Tied], str] = end

    def __missing__(self, kind: str) -> dict[str, list[_Tied]]:
        found: dict[str, list[_Tied]] = {}
        for item in self._of_type.get(kind, ()):
            found.setdefault(self._end(item), []).append(item)
        self[kind] = found
        return found


def nearest(facts: Sequence[ExistingFact], day: date) -> ExistingFact | None:
    """The dated fact that holds on the day before one of unknown start; else the next later one; else the last one."""

    if len(facts) == 1:  # as most records have: nothing to compare
        return facts[0]

    def rank(fact: ExistingFact) -> tuple[int, int, str]:
        start, end = fact.interval.start, fact.interval.end
        if fact.interval.holds(day):
            return (0, 0 if start else 1, fact.id)
        if start and start > day:
            return (1, (start - day).days, fact.id)
        return (2, (day - end).days if end else 0, fact.id)

    return min(facts, key=rank, default=None)
