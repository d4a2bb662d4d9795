"""Rows of an org chart, read one by one: who or what state of a seat, which titles, which place, which superior."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from service.domain.dates import Order, date_order, parse_date
from service.domain.importing import keys, vocabulary
from service.domain.importing.departments import read_path
from service.domain.importing.findings import Log, Place
from service.domain.importing.paths import card_path, department_outside, split_path
from service.domain.importing.tables import MappedTable, Row
from service.domain.names import post_taken_off, strip_honorific
from service.domain.orgmap import SeatState
from service.domain.periods import is_undetermined
from service.domain.titles import Title, read_title
from service.domain.wording import UnreadableError

MANAGER_FIELDS = ("reports_to_post", "reports_to_employee", "reports_to_email", "reports_to_name", "reports_to")

Told = str | int | bool | None

ABOUT_PERSON = (
    "employment", "legal_organ", "grade_title", "personal_grade", "person_rank", "representative",
)  # fmt: skip
"""What a file may say outright of the person, each as `WORKS_FOR` keeps it."""
TOLD = (*ABOUT_PERSON[1:], "line_rank", "seat_kind", "capacity", "acting")

_PERSONAL = frozenset(keys.exact(word) for word in ("personal", "個人"))
_LONGEST_NUMBER = 6
_LONGEST_MARK = 20
"""A note this long is more than a mark that the post is gone."""
_MANY = re.compile(r"\s*[;；\n]\s*")


_NAMING = ("name", "family_name", "given_name", "employee_id", "post_id")
"""What says whom a row is about: unreadable, it takes the row with it."""


@dataclass(frozen=True, slots=True)
class Superior:
    """One entry of a reports-to cell. `how` is the field it stood in."""

    how: str
    value: str
    column: str


@dataclass(slots=True, eq=False)
class OrgRow:
    """One row, read. `where` is the table's label for findings; empty texts mean that the cell says nothing."""

    where: str
    source: str
    number: int
    state: SeatState
    name: str
    title_text: str
    title: Title | None
    grade: Title | None
    path: tuple[str, ...]
    start: date | None
    secondary: bool
    employment: str | None
    employee_id: str = ""
    post_id: str = ""
    person_key: str = ""
    post_key: str = ""
    from_top: bool = False
    """Whether the path begins at the top, so that no department elsewhere is meant."""
    told: Mapping[str, Told] = field(default_factory=dict)
    """What the file says outright and does not leave to the title: field → value, None where it says there is none."""
    kana: str = ""
    romaji: str = ""
    email: str = ""
    phone: str = ""
    note: str = ""
    key_reason: str = ""
    covered_by: str = ""
    relationship: str = ""
    relationship_wanted: str = ""
    system: str = ""
    """The business-card tool or customer system whose export the row stands in; empty for a chart."""
    record_id: str = ""
    seen_on: date | None = None
    """The day on which a card was exchanged, or a record last written."""
    glued: str = ""
    """The post that was written behind the name (能登部長)."""
    places: bool = True
    """Whether the row says where the person stands."""
    at: str | None = None
    """The department where it is known otherwise than by `path`; empty for the account itself."""
    superiors: tuple[Superior, ...] = ()
    dotted: tuple[Superior, ...] = ()
    manager_column: str | None = None
    headings: Mapping[str, str] = field(default_factory=dict)

    @property
    def at_place(self) -> Place:
        """Where findings say that the row stands."""
        return self.where, self.number

    @property
    def held(self) -> bool:
        return self.state is SeatState.HELD

    @property
    def is_card(self) -> bool:
        """Whether the row is of an export: it says who a person is, and little of where."""
        return bool(self.system)

    @property
    def person_id(self) -> str:
        """What tells this human from namesakes: the employee number, else the key of an export."""
        return self.employee_id or self.person_key

    @property
    def seat_id(self) -> str:
        """What tells this post from others of its title: the post number, else the key of an export."""
        return self.post_id or self.post_key

    def shown(self) -> str:
        """How findings name the row: the person, else the post."""
        return self.name or self.title_text or self.seat_id


@dataclass(frozen=True, slots=True)
class ChartRows:
    """The rows of a chart that can be imported, and the numbers of the posts that it calls eliminated."""

    rows: list[OrgRow]
    eliminated: frozenset[str]


def read_rows(table: MappedTable, log: Log, overrides: Mapping[str, int]) -> ChartRows:
    """The rows that can be imported; the others are noted as skipped, with the reason."""
    reader = _Reader(table, log, overrides)
    rows = [found for row in table.rows() if (found := reader.read(row)) is not None]
    return ChartRows(rows, frozenset(reader.eliminated))


class _Reader:
    def __init__(self, table: MappedTable, log: Log, overrides: Mapping[str, int]) -> None:
        self.table = table
        self.log = log
        self.overrides = overrides
        self.order: Order | None = (
            date_order([row.text("start") for row in table.rows()]) if table.has("start") else None
        )
        self.headings = {name: table.heading(name) for name in table.columns}
        self.outside = department_outside(table)
        self.titles: dict[str, Title] = {}
        self.eliminated: set[str] = set()

    def read(self, row: Row) -> OrgRow | None:
        label = self.table.label
        lost = [f for f in _NAMING if row.unreadable(f)]
        if lost:
            self.log.skip_lost(label, row.number, [self.headings[f] for f in lost])
            return None
        literal = vocabulary.yes_or_no(row.text("literal")) is True
        name, glued, beside = (keys.clean(row.text("name")), "", False) if literal else self._name(row)
        title_text = keys.clean(row.text("title")) or glued
        post_id = row.text("post_id")
        note = "\n".join(dict.fromkeys(keys.memo(text) for text in row.texts("note") if text))
        status = row.text("status")
        said = vocabulary.row_state(status)
        worded = () if literal else (name, title_text, *((note,) if len(note) < _LONGEST_MARK else ()))
        if any(keys.eliminated(t) for t in (*worded, status)):
            shown = post_id or title_text or name
            self.log.add("eliminated_post", "info", label, [row.number], None, post=shown)
            self.eliminated.update(keys.number(t) for t in (post_id, row.text("employee_id")) if t)
            self.log.skip(label, row.number, "eliminated_post", post=shown)
            return None
        seatless = said == "seatless" or (said == "department" and not name)
        if seatless or literal:
            state: SeatState | None = _literal_state(name, status)
        else:
            state = self._state(row, name, title_text, post_id or row.text("post_key"), note, status)
        if state is None:
            return None
        told = self._told(row)
        title = _as_written(title_text, told) if literal else self._title(title_text, row)
        grade = self._grade(row.text("grade"))
        remarks = " ".join(t for t in ("" if literal else note, row.text("concurrency")) if t)
        department = row.text("department")
        return OrgRow(
            where=label,
            source=self.table.source,
            number=row.number,
            state=state,
            name=name if state is SeatState.HELD else "",
            title_text="" if keys.unknown(title_text) and not literal else title_text,
            title=title,
            grade=grade,
            path=self._path(row),
            start=self._start(row),
            secondary=beside or vocabulary.is_secondary(remarks) or (title is not None and title.secondary),
            employment=self._employment(row, "" if literal else note, title),
            employee_id=row.text("employee_id"),
            post_id=post_id,
            person_key=row.text("person_key"),
            post_key=row.text("post_key"),
            places=not seatless,
            from_top=department.startswith("/"),
            told=told,
            kana=_joined(row, "kana", "family_kana", "given_kana"),
            romaji=keys.clean(row.text("romaji")),
            email=self._mail(row),
            phone=self._phone(row),
            note=note,
            key_reason=keys.clean(row.text("key_reason")),
            covered_by=keys.clean(row.text("covered_by")),
            relationship=row.text("relationship"),
            relationship_wanted=row.text("relationship_wanted"),
            system=self.table.system,
            record_id=row.text("record_id"),
            seen_on=self._seen_on(row),
            glued=glued,
            superiors=tuple(self._superiors(row, MANAGER_FIELDS)),
            dotted=tuple(self._superiors(row, ("dotted_to",))),
            manager_column=next((self.headings[f] for f in MANAGER_FIELDS if f in self.headings), None),
            headings=self.headings,
        )

    def _name(self, row: Row) -> tuple[str, str, bool]:
        """The name without forms of address, the post that was written behind it, and whether it is marked as that of
        somebody who has another post."""
        name, beside = vocabulary.without_mark(_joined(row, "name", "family_name", "given_name"))
        if not name or keys.vacant(name) or keys.unknown(name) or keys.eliminated(name):
            return name, "", beside
        alone, removed = strip_honorific(name)
        return alone, post_taken_off(removed), beside

    def _phone(self, row: Row) -> str:
        """The number; of an export all numbers, one after the other."""
        texts = row.texts("phone") if self.table.system else (row.text("phone"),)
        return " / ".join(dict.fromkeys(t for text in texts if (t := _unless_placeholder(keys.clean(text)))))

    def _seen_on(self, row: Row) -> date | None:
        cell = row.cell("seen_on")
        if cell is None or row.unreadable("seen_on"):
            return None
        try:
            return parse_date(cell)
        except UnreadableError:
            return None

    def _state(self, row: Row, name: str, title_text: str, post_id: str, note: str, status: str) -> SeatState | None:
        label, number = self.table.label, row.number
        if (keys.vacant(name) or keys.unknown(name)) and (title_text or post_id or self._path(row)):
            return SeatState.VACANT if keys.vacant(name) else SeatState.UNKNOWN
        if name and not keys.vacant(name) and not keys.unknown(name):
            return SeatState.HELD
        if keys.unknown(status) or keys.unknown(note):
            return SeatState.UNKNOWN
        employee_id = row.text("employee_id")
        if post_id and employee_id and not (keys.vacant(status) or keys.vacant(note)):
            self.log.add(
                "blank_name.numbered", "warning", label, [number], self.headings.get("name"), post=post_id,
                employee=employee_id,
            )  # fmt: skip
        if employee_id and title_text and not post_id:
            return SeatState.UNKNOWN
        if post_id or keys.vacant(status) or keys.vacant(note):
            return SeatState.VACANT
        if title_text and not row.text("email"):
            self.log.add("blank_name", "info", label, [number], self.headings.get("name"), title=title_text)
            return SeatState.VACANT
        self.log.add("empty_row", "error", label, [number], self.headings.get("name"))
        self.log.skip(label, number, "empty_row")
        return None

    def _title(self, text: str, row: Row) -> Title | None:
        if not text or keys.unknown(text) or keys.vacant(text):
            return None
        if text not in self.titles:
            self.titles[text] = read_title(text, self.overrides)
        title = self.titles[text]
        if title.band is None:
            self.log.add("unknown_title", "warning", self.table.label, [row.number], self.headings["title"], title=text)
        return title

    def _grade(self, text: str) -> Title | None:
        if not text or keys.unknown(text) or vocabulary.is_nobody(text):
            return None
        if text not in self.titles:
            self.titles[text] = read_title(text, self.overrides)
        return self.titles[text]

    def _told(self, row: Row) -> dict[str, Told]:
        """The fields of which the file says the value outright; a dash says that there is none."""
        found: dict[str, Told] = {}
        for name in TOLD:
            text = keys.clean(row.text(name)) if row.columns.get(name) else ""
            if not text:
                continue
            if name in ("acting", "representative"):
                found[name] = vocabulary.yes_or_no(text)
            elif vocabulary.is_nobody(text) and not text.isdigit():
                found[name] = None
            elif name in ("line_rank", "person_rank", "capacity"):
                if text.isdecimal() and len(text) < _LONGEST_NUMBER:
                    found[name] = int(text)
            elif name == "seat_kind":
                found[name] = "personal" if keys.exact(text) in _PERSONAL else "seat"
            else:
                found[name] = text
        return found

    def _path(self, row: Row) -> tuple[str, ...]:
        if row.text("department").startswith("/"):
            return read_path(row.text("department"))
        if self.table.system:
            return card_path(row)
        return split_path(row, outside=self.outside)

    def _start(self, row: Row) -> date | None:
        cell = row.cell("start")
        if cell is None or row.unreadable("start"):
            return None
        if is_undetermined(row.text("start")):
            self.log.add(
                "undated", "info", self.table.label, [row.number], self.headings["start"], value=row.text("start")
            )  # fmt: skip
            return None
        try:
            return parse_date(cell, order=self.order)
        except UnreadableError as error:
            self.log.add(
                "bad_date.kept", "warning", self.table.label, [row.number], self.headings["start"], value=str(cell),
                reason_ja=error.cause.ja, reason_en=error.cause.en,
            )  # fmt: skip
            return None

    def _mail(self, row: Row) -> str:
        text = row.text("email")
        found = keys.mail(text) if text else None
        if text and found is None and not keys.unknown(text) and not vocabulary.is_nobody(text):
            self.log.add("bad_email", "warning", self.table.label, [row.number], self.headings["email"], value=text)
        return found or ""

    def _employment(self, row: Row, note: str, title: Title | None) -> str | None:
        if vocabulary.is_nobody(row.text("employment")):
            return None
        for text in (row.text("employment"), row.text("concurrency"), note, row.text("title")):
            found = vocabulary.employment(text) if text else None
            if found:
                return found
        return "officer" if title is not None and title.legal_organ else None

    def _superiors(self, row: Row, names: tuple[str, ...]) -> list[Superior]:
        found: list[Superior] = []
        for name in names:
            for text in row.texts(name):
                for value in _MANY.split(text):
                    if value and not any(keys.number(s.value) == keys.number(value) for s in found):
                        found.append(Superior(name, value, self.headings[name]))
        return found


def _joined(row: Row, whole: str, family: str, given: str) -> str:
    """A name or reading that stands in one column, else in two: in Japanese the family name first."""
    parts = [keys.clean(row.text(family)), keys.clean(row.text(given))]
    if not keys.is_japanese("".join(parts)):
        parts.reverse()
    return keys.clean(row.text(whole)) or " ".join(p for p in parts if p)


def _literal_state(name: str, status: str) -> SeatState:
    """The state of a post whose row is to be taken as it is written."""
    if name:
        return SeatState.HELD
    return SeatState.VACANT if keys.vacant(status) else SeatState.UNKNOWN


def _as_written(text: str, told: Mapping[str, Told]) -> Title | None:
    """The whole text as the title of one post: nothing in it is taken for a rank, an organ or a further post."""
    if not text:
        return None
    rank = told.get("line_rank")
    return Title(
        text=text,
        parts=(),
        rank=rank if isinstance(rank, int) else None,
        band=None,
        reason="",
        line_title=text,
        line_rank=rank if isinstance(rank, int) else None,
        legal_organ=None,
        grade_title=None,
        personal_grade=None,
        person_rank=None,
        representative=False,
        acting=False,
        attached=False,
        concurrent=(),
    )


def _unless_placeholder(text: str) -> str:
    return "" if keys.unknown(text) or vocabulary.is_nobody(text) else text
