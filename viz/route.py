"""Leads every reporting line from the superior's card to the other one, through channels only.

A line leaves a box by its floor and enters one by its header. Between them it runs in the strips and gutters of the
boxes around both, so that it never crosses a card or the inside of a box it has no business in.
"""

from dataclasses import dataclass
from typing import Literal

from viz.geometry import CARD_H, TRUNK, Channel, Frame
from viz.model import Line, Point
from viz.place import Ground, entry_is_over_first
from viz.tree import Bond, Slot, Unit, shown

Side = Literal["left", "right", "bottom", "trunk", "top", "floor", "header"]
_ASIDE = 8
_TOP = 32


@dataclass(frozen=True, slots=True)
class Port:
    """Where a line touches a card, or a folded box (`floor`, `header`)."""

    at: Slot | Frame
    side: Side


@dataclass(slots=True)
class Path:
    bond: Bond
    net: str
    start: Port
    via: list[Channel]
    end: Port
    straight: bool = False


class Router:
    """Finds all paths of one drawing."""

    def __init__(self, made: Ground) -> None:
        self.made = made
        self.frame_of: dict[int, Frame] = {id(f.unit): f for f in made.frames}

    def paths(self, bonds: list[Bond]) -> list[Path]:
        return [self.path(b) for b in bonds]

    def path(self, bond: Bond) -> Path:
        upper, lower = shown(bond.upper), shown(bond.lower)
        a, b = self._frame(upper), self._frame(lower)
        net = f"{bond.kind}:{upper.box_id if isinstance(upper, Unit) else upper.id}"
        if a is b:
            if isinstance(upper, Slot) and isinstance(lower, Slot):
                return _inside(bond, net, a, upper, lower)
            # between the card that heads a closed box and somebody in it: only the tie itself
            return Path(
                bond, net, Port(lower if isinstance(lower, Slot) else bond.upper, "bottom"), [], Port(a, "floor")
            )
        common = _common(a, b)
        start, via = _leave(a, upper, reach_floor=a is common or a.inner is not None)
        path = Path(bond, net, start, via, start)
        hub = self.made.strip if common is None else common.floor
        if a is common:
            self._enter(path, common, None, hub, b, lower)
        else:
            self._enter(path, common, _climb(a, common, via), hub, b, lower)
        return path

    def _frame(self, what: Slot | Unit) -> Frame:
        return self.frame_of[id(what if isinstance(what, Unit) else what.unit)]

    def _enter(
        self, path: Path, common: Frame | None, below: Frame | None, hub: Channel, b: Frame, lower: Slot | Unit
    ) -> None:
        """From the strip `hub` of the common box, or from right under its child `below`, to the lower card."""
        via = path.via
        if b is common:
            if below is not None and below.gap_below() is not hub:
                via += [below.left_gutter(), hub]
            _finish(path, b, lower, [])
            return
        chain = [b]
        while (up := chain[-1].parent) is not common and up is not None:
            chain.append(up)
        _across(via, below, hub, chain[-1])
        while len(chain) > 1:
            frame = chain.pop()
            via.append(frame.entry)
            if frame.columns:
                via += [frame.under_head, frame.columns[-1].right]
            via.append(frame.floor)
            if chain[-1].gap_above() is not frame.floor:
                via += [chain[-1].left_gutter(), chain[-1].gap_above()]
        via.append(b.entry)
        _arrive(path, b, lower)


def _common(a: Frame, b: Frame) -> Frame | None:
    """The innermost box around both; None for the whole drawing."""
    above: set[int] = set()
    up: Frame | None = a
    while up is not None:
        above.add(id(up))
        up = up.parent
    up = b
    while up is not None and id(up) not in above:
        up = up.parent
    return up


def _inside(bond: Bond, net: str, frame: Frame, upper: Slot, lower: Slot) -> Path:
    """Between two cards of one box."""
    up, down = frame.holding(upper), frame.holding(lower)
    led, leads = lower in frame.lead, upper in frame.lead
    if bond.kind == "line" and lower.parent is upper:
        if up is down and led == leads and lower.depth == upper.depth + 1:
            return Path(bond, net, Port(upper, "trunk"), [], Port(lower, "left"))
        if leads and upper is frame.lead[-1] and not led:
            return Path(bond, net, Port(upper, "trunk"), [frame.under_lead, down.left], Port(lower, "left"))
    if up is down:
        return Path(bond, net, Port(upper, "right"), [up.right], Port(lower, "right"))
    across = frame.under_lead if frame.lead else frame.under_head
    return Path(bond, net, Port(upper, "right"), [up.right, across, down.left], Port(lower, "left"))


def _leave(frame: Frame, upper: Slot | Unit, *, reach_floor: bool) -> tuple[Port, list[Channel]]:
    tail = [frame.floor] if reach_floor else []
    if isinstance(upper, Unit) or frame.unit.folded:
        return Port(frame, "floor"), []
    column = frame.holding(upper)
    if upper in frame.lead:
        if upper is frame.lead[-1]:
            return Port(upper, "trunk"), [frame.under_lead, column.left, *tail]
        return Port(upper, "right"), [column.right, *tail]
    below = column.slots[upper.row + 1 :]
    if all(s.depth > upper.depth for s in below):
        return Port(upper, "trunk" if below else "bottom"), tail
    return Port(upper, "right"), [column.right, *tail]


def _climb(a: Frame, common: Frame | None, via: list[Channel]) -> Frame:
    """Goes down and out of boxes until the line runs right under a child of the common box; returns that child."""
    if a.inner is not None and via:
        via.append(a.inner.gutters[0])
    frame = a
    via.append(frame.gap_below())
    while frame.parent is not common and frame.parent is not None:
        via.append(frame.left_gutter())
        frame = frame.parent
        via.append(frame.gap_below())
    return frame


def _across(via: list[Channel], below: Frame | None, hub: Channel, to: Frame) -> None:
    """From the strip `hub`, or from right under `below`, to the channel right above the box `to`."""
    goal = to.gap_above()
    here = hub if below is None else below.gap_below()
    if here is goal:
        return
    if below is None or here is hub:
        via += [to.left_gutter(), goal]
        return
    (own, i, _), (group, j, _) = below.standing(), to.standing()
    if goal is hub:
        via += [own.gutters[i], hub]
    elif own is group and j in (i, i + 1):
        via += [group.gutters[j], goal]
    else:
        via += [own.gutters[i], hub, group.gutters[j], goal]


def _arrive(path: Path, frame: Frame, lower: Slot | Unit) -> None:
    """From the header of the box to the card."""
    if frame.unit.folded and not (isinstance(lower, Slot) and entry_is_over_first(frame)):
        path.end = Port(frame, "header")
    elif lower is frame.first and frame.straight in ("", path.net) and path.bond.kind == "line":
        if entry_is_over_first(frame):
            frame.straight = path.net
            path.straight = True
        else:
            path.via.append(frame.under_head)
        path.end = Port(lower, "top")
    else:
        _finish(path, frame, lower, [frame.under_head])


def _finish(path: Path, frame: Frame, lower: Slot | Unit, lane: list[Channel]) -> None:
    """By the gutter left of the card's column to the card."""
    if isinstance(lower, Unit) or frame.unit.folded:
        path.end = Port(frame, "header")
        return
    path.via += [*lane, frame.holding(lower).left]
    path.end = Port(lower, "left")


def _touch(port: Port, kind: str) -> Point:
    where = port.at
    if isinstance(where, Frame):
        return where.x + where.w // 2, where.y + (where.h if port.side == "floor" else 0)
    aside = 0 if kind == "line" else _ASIDE
    if port.side == "left":
        return where.x, where.y + CARD_H // 2 + aside
    if port.side == "right":
        return where.x + where.w, where.y + CARD_H // 2 + aside
    if port.side == "trunk":
        return where.x + TRUNK + aside, where.y + CARD_H
    if port.side == "bottom":
        return where.x + where.w // 2 + aside, where.y + CARD_H
    return where.x + where.w - _TOP + aside, where.y


def corners(path: Path, *, final: bool) -> list[Point]:
    """The corners of the route, from the superior's card to the other one, without needless ones."""
    x, y = _touch(path.start, path.bond.kind)
    ex, ey = _touch(path.end, path.bond.kind)
    points = [(x, y)]
    for channel in path.via:
        across = channel.track(path.net) if final else channel.middle()
        if channel.horizontal:
            y = across
        else:
            x = across
        points.append((x, y))
    last_down = bool(path.via) and not path.via[-1].horizontal
    if path.straight or (isinstance(path.end.at, Frame) and last_down):
        ex = x
    points += [(x, ey), (ex, ey)] if last_down or not path.via else [(ex, y), (ex, ey)]
    return _plain(points)


def _plain(points: list[Point]) -> list[Point]:
    kept: list[Point] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        if len(kept) > 1 and (kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]):
            kept[-1] = point
            continue
        kept.append(point)
    return kept


def occupy(paths: list[Path]) -> None:
    """Tells every channel which nets use it, and from where to where."""
    for path in paths:
        points = _raw(path)
        for channel, (x, y), (nx, ny) in points:
            for px, py in ((x, y), (nx, ny)):
                channel.touch(path.net, px if channel.horizontal else py)


def _raw(path: Path) -> list[tuple[Channel, Point, Point]]:
    x, y = _touch(path.start, path.bond.kind)
    ex, ey = _touch(path.end, path.bond.kind)
    runs: list[tuple[Channel, Point, Point]] = []
    for at, channel in enumerate(path.via):
        after = path.via[at + 1].middle() if at + 1 < len(path.via) else (ex if channel.horizontal else ey)
        if channel.horizontal:
            y = channel.middle()
            runs.append((channel, (x, y), (after, y)))
        else:
            x = channel.middle()
            runs.append((channel, (x, y), (x, after)))
    return runs


def lines(paths: list[Path]) -> tuple[Line, ...]:
    """The finished lines, in the order of their ends' ids."""
    found: dict[tuple[str, str, str], Line] = {}
    for path in paths:
        upper, lower = shown(path.bond.upper), shown(path.bond.lower)
        low, high = (w.box_id if isinstance(w, Unit) else w.id for w in (lower, upper))
        kind: Literal["line", "dotted"] = "line" if path.bond.kind == "line" else "dotted"
        key = (kind, low, high)
        found.setdefault(key, Line(low, high, kind, tuple(corners(path, final=True))))
    return tuple(found[k] for k in sorted(found))
