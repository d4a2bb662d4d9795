"""From the panel of the map to a fact on record, by keyboard, and back again."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import Served, drawn, visiting
from tests.e2e.test_every_page import OPTIONS

pytestmark = [pytest.mark.graph, pytest.mark.e2e]

MOST_FOR_A_STANCE, MOST_FOR_A_MEETING = 6, 12
"""Keystrokes from an open panel; the words of the evidence or subject are not counted."""


class Keys:
    """Presses keys and counts them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1


def opened(page: Page, served: Served, locale: str) -> None:
    """The map with the panel of a key person."""
    base = f"{served.address}/accounts/{served.accounts[locale]}"
    page.goto(f"{base}/people?key=1")
    person = page.locator('main a[href*="/people/"]').first.get_attribute("href")
    assert person is not None
    page.goto(f"{base}/map?person={person.rpartition('/')[2]}")
    drawn(page)


def take_back(page: Page) -> None:
    page.locator(".toast").get_by_role("button").click()
    page.wait_for_url("**told=entry_taken_back**")


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_a_stance_and_a_meeting_by_keyboard(chromium: Browser, served: Served, locale: str) -> None:
    with visiting(chromium, served, locale) as (page, _):
        opened(page, served, locale)
        page.keyboard.press("s")
        page.wait_for_url("**/record/stance**")
        assert Axe().run(page, options=OPTIONS).violations_count == 0
        page.select_option("#r-member", index=1)  # the first time one says who one is
        page.locator("[name=level]").nth(1).check()
        page.fill("#r-evidence", "比較表を自分で埋めた")
        page.locator("[data-record] .main-do").click()
        page.wait_for_url("**told=recorded**")
        take_back(page)

        opened(page, served, locale)
        keys = Keys(page)
        keys.press("s")
        page.wait_for_url("**/record/stance**")
        keys.press("Space", "Tab")
        page.keyboard.type("面談で言った")
        keys.press("Enter")
        page.wait_for_url("**told=recorded**")
        assert keys.count <= MOST_FOR_A_STANCE
        take_back(page)

        opened(page, served, locale)
        keys = Keys(page)
        keys.press("m")
        page.wait_for_url("**/record/meeting**")
        assert Axe().run(page, options=OPTIONS).violations_count == 0
        keys.press("Enter")  # held, today, by me, with whom the panel shows
        page.wait_for_url("**told=recorded**")
        assert keys.count <= MOST_FOR_A_MEETING
        take_back(page)
