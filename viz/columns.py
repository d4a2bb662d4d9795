"""How the own cards of a department fall into columns, and how boxes are spread over columns of boxes."""

import math
from collections.abc import Iterable, Sequence
from itertools import accumulate

from viz.geometry import INDENT, MAX_DEPTH, PAD, Column, strip
from viz.tree import Slot, Unit

_ONE_COLUMN = 8
_ONE_ROW = 3
_LEADS = 3
_SLACK = 3


def outline(unit: Unit) -> list[Slot]:
    """The cards of the department in reading order; `depth` says how far each hangs under those above it."""
    own = {id(s) for s in unit.slots}
    rows: list[Slot] = []
    heads = [s for s in unit.slots if s.parent is None or id(s.parent) not in own]
    stack = [(s, 0) for s in reversed(heads)]
    while stack:
        slot, depth = stack.pop()
        slot.depth = min(depth, MAX_DEPTH)
        rows.append(slot)
        stack.extend((c, depth + 1) for c in reversed(slot.children) if id(c) in own)
    return rows


def split(rows: list[Slot], *, wide: bool) -> tuple[list[Slot], list[Column]]:
    """The head or heads that stand above all columns, and the columns; a wide department has more and shorter ones."""
    count = 1
    if len(rows) > (_ONE_ROW if wide else _ONE_COLUMN):
        count = max(1, round(math.sqrt((1.6 if wide else 0.3) * len(rows))))
    lead: list[Slot] = []
    while count > 1 and len(lead) < _LEADS and _led(rows):
        lead.append(rows[0])
        rows = rows[1:]
    parts = _cut(rows, count)
    columns = []
    for at, part in enumerate(parts):
        last = at == len(parts) - 1
        left = strip(horizontal=False, least=PAD if at == 0 else INDENT, fixed=True)
        columns.append(Column(part, left, strip(horizontal=False, least=PAD if last else 6, fixed=True)))
    for at, slot in enumerate(lead):
        slot.column, slot.row = 0, at
    for at, column in enumerate(columns):
        base = min(s.depth for s in column.slots)
        for row, slot in enumerate(column.slots):
            slot.depth, slot.column, slot.row = slot.depth - base, at, row
    return lead, columns


def _led(rows: list[Slot]) -> bool:
    """True when the first card leads all that follow, but for single cards at the end."""
    if len(rows) < 2 or rows[1].depth <= rows[0].depth or min(r.depth for r in rows) < rows[0].depth:
        return False
    end = next((i for i, r in enumerate(rows) if i and r.depth == rows[0].depth), len(rows))
    return all(r.depth == rows[0].depth for r in rows[end:])


def _cut(rows: list[Slot], count: int) -> list[list[Slot]]:
    parts: list[list[Slot]] = []
    while rows:
        want = math.ceil(len(rows) / max(1, count - len(parts)))
        if len(parts) >= count - 1 or want >= len(rows):
            parts.append(rows)
            break
        slack = min(_SLACK, want // 3)
        spots = range(max(1, want - slack), min(len(rows) - 1, want + slack) + 1)
        at = min(spots, key=lambda i: (rows[i].depth, abs(i - want)))
        parts.append(rows[:at])
        rows = rows[at:]
    return parts


def column_width(column: Column, card_w: int) -> int:
    """Wide enough for the deepest card; all cards of a column end at its right edge."""
    deepest = max(s.depth for s in column.slots)
    return max(card_w, card_w - INDENT + INDENT * deepest)


def spread(heights: Sequence[int], count: int) -> list[int]:
    """Cuts a row of heights into at most `count` runs of nearly equal sum, order kept; returns the lengths."""
    low, high = max(heights), sum(heights)
    while low < high:
        middle = (low + high) // 2
        if _runs(heights, middle) <= count:
            high = middle
        else:
            low = middle + 1
    lengths: list[int] = []
    total = 0
    for height in heights:
        if lengths and total + height <= low:
            lengths[-1] += 1
            total += height
        else:
            lengths.append(1)
            total = height
    return lengths


def _runs(heights: Iterable[int], limit: int) -> int:
    runs, total = 1, 0
    for height in heights:
        if total + height > limit:
            runs, total = runs + 1, height
        else:
            total += height
    return runs


def best_spread(sizes: Sequence[tuple[int, int]], above: int, aspect: float, gap: int) -> list[int]:
    """The run lengths whose bounding box, with `above` on top, comes nearest to the aspect ratio.

    `sizes` are (width, height) of boxes in order.
    """
    heights = [h + gap for _, h in sizes]
    best: tuple[float, int, list[int]] | None = None
    for count in range(1, len(sizes) + 1):
        lengths = spread(heights, count)
        if best is not None and lengths == best[2]:
            continue
        wide, tall = bounds(sizes, lengths, gap)
        cost = max(wide / aspect, tall + above) + 0.15 * (wide / aspect + tall + above)
        if best is None or cost < best[0]:
            best = (cost, count, lengths)
    return best[2] if best is not None else []


def bounds(sizes: Sequence[tuple[int, int]], lengths: Sequence[int], gap: int) -> tuple[int, int]:
    """Width and height of boxes stacked in columns of the given lengths."""
    ends = list(accumulate(lengths))
    runs = [sizes[e - n : e] for e, n in zip(ends, lengths, strict=True)]
    wide = sum(max(w for w, _ in run) + gap for run in runs) + gap
    return wide, max(sum(h + gap for _, h in run) for run in runs)
