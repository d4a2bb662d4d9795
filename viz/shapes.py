"""The shapes of the drawn map: text, frames, fields of a stance, pills, badges. Colours stand in presentation
attributes."""

from collections.abc import Mapping
from html import escape

from viz.style import LIGHT
from viz.words import SIGN

FIELD = 19
"""Width of the field that holds the sign of a stance."""
_BADGES: Mapping[str, tuple[str, str, str]] = {
    "gap": ("warn-soft", "warn-line", "warn"),
    "changed": ("warn-soft", "warn-line", "warn"),
    "moved": ("time-soft", "time-line", "time"),
    "new": ("pine-soft", "pine", "pine"),
    "ended": ("surface", "line-field", "ink-2"),
    "also": ("surface", "line-field", "ink-2"),
}


def line_of_text(x: float, y: float, size: float, text: str, colour: str, weight: int = 400, anchor: str = "") -> str:
    at = f' text-anchor="{anchor}"' if anchor else ""
    bold = f' font-weight="{weight}"' if weight != 400 else ""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{LIGHT[colour]}"{bold}{at}>{escape(text)}</text>'


def rect(x: float, y: float, w: float, h: float, r: float, fill: str, line: str = "", more: str = "") -> str:
    edge = f' stroke="{LIGHT[line]}"' if line else ""
    return f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}" rx="{r:g}" fill="{fill}"{edge}{more}/>'


def frame(x: float, y: float, w: float, h: float, *, key: bool = False, state: str = "", inferred: bool = False) -> str:
    """The frame of a card: ink for a key person, dashed for an empty seat, dotted for what is not known or inferred."""
    line = "ink" if key else "line-field" if state or inferred else "line-2"
    dash = "4 3" if state == "vacant" else "1.5 2.5" if state or inferred else ""
    more = f' stroke-width="{1.8 if key else 1}"' + (f' stroke-dasharray="{dash}"' if dash else "")
    return rect(x, y, w, h, 3, LIGHT["paper" if state == "vacant" else "surface"], line, more)


def stance_fill(stance: str) -> str:
    return "url(#map-hatch)" if stance == "u" else LIGHT[f"{stance}-bg"]


def stance_field(stance: str, x: float, y: float, h: float, *, stale: bool = False) -> str:
    """The field of a card that says the stance; faded where it is to be checked again."""
    more = ' stroke-dasharray="2 2"' if stance == "u" or stale else ""
    more += ' opacity=".55"' if stale else ""
    field = rect(x, y, FIELD, h, 2, stance_fill(stance), f"{stance}-bd", more)
    middle = x + FIELD / 2
    return field + line_of_text(middle, y + h / 2 + 4.4, 12, SIGN[stance], f"{stance}-fg", 700, "middle")


def pill(x: float, y: float, w: float, h: float, text: str, *, filled: bool, size: float) -> str:
    """Somebody of ours: filled where there was contact, an outline where only assigned."""
    shape = rect(x, y, w, h, h / 2, LIGHT["pine" if filled else "surface"], "" if filled else "pine")
    colour = "on-pine" if filled else "pine"
    return shape + line_of_text(x + w / 2, y + h / 2 + size * 0.36, size, text, colour, 600, "middle")


def badge(x: float, y: float, w: float, text: str, style: str) -> str:
    """A small mark at the top of a card."""
    soft, edge, colour = _BADGES[style]
    return rect(x, y, w, 14, 2, LIGHT[soft], edge) + line_of_text(x + w / 2, y + 10.4, 9.5, text, colour, 600, "middle")


def reporting_line(drawn: str, *, dotted: bool) -> str:
    dash = ' stroke-dasharray="2 4"' if dotted else ""
    return f'<path class="ln" d="{drawn}" fill="none" stroke="{LIGHT["line-map"]}" stroke-width="1.2"{dash}/>'
