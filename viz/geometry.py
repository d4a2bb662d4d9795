"""The measures of the drawing, and channels: the strips between cards and boxes in which lines run.

A channel is horizontal or vertical, has a place and a width, and gives every net (the lines of one superior) that uses
it a track of its own. Nets that do not touch each other in a channel share a track.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from viz.tree import Slot, Unit

CARD_H = 38
PITCH = 44
INDENT = 14
MAX_DEPTH = 8
CARD_W = 148
CARD_W_LATIN = 184
HEAD = 26
HEAD_LANE = 6
"""The lowest strip of a header, under the letters, where lines run."""
PAD = 10
GUTTER = 8
TRACK = 5
ROOT_GAP = 20
FOLD_STRIP = 28
OURS_W = 168
TRUNK = 6


@dataclass(slots=True, eq=False)
class Channel:
    """One strip; `at` is where it begins across its run, `size` how wide it is."""

    horizontal: bool
    least: int
    fixed: bool = False
    """True beside cards: their places must not depend on how many lines pass, so the tracks share what there is."""
    at: int = 0
    size: int = 0
    spans: dict[str, list[int]] = field(default_factory=dict)
    """Net → where along the channel it begins and ends."""
    tracks: dict[str, int] = field(default_factory=dict)
    count: int = 0

    def middle(self) -> int:
        return self.at + self.size // 2

    def touch(self, net: str, along: int) -> None:
        span = self.spans.setdefault(net, [along, along])
        span[0], span[1] = min(span[0], along), max(span[1], along)

    def assign(self) -> None:
        """Gives every net its track and makes the channel wide enough for them."""
        ends: list[int] = []
        for net, (low, high) in sorted(self.spans.items(), key=lambda i: (i[1][0], -i[1][1], i[0])):
            track = next((t for t, end in enumerate(ends) if end + TRACK < low), len(ends))
            ends[track : track + 1] = [high]
            self.tracks[net] = track
        self.count = len(ends)
        self.size = self.need()

    def need(self) -> int:
        return self.least if self.fixed else max(self.least, TRACK * (self.count + 1) if self.count else 0)

    def track(self, net: str) -> int:
        """Where the net runs, across the channel."""
        return self.at + round(self.size * (self.tracks[net] + 1) / (self.count + 1))


def strip(*, horizontal: bool, least: int, fixed: bool = False) -> Channel:
    """A channel that begins as narrow as it may be."""
    return Channel(horizontal, least, fixed, size=least)


@dataclass(slots=True, eq=False)
class Column:
    """A stack of cards, each indented under its superior."""

    slots: list[Slot]
    left: Channel
    right: Channel
    x: int = 0
    w: int = 0


@dataclass(slots=True, eq=False)
class Group:
    """Boxes in columns side by side; `gutters[j]` runs left of column j, the last one right of all."""

    columns: "list[list[Frame]]"
    gutters: list[Channel]
    gaps: list[list[Channel]]
    """`gaps[j][s]` lies above box s of column j, the last one below the stack."""
    widths: list[int] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Frame:
    """A department box with all its channels."""

    unit: Unit
    level: int
    parent: "Frame | None"
    lead: list[Slot]
    columns: list[Column]
    entry: Channel
    """Crosses the header from above."""
    under_head: Channel
    under_lead: Channel
    floor: Channel
    """Under the own cards and over the boxes inside."""
    inner: Group | None = None
    place: tuple[Group, int, int] | None = None
    x: int = 0
    y: int = 0
    w: int = 0
    h: int = 0
    base_w: int = 0
    straight: str = ""
    """The net that goes through the header straight to the first card."""

    def standing(self) -> "tuple[Group, int, int]":
        """The group the box stands in, its column there and its place in the column."""
        if self.place is None:
            raise LookupError(f"{self.unit.box_id} stands nowhere yet")
        return self.place

    def left_gutter(self) -> Channel:
        group, j, _ = self.standing()
        return group.gutters[j]

    def gap_above(self) -> Channel:
        group, j, s = self.standing()
        return group.gaps[j][s]

    def gap_below(self) -> Channel:
        group, j, s = self.standing()
        return group.gaps[j][s + 1]

    def holding(self, slot: Slot) -> Column:
        """The column a card of this box stands in, or over."""
        return self.columns[slot.column]

    @property
    def first(self) -> Slot | None:
        """The card right under the header."""
        if self.lead:
            return self.lead[0]
        return self.columns[0].slots[0] if self.columns else None

    def channels(self) -> Iterable[Channel]:
        yield from (self.under_head, self.under_lead, self.floor)
        for column in self.columns:
            yield from (column.left, column.right)
        if self.inner is not None:
            yield from group_channels(self.inner)


def group_channels(group: Group) -> Iterable[Channel]:
    """Every channel of the group; the first gap of each column is the strip the group hangs from."""
    yield from group.gutters
    for gaps in group.gaps:
        yield from gaps
