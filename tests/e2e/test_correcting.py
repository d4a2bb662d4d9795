"""Correcting a person in a real browser: beside the map, on the page, and taken back."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Served, visiting
from tests.e2e.test_every_page import OPTIONS

pytestmark = [pytest.mark.graph, pytest.mark.e2e]


def fits(page: Page) -> None:
    """Nothing bars the way, nothing scrolls sideways."""
    result = Axe().run(page, options=OPTIONS)
    assert result.violations_count == 0, result.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


@pytest.mark.parametrize(("locale", "narrow"), [("ja", False), ("en", True)])
def test_a_title_beside_the_map_and_back_on_the_page(
    chromium: Browser, served: Served, tmp_path: Path, locale: str, narrow: bool
) -> None:
    account = f"{served.address}/accounts/{served.accounts[locale]}"
    with visiting(chromium, served, locale, narrow=narrow) as (page, _):
        page.goto(f"{account}/people")
        address = page.locator("main table a[href*='/people/']").first.get_attribute("href")
        assert address is not None
        person_id = address.rpartition("/")[2]
        page.goto(f"{account}/map?person={person_id}")
        panel = page.locator("#who")
        panel.locator("summary", has_text=re.compile("^(訂正|Correct)$")).click()
        before = panel.locator("#c-title").input_value()
        fits(page)
        page.screenshot(path=tmp_path / "panel.png")
        panel.locator("#c-title").fill("Kaizen Lead")
        panel.locator("#c-title").press("Enter")
        page.wait_for_url(re.compile(r"/map\?person="))
        expect(page.locator("#who")).to_contain_text("Kaizen Lead")
        page.goto(served.address + address)
        page.locator("#correct").scroll_into_view_if_needed()
        page.locator("details summary", has_text=re.compile("氏名・役職|Name, title")).click()
        fits(page)
        page.screenshot(path=tmp_path / "page.png", full_page=True)
        page.get_by_role("button", name=re.compile("^(取り消す|Undo)$")).first.click()
        page.wait_for_url(re.compile("told=taken_back"))
        page.locator("details summary", has_text=re.compile("氏名・役職|Name, title")).click()
        expect(page.locator("#c-title")).to_have_value(before)
        fits(page)
