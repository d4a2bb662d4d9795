"""The people of an account as a list, its departments one by one, and the account in numbers."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from service.domain import neighbours
from service.domain.actor import FieldClass
from service.domain.cards import DepartmentCard, LastChange, Named, Overview, PersonLine
from service.domain.collation import sort_key
from service.domain.errors import NotFoundError, worded
from service.domain.gaps.money import sum_of
from service.domain.orgmap import MapPerson, OrgMap, SeatState
from service.graph.query import Row, load
from service.graph.transaction import ReadTx
from service.org.map import read_map

UNKNOWN = "unknown"


class DealItem(NamedTuple):
    id: str
    amount_minor: int | None
    currency: str | None


class OverviewRow(Row, fields=FieldClass.ORG):
    """What the map does not hold of an account's numbers."""

    currency: str | None
    meetings: int
    talks: int
    last_meeting_on: date | None
    next_meeting_on: date | None
    deals: list[DealItem]
    changed_at: datetime | None
    changed_by: str | None
    change_kind: str | None
    change_reason: str | None


OVERVIEW = load("org.overview", OverviewRow)


@dataclass(frozen=True, slots=True)
class _Priced:
    amount_minor: int | None
    currency: str | None


def list_people(org: OrgMap) -> tuple[PersonLine, ...]:
    """Every person of the map, by reading (五十音), with posts, superior and our contacts."""
    lines = [_line(org, p) for p in org.people]
    return tuple(sorted(lines, key=lambda x: (sort_key(x.person.kana, x.person.romaji, x.person.name), x.person.id)))


def read_people(tx: ReadTx, *, account_id: str, as_of: date, since: date) -> tuple[PersonLine, ...]:
    """As `list_people`, of the map of that day."""
    return list_people(read_map(tx, account_id=account_id, as_of=as_of, since=since))


def _line(org: OrgMap, person: MapPerson) -> PersonLine:
    posts = org.posts_of.get(person.id, ())
    seats = [org.seat[h.seat_id] for h in posts]
    place = seats[0].department_id if seats else None
    above = next((n for n in neighbours.managers(org, [s.id for s in seats]) if n.person_id and n.kind == "line"), None)
    return PersonLine(
        person=person,
        titles=tuple(s.title for s in seats),
        department_id=place,
        department_path=org.path(place),
        seat_ids=tuple(s.id for s in seats),
        manager=Named(above.person_id, above.name or "", above.title) if above and above.person_id else None,
        members=tuple(_member(org, c.member_id) for c in person.contacts),
    )


def _member(org: OrgMap, member_id: str) -> Named:
    m = org.member[member_id]
    return Named(m.id, m.name, m.title)


def department_card(org: OrgMap, department_id: str) -> DepartmentCard:
    """The department with all that lies below it, from the map; NotFoundError when it is not there on that day."""
    department = org.department.get(department_id)
    if department is None:
        raise worded(NotFoundError("There is no such department on that day."), "その日にその部署はありません。")
    inside = below(org, department_id)
    seats = [s for s in org.seats if s.department_id in inside]
    ids = {s.id for s in seats}
    people = [org.person[i] for i in sorted({h.person_id for h in org.holdings if h.seat_id in ids})]
    states = Counter(s.state for s in seats if not s.personal or s.state is SeatState.HELD)
    keys = [p for p in people if p.is_key]
    return DepartmentCard(
        account_id=org.account_id,
        as_of=org.as_of,
        department=department,
        path=org.path(department_id),
        heads=neighbours.heads(org, department_id),
        children=tuple(d for d in org.departments if d.parent_id == department_id),
        people=len(people),
        posts=len(seats),
        vacant=states[SeatState.VACANT],
        unknown=states[SeatState.UNKNOWN],
        stances=dict(Counter(p.stance or UNKNOWN for p in people)),
        key_people=len(keys),
        key_people_met=sum(1 for p in keys if p.contacts),
        members=tuple(_member(org, m) for m in sorted({c.member_id for p in people for c in p.contacts})),
    )


def read_department(tx: ReadTx, *, account_id: str, department_id: str, as_of: date, since: date) -> DepartmentCard:
    """As `department_card`, of the map of that day."""
    return department_card(read_map(tx, account_id=account_id, as_of=as_of, since=since), department_id)


def below(org: OrgMap, department_id: str) -> frozenset[str]:
    """The department and all below it."""
    children: dict[str | None, list[str]] = {}
    for d in org.departments:
        children.setdefault(d.parent_id, []).append(d.id)
    found: set[str] = set()
    todo = [department_id]
    while todo:
        here = todo.pop()
        if here not in found:
            found.add(here)
            todo += children.get(here, [])
    return frozenset(found)


def read_overview(tx: ReadTx, *, account_id: str, as_of: date, since: date, org: OrgMap | None = None) -> Overview:
    """The account in numbers on `as_of`; meetings and contacts are those from `since` to that day.

    `org` is the map of that day where the caller has read it in the same transaction.
    """
    row = tx.one(OVERVIEW, account_id=account_id, as_of=as_of, since=since)
    if org is None:
        org = read_map(tx, account_id=account_id, as_of=as_of, since=since)
    states = Counter(s.state for s in org.seats if not s.personal or s.state is SeatState.HELD)
    keys = [p for p in org.people if p.is_key]
    deals = {d.id: _Priced(d.amount_minor, d.currency) for d in row.deals}
    return Overview(
        account_id=account_id,
        name=org.account_name,
        currency=row.currency,
        as_of=as_of,
        since=since,
        people=len(org.people),
        posts=len(org.seats),
        vacant=states[SeatState.VACANT],
        unknown=states[SeatState.UNKNOWN],
        departments=len(org.departments),
        key_people=len(keys),
        key_people_met=sum(1 for p in keys if p.contacts),
        key_seats_empty=sum(1 for s in org.seats if s.key_reasons and s.state is not SeatState.HELD),
        stances=dict(Counter(p.stance or UNKNOWN for p in org.people)),
        meetings=row.meetings,
        talks=row.talks,
        last_meeting_on=row.last_meeting_on,
        next_meeting_on=row.next_meeting_on,
        money=sum_of(deals, deals, row.currency),
        last_change=LastChange(row.changed_at, row.changed_by, row.change_kind or "", row.change_reason)
        if row.changed_at
        else None,
    )
