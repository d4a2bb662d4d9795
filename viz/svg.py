"""The map as a vector drawing with the same coordinates: for print, for export and where no script runs.

Colours stand in presentation attributes, so a stylesheet may override them through the classes `m`, `card`,
`box` and `ln`.
"""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from service.domain.orgmap import OrgMap
from viz.data import frame_nodes
from viz.legend import legend
from viz.model import Layout
from viz.shapes import badge, frame, line_of_text, pill, rect, reporting_line, stance_field, stance_fill
from viz.style import FONTS, LIGHT
from viz.text import clean, width
from viz.words import STANCES, words

_MARGIN = 12
_MARKED = 24
"""Height of the line that says whose it is."""
_MARK_SIZE = 11.5
_LEAST = 420
"""Narrowest room for a legend; a drawing may be narrower."""


def svg(
    layout: Layout,
    org: OrgMap,
    locale: str,
    *,
    with_stances: bool = True,
    marks: Mapping[str, str] | None = None,
    marked: str = "",
) -> str:
    """The whole map as one `<svg>` element, in the light theme; text is escaped.

    What is `marked` leaves the product: on white, with a legend and this mark below the drawing, beside no card.
    """
    data = frame_nodes(layout, org, locale, with_stances=with_stances, marks=marks)
    departments = sum(1 for b in layout.boxes if b.department_id)
    label = words(locale)["summary"].format(
        account=clean(org.account_name), people=len(org.people), departments=departments
    )
    below, wide, tall = "", layout.width + 2 * _MARGIN, layout.height + 2 * _MARGIN
    if marked:
        mark = clean(marked)
        room = max(layout.width, _LEAST, round(width(mark, _MARK_SIZE)))
        signs, high = legend(data, locale, layout.height, room)
        below = signs + line_of_text(0, layout.height + high + _MARKED - 6, _MARK_SIZE, mark, "ink-2")
        wide, tall = room + 2 * _MARGIN, round(layout.height + high + _MARKED + 2 * _MARGIN)
    lang = "ja" if locale.startswith("ja") else "en"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="m" lang="{lang}" role="img" aria-label="{escape(label)}" '
        f'viewBox="{-_MARGIN} {-_MARGIN} {wide} {tall}" width="{wide}" height="{tall}" font-family="{FONTS}">',
        '<defs><pattern id="map-hatch" width="5" height="5" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="5" height="5" fill="{LIGHT["u-bg"]}"/>'
        f'<path d="M0 0V5" stroke="{LIGHT["u-hatch"]}" stroke-width="2.4"/></pattern></defs>',
        rect(-_MARGIN, -_MARGIN, wide, tall, 0, "#fff") if marked else "",
        *(_box(b, data["texts"]["gaps"]) for b in data["boxes"]),
        *_lines(data["edges"]),
        *(_card(n) for n in data["nodes"] if n["kind"] != "dept"),
        below,
        "</svg>",
    ]
    return "".join(parts)


def _box(b: dict[str, Any], gaps: str) -> str:
    mark = b.get("mark")
    line = {"new": "pine", "moved": "time", "changed": "ink-3", "ended": "ink-3"}.get(mark or "", "line-2")
    dash = ' stroke-dasharray="5 4"' if mark == "ended" else ""
    fill = LIGHT["paper" if b["level"] % 2 else "surface"]
    parts = [
        f'<g class="box">{rect(b["x"], b["y"], b["w"], b["h"], 4, fill, line, dash)}</g>',
        line_of_text(b["x"] + 10, b["y"] + 17, 11.5, b["name"], "ink-2", 600),
    ]
    if b["count"]:
        parts.append(line_of_text(b["x"] + b["w"] - 9, b["y"] + 17, 10, b["count"], "ink-3", anchor="end"))
    if b.get("fold") == "closed":
        parts.append(_strip(b, gaps))
    return "".join(parts)


def _strip(b: dict[str, Any], gaps: str) -> str:
    notes = [f"★{b['keys']}"] if b["keys"] else []
    if b["gaps"]:
        notes.append(gaps.format(n=b["gaps"]))
    note = "  ".join(notes)
    y = b["y"] + b["h"] - 18
    parts = [line_of_text(b["x"] + b["w"] - 10, y + 8, 10.5, note, "ink", 600, "end")] if note else []
    total = sum(b.get("bar", ()))
    x, room = b["x"] + 10.0, b["w"] - 20 - (width(note, 10.5) + 8 if note else 0)
    for stance, n in zip(STANCES, b.get("bar", ()), strict=False):
        if n:
            size = round(room * n / total, 1)
            parts.append(rect(x, y, size, 8, 0, stance_fill(stance), f"{stance}-bd", ' stroke-width=".8"'))
            x += size
    return "".join(parts)


def _lines(edges: Iterable[dict[str, Any]]) -> Iterable[str]:
    runs: dict[str, list[str]] = {"report": [], "dotted": []}
    for edge in edges:
        if "points" in edge:
            p = edge["points"]
            runs[edge["kind"]].append("M" + "L".join(f"{p[i]} {p[i + 1]}" for i in range(0, len(p), 2)))
    for kind, drawn in runs.items():
        if drawn:
            yield reporting_line("".join(drawn), dotted=kind == "dotted")


def _card(n: dict[str, Any]) -> str:
    x, y, w, h = n["x"] - n["w"] / 2, n["y"] - n["h"] / 2, n["w"], n["h"]
    us = n["kind"] == "us"
    state, key = n.get("state"), n.get("key")
    inferred = bool(n.get("inferred"))
    if us:
        drawn = rect(x, y, w, h, 3, LIGHT["pine-soft"])
    else:
        drawn = frame(x, y, w, h, key=bool(key), state=state or "", inferred=inferred)
    parts = [f'<g class="card">{drawn}']
    if us:
        text, wide = n["pill"]
        parts.append(pill(x + 8, y + 11, wide, 16, text, filled=True, size=10.5))
    if "stance" in n:
        parts.append(stance_field(n["stance"], x + 3.5, y + 3.5, h - 7, stale=bool(n.get("stale"))))
    left = x + n["left"]
    quiet = state or inferred
    parts.append(line_of_text(left, y + 17, 13, n["name"], "ink-2" if quiet else "ink", 400 if state else 600))
    if key:
        parts.append(line_of_text(left + n["em"] * 13 + 4, y + 16, 10, "★", "ink"))
    if n["role"]:
        parts.append(line_of_text(left, y + 30.5, 10.5, n["role"], "ink-3"))
    right = x + w - 3
    for text, filled, wide in n.get("chips", ()):
        parts.append(pill(right - wide, y + 21, wide, 13, text, filled=filled, size=9.5))
        right -= wide + 2
    right = x + w - 4
    for text, style, wide in n.get("badges", ()):
        parts.append(badge(right - wide, y + 4, wide, text, style))
        right -= wide + 2
    return "".join([*parts, "</g>"])
