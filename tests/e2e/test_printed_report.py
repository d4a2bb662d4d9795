"""The gap report as it is printed: one page of summary first, marked, without what only a screen can use."""

import re

import pytest
from playwright.sync_api import Browser

from tests.e2e.conftest import Served, visiting

pytestmark = [pytest.mark.graph, pytest.mark.e2e]

ACROSS, DOWN = 1032, 695
"""A4 across, without its margins, in CSS pixels."""


@pytest.mark.parametrize("language", ["ja", "en"])
def test_one_page_of_summary_and_nothing_that_only_a_screen_can_use(
    chromium: Browser, served: Served, language: str
) -> None:
    with visiting(chromium, served, language) as (page, _):
        page.goto(f"{served.address}/accounts/{served.accounts[language]}/gaps")
        page.set_viewport_size({"width": ACROSS, "height": DOWN})
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        told = page.locator(".printmark").inner_text()
        assert ("社外秘" if language == "ja" else "Confidential") in told
        assert "Nemawashi" in told
        top, second = (page.locator(x).first.bounding_box() for x in ("body", ".newpage"))
        assert top
        assert second
        assert second["y"] - top["y"] <= DOWN
        shown = "button, .btn, .filters, td.do, th.do, nav, .rest > summary"
        assert not [x for x in page.locator(shown).all() if x.is_visible()]
        assert page.locator(".report tbody tr").last.is_visible()
        assert 4 <= len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) <= 20
