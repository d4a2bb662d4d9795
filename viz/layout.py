"""From an organisation to a finished drawing plan."""

from collections.abc import Collection

from service.domain.orgmap import OrgMap
from viz.geometry import CARD_H, CARD_W, CARD_W_LATIN, GUTTER, HEAD, OURS_W, PAD, PITCH, ROOT_GAP, Frame
from viz.model import Box, Card, Layout
from viz.place import Ground, ground, settle
from viz.route import Router, lines, occupy
from viz.tree import Forest, Slot, Unit, grow

_WIDE_FROM = "\u2e80"
_HEAD_ROOM = 46


def lay_out(org: OrgMap, *, open_departments: Collection[str] | None = None, aspect: float = 16 / 9) -> Layout:
    """Places every card and box and routes every line.

    Deterministic: the same structure gives the same layout, byte for byte. Above 100 people sub-trees start folded;
    `open_departments`, when given, names exactly the foldable departments that are open.
    """
    forest = grow(org, open_departments)
    card_w = _card_width(org)
    made = ground(forest, card_w, aspect)
    paths = Router(made).paths(forest.bonds)
    occupy(paths)
    for channel in made.channels().values():
        channel.assign()
    settle(made, card_w)
    cards = [_card(s, f.unit.department_id) for f in made.frames for s in (*f.lead, *_in_columns(f))]
    boxes = [_box(f) for f in made.frames]
    height = _extras(forest, made, card_w, cards, boxes)
    return Layout(tuple(cards), tuple(boxes), lines(paths), made.width, height)


def _card_width(org: OrgMap) -> int:
    latin = sum(1 for p in org.people if not any(c >= _WIDE_FROM for c in p.name))
    return CARD_W_LATIN if latin * 2 > len(org.people) else CARD_W


def _in_columns(frame: Frame) -> list[Slot]:
    return [s for column in frame.columns for s in column.slots]


def _card(slot: Slot, department_id: str | None) -> Card:
    return Card(
        slot.id,
        slot.kind,
        slot.unit.box_id,
        slot.x,
        slot.y,
        slot.w,
        CARD_H,
        slot.person_id,
        slot.seat_id,
        department_id,
        slot.member_id,
        slot.concurrent,
    )


def _box(frame: Frame) -> Box:
    unit = frame.unit
    room = frame.w - PAD - _HEAD_ROOM
    if frame.entry.count:
        room = min(room, frame.entry.at - frame.x - PAD)
    inside = [*unit.slots, *unit.hidden] if unit.folded else []
    return Box(
        unit.box_id,
        frame.x,
        frame.y,
        frame.w,
        frame.h,
        frame.level,
        unit.department_id,
        frame.parent.unit.box_id if frame.parent else None,
        len(unit.people),
        unit.foldable,
        unit.folded,
        room,
        tuple(sorted({s.person_id for s in inside if s.person_id})),
        tuple(sorted({s.seat_id for s in inside if s.seat_id})),
    )


def _extras(forest: Forest, made: Ground, card_w: int, cards: list[Card], boxes: list[Box]) -> int:
    """Adds the boxes of people without a post and of our members at the foot; returns the height of the whole."""
    y = made.height
    for unit, wide in ((forest.unassigned, card_w), (forest.ours, OURS_W)):
        if unit is not None:
            y += ROOT_GAP - 6 if y else 0
            y += _shelf(unit, made, y, wide, cards, boxes)
    return y


def _shelf(unit: Unit, made: Ground, y: int, card_w: int, cards: list[Card], boxes: list[Box]) -> int:
    """A box of cards side by side over the whole width; returns its height."""
    step = card_w + PAD
    made.width = max(made.width, card_w + 2 * PAD + 2 * GUTTER)
    across = max(1, (made.width - 2 * GUTTER - PAD) // step)
    for at, slot in enumerate(unit.slots):
        slot.x, slot.y, slot.w = GUTTER + PAD + at % across * step, y + HEAD + at // across * PITCH, card_w
        cards.append(_card(slot, None))
    rows = -(-len(unit.slots) // across)
    tall = HEAD + rows * PITCH - PITCH + CARD_H + PAD
    wide = made.width - 2 * GUTTER
    people = len(unit.people)
    boxes.append(Box(unit.box_id, GUTTER, y, wide, tall, 0, None, None, people, False, False, wide - PAD - _HEAD_ROOM))
    return tall
