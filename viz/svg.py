"""The map as a vector drawing with the same coordinates: for print, for export and where no script runs.

Colours stand in presentation attributes, so a stylesheet may override them through the classes `m`, `card`,
`box` and `ln`.
"""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from service.domain.orgmap import OrgMap
from viz.data import frame_nodes
from viz.model import Layout
from viz.style import FONTS, LIGHT
from viz.text import clean, width
from viz.words import SIGN, STANCES, words

_MARGIN = 12
_MARKED = 24
"""Height of the line below the drawing that says whose it is."""
_BADGES: Mapping[str, tuple[str, str, str]] = {
    "gap": ("warn-soft", "warn-line", "warn"),
    "changed": ("warn-soft", "warn-line", "warn"),
    "moved": ("time-soft", "time-line", "time"),
    "new": ("pine-soft", "pine", "pine"),
    "ended": ("surface", "line-field", "ink-2"),
    "also": ("surface", "line-field", "ink-2"),
}


def svg(
    layout: Layout,
    org: OrgMap,
    locale: str,
    *,
    with_stances: bool = True,
    marks: Mapping[str, str] | None = None,
    marked: str = "",
) -> str:
    """The whole map as one `<svg>` element, in the light theme; text is escaped. `marked` stands below the drawing."""
    data = frame_nodes(layout, org, locale, with_stances=with_stances, marks=marks)
    departments = sum(1 for b in layout.boxes if b.department_id)
    label = words(locale)["summary"].format(
        account=clean(org.account_name), people=len(org.people), departments=departments
    )
    wide, tall = layout.width + 2 * _MARGIN, layout.height + 2 * _MARGIN + (_MARKED if marked else 0)
    lang = "ja" if locale.startswith("ja") else "en"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="m" lang="{lang}" role="img" aria-label="{escape(label)}" '
        f'viewBox="{-_MARGIN} {-_MARGIN} {wide} {tall}" width="{wide}" height="{tall}" font-family="{FONTS}">',
        '<defs><pattern id="map-hatch" width="5" height="5" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="5" height="5" fill="{LIGHT["u-bg"]}"/>'
        f'<path d="M0 0V5" stroke="{LIGHT["u-hatch"]}" stroke-width="2.4"/></pattern></defs>',
        *(_box(b, data["texts"]["gaps"]) for b in data["boxes"]),
        *_lines(data["edges"]),
        *(_card(n) for n in data["nodes"] if n["kind"] != "dept"),
        _text(0, layout.height + _MARKED, 11.5, clean(marked), "ink-2") if marked else "",
        "</svg>",
    ]
    return "".join(parts)


def _text(x: float, y: float, size: float, text: str, colour: str, weight: int = 400, anchor: str = "") -> str:
    at = f' text-anchor="{anchor}"' if anchor else ""
    bold = f' font-weight="{weight}"' if weight != 400 else ""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{LIGHT[colour]}"{bold}{at}>{escape(text)}</text>'


def _rect(x: float, y: float, w: float, h: float, r: float, fill: str, line: str = "", more: str = "") -> str:
    edge = f' stroke="{LIGHT[line]}"' if line else ""
    return f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}" rx="{r:g}" fill="{fill}"{edge}{more}/>'


def _box(b: dict[str, Any], gaps: str) -> str:
    mark = b.get("mark")
    line = {"new": "pine", "moved": "time", "changed": "ink-3", "ended": "ink-3"}.get(mark or "", "line-2")
    dash = ' stroke-dasharray="5 4"' if mark == "ended" else ""
    fill = LIGHT["paper" if b["level"] % 2 else "surface"]
    parts = [
        f'<g class="box">{_rect(b["x"], b["y"], b["w"], b["h"], 4, fill, line, dash)}</g>',
        _text(b["x"] + 10, b["y"] + 17, 11.5, b["name"], "ink-2", 600),
    ]
    if b["count"]:
        parts.append(_text(b["x"] + b["w"] - 9, b["y"] + 17, 10, b["count"], "ink-3", anchor="end"))
    if b.get("fold") == "closed":
        parts.append(_strip(b, gaps))
    return "".join(parts)


def _strip(b: dict[str, Any], gaps: str) -> str:
    notes = [f"★{b['keys']}"] if b["keys"] else []
    if b["gaps"]:
        notes.append(gaps.format(n=b["gaps"]))
    note = "  ".join(notes)
    y = b["y"] + b["h"] - 18
    parts = [_text(b["x"] + b["w"] - 10, y + 8, 10.5, note, "ink", 600, "end")] if note else []
    total = sum(b.get("bar", ()))
    x, room = b["x"] + 10.0, b["w"] - 20 - (width(note, 10.5) + 8 if note else 0)
    for stance, n in zip(STANCES, b.get("bar", ()), strict=False):
        if n:
            size = round(room * n / total, 1)
            parts.append(_rect(x, y, size, 8, 0, _fill(stance), f"{stance}-bd", ' stroke-width=".8"'))
            x += size
    return "".join(parts)


def _fill(stance: str) -> str:
    return "url(#map-hatch)" if stance == "u" else LIGHT[f"{stance}-bg"]


def _lines(edges: Iterable[dict[str, Any]]) -> Iterable[str]:
    runs: dict[str, list[str]] = {"report": [], "dotted": []}
    for edge in edges:
        if "points" in edge:
            p = edge["points"]
            runs[edge["kind"]].append("M" + "L".join(f"{p[i]} {p[i + 1]}" for i in range(0, len(p), 2)))
    for kind, colour, dash in (("report", "line-map", ""), ("dotted", "line-map", ' stroke-dasharray="2 4"')):
        if runs[kind]:
            drawn = "".join(runs[kind])
            yield f'<path class="ln" d="{drawn}" fill="none" stroke="{LIGHT[colour]}" stroke-width="1.2"{dash}/>'


def _card(n: dict[str, Any]) -> str:
    x, y, w, h = n["x"] - n["w"] / 2, n["y"] - n["h"] / 2, n["w"], n["h"]
    us = n["kind"] == "us"
    state, key = n.get("state"), n.get("key")
    line = "ink" if key else "line-field" if state or n.get("inferred") else "line-2"
    dash = "4 3" if state == "vacant" else "1.5 2.5" if state or n.get("inferred") else ""
    more = f' stroke-width="{1.8 if key else 1}"' + (f' stroke-dasharray="{dash}"' if dash else "")
    fill = LIGHT["pine-soft" if us else "paper" if state == "vacant" else "surface"]
    parts = [f'<g class="card">{_rect(x, y, w, h, 3, fill, "" if us else line, "" if us else more)}']
    if us:
        text, wide = n["pill"]
        parts.append(_pill(x + 8, y + 11, wide, 16, text, filled=True, size=10.5))
    if "stance" in n:
        parts.append(_stance(n, x, y))
    left = x + n["left"]
    quiet = state or n.get("inferred")
    parts.append(_text(left, y + 17, 13, n["name"], "ink-2" if quiet else "ink", 400 if state else 600))
    if key:
        parts.append(_text(left + n["em"] * 13 + 4, y + 16, 10, "★", "ink"))
    if n["role"]:
        parts.append(_text(left, y + 30.5, 10.5, n["role"], "ink-3"))
    right = x + w - 3
    for text, filled, wide in n.get("chips", ()):
        parts.append(_pill(right - wide, y + 21, wide, 13, text, filled=filled, size=9.5))
        right -= wide + 2
    right = x + w - 4
    for text, style, wide in n.get("badges", ()):
        soft, edge, colour = _BADGES[style]
        parts.append(_rect(right - wide, y + 4, wide, 14, 2, LIGHT[soft], edge))
        parts.append(_text(right - wide / 2, y + 14.4, 9.5, text, colour, 600, "middle"))
        right -= wide + 2
    return "".join([*parts, "</g>"])


def _stance(n: dict[str, Any], x: float, y: float) -> str:
    s = n["stance"]
    more = ' stroke-dasharray="2 2"' if s == "u" or n.get("stale") else ""
    more += ' opacity=".55"' if n.get("stale") else ""
    field = _rect(x + 3.5, y + 3.5, 19, n["h"] - 7, 2, _fill(s), f"{s}-bd", more)
    return field + _text(x + 13, y + n["h"] / 2 + 4.4, 12, SIGN[s], f"{s}-fg", 700, "middle")


def _pill(x: float, y: float, w: float, h: float, text: str, *, filled: bool, size: float) -> str:
    fill = LIGHT["pine" if filled else "surface"]
    shape = _rect(x, y, w, h, h / 2, fill, "" if filled else "pine")
    return shape + _text(x + w / 2, y + h / 2 + size * 0.36, size, text, "on-pine" if filled else "pine", 600, "middle")
