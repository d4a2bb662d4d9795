"""What can be read at first sight, and from afar: sizes, names, closed departments."""

from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser import until
from tests.viz.orgs import make, orderly
from tests.viz.test_frame_browser import Shown, shown
from viz import frame_nodes, lay_out

pytestmark = pytest.mark.e2e

READABLE = 0.42
"""Scale at which a name of 10.5 px still fits its card."""

SPY = """scale => new Promise(done => {
  const P = CanvasRenderingContext2D.prototype, {fillText, roundRect} = P, texts = [], rects = [];
  network.moveTo({scale});
  requestAnimationFrame(() => requestAnimationFrame(() => {
    P.fillText = function(t, x, y) {
      const m = this.measureText(t);
      texts.push([t, x - m.actualBoundingBoxLeft, y - m.actualBoundingBoxAscent,
        x + m.actualBoundingBoxRight, y + m.actualBoundingBoxDescent]);
      return fillText.apply(this, arguments);
    };
    P.roundRect = function(x, y, w, h) { rects.push([x, y, x + w, y + h]); return roundRect.apply(this, arguments); };
    network.redraw();
    requestAnimationFrame(() => { Object.assign(P, {fillText, roundRect}); done({texts, rects}); });
  }));
})"""


def everything(org: Any) -> frozenset[str]:
    return frozenset(org.department)


def overlap(a: list[float], b: list[float]) -> bool:
    return a[0] < b[2] - 0.5 and b[0] < a[2] - 0.5 and a[1] < b[3] - 0.5 and b[1] < a[3] - 0.5


def scale_of(seen: Shown) -> float:
    found: float = seen.run("() => window.network.getScale()")
    return found


@pytest.mark.parametrize("locale", ["ja", "en"])
@pytest.mark.parametrize("scale", [0.12, 0.2, 0.3, READABLE, 0.6])
def test_the_name_of_a_department_lies_on_no_card(chromium: Browser, scale: float, locale: str) -> None:
    org = orderly(5, 3, 4)
    data = frame_nodes(lay_out(org, open_departments=everything(org)), org, locale)
    boxes = {(b["x"], b["y"]) for b in data["boxes"]}
    with shown(chromium, org, locale, open_departments=everything(org)) as seen:
        seen.tell(type="fit")
        drawn = seen.run(SPY, scale)
    names = [t[1:] for t in drawn["texts"] if t[0].startswith("第")]
    cards = [r for r in drawn["rects"] if (r[0], r[1]) not in boxes]
    assert len(names) >= 5
    assert len(cards) >= len(data["nodes"]) - len(data["boxes"]) - 20
    assert [(n, c) for n, c in product(names, cards) if overlap(n, c)] == []


def test_the_first_view_is_never_too_small_to_read_and_begins_at_the_top(chromium: Browser) -> None:
    org = orderly(6, 6, 9)
    layout = lay_out(org, open_departments=everything(org))
    top = layout.boxes[0]
    with shown(chromium, org, open_departments=everything(org)) as seen:
        assert scale_of(seen) == pytest.approx(READABLE)
        at = seen.run("p => window.network.canvasToDOM(p)", {"x": top.x + top.w / 2, "y": top.y + 13})
        assert 0 < at["x"] < 1200
        assert 0 < at["y"] < 100
        seen.tell(type="fit")
        whole = scale_of(seen)
        assert whole == pytest.approx(min(1176 / layout.width, 776 / layout.height), rel=0.01)
        assert whole < READABLE


def test_a_map_of_300_people_is_folded_until_all_of_it_can_be_read(chromium: Browser) -> None:
    org = orderly(6, 5, 9)
    assert 290 < len(org.people) < 310
    with shown(chromium, org) as seen:
        assert scale_of(seen) > 0.6
        drawn = seen.run(SPY, scale_of(seen))
    assert {"10名", "51名"} <= {t[0] for t in drawn["texts"]}


def test_a_frame_that_was_hidden_fits_when_it_is_shown(chromium: Browser) -> None:
    org = orderly(3, 3, 3)
    with shown(chromium, org) as seen:
        wanted = scale_of(seen)
        seen.page.evaluate(
            """() => { const f = document.getElementById("map"); f.style.display = "none"; f.src = "/map"; }"""
        )
        seen.page.wait_for_timeout(600)
        seen.page.evaluate("""() => { document.getElementById("map").style.display = ""; }""")
        frame = seen.frame
        until(frame, "s => window.network && Math.abs(window.network.getScale() - s) < 0.01", arg=wanted)


def test_a_closed_department_says_how_many_in_it_pass_the_filter(chromium: Browser) -> None:
    org = orderly(6, 6, 9)
    data = frame_nodes(lay_out(org), org, "ja")
    fold = next(b for b in data["boxes"] if b.get("fold") == "closed")
    inside = [p for p, b in data["hidden"].items() if b == fold["id"] and p.startswith("p")]
    with shown(chromium, org) as seen:
        seen.tell(type="filter", ids=inside[:3])
        texts = [t[0] for t in seen.run(SPY, 0.7)["texts"]]
        assert [t for t in texts if t.startswith("該当")] == ["該当 3"]
        seen.tell(type="filter", ids=None, stance=[])
        assert not [t for t in seen.run(SPY, 0.7)["texts"] if t[0].startswith("該当")]


def test_whoever_is_looked_for_in_a_closed_department_is_told_to_be_covered(chromium: Browser) -> None:
    org = orderly(6, 6, 9)
    data = frame_nodes(lay_out(org), org, "ja")
    hidden = next(p for p in data["hidden"] if p.startswith("p"))
    with shown(chromium, org) as seen:
        seen.tell(type="focus", id="p000")
        assert seen.heard("covered") == []
        seen.tell(type="focus", id=hidden)
        assert [m["id"] for m in seen.heard("covered")] == [hidden]


def test_a_department_that_is_opened_stays_under_the_pointer(chromium: Browser) -> None:
    org = orderly(6, 6, 9)
    data = frame_nodes(lay_out(org), org, "ja")
    fold = [b for b in data["boxes"] if b.get("fold") == "closed"][20]
    with shown(chromium, org) as seen:
        before, scale = seen.point(fold["x"], fold["y"]), scale_of(seen)
        seen.page.mouse.click(*seen.point(fold["x"] + 40, fold["y"] + 12))
        until(seen.page, "window.heard.some(m => m.type === 'fold')")
        opened = frame_nodes(lay_out(org, open_departments={fold["did"]}), org, "ja")
        seen.tell(type="data", data=opened)
        now = next(b for b in opened["boxes"] if b["id"] == fold["id"])
        assert seen.point(now["x"], now["y"]) == pytest.approx(before, abs=1)
        assert scale_of(seen) == pytest.approx(scale)


def test_no_line_runs_from_a_card_into_the_closed_box_it_stands_on() -> None:
    layout = lay_out(orderly(6, 6, 9))
    cards = {c.id: c.box_id for c in layout.cards}
    closed = {b.id for b in layout.boxes if b.folded}
    assert len(closed) == 36
    assert [n for n in layout.lines if n.from_id in closed and cards.get(n.to_id) == n.from_id] == []
    assert len(layout.lines) == 6 + 36


def test_a_name_cut_for_its_badges_is_whole_where_no_badges_are_drawn() -> None:
    org = make([None, None], [(0, 80), (1, 60)], [(0, 0), (1, 0)], [], 1, names=["勘解由小路 資麻呂左衛門"])
    second = next(n for n in frame_nodes(lay_out(org), org, "ja")["nodes"] if n["id"] == "c:s001:p000")
    assert second["name"].endswith("…")
    assert second["full"] == "勘解由小路 資麻呂左衛門"
