"""What a laid-out map consists of. All lengths are map units; one unit is one screen pixel at scale 1.

`x, y` is the top left corner. Everything is frozen, so a layout can be cached and shared.
"""

from dataclasses import asdict, dataclass
from typing import Any, Literal

CardKind = Literal["held", "vacant", "unknown", "free", "ours"]
"""`free` is a person without a post, `ours` one of our members."""

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Card:
    """One seat held by one person; a seat nobody holds; a person without a seat; or a member of ours."""

    id: str
    kind: CardKind
    box_id: str
    x: int
    y: int
    w: int
    h: int
    person_id: str | None = None
    seat_id: str | None = None
    department_id: str | None = None
    member_id: str | None = None
    concurrent: bool = False
    """True on every post of a person but the first."""


@dataclass(frozen=True, slots=True)
class Box:
    """A department, or one of the three boxes that are none: `d:account`, `d:unassigned`, `d:ours`."""

    id: str
    x: int
    y: int
    w: int
    h: int
    level: int
    """0 for a box that stands in no other."""
    department_id: str | None
    parent_id: str | None
    people: int
    """Distinct people inside, those of the boxes in it included."""
    foldable: bool
    folded: bool
    name_w: int
    """Width left for the name, so that no line runs through it."""
    inside_people: tuple[str, ...] = ()
    """Ids of the people inside a folded box, drawn or not; empty when the box is open."""
    inside_seats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A reporting line from `from_id`, who reports, to `to_id`; both are ids of cards, or of a folded box."""

    from_id: str
    to_id: str
    kind: Literal["line", "dotted"]
    points: tuple[Point, ...]
    """Corners of the route, from the superior down to the one who reports."""


@dataclass(frozen=True, slots=True)
class Layout:
    cards: tuple[Card, ...]
    boxes: tuple[Box, ...]
    """Outer boxes before the boxes inside them: paint in this order."""
    lines: tuple[Line, ...]
    width: int
    height: int

    def to_dict(self) -> dict[str, Any]:
        """The layout as plain JSON data; equal structures give equal bytes."""
        return asdict(self)
