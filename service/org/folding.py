"""From the row of the map's query to the map: which fact counts, whose rank it is, what the judgements come to."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from service.domain import assessments
from service.domain.orgmap import (
    Assessment,
    Contact,
    Department,
    Holding,
    MapMember,
    MapPerson,
    OrgMap,
    Relation,
    ReportingLine,
    Seat,
    SeatState,
)
from service.domain.slots import counted
from service.domain.stance import STALE_DAYS
from service.org.rows import DepartmentItem, HoldingItem, LineItem, MapRow, MemberItem, PersonItem, SeatItem


def fold(row: MapRow, *, account_id: str, as_of: date, since: date, stale_days: int = STALE_DAYS) -> OrgMap:
    """The map of the row: every department, seat and person of the account on the day, each once, sorted by id."""
    departments = _departments(row.departments, account_id)
    seat_items = _seat_items(row.seats)
    holdings = _holdings(row.holdings, seat_items)
    keys = _texts((k.who_id, k.reason) for k in row.keys)
    seats = _seats(seat_items, holdings, row, keys, {d.id for d in departments})
    people = _people(row, holdings, {s.id: s for s in seats}, keys, as_of, since, stale_days)
    known = {p.id for p in people}
    ours = set(row.team_ids)
    for p in people:
        ours |= (
            {a.member_id for a in p.assessments if a.member_id} | {c.member_id for c in p.contacts} | set(p.covered_by)
        )
    ours |= {c.member_id for c in row.coverage}
    notes = {n.fact_id: n.note for n in row.relation_notes}
    relations = {
        Relation(r.from_id, r.to_id, r.kind, notes.get(r.id))
        for r in row.relations
        if r.from_id in known and r.to_id in known
    }
    return OrgMap(
        account_id=account_id,
        account_name=row.account_name or "",
        as_of=as_of,
        since=since,
        departments=departments,
        seats=seats,
        holdings=tuple(
            Holding(h.seat_id, h.person_id, h.is_primary, h.acting, h.inferred)
            for h in sorted(holdings, key=lambda h: (h.seat_id, h.person_id))
        ),
        lines=_lines(row.lines, seat_items),
        people=people,
        members=_members(row.members, ours),
        relations=tuple(sorted(relations, key=lambda r: (r.from_id, r.to_id, r.kind, r.note or ""))),
    )


def _departments(items: list[DepartmentItem], account_id: str) -> tuple[Department, ...]:
    """A parent that is not there on the day (or the account itself) is none."""
    named = counted(items, slot=lambda d: d.id, dated=lambda d: d.dated, order=lambda d: d.name or "")
    names = {d.id: d for d in reversed(named)}
    placed = counted(
        (d for d in items if d.parent_id), slot=lambda d: d.id, dated=lambda d: d.parent_dated, order=_parent_of
    )
    parents = {d.id: d.parent_id for d in reversed(placed)}
    return tuple(
        Department(id=i, name=d.name or "", kind=d.kind, parent_id=_in(parents.get(i), names))
        for i, d in sorted(names.items())
        if i != account_id
    )


def _parent_of(item: DepartmentItem) -> str:
    return item.parent_id or ""


def _in(wanted: str | None, known: Collection[str]) -> str | None:
    return wanted if wanted is not None and wanted in known else None


def _seat_items(items: list[SeatItem]) -> dict[str, SeatItem]:
    """Each seat once: its counting title together with its counting place."""
    named = counted(items, slot=lambda s: s.id, dated=lambda s: s.dated, order=lambda s: s.title or "")
    seats = {s.id: s for s in reversed(named)}
    placed = counted(
        (s for s in items if s.place_id), slot=lambda s: s.id, dated=lambda s: s.place_dated, order=_place_of
    )
    places = {s.id: s.place_id for s in reversed(placed)}
    return {i: s._replace(place_id=places.get(i)) for i, s in seats.items()}


def _place_of(item: SeatItem) -> str:
    return item.place_id or ""


def _holdings(items: list[HoldingItem], seats: Mapping[str, SeatItem]) -> list[HoldingItem]:
    """Holders up to the capacity of the seat (unknown = one): those with a start of their own before the others."""
    once = {(h.seat_id, h.person_id): h for h in sorted(items, key=_by_start, reverse=True)}

    def room(h: HoldingItem) -> int:
        capacity = seats[h.seat_id].capacity
        return max(capacity or 1, 1)

    return counted(
        (h for h in once.values() if h.seat_id in seats),
        slot=lambda h: h.seat_id,
        dated=lambda h: h.since is not None,
        order=lambda h: h.person_id,
        room=room,
    )


def _by_start(h: HoldingItem) -> tuple[bool, date, bool]:
    return (h.since is None, h.since or date.min, not h.is_primary)


def _seats(
    items: Mapping[str, SeatItem],
    holdings: list[HoldingItem],
    row: MapRow,
    keys: Mapping[str, tuple[str, ...]],
    departments: set[str],
) -> tuple[Seat, ...]:
    held = {h.seat_id for h in holdings}
    vacant = {v.seat_id: v.inferred for v in sorted(row.vacancies, key=lambda v: v.inferred, reverse=True)}
    found = []
    for seat_id, s in sorted(items.items()):
        state = SeatState.HELD if seat_id in held else SeatState.VACANT if seat_id in vacant else SeatState.UNKNOWN
        found.append(
            Seat(
                id=seat_id,
                title=s.title or "",
                line_rank=s.line_rank,
                personal=s.seat_kind == "personal",
                department_id=_in(s.place_id, departments),
                state=state,
                inferred=s.inferred or (state is SeatState.VACANT and vacant[seat_id]),
                key_reasons=keys.get(seat_id, ()),
            )
        )
    return tuple(found)


def _lines(items: list[LineItem], seats: Mapping[str, SeatItem]) -> tuple[ReportingLine, ...]:
    """Lines between seats that are there on the day; each seat has one line of kind `line` at most."""
    here = [x for x in items if x.from_id in seats and x.to_id in seats]
    straight = counted(
        (x for x in here if x.kind == "line"),
        slot=lambda x: x.from_id,
        dated=lambda x: x.dated,
        order=lambda x: x.to_id,
    )
    kept = {(x.from_id, x.to_id, x.kind) for x in straight} | {
        (x.from_id, x.to_id, x.kind) for x in here if x.kind != "line"
    }
    return tuple(ReportingLine(*x) for x in sorted(kept))


def _people(
    row: MapRow,
    holdings: list[HoldingItem],
    seats: Mapping[str, Seat],
    keys: Mapping[str, tuple[str, ...]],
    as_of: date,
    since: date,
    stale_days: int,
) -> tuple[MapPerson, ...]:
    employed = counted(row.people, slot=lambda p: p.id, dated=lambda p: p.dated, order=lambda p: p.employment or "")
    persons = {p.id: p for p in reversed(employed)}
    for h in holdings:
        # a holder whom no employment covers on the day is shown all the same
        persons.setdefault(
            h.person_id,
            PersonItem(h.person_id, h.name, h.kana, h.romaji, None, None, None, None, None, False, h.inferred),
        )
    held: dict[str, list[HoldingItem]] = {}
    for h in holdings:
        held.setdefault(h.person_id, []).append(h)
    judged: dict[str, list[Assessment]] = {}
    for t in row.stances:
        judged.setdefault(t.person_id, []).append(
            Assessment(t.member_id, t.level, t.assessed_on, t.evidence, t.toward, t.id)
        )
    met: dict[str, list[Contact]] = {}
    for c in row.contacts:
        met.setdefault(c.person_id, []).append(Contact(c.member_id, c.on))
    holders: dict[str, list[str]] = {seat_id: [] for seat_id in seats}
    for h in holdings:
        holders[h.seat_id].append(h.person_id)
    covered: dict[str, set[str]] = {}
    for x in row.coverage:
        for who in holders.get(x.who_id, [x.who_id]):
            covered.setdefault(who, set()).add(x.member_id)
    return tuple(
        _person(
            p,
            [seats[h.seat_id] for h in held.get(i, ())],
            last_move=max((h.since for h in held.get(i, ()) if h.since), default=None),
            judged=judged.get(i, ()),
            met=met.get(i, ()),
            covered=covered.get(i, ()),
            keys=keys.get(i, ()),
            as_of=as_of,
            since=since,
            stale_days=stale_days,
        )
        for i, p in sorted(persons.items())
    )


def _person(
    p: PersonItem,
    seats: list[Seat],
    *,
    last_move: date | None,
    judged: Sequence[Assessment],
    met: Sequence[Contact],
    covered: Collection[str],
    keys: tuple[str, ...],
    as_of: date,
    since: date,
    stale_days: int,
) -> MapPerson:
    rank, reason = _rank(p, seats)
    shown = assessments.fold(judged, as_of=as_of, last_move=last_move, stale_days=stale_days)
    return MapPerson(
        id=p.id,
        name=p.name or "",
        kana=p.kana,
        romaji=p.romaji,
        employment=p.employment,
        grade_title=p.grade_title,
        rank=rank,
        rank_reason=reason,
        stance=shown.level,
        stance_stale=shown.stale,
        stance_split=shown.split,
        assessments=assessments.order(judged),
        contacts=tuple(sorted((c for c in met if c.on >= since), key=lambda c: c.member_id)) if met else (),
        last_contact_on=max((c.on for c in met), default=None) if met else None,
        covered_by=tuple(sorted(covered)) if covered else (),
        key_reasons=tuple(sorted({*keys, *(r for s in seats for r in s.key_reasons)})),
        inferred=p.inferred,
    )


def _rank(p: PersonItem, seats: list[Seat]) -> tuple[int | None, str | None]:
    """The highest rank and the word it comes from; at equal rank the person's own grade speaks."""
    own = p.grade_title or p.legal_organ or p.personal_grade
    ranks = [] if p.rank is None else [(p.rank, 1, own or "")]
    ranks += [(s.line_rank, 0, s.title) for s in seats if s.line_rank is not None]
    if not ranks:
        return None, None
    rank, _, word = max(ranks)
    return rank, word or None


def _members(items: list[MemberItem], wanted: set[str]) -> tuple[MapMember, ...]:
    titled = counted(items, slot=lambda m: m.id, dated=lambda m: m.dated, order=lambda m: m.title or "")
    once = {m.id: MapMember(m.id, m.name or "", m.title) for m in reversed(titled) if m.id in wanted}
    return tuple(m for _, m in sorted(once.items()))


def _texts(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for who, text in pairs:
        found.setdefault(who, set()).add(text)
    return {who: tuple(sorted(texts)) for who, texts in found.items()}
