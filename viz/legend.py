"""What the signs of a drawn map mean, below the drawing: only those that stand in it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from viz.shapes import FIELD, badge, frame, line_of_text, pill, reporting_line, stance_field
from viz.text import width
from viz.words import STANCES, words

SIZE = 11.5
_ROW = 26
_ABOVE = 14
_SAMPLE = 28.0
_AFTER_SAMPLE, _AFTER = 6, 20
_SINGLE_SIGN = 14


@dataclass(frozen=True, slots=True)
class _Entry:
    """A sign, as wide as `room`, and what it means; `draw` puts it at x on a row whose middle is y."""

    text: str
    room: float
    draw: Callable[[float, float], str]

    @property
    def wide(self) -> float:
        return self.room + _AFTER_SAMPLE + width(self.text, SIZE)


def legend(data: Mapping[str, Any], locale: str, top: float, room: float) -> tuple[str, float]:
    """The legend from `top` on, at most `room` wide but for one entry, and its height.

    The stances stand whole, in their order: a scale is read from end to end; without stances in the drawing there are
    none here either.
    """
    text = words(locale)
    nodes = [n for n in data["nodes"] if n["kind"] != "dept"]
    groups = {
        text["stances"]: [*_stances(text), *_stale(nodes, text)] if _shows_stances(data) else [],
        text["legend"]: _signs(data, nodes, text),
    }
    left = max(width(name, SIZE) for name in groups) + _AFTER
    drawn: list[str] = []
    y = top + _ABOVE
    for name, entries in groups.items():
        if entries:
            drawn.append(line_of_text(0, y + _ROW / 2 + 4, SIZE, name, "ink-2", 600))
            made, y = _rows(entries, left, y, room)
            drawn += made
    return (f'<g class="legend">{"".join(drawn)}</g>' if drawn else ""), y - top


def _rows(entries: Iterable[_Entry], left: float, y: float, room: float) -> tuple[list[str], float]:
    """The entries in rows from y on, and where the next row would stand."""
    drawn, x = [], left
    for entry in entries:
        if x > left and x + entry.wide > room:
            x, y = left, y + _ROW
        middle = y + _ROW / 2
        said = line_of_text(x + entry.room + _AFTER_SAMPLE, middle + 4, SIZE, entry.text, "ink-2")
        drawn += [entry.draw(x, middle), said]
        x += entry.wide + _AFTER
    return drawn, y + _ROW


def _shows_stances(data: Mapping[str, Any]) -> bool:
    return bool(data["stances"]) and any(
        "stance" in x or sum(x.get("bar", ())) for x in (*data["nodes"], *data["boxes"])
    )


def _stances(text: Mapping[str, str]) -> list[_Entry]:
    def entry(stance: str) -> _Entry:
        return _Entry(text[stance], FIELD, lambda x, y: stance_field(stance, x, y - 10, 20))

    return [entry(s) for s in STANCES]


def _stale(nodes: Iterable[Mapping[str, Any]], text: Mapping[str, str]) -> list[_Entry]:
    if not any(n.get("stale") for n in nodes):
        return []
    return [_Entry(text["stale"], FIELD, lambda x, y: stance_field("n0", x, y - 10, 20, stale=True))]


def _signs(data: Mapping[str, Any], nodes: list[dict[str, Any]], text: Mapping[str, str]) -> list[_Entry]:
    """The frames, pills, badges and lines that occur."""
    badges = {style for n in nodes for _, style, _ in n.get("badges", ())}
    chips = {filled for n in nodes for _, filled, _ in n.get("chips", ())}
    states = {n["state"] for n in nodes if "state" in n}
    inferred = any(n.get("inferred") for n in nodes)
    dotted = [text["unknown_seat"]] * ("unknown" in states) + [text["inferred"]] * inferred
    found = []
    if any(n.get("key") for n in nodes) or any(b.get("keys") for b in data["boxes"]):
        found.append(_Entry(text["key"], _SAMPLE, _key))
    if "vacant" in states:
        found.append(_Entry(text["empty_seat"], _SAMPLE, lambda x, y: frame(x, y - 8, _SAMPLE, 16, state="vacant")))
    if dotted:
        said = text["comma"].join(dotted)
        found.append(_Entry(said, _SAMPLE, lambda x, y: frame(x, y - 8, _SAMPLE, 16, inferred=True)))
    if True in chips:
        found.append(_Entry(text["met_legend"], _SAMPLE, lambda x, y: _pill(x, y, filled=True)))
    if False in chips:
        found.append(_Entry(text["covers_legend"], _SAMPLE, lambda x, y: _pill(x, y, filled=False)))
    if "gap" in badges:
        found.append(_Entry(text["gap_legend"], _SINGLE_SIGN, lambda x, y: badge(x, y - 7, 14, text["gap"], "gap")))
    if "also" in badges:
        short = text["concurrent"]
        wide = round(width(short, 9.5)) + 5
        found.append(_Entry(text["concurrent_long"], wide, lambda x, y: badge(x, y - 7, wide, short, "also")))
    if any(e["kind"] == "dotted" and "points" in e for e in data["edges"]):
        found.append(_Entry(text["dotted"], _SAMPLE, _dotted))
    return found


def _key(x: float, y: float) -> str:
    star = line_of_text(x + _SAMPLE / 2, y + 3.6, 10, "★", "ink", anchor="middle")
    return frame(x, y - 8, _SAMPLE, 16, key=True) + star


def _pill(x: float, y: float, *, filled: bool) -> str:
    return pill(x, y - 6.5, _SAMPLE, 13, "", filled=filled, size=9.5)


def _dotted(x: float, y: float) -> str:
    return reporting_line(f"M{x:g} {y:g}h{_SAMPLE:g}", dotted=True)
