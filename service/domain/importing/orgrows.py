"""Rows of an org chart, read one by one: who or what state of a seat, which titles, which place, which superior."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from service.domain.dates import Order, date_order, parse_date
from service.domain.importing import keys, vocabulary
from service.domain.importing.findings import Log
from service.domain.importing.tables import MappedTable, Row
from service.domain.names import strip_honorific
from service.domain.orgmap import SeatState
from service.domain.titles import Title, read_title
from service.domain.wording import UnreadableError

LEVELS = tuple(f"department_level_{n}" for n in range(1, 6))
MANAGER_FIELDS = ("reports_to_post", "reports_to_employee", "reports_to_email", "reports_to_name", "reports_to")

_PATH = re.compile(r"\s*[/／>＞›»→\\]\s*")
_MANY = re.compile(r"\s*[;；\n]\s*")


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
    kana: str = ""
    romaji: str = ""
    email: str = ""
    phone: str = ""
    note: str = ""
    key_reason: str = ""
    covered_by: str = ""
    superiors: tuple[Superior, ...] = ()
    dotted: tuple[Superior, ...] = ()
    manager_column: str | None = None
    headings: Mapping[str, str] = field(default_factory=dict)

    @property
    def held(self) -> bool:
        return self.state is SeatState.HELD

    def shown(self) -> str:
        """How findings name the row: the person, else the post."""
        return self.name or self.title_text or self.post_id


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
        self.titles: dict[str, Title] = {}
        self.eliminated: set[str] = set()

    def read(self, row: Row) -> OrgRow | None:
        label = self.table.label
        if any(row.unreadable(f) for f in ("name", "family_name", "given_name", "employee_id", "post_id")):
            self.log.skip(label, row.number, "unreadable_bytes")
            return None
        name = self._name(row)
        title_text = keys.clean(row.text("title"))
        post_id = row.text("post_id")
        note = keys.clean(row.text("note"))
        status = row.text("status")
        if any(keys.eliminated(t) for t in (name, title_text, status)) or (keys.eliminated(note) and len(note) < 20):
            shown = post_id or title_text or name
            self.log.add("eliminated_post", "info", label, [row.number], None, post=shown)
            self.eliminated.update(keys.number(t) for t in (post_id, row.text("employee_id")) if t)
            self.log.skip(label, row.number, "eliminated_post", post=shown)
            return None
        state = self._state(row, name, title_text, post_id, note, status)
        if state is None:
            return None
        title = self._title(title_text, row)
        grade = self._grade(row.text("grade"))
        remarks = " ".join(t for t in (note, row.text("concurrency")) if t)
        return OrgRow(
            where=label,
            source=self.table.source,
            number=row.number,
            state=state,
            name=name if state is SeatState.HELD else "",
            title_text="" if keys.unknown(title_text) else title_text,
            title=title,
            grade=grade,
            path=self._path(row),
            start=self._start(row),
            secondary=vocabulary.is_secondary(remarks) or (title is not None and title.secondary),
            employment=self._employment(row, note, title),
            employee_id=row.text("employee_id"),
            post_id=post_id,
            kana=keys.clean(row.text("kana")),
            romaji=keys.clean(row.text("romaji")),
            email=self._mail(row),
            phone=_unless_placeholder(keys.clean(row.text("phone"))),
            note=note,
            key_reason=keys.clean(row.text("key_reason")),
            covered_by=keys.clean(row.text("covered_by")),
            superiors=tuple(self._superiors(row, MANAGER_FIELDS)),
            dotted=tuple(self._superiors(row, ("dotted_to",))),
            manager_column=next((self.headings[f] for f in MANAGER_FIELDS if f in self.headings), None),
            headings=self.headings,
        )

    def _name(self, row: Row) -> str:
        name = keys.clean(row.text("name"))
        if not name:
            name = " ".join(
                part for part in (keys.clean(row.text("family_name")), keys.clean(row.text("given_name"))) if part
            )
        if not name or keys.vacant(name) or keys.unknown(name) or keys.eliminated(name):
            return name
        return strip_honorific(name)[0]

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

    def _path(self, row: Row) -> tuple[str, ...]:
        levels: list[str] = []
        for level in LEVELS:
            for text in row.texts(level):
                _append(levels, text)
        own: list[str] = []
        for part in _PATH.split(row.text("department")):
            _append(own, part)
        if not levels or (own and keys.exact(own[0]) == keys.exact(levels[0]) and len(own) >= len(levels)):
            return tuple(own) or tuple(levels)
        for part in own:
            if keys.exact(part) not in {keys.exact(level) for level in levels}:
                levels.append(part)
        return tuple(levels)

    def _start(self, row: Row) -> date | None:
        cell = row.cell("start")
        if cell is None or row.unreadable("start"):
            return None
        try:
            return parse_date(cell, order=self.order)
        except UnreadableError as error:
            self.log.add(
                "bad_date.kept", "warning", self.table.label, [row.number], self.headings["start"], value=str(cell),
                reason_ja=error.reason.ja, reason_en=error.reason.en,
            )  # fmt: skip
            return None

    def _mail(self, row: Row) -> str:
        text = row.text("email")
        found = keys.mail(text) if text else None
        if text and found is None and not keys.unknown(text) and not vocabulary.is_nobody(text):
            self.log.add("bad_email", "warning", self.table.label, [row.number], self.headings["email"], value=text)
        return found or ""

    def _employment(self, row: Row, note: str, title: Title | None) -> str | None:
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


def _append(levels: list[str], text: str) -> None:
    """A level of a path, unless it is empty, a placeholder, or says the level above once more."""
    name = keys.clean(text)
    if not name or keys.unknown(name) or vocabulary.is_nobody(name):
        return
    if levels and keys.exact(levels[-1]) == keys.exact(name):
        return
    levels.append(name)


def _unless_placeholder(text: str) -> str:
    return "" if keys.unknown(text) or vocabulary.is_nobody(text) else text
