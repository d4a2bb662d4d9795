"""From the organisation to what is drawn: departments as a forest, cards in them, and whose card hangs under whose.

Whatever the data says, every person and every seat ends up on exactly the cards it should: a department that is its
own ancestor is cut open, a seat that reports to itself or in a ring hangs somewhere, and nothing here can loop.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from service.domain.orgmap import Holding, OrgMap, ReportingLine, Seat, SeatState
from viz.model import CardKind
from viz.text import order_key

FOLD_ABOVE = 100
"""With more people than this, all open at once, no name could be read on a laptop's screen."""
FOLD_DEPTH = 1
FOLD_LEAST = 4


@dataclass(slots=True, eq=False)
class Slot:
    """A card before it has a place."""

    id: str
    kind: CardKind
    unit: "Unit"
    person_id: str | None = None
    seat_id: str | None = None
    member_id: str | None = None
    concurrent: bool = False
    parent: "Slot | None" = None
    children: "list[Slot]" = field(default_factory=list)
    order: tuple[int, int, str] = (0, 0, "")
    depth: int = 0
    column: int = 0
    row: int = 0
    x: int = 0
    y: int = 0
    w: int = 0


@dataclass(slots=True, eq=False)
class Unit:
    """A department box before it has a place."""

    box_id: str
    department_id: str | None
    name: str
    parent: "Unit | None" = None
    children: "list[Unit]" = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    hidden: list[Slot] = field(default_factory=list)
    """Cards swallowed by the fold."""
    depth: int = 0
    foldable: bool = False
    folded: bool = False
    people: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Bond:
    """A reporting line between two cards; `upper` is the superior."""

    upper: Slot
    lower: Slot
    kind: str


@dataclass(slots=True)
class Forest:
    top: list[Unit]
    """Boxes drawn above all others: the account's own seats, the board."""
    main: list[Unit]
    unassigned: Unit | None
    ours: Unit | None
    bonds: list[Bond]

    def units(self) -> Iterable[Unit]:
        """Every visible department box, outer ones before inner ones."""
        stack = [*reversed(self.main), *reversed(self.top)]
        while stack:
            unit = stack.pop()
            yield unit
            if not unit.folded:
                stack.extend(reversed(unit.children))


def grow(org: OrgMap, open_departments: Collection[str] | None) -> Forest:
    """The forest of the organisation, with sub-trees folded as asked."""
    units = _departments(org)
    account = Unit("d:account", None, org.account_name)
    by_seat = _seat_slots(org, units, account)
    _hang(org, by_seat)
    roots = [u for u in units.values() if u.parent is None]
    bonds = _bonds(org, by_seat)
    for root in roots:
        _count(root, 0)
    _count(account, 0)
    roots.sort(key=_by_name)
    for unit in units.values():
        unit.children.sort(key=_by_name)
    top = [account] if account.slots else []
    board = _board(roots, bonds)
    main = [r for r in roots if r is not board]
    if board is not None:
        top.append(board)
    if not main:
        main, top = top, []
    _fold(org, roots, units, open_departments)
    return Forest(top, main, _unassigned(org), _ours(org), [b for b in bonds if _visible(b)])


def _by_name(unit: Unit) -> tuple[tuple[str, ...], str]:
    return order_key(unit.name), unit.box_id


def _departments(org: OrgMap) -> dict[str, Unit]:
    units = {d.id: Unit(f"d:{d.id}", d.id, d.name) for d in org.departments}
    for d in org.departments:
        up = units.get(d.parent_id) if d.parent_id else None
        if up is None or _is_above(units[d.id], up):
            continue
        units[d.id].parent = up
        up.children.append(units[d.id])
    return units


def _is_above(unit: Unit, lower: Unit | None) -> bool:
    while lower is not None:
        if lower is unit:
            return True
        lower = lower.parent
    return False


def _seat_slots(org: OrgMap, units: dict[str, Unit], account: Unit) -> dict[str, list[Slot]]:
    by_seat: dict[str, list[Slot]] = {}
    for seat in org.seats:
        unit = units.get(seat.department_id or "", account)
        held = [h for h in org.holders.get(seat.id, ()) if h.person_id in org.person]
        if not held and seat.personal:
            continue
        slots = [_held(org, unit, seat, h) for h in held] or [_empty(unit, seat)]
        by_seat[seat.id] = slots
        unit.slots.extend(slots)
    return by_seat


def _rank_order(org: OrgMap, seat: Seat, person_id: str | None) -> int:
    if seat.line_rank is not None:
        return -seat.line_rank
    rank = org.person[person_id].rank if person_id else None
    return 1 if rank is None else -rank


def _held(org: OrgMap, unit: Unit, seat: Seat, holding: Holding) -> Slot:
    person = holding.person_id
    first = next(h.seat_id for h in org.posts_of[person] if h.seat_id in org.seat) == seat.id
    order = (_rank_order(org, seat, person), 0 if first else 1, f"{seat.id}:{person}")
    return Slot(f"c:{seat.id}:{person}", "held", unit, person, seat.id, concurrent=not first, order=order)


def _empty(unit: Unit, seat: Seat) -> Slot:
    kind: CardKind = "vacant" if seat.state is SeatState.VACANT else "unknown"
    rank = 1 if seat.line_rank is None else -seat.line_rank
    return Slot(f"c:{seat.id}", kind, unit, None, seat.id, order=(rank, 2, seat.id))


def _usable(lines: Iterable[ReportingLine], by_seat: dict[str, list[Slot]]) -> list[ReportingLine]:
    found = (r for r in lines if r.from_id in by_seat and r.to_id in by_seat and r.from_id != r.to_id)
    return sorted(set(found), key=lambda r: (r.kind != "line", r.from_id, r.to_id))


def _hang(org: OrgMap, by_seat: dict[str, list[Slot]]) -> None:
    """Hangs every card under the first card of its superior's seat; a ring is cut at its highest seat."""
    boss: dict[str, str] = {}
    for line in _usable(org.lines, by_seat):
        if line.kind == "line":
            boss.setdefault(line.from_id, line.to_id)
    settled: set[str] = set()
    for start in sorted(boss):
        trail: dict[str, None] = {}
        seat: str | None = start
        while seat is not None and seat not in settled and seat not in trail:
            trail[seat] = None
            seat = boss.get(seat)
        if seat is not None and seat in trail:
            ring = list(trail)[list(trail).index(seat) :]
            del boss[min(ring, key=lambda s: by_seat[s][0].order)]
        settled.update(trail)
    for lower, upper in boss.items():
        for slot in by_seat[lower]:
            slot.parent = by_seat[upper][0]
            slot.parent.children.append(slot)
    for slots in by_seat.values():
        for slot in slots:
            slot.children.sort(key=lambda s: s.order)


def _bonds(org: OrgMap, by_seat: dict[str, list[Slot]]) -> list[Bond]:
    return [
        Bond(by_seat[line.to_id][0], slot, "line" if line.kind == "line" else "dotted")
        for line in _usable(org.lines, by_seat)
        for slot in by_seat[line.from_id]
    ]


def _count(unit: Unit, depth: int) -> None:
    unit.depth = depth
    unit.slots.sort(key=lambda s: s.order)
    people = {s.person_id for s in unit.slots if s.person_id}
    for child in unit.children:
        _count(child, depth + 1)
        people |= child.people
    unit.people = frozenset(people)


def _root_of(unit: Unit) -> Unit:
    while unit.parent is not None:
        unit = unit.parent
    return unit


def _board(roots: list[Unit], bonds: list[Bond]) -> Unit | None:
    """The outermost department without parts whose people lead most of the others and report to none of them."""
    leads: dict[Unit, set[str]] = {}
    led: set[Unit] = set()
    for bond in bonds:
        upper, lower = _root_of(bond.upper.unit), _root_of(bond.lower.unit)
        if bond.kind == "line" and upper is not lower and lower.department_id is not None:
            leads.setdefault(upper, set()).add(lower.box_id)
            led.add(lower)
    able = [r for r in roots if not r.children and r not in led and len(leads.get(r, ())) * 2 > len(led)]
    return max(able, key=lambda r: (len(leads[r]), r.box_id), default=None)


def _fold(org: OrgMap, roots: list[Unit], units: dict[str, Unit], wanted: Collection[str] | None) -> None:
    base, level = 0, roots
    while len(level) == 1 and level[0].children:
        level, base = level[0].children, base + 1
    by_default = wanted is None and len(org.people) > FOLD_ABOVE
    for unit in units.values():
        unit.foldable = unit.depth >= base + FOLD_DEPTH and len(unit.people) >= FOLD_LEAST
        if unit.foldable:
            unit.folded = by_default if wanted is None else unit.department_id not in wanted
    for unit in units.values():
        if unit.folded:
            _swallow(unit)


def _swallow(unit: Unit) -> None:
    inside = [*unit.slots]
    stack = list(unit.children)
    while stack:
        child = stack.pop()
        stack.extend(child.children)
        inside += child.slots + child.hidden
    own = {id(s) for s in unit.slots}
    heads = [s for s in unit.slots if s.parent is None or id(s.parent) not in own]
    head = min(heads or unit.slots, key=lambda s: s.order, default=None)
    unit.hidden = [s for s in inside if s is not head]
    unit.slots = [head] if head is not None else []


def shown(slot: Slot) -> Unit | Slot:
    """The card itself, or the outermost folded box that has swallowed it."""
    found: Unit | Slot = slot
    unit: Unit | None = slot.unit
    inner = slot.unit
    while unit is not None:
        if unit.folded and not (unit is inner and slot in unit.slots):
            found = unit
        unit = unit.parent
    return found


def _visible(bond: Bond) -> bool:
    """False within a closed box, between its card and those it hides too."""
    upper, lower = shown(bond.upper), shown(bond.lower)
    return upper is not lower and upper is not _closed(lower) and lower is not _closed(upper)


def _closed(end: Unit | Slot) -> Unit | None:
    """The closed box on which a card stands."""
    return end.unit if isinstance(end, Slot) and end.unit.folded else None


def _unassigned(org: OrgMap) -> Unit | None:
    unit = Unit("d:unassigned", None, "")
    seated = {h.person_id for h in org.holdings if h.seat_id in org.seat}
    free = [p for p in org.people if p.id not in seated]
    unit.slots = [
        Slot(f"c::{p.id}", "free", unit, p.id, order=(1 if p.rank is None else -p.rank, 0, p.id)) for p in free
    ]
    unit.slots.sort(key=lambda s: s.order)
    unit.people = frozenset(p.id for p in free)
    return unit if free else None


def _ours(org: OrgMap) -> Unit | None:
    unit = Unit("d:ours", None, "")
    unit.slots = [Slot(f"u:{m.id}", "ours", unit, member_id=m.id) for m in org.members]
    return unit if unit.slots else None
