"""The account as it stands, indexed for comparison with a file: by number, mail, name, place."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from service.domain.importing import keys
from service.domain.snapshot import ExistingFact, Snapshot


@dataclass(frozen=True, slots=True)
class KnownPost:
    id: str
    title: str
    place_id: str | None
    """The department; None when the post stands directly under the account."""
    seat_kind: str
    holder_ids: tuple[str, ...]
    vacant_from: frozenset[date | None]
    """The starts of its vacancies of the day of the file and later."""


_KEYED = ("Person", "Post", "Member", "Opportunity", "Meeting")
"""Records that an export names by their own id."""


class AccountView:
    """What is known of the account on the day of the file.

    Facts that hold on that day count; for a record that has none of a type on that day, the next later fact counts,
    else the last earlier one: a record is the same record on every day.
    """

    def __init__(self, snapshot: Snapshot, as_of: date) -> None:
        self.snapshot = snapshot
        self.as_of = as_of
        self._from: dict[tuple[str, str], list[ExistingFact]] = defaultdict(list)
        self._to: dict[tuple[str, str], list[ExistingFact]] = defaultdict(list)
        for fact in snapshot.facts:
            self._from[fact.type, fact.start_id].append(fact)
            self._to[fact.type, fact.end_id].append(fact)
        self._ties = {(t.type, t.start_id, t.end_id) for t in snapshot.ties}
        self._tied_from: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._tied_to: dict[tuple[str, str], list[str]] = defaultdict(list)
        for tie in snapshot.ties:
            self._tied_from[tie.type, tie.start_id].append(tie.end_id)
            self._tied_to[tie.type, tie.end_id].append(tie.start_id)
        self._external: dict[tuple[str, str, str], str] = {}
        self._numbers: dict[tuple[str, str], str] = {}
        self._index_numbers()
        self.people_by_mail = self._by("Person", "email", str.casefold)
        self.people_by_name = self._by("Person", "name", keys.person)
        self.people_by_fold = self._by("Person", "name", keys.fold)
        self.members_by_mail = self._by("Member", "email", str.casefold)
        self.members_by_name = self._by("Member", "name", keys.person)
        self.posts = self._posts()

    def _index_numbers(self) -> None:
        external = self.snapshot.records("ExternalId")
        for tie in self.snapshot.ties:
            if tie.type == "IDENTIFIED_BY" and tie.end_id in external:
                known = external[tie.end_id]
                system, key = str(known["system"]), str(known["key"])
                self._external[tie.start_label, system, key] = tie.start_id
                self._numbers[tie.start_id, system] = key
        for label in _KEYED:
            for record_id in self.snapshot.records(label):
                self._external.setdefault((label, keys.OWN, keys.number(record_id)), record_id)

    def _by(self, label: str, name: str, key: Any) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for record_id, properties in sorted(self.snapshot.records(label).items()):
            if properties.get(name):
                found[key(properties[name])].append(record_id)
        return found

    @cached_property
    def people_by_romaji(self) -> dict[str, list[str]]:
        return self._by("Person", "romaji", keys.romaji)

    @cached_property
    def people_by_surname(self) -> dict[str, list[str]]:
        return self._by("Person", "name", keys.surname)

    def _posts(self) -> dict[str, KnownPost]:
        found: dict[str, KnownPost] = {}
        for post_id in sorted(self.snapshot.records("Post")):
            named = self.current("IN_ACCOUNT", post_id)
            placed = self.current("PLACED_IN", post_id)
            found[post_id] = KnownPost(
                post_id,
                str(named.properties.get("title") or "") if named else "",
                placed.end_id if placed and placed.end_label == "Department" else None,
                str(named.properties.get("seat_kind") or "seat") if named else "seat",
                tuple(h.start_id for h in self.to("HOLDS", post_id) if h.interval.holds(self.as_of)),
                frozenset(
                    v.interval.start
                    for v in self.of("VACANT", post_id)
                    if v.interval.end is None or v.interval.end > self.as_of
                ),
            )
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
        return self._external.get((label, system, keys.number(value)))

    def number_of(self, record_id: str, system: str) -> str | None:
        """The key of the record's own number, None where none is known."""
        return self._numbers.get((record_id, system))

    def has_tie(self, kind: str, start_id: str, end_id: str) -> bool:
        return (kind, start_id, end_id) in self._ties

    def tied_from(self, kind: str, start_id: str) -> list[str]:
        return self._tied_from.get((kind, start_id), [])

    def tied_to(self, kind: str, end_id: str) -> list[str]:
        return self._tied_to.get((kind, end_id), [])

    def of(self, kind: str, start_id: str) -> list[ExistingFact]:
        """All facts of a type that start at a record, of all days."""
        return self._from.get((kind, start_id), [])

    def to(self, kind: str, end_id: str) -> list[ExistingFact]:
        return self._to.get((kind, end_id), [])

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


def nearest(facts: Iterable[ExistingFact], day: date) -> ExistingFact | None:
    """The dated fact that holds on the day before one of unknown start; else the next later one; else the last one."""

    def rank(fact: ExistingFact) -> tuple[int, int, str]:
        start, end = fact.interval.start, fact.interval.end
        if fact.interval.holds(day):
            return (0, 0 if start else 1, fact.id)
        if start and start > day:
            return (1, (start - day).days, fact.id)
        return (2, (day - end).days if end else 0, fact.id)

    found = list(facts)
    if len(found) == 1:  # as most records have: nothing to compare
        return found[0]
    return min(found, key=rank, default=None)
