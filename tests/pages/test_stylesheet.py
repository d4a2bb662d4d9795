"""The one stylesheet: nothing in it that no page uses, and text that can be read in both themes."""

import re

import pytest

from service.pages.site import HERE

CSS = (HERE / "static" / "nemawashi.css").read_text(encoding="utf-8")
TOKENS = {
    name: (light, dark)
    for name, light, dark in re.findall(r"--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)", CSS)
}
MADE_BY_CODE = {"p2", "p1", "n0", "m1", "m2", "u"}


def test_every_class_is_used_by_a_page() -> None:
    used = " ".join(p.read_text(encoding="utf-8") for p in (*HERE.glob("templates/*.html"), *HERE.glob("static/*.js")))
    selectors = re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL)
    selectors = re.sub(r"\{[^{}]*\}", "{}", selectors)
    classes = set(re.findall(r"\.([a-zA-Z][\w-]*)", selectors)) - MADE_BY_CODE
    assert [c for c in sorted(classes) if not re.search(rf"(?<![\w-]){re.escape(c)}(?![\w-])", used)] == []


def test_it_is_whole_and_fetches_nothing() -> None:
    assert CSS.count("{") == CSS.count("}")
    assert "@import" not in CSS
    assert re.findall(r"url\((?!#)", CSS) == []


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


PAIRS = [
    *((ink, paper) for ink in ("ink", "ink-2", "ink-3") for paper in ("paper", "surface", "sunken", "hover")),
    *((hue, paper) for hue in ("pine", "risk", "warn", "time") for paper in ("paper", "surface", f"{hue}-soft")),
    ("on-pine", "pine"), ("on-pine", "pine-2"),
    *((f"{s}-fg", f"{s}-bg") for s in ("p2", "p1", "n0", "m1", "m2")),
    ("u-fg", "u-a"), ("u-fg", "u-b"), ("ink-2", "warn-soft"), ("ink", "pine-soft"), ("ink-3", "pine-soft"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ground"), PAIRS)
@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_text_stands_out_from_its_ground(text: str, ground: str, theme: int) -> None:
    assert contrast(TOKENS[text][theme], TOKENS[ground][theme]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_fields_and_signs_have_visible_borders(theme: int) -> None:
    for line in ("line-field", "p1-bd", "n0-bd", "m1-bd", "u-bd"):
        assert contrast(TOKENS[line][theme], TOKENS["surface"][theme]) >= 3.0, line
