"""The organisation on a day as rows of the sheet Org: a row for each holder of each post, then what holds no post.

Whatever the importer would read from name, title and remarks otherwise than it is recorded is said outright in columns
of its own. What it would read is not guessed here: the importer's own reader is asked.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from service.domain.exporting import columns as words
from service.domain.exporting.names import Names
from service.domain.exporting.tables import Omitted, table
from service.domain.importing import keys, vocabulary
from service.domain.importing.account import AccountView, nearest
from service.domain.importing.asides import is_aside, is_ditto
from service.domain.importing.departments import Departments, write_path
from service.domain.importing.draft import Draft
from service.domain.importing.findings import Log
from service.domain.importing.humans import Human
from service.domain.importing.orgrows import ABOUT_PERSON, OrgRow, read_rows
from service.domain.importing.people import line_posts, works_for
from service.domain.importing.seats import build_seat
from service.domain.importing.tables import Cell, Sheet
from service.domain.orgmap import SeatState
from service.domain.snapshot import ExistingFact

_STATES = {SeatState.HELD: words.HELD, SeatState.VACANT: words.VACANT, SeatState.UNKNOWN: words.UNKNOWN}


@dataclass(slots=True)
class _Line:
    """One row in the making, with what it is to say."""

    cells: dict[str, Cell]
    state: SeatState
    title: str = ""
    person_id: str = ""
    post_id: str = ""
    holding: ExistingFact | None = None
    names: tuple[str, ...] = ()
    note: str = ""


@dataclass(slots=True)
class Chart:
    """The rows, and the departments that other sheets may name by their path."""

    rows: list[dict[str, Cell]]
    paths: Mapping[str, str]
    people: frozenset[str]
    posts: frozenset[str] = field(default_factory=frozenset)


def chart(view: AccountView, names: Names, locale: str, omitted: Omitted) -> Chart:
    """The departments, posts and people of the view's day."""
    return _Maker(view, names, locale, omitted).make()


class _Maker:
    def __init__(self, view: AccountView, names: Names, locale: str, omitted: Omitted) -> None:
        self.view = view
        self.names = names
        self.locale = locale
        self.omitted = omitted
        account = view.account_id
        self.works = {
            p: fact
            for p in sorted(view.snapshot.records("Person"))
            if (fact := nearest([f for f in view.now("WORKS_FOR", p) if f.end_id == account], view.as_of))
        }
        self.named = {
            p: fact
            for p in sorted(view.snapshot.records("Post"))
            if (fact := nearest(view.now("IN_ACCOUNT", p), view.as_of))
        }
        self.holders: dict[str, list[ExistingFact]] = defaultdict(list)
        for person_id in self.works:
            for fact in view.now("HOLDS", person_id):
                if fact.end_id in self.named:
                    self.holders[fact.end_id].append(fact)
        self.departments = [
            d for d in sorted(view.snapshot.records("Department")) if nearest(view.now("IN_ACCOUNT", d), view.as_of)
        ]
        self.paths = self._paths()

    def make(self) -> Chart:
        lines = [*self._posts(), *self._without_post(), *self._bare_departments()]
        parsed = self._read(lines, range(len(lines)))
        misread = [n for n, line in enumerate(lines) if not _says(line, parsed.get(n)) or _is_no_record(line)]
        for n in misread:
            lines[n].cells["literal"] = words.YES.of(self.locale)
        parsed |= self._read(lines, misread)
        self._tell_posts(lines, parsed)
        self._tell_people(lines, parsed)
        return Chart([line.cells for line in lines], self.paths, frozenset(self.works), frozenset(self.named))

    # ---- departments

    def _name(self, department_id: str) -> str:
        fact = nearest(self.view.now("IN_ACCOUNT", department_id), self.view.as_of)
        return str(fact.properties.get("name") or "") if fact else ""

    def _above(self, department_id: str) -> str | None:
        fact = nearest(self.view.now("PART_OF", department_id), self.view.as_of)
        return fact.end_id if fact and fact.end_label == "Department" else None

    def _paths(self) -> dict[str, str]:
        """The path of each department that the importer finds again by it."""
        known = Departments(Draft(self.view, lambda: ""), Log())
        account = keys.exact(self.view.account_name)
        paths: dict[str, str] = {}
        for department in self.departments:
            chain: list[str] = []
            at: str | None = department
            while at is not None and at not in chain:
                chain.append(at)
                at = self._above(at)
            parts = [self._name(d) for d in reversed(chain)]
            if parts and keys.exact(parts[0]) == account:
                parts.insert(0, "")
            path = write_path(parts)
            if all(parts[-len(chain) :]) and known.find(path) == [department]:
                paths[department] = path
            else:
                self.omitted.note("department")
        return paths

    # ---- rows

    def _posts(self) -> list[_Line]:
        placed = {p: nearest(self.view.now("PLACED_IN", p), self.view.as_of) for p in self.named}

        def order(post_id: str) -> tuple[str, int, str]:
            place = placed[post_id]
            path = self.paths.get(place.end_id, "") if place and place.end_label == "Department" else ""
            return (path, -int(self.named[post_id].properties.get("line_rank") or 0), post_id)

        lines: list[_Line] = []
        for post_id in sorted(self.named, key=order):
            place = placed[post_id]
            title = str(self.named[post_id].properties.get("title") or "")
            cells: dict[str, Cell] = {
                "title": title,
                "department": self.paths.get(place.end_id, "") if place else "",
                "post_id": self.names.number(post_id, keys.POST),
                "post_key": self.names.key("Post", post_id, keys.POST),
                "reports_to": self._superiors(post_id, "line"),
                "dotted_to": self._superiors(post_id, "dotted"),
            }
            if place is not None and place.end_id not in (*self.paths, self.view.account_id):
                self.omitted.note("placed")
            holders = sorted(self.holders[post_id], key=lambda f: (not f.properties.get("is_primary"), f.start_id))
            if holders:
                lines += [self._held(post_id, title, cells, f) for f in holders]
                continue
            vacant = nearest(self.view.now("VACANT", post_id), self.view.as_of)
            state = SeatState.VACANT if vacant else SeatState.UNKNOWN
            cells |= {"start": vacant.interval.start if vacant else None, **self._cover(post_id)}
            lines.append(self._line(cells, state, title=title, post_id=post_id))
        held = {post for post in self.holders if self.holders[post]}
        self.omitted.note("covered_post", sum(bool(self._covering(p)) for p in held))
        return _first_only(lines)

    def _held(self, post_id: str, title: str, cells: Mapping[str, Cell], holding: ExistingFact) -> _Line:
        person = holding.start_id
        several = len([f for f in self.view.now("HOLDS", person) if f.end_id in self.named]) > 1
        main = bool(holding.properties.get("is_primary"))
        own: dict[str, Cell] = {
            **cells,
            **self._about(person),
            "concurrency": (words.MAIN if main else words.BESIDE).of(self.locale) if several or not main else None,
            "start": holding.interval.start,
            **self._cover(person),
        }
        return self._line(own, SeatState.HELD, title=title, person_id=person, post_id=post_id, holding=holding)

    def _without_post(self) -> list[_Line]:
        held = {f.start_id for facts in self.holders.values() for f in facts}
        lines: list[_Line] = []
        for person in self.works:
            if person not in held:
                self.omitted.note("covered_without_post", bool(self._covering(person)))
                line = self._line(self._about(person), SeatState.HELD, person_id=person)
                line.cells["status"] = words.SEATLESS.of(self.locale)
                lines.append(line)
        return lines

    def _bare_departments(self) -> list[_Line]:
        """Departments that no row of a post names, not even as the beginning of its path."""
        used = {
            d for p in self.named if (f := nearest(self.view.now("PLACED_IN", p), self.view.as_of)) and (d := f.end_id)
        }
        for department in list(used):
            at: str | None = department
            while at is not None and (at := self._above(at)) and at not in used:
                used.add(at)
        bare = [d for d in self.departments if d in self.paths and d not in used]
        shown = [d for d in bare if not any(self._above(other) == d for other in bare)]
        lines = []
        for department in sorted(shown, key=lambda d: self.paths[d]):
            line = self._line({"department": self.paths[department]}, SeatState.UNKNOWN)
            line.cells["status"] = words.DEPARTMENT.of(self.locale)
            lines.append(line)
        return lines

    def _line(self, cells: Mapping[str, Cell], state: SeatState, **more: Any) -> _Line:
        line = _Line({"status": _STATES[state].of(self.locale), **cells}, state, **more)
        line.note = str(cells.get("note") or "")
        return line

    def _about(self, person_id: str) -> dict[str, Cell]:
        person = self.view.record("Person", person_id)
        cells: dict[str, Cell] = {
            "employee_id": self.names.number(person_id, keys.EMPLOYEE),
            "person_key": self.names.key("Person", person_id, keys.EMPLOYEE),
        }
        for name in ("name", "kana", "romaji", "email", "phone", "note"):
            cells[name] = str(person.get(name) or "")
        employment = words.EMPLOYMENT.get(str(self.works[person_id].properties.get("employment") or ""))
        cells["employment"] = employment.of(self.locale) if employment else None
        return cells

    def _superiors(self, post_id: str, kind: str) -> str:
        if kind == "line":
            line = self.view.line_of(post_id)
            facts = [line] if line else []
        else:
            facts = [f for f in self.view.now("REPORTS_TO", post_id) if f.properties.get("kind") == kind]
        found = []
        for fact in facts:
            if fact.end_id in self.named:
                holders = [
                    str(self.view.record("Person", f.start_id).get("name") or "") for f in self.holders[fact.end_id]
                ]
                title = str(self.named[fact.end_id].properties.get("title") or "")
                found.append(self.names.post(fact.end_id, sorted(holders) or [title]))
        return "; ".join(found)

    def _covering(self, record_id: str) -> list[ExistingFact]:
        """The member's fact of the day for each of us who covers the record."""
        found = [f for f in self.view.to("COVERS", record_id) if f.interval.holds(self.view.as_of)]
        return [f for member in sorted({f.start_id for f in found})
                if (f := nearest([g for g in found if g.start_id == member], self.view.as_of))]  # fmt: skip

    def _cover(self, record_id: str) -> dict[str, Cell]:
        """Who of us covers the record, and how far each relationship has come and is to come."""
        facts = self._covering(record_id)
        cells: dict[str, Cell] = {"covered_by": "; ".join(self.names.member(f.start_id) for f in facts)}
        for name, told in (("relationship", "level"), ("relationship_wanted", "desired_level")):
            levels = [f.properties.get(told) for f in facts]
            if any(level is not None for level in levels):
                cells[name] = "; ".join(self._relationship(level) for level in levels)
        return cells

    def _relationship(self, level: int | None) -> str:
        word = words.RELATIONSHIPS.get(level or 0)
        return word.of(self.locale) if word else words.NONE

    # ---- what the importer would read otherwise

    def _read(self, lines: Sequence[_Line], at: Sequence[int]) -> dict[int, OrgRow]:
        """What the importer reads in the lines at these places; a line that it would skip is not among them."""
        mapped = table(Sheet.ORG, [lines[n].cells for n in at]).mapped(self.locale)
        return {at[row.number - 2]: row for row in read_rows(mapped, Log(), {}).rows}

    def _tell_posts(self, lines: Sequence[_Line], parsed: Mapping[int, OrgRow]) -> None:
        of_post: dict[str, list[int]] = defaultdict(list)
        for n, line in enumerate(lines):
            if line.post_id and n in parsed:
                of_post[line.post_id].append(n)
        for post_id, at in of_post.items():
            rows = [parsed[n] for n in at]
            seat = build_seat(rows[0], rows)
            stored = self.named[post_id].properties
            told: dict[str, Cell] = {}
            rank = stored.get("line_rank")
            if rank != seat.line_rank:
                told["line_rank"] = words.NONE if rank is None else int(rank)
                seat = build_seat(replace(rows[0], told={**rows[0].told, "line_rank": rank}), rows)
            kind = str(stored.get("seat_kind") or "seat")
            if kind != seat.kind:
                told["seat_kind"] = kind
            room = int(stored.get("capacity") or 1)
            if room != seat.capacity:
                told["capacity"] = room
            for n in at:
                lines[n].cells.update(told)
                fact, row = lines[n].holding, parsed[n]
                acting = bool(fact and fact.properties.get("acting"))
                if fact and acting != bool(row.title and row.title.acting):
                    lines[n].cells["acting"] = self._yes(acting)

    def _tell_people(self, lines: Sequence[_Line], parsed: Mapping[int, OrgRow]) -> None:
        of_person: dict[str, list[int]] = defaultdict(list)
        for n, line in enumerate(lines):
            if line.person_id and n in parsed:
                of_person[line.person_id].append(n)
        for person_id, at in of_person.items():
            read = works_for(Human([parsed[n] for n in at]), {})
            stored = self.works[person_id].properties
            told: dict[str, Cell] = {}
            for name in ABOUT_PERSON:
                value = stored.get(name)
                if (value or None) == (read.get(name) or None) and not (
                    name == "person_rank" and value != read.get(name)
                ):
                    continue
                if name == "employment":
                    told[name] = words.NONE if value is None else lines[at[0]].cells.get(name)
                elif name == "representative":
                    told[name] = self._yes(bool(value))
                else:
                    told[name] = words.NONE if value is None else value
            for n in at:
                lines[n].cells.update(told)

    def _yes(self, value: bool) -> str:
        return (words.YES if value else words.NO).of(self.locale)


def _first_only(lines: Sequence[_Line]) -> list[_Line]:
    """A person's note, and who covers him or her and how, stands in the first of the person's rows only."""
    seen: set[str] = set()
    for line in lines:
        if line.person_id in seen:
            line.cells |= dict.fromkeys(("note", "covered_by", "relationship", "relationship_wanted"))
            line.note = ""
        elif line.person_id:
            seen.add(line.person_id)
    return list(lines)


def _is_no_record(line: _Line) -> bool:
    """Whether a reader of files would take the row for a total or a note, or one of its cells for “as above”."""
    if any(is_ditto(value) for value in line.cells.values()):
        return True
    return is_aside(line.cells.get(column.field) for column in words.COLUMNS[Sheet.ORG])


def _says(line: _Line, row: OrgRow | None) -> bool:
    """Whether the importer reads in the row what it is to say, titles aside from their ranks."""
    if row is None or row.state is not line.state:
        return False
    beside = vocabulary.is_secondary(str(line.cells.get("concurrency") or ""))
    if row.held and (row.name != keys.clean(str(line.cells["name"])) or row.secondary != beside):
        return False
    if not line.post_id:
        return True
    if row.held and row.title_text and row.title is None:
        return False
    return [t for t, _ in line_posts(row)] == [keys.clean(line.title)]
