"""How long until a map of many people is drawn: ours, and pyvis with its defaults on the same graph."""

import json
import statistics
import tempfile
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, Route, ViewportSize
from pyvis.network import Network

from tests.bench.served import Served
from tests.browser import launched

LIMIT_SECONDS = 120
WINDOW: ViewportSize = {"width": 1440, "height": 900}

_STABLE = """() => {
  if (window.__drawn) return true;
  if (window.network && !window.__watched) {
    window.__watched = true;
    window.network.once('stabilizationIterationsDone', () => window.network.once('afterDrawing', () => {
      window.__drawn = performance.timeOrigin + performance.now(); }));
  }
  return false; }"""


def map_drawn_ms(server: Served, account_id: str, as_of: date, *, runs: int) -> float:
    """Median milliseconds from navigation to the drawn map: from the page of accounts, in a browser that runs, with a
    cache and a cookie of its own each time. The server has been in use, and two runs do not count.
    """
    times = []
    for _ in range(10):
        server.get(f"/api/v1/accounts/{account_id}/map?as_of={as_of}")
        server.get(f"/api/v1/accounts/{account_id}/gaps?as_of={as_of}")
    with launched() as browser:
        for _ in range(runs + 2):
            # the mark of the end is read by evaluated text, which the map's policy would refuse
            context = browser.new_context(viewport=WINDOW, locale="ja-JP", bypass_csp=True)
            page = context.new_page()
            page.goto(server.link(), wait_until="networkidle")
            page.wait_for_timeout(500)  # nobody clicks sooner
            page.goto(f"{server.address}/accounts/{account_id}/map?as_of={as_of}", wait_until="commit")
            element = page.wait_for_selector("iframe#map", state="attached")
            frame = element.content_frame() if element else None
            assert frame is not None
            frame.wait_for_function("window.mapReady === true", timeout=60_000, polling="raf")
            drawn = float(frame.evaluate("performance.timeOrigin + window.mapReadyAt"))
            times.append(drawn - float(page.evaluate("performance.timeOrigin")))
            page.wait_for_load_state("networkidle")
            context.close()
    return statistics.median(times[2:])


def defaults_drawn_ms(server: Served, account_id: str, as_of: date) -> float | None:
    """Milliseconds until pyvis' own page of the same people and lines has settled; None after two minutes."""
    data = json.loads(server.get(f"/api/v1/accounts/{account_id}/map?as_of={as_of}"))
    net = Network(directed=True, cdn_resources="in_line")
    holder = {h["seat_id"]: h["person_id"] for h in data["holdings"]}
    names = {p["id"]: p["name"] for p in data["people"]}
    for person, name in names.items():
        net.add_node(person, label=name)
    for edge in data["lines"]:
        a, b = holder.get(edge["from_id"]), holder.get(edge["to_id"])
        if a in names and b in names:
            net.add_edge(a, b)
    with tempfile.TemporaryDirectory() as folder, launched() as browser:
        file = Path(folder) / "defaults.html"
        file.write_text(net.generate_html(), encoding="utf-8")
        page: Page = browser.new_context(viewport=WINDOW).new_page()
        page.route(lambda url: url.startswith("http"), _refuse)
        page.goto(file.as_uri(), wait_until="commit")
        try:
            page.wait_for_function(_STABLE, timeout=LIMIT_SECONDS * 1000, polling=50)
        except Exception:
            return None
        return float(page.evaluate("window.__drawn - performance.timeOrigin"))


def _refuse(route: Route) -> None:
    route.abort()
