"""The map page at every size: legend and zoom in the window, who is looked for on the screen."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import until
from tests.e2e.conftest import Served, drawn, visiting

pytestmark = [pytest.mark.graph, pytest.mark.e2e]

SIZES = ((1440, 900), (1280, 720), (1024, 700))
PLACES = """() => {
  const box = s => { const b = document.querySelector(s).getBoundingClientRect(); return [b.top, b.bottom, b.height]; };
  const all = document.documentElement;
  return {legend: box("#zu .leg"), zoom: box("#zoom"), drawing: box("#map"), page: [all.scrollHeight, all.scrollWidth]};
}"""


@pytest.mark.parametrize("locale", ["ja", "en"])
@pytest.mark.parametrize("day", ["", "?as_of=2026-10-01"])
def test_legend_and_zoom_stand_in_the_window(chromium: Browser, served: Served, locale: str, day: str) -> None:
    with visiting(chromium, served, locale) as (page, _):
        page.goto(f"{served.address}/accounts/{served.accounts[locale]}/map{day}")
        drawn(page)
        assert page.locator(".otherday").count() == (1 if day else 0)
        page.locator("#filters [data-key]").click()  # the line of the filters grows by what it says then
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            found = page.evaluate(PLACES)
            for part in ("legend", "zoom", "drawing"):
                top, bottom, tall = found[part]
                assert 0 < top < bottom <= height, (part, width, found)
                assert tall > (300 if part == "drawing" else 10), (part, width, found)
            assert found["page"] == [height, width], (width, found)


@pytest.mark.parametrize("locale", ["ja", "en"])
@pytest.mark.parametrize("day", ["", "?as_of=2026-10-01"])
def test_on_a_telephone_legend_and_zoom_can_be_reached(
    chromium: Browser, served: Served, locale: str, day: str
) -> None:
    with visiting(chromium, served, locale, narrow=True) as (page, _):
        page.goto(f"{served.address}/accounts/{served.accounts[locale]}/map{day}")
        page.locator(".tolist a[href='#zu']").click()
        drawn(page)
        for part in ("#zu .leg", "#zoom"):
            page.locator(part).scroll_into_view_if_needed()
            expect(page.locator(part)).to_be_in_viewport(ratio=1)
        frame = page.frame(url=re.compile("/map/frame"))
        assert frame is not None
        before = frame.evaluate("network.getScale()")
        assert before >= 0.42
        page.locator("#zoom [data-zoom='1.25']").click()
        until(frame, "s => network.getScale() > s", arg=before)


def hidden_person(page: Page) -> str:
    """Somebody in a closed department."""
    frame = page.frame(url=re.compile("/map/frame"))
    assert frame is not None
    shown = set(frame.evaluate("network.body.data.nodes.getIds().map(i => i.split(':')[2])"))
    listed: list[str] = page.locator("#hito li[data-person]").evaluate_all("all => all.map(e => e.dataset.person)")
    return next(p for p in listed if p not in shown)


def test_who_is_looked_for_in_a_closed_department_is_shown(chromium: Browser, served: Served) -> None:
    with visiting(chromium, served, "ja") as (page, _):
        page.goto(f"{served.address}/accounts/{served.accounts['ja']}/map")
        drawn(page)
        person = hidden_person(page)
        page.locator(f'#hito li[data-person="{person}"] a').first.click()
        frame = page.frame(url=re.compile("/map/frame"))
        assert frame is not None
        until(frame, "p => network.getSelectedNodes().some(n => n.endsWith(':' + p))", arg=person)
        expect(page.locator("#who .name")).to_be_visible()
        page.reload()  # the address names the person: the drawing begins with the department open
        drawn(page)
        frame = page.frame(url=re.compile("/map/frame"))
        assert frame is not None
        until(frame, "p => network.getSelectedNodes().some(n => n.endsWith(':' + p))", arg=person)


def test_on_a_telephone_the_panel_comes_to_the_list_and_goes_again(chromium: Browser, served: Served) -> None:
    with visiting(chromium, served, "ja", narrow=True) as (page, _):
        page.goto(f"{served.address}/accounts/{served.accounts['ja']}/map")
        entry = page.locator("#hito li[data-person] a").nth(60)
        entry.scroll_into_view_if_needed()
        before = page.evaluate("scrollY")
        entry.click()
        expect(page.locator("#who .name")).to_be_in_viewport(ratio=1)
        assert abs(page.evaluate("scrollY") - before) < 100
        page.locator("#who [data-close]").click()
        expect(page.locator("#who")).to_be_hidden()


def test_the_list_keeps_who_is_chosen_on_the_map_in_view(chromium: Browser, served: Served) -> None:
    with visiting(chromium, served, "ja") as (page, _):
        page.goto(f"{served.address}/accounts/{served.accounts['ja']}/map")
        drawn(page)
        page.locator("#hito li[data-person] a").nth(12).click()
        expect(page.locator("#who .name")).to_be_visible()
        expect(page.locator('#hito li[aria-selected="true"]')).to_be_in_viewport(ratio=1)
