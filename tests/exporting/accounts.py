"""Accounts to write into a workbook, and what an account says on a day, told without the code that writes and reads."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from service.domain.exporting.account import AccountSheets, account_sheets
from service.domain.importing import keys
from service.domain.importing.plan import ImportPlan, plan_import
from service.domain.snapshot import ExistingFact, Snapshot
from service.exporting.workbook import workbook
from service.importing.columns import recognise_all
from service.importing.files import SourceFile, read_tables
from tests.importing.fold import AS_OF, empty, fold, ids
from tests.story import Story

MADE_AT = datetime(2026, 10, 1, 9, 30, tzinfo=UTC)
DERIVED = {"name_key", "search_key"}


def told(story: Story) -> Snapshot:
    """The story as it lies in the graph, with the search keys that the importer derives and stories only stand in."""
    base = Snapshot(story.account, {"Account": {}})
    snapshot = fold(base, story.batch)
    nodes: dict[str, dict[str, Mapping[str, Any]]] = {label: dict(of) for label, of in snapshot.nodes.items()}
    for label in ("Person", "Member", "Unit"):
        for record_id, known in nodes.get(label, {}).items():
            name = str(known["name"])
            derived = {"name_key": keys.exact(name)}
            if label != "Unit":
                derived["search_key"] = keys.search(name, known.get("kana") or "", known.get("romaji") or "")
            nodes[label][record_id] = {**known, **derived}
    facts = []
    for f in snapshot.facts:
        own = dict(f.properties)
        if "name_key" in own:
            own["name_key"] = keys.exact(str(own["name"]))
        facts.append(ExistingFact(f.type, f.id, f.start_label, f.start_id, f.end_label, f.end_id, own))
    return Snapshot(snapshot.account_id, nodes, tuple(facts), snapshot.ties)


def written(
    snapshot: Snapshot, locale: str, *, day: date = AS_OF, with_stances: bool = True
) -> tuple[AccountSheets, bytes]:
    sheets = account_sheets(snapshot, as_of=day, locale=locale, with_stances=with_stances)
    made = workbook(sheets.tables, title="見出し", told=[("一", "二")], locale=locale, made_at=MADE_AT)
    return sheets, made


def planned(snapshot: Snapshot, content: bytes, day: date = AS_OF) -> ImportPlan:
    tables = recognise_all(read_tables([SourceFile("account.xlsx", content)]), {})
    made = ids()
    return plan_import(tables, snapshot, as_of=day, new_id=lambda: f"new{made()}")


def anew(
    content: bytes, day: date = AS_OF, name: str = "別の顧客", currency: str = "JPY"
) -> tuple[Snapshot, ImportPlan]:
    """A new empty account into which the workbook has been imported."""
    plan = planned(empty(name, currency), content, day)
    return fold(empty(name, currency), plan.batch), plan


class Picture:
    """The account on a day as plain values. Records are called by their id in the account that was exported."""

    def __init__(self, snapshot: Snapshot, day: date) -> None:
        self.snapshot = snapshot
        self.day = day
        external = snapshot.records("ExternalId")
        self.called = {
            t.start_id: str(external[t.end_id]["value"])
            for t in snapshot.ties
            if t.type == "IDENTIFIED_BY" and external[t.end_id]["system"] == keys.OWN
        }

    def now(self, kind: str) -> list[ExistingFact]:
        return [f for f in self.snapshot.facts if f.type == kind and f.interval.holds(self.day)]

    def of(self, kind: str, start: str) -> list[ExistingFact]:
        return [f for f in self.now(kind) if f.start_id == start]

    def id(self, record_id: str) -> str:
        return self.called.get(record_id, record_id)

    def path(self, place_id: str) -> tuple[str, ...]:
        if place_id == self.snapshot.account_id:
            return ()
        above = self.of("PART_OF", place_id)
        own = str(self.of("IN_ACCOUNT", place_id)[0].properties["name"])
        return (*(self.path(above[0].end_id) if above else ()), own)

    def member(self, member_id: str) -> str:
        return str(self.snapshot.records("Member")[member_id]["name"])

    def tied(self, kind: str, *, start: str | None = None, end: str | None = None) -> list[tuple[str, str]]:
        """(label, id) of the other side of each tie."""
        found = []
        for t in self.snapshot.ties:
            if t.type == kind and start == t.start_id:
                found.append((t.end_label, t.end_id))
            elif t.type == kind and end is not None and end == t.end_id:
                found.append((t.start_label, t.start_id))
        return found

    def people(self) -> dict[str, Any]:
        found = {}
        for works in self.now("WORKS_FOR"):
            if works.end_id == self.snapshot.account_id:
                person = self.snapshot.records("Person")[works.start_id]
                own = _plain(
                    works.properties, "employment", "legal_organ", "grade_title", "personal_grade", "person_rank"
                )
                face = _plain(person, "name", "kana", "romaji", "email", "phone", "note")
                found[self.id(works.start_id)] = (
                    face | own | {"represents": bool(works.properties.get("representative"))}
                )
        return found

    def seats(self) -> dict[str, Any]:
        found = {}
        for named in self.now("IN_ACCOUNT"):
            if named.start_label == "Post":
                kept = _plain(named.properties, "title", "line_rank", "seat_kind")
                place = self.of("PLACED_IN", named.start_id)[0].end_id
                vacant = [f.interval.start for f in self.of("VACANT", named.start_id)]
                capacity = int(named.properties.get("capacity") or 1)
                found[self.id(named.start_id)] = (kept, self.path(place), vacant, capacity)
        return found

    def departments(self) -> list[tuple[str, ...]]:
        return sorted(self.path(f.start_id) for f in self.now("IN_ACCOUNT") if f.start_label == "Department")

    def all(self) -> dict[str, Any]:
        """Everything a chart and the lists beside it show."""
        holds = self.now("HOLDS")
        return {
            "people": self.people(),
            "seats": self.seats(),
            "departments": self.departments(),
            "holds": _sorted(
                (self.id(f.start_id), self.id(f.end_id), bool(f.properties["is_primary"]),
                 bool(f.properties.get("acting")), f.interval.start)
                for f in holds
            ),
            "lines": _sorted(
                (self.id(f.start_id), self.id(f.end_id), f.properties["kind"]) for f in self.now("REPORTS_TO")
            ),
            "members": _sorted(
                (self.member(f.start_id), f.properties.get("role"),
                 [str(b.properties.get("title")) for b in self.of("BELONGS_TO", f.start_id)])
                for f in self.now("ON_TEAM_OF")
            ),
            "meetings": _sorted(self.meeting(m, p) for m, p in self.snapshot.records("Meeting").items()),
            "deals": _sorted(self.deal(f) for f in self.now("FOR")),
            "stances": _sorted(self.stance(s, p) for s, p in self.snapshot.records("Stance").items()),
            "keys": _sorted(
                (self.id(f.start_id), self.towards(f.end_id), f.properties.get("reason")) for f in self.now("KEY_TO")
            ),
            "covers": _sorted(
                (self.member(f.start_id), self.id(f.end_id), _plain(f.properties, "level", "desired_level"))
                for f in self.now("COVERS")
            ),
        }  # fmt: skip

    def towards(self, record_id: str) -> str:
        return "" if record_id == self.snapshot.account_id else self.id(record_id)

    def meeting(self, meeting_id: str, known: Mapping[str, Any]) -> tuple[Any, ...]:
        there = self.tied("ATTENDED", end=meeting_id)
        day = known["held_on"] if known["state"] == "held" else known["planned_on"]
        return (
            self.id(meeting_id), day, _plain(known, "state", "kind", "two_way", "subject", "note"),
            sorted(self.member(i) if label == "Member" else self.id(i) for label, i in there),
            sorted(self.id(i) for _, i in self.tied("ABOUT", start=meeting_id)),
        )  # fmt: skip

    def deal(self, fact: ExistingFact) -> tuple[Any, ...]:
        roles = [f for f in self.now("PLAYS_ROLE_IN") if f.end_id == fact.start_id]
        return (
            self.id(fact.start_id),
            _plain(fact.properties, "name", "stage", "amount_minor", "currency", "order_on", "kind", "probability"),
            sorted(self.path(f.end_id) for f in self.of("TARGETS", fact.start_id)),
            sorted((self.id(f.start_id), f.properties["pack"], f.properties["role"]) for f in roles),
        )

    def stance(self, stance_id: str, known: Mapping[str, Any]) -> tuple[Any, ...]:
        of, by, toward = (self.tied(kind, start=stance_id) for kind in ("OF", "BY", "TOWARD"))
        return (
            self.id(of[0][1]), [self.member(i) for _, i in by], [self.id(i) for _, i in toward],
            _plain(known, "level", "assessed_on", "evidence", "source", "confidence"),
        )  # fmt: skip


def _plain(properties: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {n: properties[n] for n in names if properties.get(n) not in (None, "")}


def _sorted(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=repr)
