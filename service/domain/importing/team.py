"""The sheet of our own people: members on the team of the account, with their units and titles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.domain.importing import keys
from service.domain.importing.draft import Ref
from service.domain.importing.findings import row_named
from service.domain.importing.humans import same_name
from service.domain.importing.members import Units
from service.domain.importing.sheets import Desk, skip_if_lost
from service.domain.importing.tables import MappedTable, Row
from service.domain.names import strip_honorific
from service.domain.titles import read_title


@dataclass(slots=True, eq=False)
class _Line:
    """One of us, as a row says it."""

    table: MappedTable
    row: Row
    name: str
    email: str
    key: str = ""
    ref: Ref | None = None


def plan_members(desk: Desk, tables: Sequence[MappedTable]) -> None:
    """Members of ours on the team of the account, their unit and title."""
    lines = _without_doubles(desk, [line for table in tables for line in _read(desk, table)])
    _match(desk, lines)
    units = Units(desk.draft)
    for line in lines:
        _write(desk, units, line)


def _read(desk: Desk, table: MappedTable) -> Iterator[_Line]:
    for row in table.rows():
        if skip_if_lost(desk, table, row, "name"):
            continue
        name = strip_honorific(row.text("name"))[0]
        email = keys.mail(row.text("email")) or ""
        if not name or keys.unknown(name):
            desk.log.add("empty_row", "error", table.label, [row.number], table.heading("name"))
            desk.log.skip(table.label, row.number, "empty_row")
            continue
        if row.text("email") and not email:
            desk.log.add(
                "bad_email", "warning", table.label, [row.number], table.heading("email"), value=row.text("email")
            )  # fmt: skip
        yield _Line(table, row, name, email, row.text("member_key"))


def _without_doubles(desk: Desk, lines: Sequence[_Line]) -> list[_Line]:
    """One line a human: an address belongs to its first row, a name alone to the first row of that name."""
    kept: list[_Line] = []
    by_mail: dict[str, _Line] = {}
    by_name: dict[str, list[_Line]] = {}
    by_key: set[str] = set()
    for line in lines:
        if line.key and keys.number(line.key) not in by_key:
            by_key.add(keys.number(line.key))
            kept.append(line)
            continue
        same = by_name.setdefault(keys.person(line.name), [])
        twin = by_mail.get(line.email) if line.email else None
        if twin is None:
            twin = next((other for other in same if not (line.email and other.email)), None)
        if twin is None:
            kept.append(line)
            same.append(line)
            if line.email:
                by_mail[line.email] = line
            continue
        label, rows = line.table.label, [line.row.number]
        first_row = row_named(twin.table.label, twin.row.number, label)
        if same_name(twin.name, line.name):
            column = line.table.heading("name")
            desk.log.add("duplicate_person.member", "error", label, rows, column, name=line.name, first_row=first_row)
        else:
            column = line.table.heading("email")
            desk.log.add(
                "duplicate_id.member", "error", label, rows, column, email=line.email, first=twin.name,
                first_row=first_row, name=line.name,
            )  # fmt: skip
        desk.log.skip(label, line.row.number, "duplicate_member", name=line.name, first=twin.name)
    return kept


def _match(desk: Desk, lines: Sequence[_Line]) -> None:
    """Known members, the surest first: key of an export, address and name, address alone, name alone."""
    names = {keys.person(line.name) for line in lines}
    taken: set[Ref] = set()

    def known_name(member: Ref) -> str:
        return str(desk.draft.value(member, "name") or "")

    def of_key(line: _Line) -> list[Ref]:
        found = desk.members.of_key(line.key)
        return [] if found is None else [found]

    def of_both(line: _Line) -> list[Ref]:
        return [m for m in desk.members.of_mail(line.email) if same_name(known_name(m), line.name)]

    def of_mail(line: _Line) -> list[Ref]:
        return [m for m in desk.members.of_mail(line.email) if keys.person(known_name(m)) not in names]

    def of_name(line: _Line) -> list[Ref]:
        fits = [m for m in desk.members.of_name(line.name) if not (line.email and desk.draft.value(m, "email"))]
        return sorted(fits, key=lambda m: bool(desk.draft.value(m, "email")))

    for way in (of_key, of_both, of_mail, of_name):
        for line in lines:
            free = [m for m in way(line) if m not in taken] if line.ref is None else []
            if free:
                line.ref = free[0]
                taken.add(free[0])


def _write(desk: Desk, units: Units, line: _Line) -> None:
    name, email = line.name, line.email
    if line.ref is None:
        ref = desk.members.add(name, email)
    else:
        ref = line.ref
        desk.draft.mention(ref, name)
        desk.draft.correct(
            ref,
            {"name": name, "name_key": keys.exact(name), "search_key": keys.search(name), "email": email},
            shown=("name", "email"),
        )
        desk.members.rename(ref, name, email)
    if line.key:
        desk.members.claim_key(ref, line.key)
    source = line.table.source
    title = keys.clean(line.row.text("title"))
    path = [p for p in (keys.clean(p) for p in line.row.text("department").replace("／", "/").split("/")) if p]
    if title and not path:
        path = ["自社" if keys.is_japanese(title + name) else "Our company"]
    if path:
        known = desk.draft.view.now("BELONGS_TO", ref[1])
        unit = units.at(path, source)
        same = any(f.end_id == unit[1] and f.properties.get("title") == title for f in known)
        properties = {"title": title, "rank": read_title(title).rank} if title and not same else {}
        desk.draft.fact("BELONGS_TO", ref, unit, properties, source=source, instead_of=known)
    role = keys.clean(line.row.text("role"))
    desk.draft.fact("ON_TEAM_OF", ref, desk.account, {"role": role} if role else {}, source=source)
