"""The frame in a real browser: sandboxed, under its strict policy, driven by mouse, keyboard and messages."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Frame, Page, Route

from service.domain.orgmap import MapMember, OrgMap
from tests.browser import until
from tests.viz.orgs import make, orderly
from tests.viz.test_page import ATTACKS
from viz import STATIC_DIR, frame_nodes, frame_page, lay_out, standalone_page, vis_script

pytestmark = pytest.mark.e2e

HOST = "http://map.test"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
OUTER = """<!doctype html><meta charset="utf-8"><title>host</title>
<script>
window.heard = [];
addEventListener("message", e => {
  const frame = document.getElementById("map");
  if (e.source === frame.contentWindow) window.heard.push(e.data);
});
window.tell = m => document.getElementById("map").contentWindow.postMessage({source: "org-map-host", ...m}, "*");
</script>
<iframe id="map" title="map" sandbox="allow-scripts" src="/map" width="1200" height="800"></iframe>"""
WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", e =>
  window.violations.push(e.violatedDirective + " " + e.blockedURI));
"""


@pytest.fixture(name="chrome")
def _chrome(chromium: Browser) -> Browser:
    return chromium


class Shown:
    """A page with the map in its frame, and all that went wrong on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        self.outside: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda e: self.errors.append(str(e)))
        page.on("dialog", self._dialog)

    def _dialog(self, dialog: Dialog) -> None:
        self.errors.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "favicon" not in message.location.get("url", ""):
            self.errors.append(message.text)

    @property
    def frame(self) -> Frame:
        found = next((f for f in self.page.frames if f.url.endswith("/map")), None)
        assert found is not None
        return found

    def run(self, script: str, given: Any = None) -> Any:
        return self.frame.evaluate(script, given)

    def tell(self, **message: Any) -> None:
        """Posts a message and waits until the map has drawn what it asks for."""
        self.page.evaluate("m => window.tell(m)", message)
        self.run("() => new Promise(r => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(r)), 60))")

    def heard(self, kind: str) -> list[dict[str, Any]]:
        self.page.wait_for_timeout(80)
        return [m for m in self.page.evaluate("window.heard") if m["type"] == kind]

    def point(self, x: float, y: float) -> tuple[float, float]:
        """From map units to the page's pixels."""
        inner = self.run("p => window.network.canvasToDOM(p)", {"x": x, "y": y})
        outer = self.page.locator("#map").bounding_box()
        assert outer is not None
        return outer["x"] + 2 + inner["x"], outer["y"] + 2 + inner["y"]

    def colour(self, x: float, y: float) -> list[int]:
        """The colour painted on the canvas at a point of the map."""
        script = """p => {
          const c = document.querySelector("canvas"), at = window.network.canvasToDOM(p), k = c.width / c.clientWidth;
          return [...c.getContext("2d").getImageData(Math.round(at.x * k), Math.round(at.y * k), 1, 1).data];
        }"""
        found: list[int] = self.run(script, {"x": x, "y": y})
        return found


@contextmanager
def shown(chrome: Browser, org: OrgMap, locale: str = "ja", theme: str = "light", **more: Any) -> Iterator[Shown]:
    layout = lay_out(org, **more)
    document = frame_page(
        layout, org, locale, vis_url="/vis.js", script_url="/map.js", style_url="/map.css", theme=theme
    )
    answers = {
        "/": (OUTER, "text/html", {}),
        "/map": (document, "text/html", {"Content-Security-Policy": POLICY}),
        "/vis.js": (vis_script().read_text("utf-8"), "text/javascript", {}),
        "/map.js": ((STATIC_DIR / "map.js").read_text("utf-8"), "text/javascript", {}),
        "/map.css": ((STATIC_DIR / "map.css").read_text("utf-8"), "text/css", {}),
    }
    context = chrome.new_context(viewport={"width": 1240, "height": 860}, reduced_motion="reduce", locale=locale)
    page = context.new_page()
    page.add_init_script(WATCH)
    seen = Shown(page)

    def answer(route: Route) -> None:
        url = route.request.url
        found = answers.get(url.removeprefix(HOST)) if url.startswith(HOST) else None
        if found is None:
            if not url.endswith("/favicon.ico"):
                seen.outside.append(url)
            route.abort()
            return
        body, kind, headers = found
        route.fulfill(body=body, headers={"Content-Type": f"{kind}; charset=utf-8", **headers})

    page.route("**/*", answer)
    page.goto(f"{HOST}/")
    until(page, "window.heard.some(m => m.type === 'ready')", seconds=20)
    yield seen
    assert seen.run("() => window.violations") == []
    assert seen.errors == []
    assert seen.outside == []
    context.close()


def _node(org: OrgMap, person: str, **more: Any) -> dict[str, Any]:
    data = frame_nodes(lay_out(org, **more), org, "ja")
    return next(n for n in data["nodes"] if n.get("pid") == person)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["ja", "en"])
def test_the_map_draws_in_its_sandbox_without_a_violation(chrome: Browser, locale: str, theme: str) -> None:
    org = orderly(3, 3, 3)
    with shown(chrome, org, locale, theme) as seen:
        assert seen.run("() => window.mapReady") is True
        assert seen.run("() => window.network instanceof vis.Network") is True
        assert seen.run("() => window.origin") == "null"
        node = _node(org, "p000")
        assert seen.colour(node["x"] + 20, node["y"] - 15) == (
            [255, 255, 255, 255] if theme == "light" else [26, 29, 33, 255]
        )
        assert len(seen.run("() => window.network.body.data.nodes.getIds()")) == len(org.seats) + 2 + 13 + 1
        assert len(seen.heard("ready")) == 1
        seen.tell(type="hello")
        until(seen.page, "window.heard.filter(m => m.type === 'ready').length === 2")


def test_the_mouse_selects_opens_and_clears(chrome: Browser) -> None:
    org = orderly(2, 2, 2)
    with shown(chrome, org) as seen:
        node = _node(org, "p003")
        x, y = seen.point(node["x"], node["y"])
        seen.page.mouse.click(x, y)
        until(seen.page, "window.heard.some(m => m.type === 'select')")
        (told,) = seen.heard("select")
        assert told["id"] == "c:s003:p003"
        assert (told["kind"], told["person_id"], told["seat_id"]) == ("person", "p003", "s003")
        assert told["source"] == "org-map"
        seen.page.mouse.dblclick(x, y)
        until(seen.page, "window.heard.some(m => m.type === 'open')")
        assert seen.heard("open")[0]["person_id"] == "p003"
        seen.page.keyboard.press("Escape")
        until(seen.page, "window.heard.some(m => m.type === 'clear')")


def test_the_keyboard_reaches_moves_zooms_and_clears(chrome: Browser) -> None:
    with shown(chrome, orderly(2, 2, 2)) as seen:
        seen.page.keyboard.press("Tab")
        until(seen.frame, "() => document.activeElement.id === 'mynetwork'")
        before = seen.run("() => ({...window.network.getViewPosition(), s: window.network.getScale()})")
        seen.page.keyboard.press("ArrowRight")
        seen.page.keyboard.press("ArrowDown")
        seen.page.keyboard.press("+")
        until(
            seen.frame,
            """b => {
              const at = window.network.getViewPosition();
              return at.x > b.x && at.y > b.y && window.network.getScale() > b.s;
            }""",
            before,
        )
        seen.tell(type="focus", id="p001")
        seen.page.keyboard.press("Enter")
        until(seen.page, "window.heard.some(m => m.type === 'open')")
        assert seen.heard("open")[0]["person_id"] == "p001"
        seen.page.keyboard.press("Escape")
        until(seen.frame, "() => window.network.getSelectedNodes().length === 0")


def test_a_message_focuses_fits_and_zooms(chrome: Browser) -> None:
    org = orderly(4, 4, 4)
    with shown(chrome, org) as seen:
        whole = seen.run("() => window.network.getScale()")
        node = _node(org, "p040")
        seen.tell(type="focus", id="p040")
        at = seen.run("() => window.network.getViewPosition()")
        assert (round(at["x"]), round(at["y"])) == (node["x"], node["y"])
        assert seen.run("() => window.network.getSelectedNodes()") == ["c:s040:p040"]
        assert seen.run("() => window.network.getScale()") >= 1
        seen.tell(type="zoom", by=0.5)
        seen.tell(type="fit")
        assert seen.run("() => window.network.getScale()") == pytest.approx(whole)
        assert seen.heard("select") == []


def test_a_filter_dims_and_an_empty_one_brightens(chrome: Browser) -> None:
    org = orderly(2, 2, 2)
    with shown(chrome, org) as seen:
        seen.tell(type="focus", id="p005")
        seen.tell(type="clear")
        oppose, other = _node(org, "p004"), _node(org, "p006")
        bright = [seen.colour(n["x"] - n["w"] / 2 + 6, n["y"]) for n in (oppose, other)]
        assert bright == [[165, 72, 0, 255], [28, 80, 149, 255]]
        seen.tell(type="filter", stance=["m2"])
        kept, dimmed = (seen.colour(n["x"] - n["w"] / 2 + 6, n["y"]) for n in (oppose, other))
        assert kept == bright[0]
        assert sum(dimmed) > sum(bright[1]) + 200
        seen.tell(type="filter", stance=[], text="3郎")
        assert seen.colour(oppose["x"] - oppose["w"] / 2 + 6, oppose["y"]) != bright[0]
        seen.tell(type="filter")
        assert [seen.colour(n["x"] - n["w"] / 2 + 6, n["y"]) for n in (oppose, other)] == bright


def test_a_gap_rings_its_people(chrome: Browser) -> None:
    org = orderly(2, 2, 2)
    with shown(chrome, org) as seen:
        node = _node(org, "p004")
        spot = (node["x"] - 30, node["y"] + node["h"] / 2 + 3)
        before = seen.colour(*spot)
        seen.tell(type="highlight", ids=["p004", "nobody"])
        assert seen.colour(*spot) == [201, 165, 72, 255]
        seen.tell(type="highlight", ids=[])
        assert seen.colour(*spot) == before


def test_the_theme_changes_without_a_reload(chrome: Browser) -> None:
    org = orderly(2, 2, 2)
    with shown(chrome, org) as seen:
        node = _node(org, "p000")
        spot = (node["x"] + 20, node["y"] - 15)
        assert seen.colour(*spot) == [255, 255, 255, 255]
        seen.tell(type="theme", theme="dark")
        assert seen.colour(*spot) == [26, 29, 33, 255]
        seen.tell(type="theme", theme="sepia")
        assert seen.run("() => document.documentElement.dataset.theme") == "dark"


def test_a_closed_box_asks_to_be_opened_and_new_data_opens_it(chrome: Browser) -> None:
    org = orderly(6, 6, 9)
    with shown(chrome, org) as seen:
        data = frame_nodes(lay_out(org), org, "ja")
        fold = next(b for b in data["boxes"] if b.get("fold") == "closed")
        seen.page.mouse.click(*seen.point(fold["x"] + 40, fold["y"] + 12))
        until(seen.page, "window.heard.some(m => m.type === 'fold')")
        assert seen.heard("fold")[0]["department_id"] == fold["did"]
        hidden = next(p for p, b in data["hidden"].items() if b == fold["id"] and p.startswith("p"))
        seen.tell(type="focus", id=hidden)
        assert seen.run("() => window.network.getSelectedNodes()") == [fold["id"]]
        opened = frame_nodes(lay_out(org, open_departments={fold["did"]}), org, "ja")
        seen.tell(type="data", data=opened)
        assert len(seen.run("() => window.network.body.data.nodes.getIds()")) == len(opened["nodes"])
        seen.tell(type="focus", id=hidden)
        assert seen.run("() => window.network.getSelectedNodes()")[0].endswith(f":{hidden}")


def test_messages_from_elsewhere_and_of_other_kinds_do_nothing(chrome: Browser) -> None:
    with shown(chrome, orderly(2, 2, 2)) as seen:
        seen.run("() => window.postMessage({source: 'org-map-host', type: 'focus', id: 'p003'}, '*')")
        for message in ({"type": "constructor"}, {"type": "focus", "id": "__proto__"}, {"type": "nonsense"}, {}):
            seen.tell(**message)
        seen.page.evaluate("document.getElementById('map').contentWindow.postMessage('x', '*')")
        assert seen.run("() => window.network.getSelectedNodes()") == []


def test_attacks_are_drawn_as_text(chrome: Browser) -> None:
    n = len(ATTACKS)
    org = make([None] * n, [(i, 50) for i in range(n)], [(i, i) for i in range(n)], [], n, names=list(ATTACKS))
    org = replace(
        org,
        account_name=ATTACKS[1],
        departments=tuple(replace(d, name=t) for d, t in zip(org.departments, ATTACKS, strict=True)),
        seats=tuple(replace(s, title=t) for s, t in zip(org.seats, ATTACKS, strict=True)),
        people=tuple(replace(p, kana=t, romaji=t) for p, t in zip(org.people, ATTACKS, strict=True)),
        members=(MapMember("m0", ATTACKS[0], ATTACKS[1]),),
    )
    with shown(chrome, org) as seen:
        ids = set(seen.run("() => window.network.body.data.nodes.getIds()"))
        assert ids == {f"c:s{i:03}:p{i:03}" for i in range(n)} | {f"d:d{i:03}" for i in range(n)} | {"u:m0", "d:ours"}
        for person in ("p000", "p004"):
            node = _node(org, person)
            seen.page.mouse.move(*seen.point(node["x"], node["y"]))
            seen.page.wait_for_timeout(400)
            assert "onerror=alert(1)" in seen.frame.locator(".vis-tooltip").inner_text()
            assert seen.run("() => document.querySelectorAll('.vis-tooltip :not(br)').length") == 0


def test_estimated_widths_are_never_far_below_what_the_browser_draws(chrome: Browser) -> None:
    names = [
        "鷲尾 隆一郎",
        "ルイーズ・タン",
        "Montgomery-Whitcombe W",
        "William Mummery",
        "𠮷野家 髙﨑",
        "Ångström Ødegård",
        "illicit fjord",
    ]
    names += ["葛󠄀城 仁", "佐々木 麻衣子", "O'BRIEN, MARY-ANNE", "山田 (営業) 100%", "Владимир Иванов"]
    org = make([None], [(0, 50)] * len(names), [(i, i) for i in range(len(names))], [], len(names), names=names)
    data = frame_nodes(lay_out(org), org, "ja")
    with shown(chrome, org) as seen:
        for node in (n for n in data["nodes"] if n.get("pid")):
            drawn = seen.run(
                """t => { const c = document.createElement("canvas").getContext("2d");
                c.font = "600 13px " + getComputedStyle(document.body).fontFamily; return c.measureText(t).width; }""",
                node["name"],
            )
            assert drawn <= node["em"] * 13 * 1.06 + 2, node["name"]


def test_the_page_that_stands_alone_works_from_a_file(chrome: Browser, tmp_path: Path) -> None:
    org = orderly(3, 3, 3)
    org = replace(org, people=tuple(replace(p, name=f"髙﨑 {i}") if i == 7 else p for i, p in enumerate(org.people)))
    file = tmp_path / "関係図.html"
    file.write_text(standalone_page(lay_out(org), org, "ja", with_stances=True, marked=""), "utf-8")
    context = chrome.new_context(viewport={"width": 1300, "height": 800}, offline=True, reduced_motion="reduce")
    page = context.new_page()
    page.add_init_script(WATCH)
    wrong: list[str] = []
    page.on("console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: wrong.append(str(e)))
    page.on("request", lambda r: wrong.append(r.url) if not r.url.startswith(("file:", "data:", "blob:")) else None)
    page.goto(file.as_uri())
    until(page, "window.mapReady === true")
    page.get_by_role("searchbox").fill("髙﨑")
    assert page.locator(".list li:visible").count() == 1
    assert page.get_by_role("status").inner_text() == "1名"
    page.locator(".list li:visible button").click()
    until(page, "window.network.getSelectedNodes().length === 1")
    assert page.evaluate("window.network.getSelectedNodes()") == ["c:s007:p007"]
    page.get_by_role("button", name="反対").click()
    page.get_by_role("button", name="明暗").click()
    assert page.evaluate("window.violations") == []
    assert wrong == []
    assert json.loads(page.locator("#map-nodes").inner_text())
    context.close()
