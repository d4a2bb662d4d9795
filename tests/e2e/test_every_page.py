"""Every page in a real browser: no violation of accessibility, no sideways scrolling, nothing leaves the host."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.e2e.conftest import Served, drawn, visiting

pytestmark = [pytest.mark.graph, pytest.mark.e2e]

PLACES = {
    "accounts": "/",
    "new": "/import",
    "home": "/accounts/{id}",
    "gaps": "/accounts/{id}/gaps",
    "map": "/accounts/{id}/map",
    "people": "/accounts/{id}/people?key=1",
    "posts": "/accounts/{id}/posts?show=vacant",
    "departments": "/accounts/{id}/departments",
    "meetings": "/accounts/{id}/meetings",
    "deals": "/accounts/{id}/deals",
    "keys": "/accounts/{id}/gaps/keys",
    "import": "/accounts/{id}/import",
    "delete": "/accounts/{id}/delete",
    "settings": "/accounts/{id}/settings",
    "add-person": "/accounts/{id}/record/person",
    "grouped": "/accounts/{id}/gaps?group=owner&compare=2026-09-01",
    "search": "/accounts/{id}/search?q=a",
    "other-day": "/accounts/{id}/gaps?as_of=2027-01-01",
}
DARK = ("home", "gaps", "map", "people", "import", "settings")
"""The pages that between them show every colour."""
OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize(("look", "locale"), [("wide", "ja"), ("narrow", "en"), ("dark", "en")])
def test_no_page_has_a_barrier(chromium: Browser, served: Served, look: str, locale: str) -> None:
    found: dict[str, str] = {}
    with visiting(chromium, served, locale, narrow=look == "narrow", dark=look == "dark") as (page, _):
        for name, path in PLACES.items():
            if look == "dark" and name not in DARK:
                continue
            page.goto(served.address + path.format(id=served.accounts[locale]))
            if name == "map" and look != "narrow":  # there the list stands first, the drawing waits for a tap
                drawn(page)
            result = Axe().run(page, options=OPTIONS)
            if result.violations_count:
                found[name] = result.generate_report()
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{name} scrolls sideways by {wide} px"
    assert found == {}, "\n".join(found.values())


def test_a_stranger_is_told_how_to_get_in(chromium: Browser, served: Served) -> None:
    for locale, words in (("ja", "このブラウザーではまだ開けません"), ("en", "This browser has not been let in yet")):
        with visiting(chromium, served, locale, signed_in=False) as (page, seen):
            page.goto(served.address)
            assert page.locator("h1").inner_text() == words
            assert Axe().run(page, options=OPTIONS).violations_count == 0
            seen.complaints.clear()  # the browser remarks that the answer was 401


@pytest.mark.parametrize(("width", "locale"), [(360, "ja"), (360, "en"), (768, "en"), (1280, "ja")])
def test_no_width_scrolls_sideways(chromium: Browser, served: Served, locale: str, width: int) -> None:
    with visiting(chromium, served, locale) as (page, _):
        page.set_viewport_size({"width": width, "height": 900})
        for path in PLACES.values():
            page.goto(served.address + path.format(id=served.accounts[locale]))
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{path} scrolls sideways by {wide} px at {width}"
