"""Lists of departments, one a row, each with its number and the one above: read as rows in which nobody stands."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from service.domain.importing import keys, vocabulary
from service.domain.importing.findings import Log
from service.domain.importing.orgrows import MANAGER_FIELDS, OrgRow
from service.domain.importing.paths import LEVELS, department_outside, split_path
from service.domain.importing.tables import MappedTable, Row, Sheet
from service.domain.orgmap import SeatState

IDS = ("department_id", "post_id")
PARENTS = ("parent_department", *MANAGER_FIELDS)
READ = frozenset({"department", *LEVELS, *IDS, *PARENTS, "employer", "employer_id"})
"""The fields that a list of departments is read for."""

_NOT_OF_DEPARTMENTS = frozenset({"name", "family_name", "given_name", "employee_id", "title", "grade", "person_key"})
_CODE = re.compile(r"[A-Za-z]{0,4}[-_]?\d+")
"""A superior that is written like this is a number and no name."""

MOST_LEVELS = 40
"""No organisation is deeper: what claims to be is cut there, with a finding."""


def lists_departments(fields: Collection[str | None]) -> bool:
    """Whether a chart of these fields has a department a row: nothing in it names a person or a post."""
    known = {f for f in fields if f}
    if known & _NOT_OF_DEPARTMENTS:
        return False
    return "department" in known or len(known & set(LEVELS)) > 1


def is_department_list(table: MappedTable) -> bool:
    """Whether the table lists departments, one a row."""
    return table.kind is Sheet.ORG and not table.system and lists_departments(table.columns.keys())


@dataclass(slots=True, eq=False)
class _Unit:
    row: Row
    own: tuple[str, ...]
    id: str
    above: str
    parent: "_Unit | None" = None

    @property
    def name(self) -> str:
        return self.own[-1]


def read_departments(table: MappedTable, log: Log) -> list[OrgRow]:
    """The departments as rows without people. One whose superior is not in the file, or that stands above itself, comes
    in at the top, with a finding."""
    units = list(_units(table, log))
    if any(table.has(f) for f in PARENTS):
        _find_parents(units, table, log)
        _break_circles(units, table, log)
        _cut_deep(units, table, log)
    seen: dict[tuple[str, ...], _Unit] = {}
    rows = []
    for unit in units:
        path = _path(unit)
        twin = seen.setdefault(tuple(keys.exact(name) for name in path), unit)
        if twin is not unit and twin.id and unit.id:
            log.add(
                "duplicate_department", "warning", table.label, [twin.row.number, unit.row.number],
                table.heading("department"), name=unit.name,
            )  # fmt: skip
        rows.append(_row(unit, path, table))
    return rows


def _units(table: MappedTable, log: Log) -> Iterator[_Unit]:
    by_id: dict[str, _Unit] = {}
    outside = department_outside(table)
    for row in table.rows():
        own = split_path(row, outside=outside)
        lost = [table.heading(f) for f in ("department", *LEVELS) if row.unreadable(f)]
        if lost:
            log.skip_lost(table.label, row.number, lost)
            continue
        if not own:
            log.add("empty_row.department", "error", table.label, [row.number], table.heading("department"))
            log.skip(table.label, row.number, "empty_row")
            continue
        number = next((text for f in IDS if (text := row.text(f))), "")
        above = next((text for f in PARENTS if (text := row.text(f)) and not vocabulary.is_nobody(text)), "")
        unit = _Unit(row, own, keys.number(number), above)
        first = by_id.setdefault(unit.id, unit) if unit.id else unit
        if first is not unit and keys.exact(first.name) != keys.exact(unit.name):
            params = {"id": number, "first": first.name, "second": unit.name}
            column = next(table.heading(f) for f in IDS if row.text(f))
            log.add(
                "duplicate_id.department", "error", table.label, [row.number], column,
                first_row=str(first.row.number), **params,
            )  # fmt: skip
            log.skip(table.label, row.number, "duplicate_id.department", **params)
            continue
        yield unit


def _find_parents(units: list[_Unit], table: MappedTable, log: Log) -> None:
    by_id = {unit.id: unit for unit in reversed(units) if unit.id}
    by_name: dict[str, list[_Unit]] = {}
    for unit in units:
        by_name.setdefault(keys.exact(unit.name), []).append(unit)
    column = next(table.heading(f) for f in PARENTS if table.has(f))
    for unit in units:
        if not unit.above:
            continue
        named = by_name.get(keys.exact(unit.above), [])
        unit.parent = by_id.get(keys.number(unit.above)) or (named[0] if len(named) == 1 else None)
        if unit.parent is None and (by_id or _CODE.fullmatch(unit.above)):
            log.add("unknown_parent", "warning", table.label, [unit.row.number], column, value=unit.above)
        elif unit.parent is None:
            unit.own = (unit.above, *unit.own)


def _break_circles(units: list[_Unit], table: MappedTable, log: Log) -> None:
    column = next(table.heading(f) for f in PARENTS if table.has(f))
    settled: set[int] = set()
    for unit in units:
        walked: dict[int, _Unit] = {}
        at: _Unit | None = unit
        while at is not None and id(at) not in settled and id(at) not in walked:
            walked[id(at)] = at
            at = at.parent
        if at is not None and id(at) in walked:
            circle = list(walked.values())[list(walked).index(id(at)) :]
            top = min(circle, key=lambda u: u.row.number)
            members = " → ".join([u.name for u in circle[:8]])
            rows = sorted(u.row.number for u in circle)
            if len(circle) == 1:
                log.add("unknown_parent.self", "info", table.label, rows, column, name=top.name)
            else:
                log.add(
                    "unknown_parent.circle", "warning", table.label, rows, column, members=members, name=top.name,
                )  # fmt: skip
            top.parent = None
        settled |= walked.keys()


def _cut_deep(units: list[_Unit], table: MappedTable, log: Log) -> None:
    column = next(table.heading(f) for f in PARENTS if table.has(f))
    depth: dict[int, int] = {}
    for unit in units:
        chain: list[_Unit] = []
        at: _Unit | None = unit
        while at is not None and id(at) not in depth:
            chain.append(at)
            at = at.parent
        for each in reversed(chain):
            levels = (depth[id(each.parent)] if each.parent else 0) + len(each.own)
            if levels > MOST_LEVELS:
                log.add(
                    "unknown_parent.deep", "warning", table.label, [each.row.number], column, most=str(MOST_LEVELS),
                )  # fmt: skip
                each.parent, levels = None, len(each.own)
            depth[id(each)] = levels


def _path(unit: _Unit) -> tuple[str, ...]:
    names: list[str] = []
    at: _Unit | None = unit
    while at is not None:
        names = [*at.own, *names]
        at = at.parent
    return tuple(names)


def _row(unit: _Unit, path: tuple[str, ...], table: MappedTable) -> OrgRow:
    headings: Mapping[str, str] = {name: table.heading(name) for name in table.columns}
    return OrgRow(
        where=table.label,
        source=table.source,
        number=unit.row.number,
        state=SeatState.UNKNOWN,
        name="",
        title_text="",
        title=None,
        grade=None,
        path=path,
        start=None,
        secondary=False,
        employment=None,
        from_top=any(table.has(f) for f in PARENTS),
        places=False,
        headings=headings,
    )
