"""Gives every box and card its place: sizes from the inside out, then positions from the outside in.

The same functions run twice: with empty channels, to see where lines would run, and again with channels wide enough.
"""

from dataclasses import dataclass

from viz.columns import best_spread, column_width, outline, split
from viz.geometry import (
    CARD_H,
    FOLD_STRIP,
    GUTTER,
    HEAD,
    HEAD_LANE,
    INDENT,
    PAD,
    PITCH,
    ROOT_GAP,
    TRACK,
    Channel,
    Column,
    Frame,
    Group,
    group_channels,
    strip,
)
from viz.text import width
from viz.tree import Forest, Slot, Unit

HEAD_FONT = 11.5
_COUNT_ROOM = 46
_ENTER = 32
_INNER_ASPECTS = (0.8, 1.2, 1.8)

Content = tuple[list[Slot], list[Column]]
"""Cards that lead, and columns of the others."""


@dataclass(slots=True)
class Ground:
    """The whole drawing: boxes on top, the strip under them, and the other boxes in columns."""

    top: Group
    strip: Channel
    main: Group
    frames: list[Frame]
    """Outer frames before inner ones."""
    width: int = 0
    height: int = 0

    def channels(self) -> dict[int, Channel]:
        found = {id(c): c for g in (self.top, self.main) for c in group_channels(g)}
        for frame in self.frames:
            found.update((id(c), c) for c in (*frame.channels(), frame.entry))
        return found


def ground(forest: Forest, card_w: int, aspect: float) -> Ground:
    """Frames of all boxes, spread over columns so that the whole comes near to the aspect ratio."""
    contents = {id(u): split(outline(u), wide=u in forest.top) for u in forest.units()}
    made: list[tuple[float, Ground]] = []
    for inner in _INNER_ASPECTS:
        floor = strip(horizontal=True, least=ROOT_GAP)
        frames: list[Frame] = []
        tops = [_frame(u, None, contents, card_w, inner, frames) for u in forest.top]
        mains = [_frame(u, None, contents, card_w, inner, frames) for u in forest.main]
        top = _group(tops, [1] * len(tops), None, floor)
        high = max((f.h for f in tops), default=0)
        main = _group(mains, best_spread([(f.w, f.h) for f in mains], high, aspect, GUTTER), floor, None)
        tried = Ground(top, floor, main, frames)
        _bounds(tried, card_w)
        made.append((max(tried.width / aspect, tried.height), tried))
        if not any(u.children and not u.folded for u in forest.main):
            break
    best = min(made, key=lambda m: m[0])[1]
    settle(best, card_w)
    return best


def _frame(
    unit: Unit, parent: Frame | None, contents: dict[int, Content], card_w: int, aspect: float, frames: list[Frame]
) -> Frame:
    lead, columns = contents[id(unit)]
    frame = Frame(
        unit=unit,
        level=parent.level + 1 if parent else 0,
        parent=parent,
        lead=lead,
        columns=columns,
        entry=strip(horizontal=False, least=0),
        under_head=strip(horizontal=True, least=HEAD_LANE, fixed=True),
        under_lead=strip(horizontal=True, least=12 if lead else 0, fixed=True),
        floor=strip(horizontal=True, least=PAD),
    )
    frames.append(frame)
    if unit.children and not unit.folded:
        frame.floor.least = frame.floor.size = 14 if columns else 4
        inside = [_frame(c, frame, contents, card_w, aspect, frames) for c in unit.children]
        sizes = [(f.w, f.h) for f in inside]
        frame.inner = _group(inside, best_spread(sizes, _own_height(frame), aspect, GUTTER), frame.floor, None)
    measure(frame, card_w)
    return frame


def _group(frames: list[Frame], lengths: list[int], above: Channel | None, below: Channel | None) -> Group:
    columns: list[list[Frame]] = []
    rest = frames
    for length in lengths:
        columns.append(rest[:length])
        rest = rest[length:]
    gaps = []
    for column in columns:
        first = above if above is not None else strip(horizontal=True, least=0)
        last = below if below is not None else strip(horizontal=True, least=0)
        gaps.append([first, *(strip(horizontal=True, least=GUTTER) for _ in column[1:]), last])
    group = Group(columns, [strip(horizontal=False, least=GUTTER) for _ in range(len(columns) + 1)], gaps)
    for j, column in enumerate(columns):
        for s, frame in enumerate(column):
            frame.place = (group, j, s)
    return group


def _own_height(frame: Frame) -> int:
    """From the top of the box to the bottom of its last own card."""
    tall = HEAD
    if frame.lead:
        tall += len(frame.lead) * PITCH - PITCH + CARD_H + frame.under_lead.size
    if frame.columns:
        tall += max(len(c.slots) for c in frame.columns) * PITCH - PITCH + CARD_H
    return tall


def _own_width(frame: Frame, card_w: int) -> int:
    wide = 0
    for at, column in enumerate(frame.columns):
        column.w = column_width(column, card_w)
        if at == 0 and frame.lead:
            column.w = max(column.w, card_w + INDENT * (len(frame.lead) - 1))
        wide += column.left.size + column.w + column.right.size
    return wide


def _extent(group: Group) -> tuple[int, int]:
    """Width with all gutters, and height below the strip the group hangs from."""
    group.widths = [max(f.w for f in column) for column in group.columns]
    if not group.columns:
        return 0, 0
    wide = sum(group.widths) + sum(g.size for g in group.gutters)
    tall = 0
    for column, gaps in zip(group.columns, group.gaps, strict=True):
        tall = max(tall, sum(f.h for f in column) + sum(g.size for g in gaps[1:-1]) + gaps[-1].size)
    return wide, tall


def measure(frame: Frame, card_w: int) -> None:
    """Sets width and height of one frame from its parts, which must be measured already."""
    named = round(width(frame.unit.name, HEAD_FONT)) + _COUNT_ROOM + 2 * PAD
    wide = max(_own_width(frame, card_w), min(named, 260), card_w + 2 * PAD)
    tall = _own_height(frame)
    if frame.unit.folded:
        tall += (4 if frame.columns else 0) + FOLD_STRIP
    else:
        tall += frame.floor.size
    if frame.inner is not None:
        inner_w, inner_h = _extent(frame.inner)
        wide, tall = max(wide, inner_w), tall + inner_h + GUTTER
    frame.w, frame.h = wide, tall


def settle(made: Ground, card_w: int) -> None:
    """Measures all frames and puts everything in its place."""
    for frame in reversed(made.frames):
        measure(frame, card_w)
    top_w, main_w = _bounds(made, card_w)
    made.strip.at = 0
    if made.top.columns:
        rise = max(g[0].size for g in made.top.gaps)
        made.strip.at = rise + max(c[0].h for c in made.top.columns)
        _put(made.top, (made.width - top_w) // 2, made.strip.at, from_below=True)
    if made.main.columns:
        _put(made.main, (made.width - main_w) // 2, made.strip.at + made.strip.size, from_below=False)


def _bounds(made: Ground, card_w: int) -> tuple[int, int]:
    """Sets width and height of the whole; returns the widths of its upper and its lower part."""
    top_w, _ = _extent(made.top)
    main_w, main_h = _extent(made.main)
    made.width = max(top_w, main_w, card_w + 2 * PAD)
    made.height = main_h
    if made.top.columns:
        made.height += max(g[0].size for g in made.top.gaps) + max(c[0].h for c in made.top.columns)
        made.height += made.strip.size
    elif made.strip.count:
        made.height += made.strip.size
    else:
        made.strip.size = 0
    return top_w, main_w


def _put(group: Group, x: int, y: int, *, from_below: bool) -> None:
    """Places a group whose left gutter begins at x; its boxes begin at y, or end there."""
    for gutter, wide in zip(group.gutters, [*group.widths, 0], strict=True):
        gutter.at = x
        x += gutter.size + wide
    for j, column in enumerate(group.columns):
        top = y
        if from_below:
            top = y - column[0].h
            group.gaps[j][0].at = top - group.gaps[j][0].size
        for s, frame in enumerate(column):
            if s:
                group.gaps[j][s].at = top
                top += group.gaps[j][s].size
            frame.w = group.widths[j]
            _put_frame(frame, group.gutters[j].at + group.gutters[j].size, top)
            top += frame.h
        if not from_below:
            group.gaps[j][-1].at = top


def _put_frame(frame: Frame, x: int, y: int) -> None:
    frame.x, frame.y = x, y
    top = y + HEAD
    frame.under_head.at = top - HEAD_LANE
    left = x
    for column in frame.columns:
        column.left.at = left
        column.x = left + column.left.size
        column.right.at = column.x + column.w
        left = column.right.at + column.right.size
    for row, slot in enumerate(frame.lead):
        first = frame.columns[0] if frame.columns else Column([], frame.entry, frame.entry)
        slot.x, slot.y = first.x + INDENT * row, top + row * PITCH
        slot.w = first.x + max(first.w, 0) - slot.x
        frame.under_lead.at = slot.y + CARD_H
    if frame.lead:
        top = frame.under_lead.at + frame.under_lead.size
    for column in frame.columns:
        for slot in column.slots:
            slot.x = column.x + INDENT * slot.depth
            slot.y = top + slot.row * PITCH
            slot.w = column.x + column.w - slot.x
    frame.floor.at = y + _own_height(frame)
    _put_entry(frame)
    if frame.inner is not None:
        _put(frame.inner, x, frame.floor.at + frame.floor.size, from_below=False)


def _put_entry(frame: Frame) -> None:
    """Lines enter right of the name where there is room for that, and over the first card in any case."""
    spread = min(60, TRACK * (frame.entry.count + 1)) if frame.entry.count else 2 * TRACK
    first = frame.first
    named = frame.x + PAD + round(width(frame.unit.name, HEAD_FONT)) + 6 + spread
    last = frame.x + frame.w - _COUNT_ROOM
    at = last if named > last else named
    if first is not None:
        at = first.x + first.w - _ENTER
        if frame.straight == "" and named > at:
            at = min(named, last)
    frame.entry.size = spread
    frame.entry.at = at - spread + TRACK
    frame.entry.least = spread


def entry_is_over_first(frame: Frame) -> bool:
    """True when a line that enters by the header can go straight down to the first card."""
    first = frame.first
    if first is None:
        return False
    named = frame.x + PAD + width(frame.unit.name, HEAD_FONT) + 6 + 2 * TRACK
    return named <= first.x + first.w - _ENTER or frame.x + frame.w - _COUNT_ROOM <= first.x + first.w - _ENTER + TRACK
