"""The map with its list and its panel: mouse, keyboard, filters, days, folds."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import until
from tests.e2e.conftest import Served, drawn, visiting

pytestmark = [pytest.mark.graph, pytest.mark.e2e]

STUDY = """() => {
  const at = (id) => network.canvasToDOM(network.getPosition(id));
  const node = network.body.data.nodes.get().find((n) => n.id.startsWith("c:") && n.id.split(":")[2]);
  return {id: node.id, person: node.id.split(":")[2], at: at(node.id)};
}"""


def at_map(page: Page, served: Served, locale: str, query: str = "") -> None:
    page.goto(f"{served.address}/accounts/{served.accounts[locale]}/map{query}")
    drawn(page)


def test_a_click_on_a_card_opens_the_panel_and_marks_the_list(chromium: Browser, served: Served) -> None:
    with visiting(chromium, served, "ja") as (page, _):
        at_map(page, served, "ja")
        frame = page.frame(url=re.compile("/map/frame"))
        assert frame is not None
        found = frame.evaluate(STUDY)
        box = page.locator("#map").bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + found["at"]["x"], box["y"] + found["at"]["y"])
        chosen = page.locator('#hito [aria-selected="true"]')
        expect(chosen).to_have_attribute("data-person", found["person"])
        name = chosen.locator(".who b").inner_text().rstrip("★")
        expect(page.locator("#who .name")).to_contain_text(name)
        assert f"person={found['person']}" in page.url
        page.locator("#who [data-close]").click()
        expect(page.locator("#who .nobody")).to_be_visible()
        assert "person=" not in page.url


def test_the_list_is_a_tree_and_moves_the_map(chromium: Browser, served: Served) -> None:
    with visiting(chromium, served, "en") as (page, _):
        at_map(page, served, "en")
        page.locator("#hito [role=treeitem]").first.focus()
        page.keyboard.press("ArrowDown")
        focused = page.evaluate("document.activeElement.dataset.person")
        assert focused
        page.keyboard.press("Enter")
        expect(page.locator("#who .name")).to_be_focused()
        frame = page.frame(url=re.compile("/map/frame"))
        assert frame is not None
        until(frame, "(id) => network.getSelectedNodes().some((n) => n.includes(id))", arg=focused)
        page.locator('#hito [tabindex="0"]').focus()
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowLeft")
        expect(page.locator("#hito [role=treeitem]:focus")).to_have_attribute("aria-expanded", "false")
        page.keyboard.press("ArrowRight")
        expect(page.locator("#hito [role=treeitem]:focus")).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("Escape")
        expect(page.locator("#who .nobody")).to_be_visible()


def test_filters_dim_and_say_how_many_remain(chromium: Browser, served: Served) -> None:
    with visiting(chromium, served, "en") as (page, _):
        at_map(page, served, "en")
        all_of = page.locator("#hito li[data-person], #hito li[data-seat]").count()
        page.locator("#filters [data-key]").click()
        expect(page.locator("#filters [data-key]")).to_have_attribute("aria-pressed", "true")
        left = all_of - page.locator("#hito li.off").count()
        assert 0 < left < all_of
        expect(page.locator("#found")).to_have_text(f"{left} of {all_of} shown")
        page.locator("#unfilter").click()
        expect(page.locator("#hito li.off")).to_have_count(0)
        page.locator("#find").fill("zzzz")
        expect(page.locator("#found")).to_have_text(f"0 of {all_of} shown")


def test_a_gap_and_the_map_lead_to_each_other(chromium: Browser, served: Served) -> None:
    with visiting(chromium, served, "ja") as (page, _):
        page.goto(f"{served.address}/accounts/{served.accounts['ja']}/gaps")
        row = page.locator("tr[id^=gap-]").first
        subject = (row.get_attribute("id") or "").removeprefix("gap-")
        row.locator("td.do a").first.click()
        drawn(page)
        frame = page.frame(url=re.compile("/map/frame"))
        assert frame is not None
        until(frame, "(id) => network.getSelectedNodes().some((n) => n.includes(id))", arg=subject)
        page.locator(f"#who .note.risk a[href$='#gap-{subject}']").first.click()
        expect(page.locator("tr.picked")).to_have_attribute("id", f"gap-{subject}")
        page.locator("a[href*='highlight=gaps']").click()
        drawn(page)


def test_the_days_of_change_are_one_key_apart(chromium: Browser, served: Served) -> None:
    with visiting(chromium, served, "ja") as (page, _):
        at_map(page, served, "ja")
        page.keyboard.press("[")
        page.wait_for_url(re.compile("as_of=2026-"))
        expect(page.locator(".otherday")).to_be_visible()
        drawn(page)
        page.keyboard.press("]")
        page.wait_for_url(lambda url: "as_of" not in url)


def test_the_map_narrows_to_its_list(chromium: Browser, served: Served) -> None:
    with visiting(chromium, served, "ja", narrow=True) as (page, _):
        page.goto(f"{served.address}/accounts/{served.accounts['ja']}/map")
        expect(page.locator("#hito")).to_be_visible()
        expect(page.locator("#zu")).to_be_hidden()
        page.locator("#hito li[data-person] a").first.click()
        expect(page.locator("#who .name")).to_be_visible()
        page.locator(".tolist a[href='#zu']").click()
        expect(page.locator("#zu")).to_be_visible()
        expect(page.locator("#hito")).to_be_hidden()


def test_what_a_stranger_frame_says_is_not_believed(chromium: Browser, served: Served) -> None:
    with visiting(chromium, served, "ja") as (page, _):
        at_map(page, served, "ja")
        page.evaluate("""() => window.postMessage({source: "org-map", type: "select", person_id: "x"}, "*")""")
        frame = page.frame(url=re.compile("/map/frame"))
        assert frame is not None
        frame.evaluate(
            """() => window.parent.postMessage({source: "org-map", type: "open", person_id: "../../evil"}, "*")"""
        )
        assert frame.evaluate("(() => { try { return document.cookie } catch { return 'refused' } })()") == "refused"
        page.wait_for_timeout(300)
        assert page.url.endswith("/map")
