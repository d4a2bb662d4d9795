"""What the planners of all sheets share: the draft, the directory, the log, and reading of days and lists."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from service.domain.dates import Order, date_order, parse_date
from service.domain.importing.draft import Draft, Ref
from service.domain.importing.findings import Level, Log, Place
from service.domain.importing.lists import entries
from service.domain.importing.members import Members
from service.domain.importing.resolve import MATCHED, Directory, is_nameless, read_name
from service.domain.importing.tables import MappedTable, Row
from service.domain.periods import is_undetermined, read_period
from service.domain.wording import UnreadableError


@dataclass(slots=True)
class Desk:
    """One import's working place."""

    draft: Draft
    directory: Directory
    members: Members
    log: Log

    @property
    def account(self) -> Ref:
        return ("Account", self.draft.view.account_id)

    @property
    def as_of(self) -> date:
        return self.draft.view.as_of


def order_of(table: MappedTable, name: str) -> Order | None:
    """In which order a column of dates writes month and day, told by its own dates."""
    return date_order([row.text(name) for row in table.rows()]) if table.has(name) else None


def read_day(
    desk: Desk, table: MappedTable, row: Row, name: str, order: Order | None, *, needed: bool, by_period: bool = False
) -> date | None:
    """The day of a cell; None, with a finding, if it cannot be read or says that there is none yet; None without one if
    it is empty.

    `needed`: the caller skips a row whose day cannot be read, so the finding is an error. `by_period`: a day by which
    something is done, so that a month, quarter or fiscal year means its last day, with a finding.
    """
    cell = row.cell(name)
    if cell is None or row.unreadable(name):
        return None
    text, at, column = row.text(name), [row.number], table.heading(name)
    if not needed and is_undetermined(text):
        desk.log.add("undated", "info", table.label, at, column, value=text)
        return None
    try:
        period = read_period(text) if by_period else None
        if period is not None:
            code = "period_date.fiscal" if period.fiscal else "period_date"
            level: Level = "warning" if period.fiscal else "info"
            desk.log.add(code, level, table.label, at, column, value=text, on=period.day.isoformat())
            return period.day
        return parse_date(cell, order=order)
    except UnreadableError as error:
        desk.log.add(
            "bad_date" if needed else "bad_date.kept", "error" if needed else "warning", table.label, [row.number],
            table.heading(name), value=str(cell), reason_ja=error.cause.ja, reason_en=error.cause.en,
        )  # fmt: skip
        return None


def find_person(desk: Desk, table: MappedTable, row: Row, name: str, text: str, *, create: bool) -> Ref | None:
    """The person of theirs whom a cell names. Several fits are a finding; an unknown one is made if asked."""
    people, how = desk.directory.person(text)
    column = table.heading(name)
    if len(people) == 1:
        if how in MATCHED:
            desk.log.add(
                MATCHED[how], "info", table.label, [row.number], column, value=text,
                name=desk.draft.name_of(people[0]),
            )  # fmt: skip
        return people[0]
    if people:
        desk.log.add(
            "ambiguous_person", "warning", table.label, [row.number], column, value=text, n=str(len(people)),
            name=desk.draft.name_of(people[0]),
        )  # fmt: skip
        return None
    seats = desk.directory.seats_titled(text)
    if seats:
        holders = [h for s in seats for h in desk.directory.held_by(s)]
        code = "matched_name.seat" if len(holders) == 1 else "unknown_person.seat"
        desk.log.add(
            code, "info" if len(holders) == 1 else "warning", table.label, [row.number], column, value=text,
            name=desk.draft.name_of(holders[0]) if len(holders) == 1 else "",
        )  # fmt: skip
        return holders[0] if len(holders) == 1 else None
    shown = read_name(text).name
    if not create or not shown:
        desk.log.add("unknown_person", "warning", table.label, [row.number], column, value=text)
        return None
    desk.log.add("person_not_on_chart", "info", table.label, [row.number], column, name=shown)
    return desk.directory.add_off_chart(shown, table.source)


def find_people(desk: Desk, table: MappedTable, row: Row, name: str) -> list[Ref]:
    """All people of theirs in a list cell; the unknown ones are new people without a post."""
    found: list[Ref] = []
    for text in _named_entries(desk, table, row, name):
        person = find_person(desk, table, row, name, text, create=True)
        if person is not None and person not in found:
            found.append(person)
    return found


def find_members(desk: Desk, table: MappedTable, row: Row, name: str) -> list[Ref]:
    """All of us in a list cell; unknown ones are new members."""
    found: list[Ref] = []
    for text in _named_entries(desk, table, row, name):
        member = find_member(desk, table, row, name, text)
        if member is not None and member not in found:
            found.append(member)
    return found


def find_member(desk: Desk, table: MappedTable, row: Row, name: str, text: str) -> Ref | None:
    """One of us whom a cell names, as `name_member` finds him or her."""
    return name_member(desk, text, (table.label, row.number), table.heading(name))


def name_member(desk: Desk, text: str, at: Place, column: str | None) -> Ref | None:
    """One of us of this name, a new one where nobody has it; None, with a finding, where several have. Whoever is known
    by less than the whole name is said, and looked for among those on the account's team first."""
    members, how = desk.members.find(text)
    sheet, row = at
    code = MATCHED.get(how)
    if code and len(members) > 1:
        near = [m for m in members if desk.members.is_of_account(m)]
        members, code = (near, "matched_name.of_team") if len(near) == 1 else (members, code)
    if len(members) > 1:
        desk.log.add("ambiguous_person.member", "warning", sheet, [row], column, value=text, n=str(len(members)))
        return None
    if members:
        told = {"value": text, "name": desk.members.described(members[0])}
        if code and desk.members.is_of_account(members[0]):
            desk.log.add(code, "info", sheet, [row], column, **told)
        elif code:
            desk.log.add("matched_name.other_team", "warning", sheet, [row], column, **told)
        return members[0]
    shown = read_name(text).name
    desk.log.add("new_member", "info", sheet, [row], column, name=shown)
    return desk.members.add(shown)


def _named_entries(desk: Desk, table: MappedTable, row: Row, name: str) -> Iterator[str]:
    for text in row.texts(name):
        for entry in entries(text):
            if is_nameless(entry):
                desk.log.add("nameless", "info", table.label, [row.number], table.heading(name), value=entry)
            else:
                yield entry


def skip_if_lost(desk: Desk, table: MappedTable, row: Row, *names: str) -> bool:
    """Whether one of these cells holds nothing that could be read; the row is then left out for that."""
    lost = [table.heading(name) for name in names if row.unreadable(name)]
    if lost:
        desk.log.skip_lost(table.label, row.number, lost)
    return bool(lost)
