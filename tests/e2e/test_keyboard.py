"""Hands on the keyboard alone: from the accounts to a person's gap."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Served, drawn, visiting

pytestmark = [pytest.mark.graph, pytest.mark.e2e]


def tab_to(page: Page, selector: str, limit: int = 400) -> None:
    """Press Tab until what the selector names has the focus."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"Tab does not reach {selector}")


def test_from_the_accounts_to_a_persons_gap(chromium: Browser, served: Served) -> None:
    account = served.accounts["ja"]
    with visiting(chromium, served, "ja") as (page, _):
        page.goto(served.address)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        tab_to(page, f"main a[href='/accounts/{account}']")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(rf"/accounts/{account}$"))
        page.keyboard.press("g")
        page.keyboard.press("g")
        page.wait_for_url(re.compile("/gaps$"))
        tab_to(page, "tr[id^=gap-] .who a")
        name = page.evaluate("document.activeElement.textContent")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/people/"))
        expect(page.locator("h1")).to_contain_text(name)
        expect(page.locator(".gapnote").first).to_be_visible()
        page.keyboard.press("g")
        page.keyboard.press("m")
        page.wait_for_url(re.compile("/map$"))
        drawn(page)
        tab_to(page, "#hito [role=treeitem]")


def test_the_keys_are_listed_and_can_be_switched_off(chromium: Browser, served: Served) -> None:
    with visiting(chromium, served, "en") as (page, _):
        page.goto(f"{served.address}/accounts/{served.accounts['en']}")
        page.keyboard.press("?")
        expect(page.locator("#keys")).to_be_visible()
        page.locator("#keys-on").uncheck()
        page.keyboard.press("Escape")
        expect(page.locator("#keys")).to_be_hidden()
        page.keyboard.press("/")
        assert not page.evaluate("document.activeElement.matches('.search input')")
        page.evaluate("localStorage.clear()")
        page.keyboard.press("/")
        expect(page.locator(".search input[type=search]")).to_be_focused()
        page.keyboard.type("g?[")
        expect(page.locator(".search input[type=search]")).to_have_value("g?[")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/search"))


def test_another_day_is_chosen_by_keyboard(chromium: Browser, served: Served) -> None:
    with visiting(chromium, served, "en") as (page, _):
        page.goto(f"{served.address}/accounts/{served.accounts['en']}/people")
        tab_to(page, ".asof > summary")
        page.keyboard.press("Enter")
        expect(page.locator("#as-of-day")).to_be_visible()
        page.locator("#as-of-day").fill("2026-06-01")
        page.locator("#as-of-day").press("Enter")
        page.wait_for_url(re.compile("as_of=2026-06-01"))
        expect(page.locator(".otherday")).to_contain_text("1 Jun 2026")
        page.locator(".otherday a").press("Enter")
        page.wait_for_url(lambda url: "as_of" not in url)
