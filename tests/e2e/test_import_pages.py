"""Bringing a messy file in with a browser, in both languages: every step without a barrier, wide and narrow."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import NARROW, WIDE, Served, visiting
from tests.e2e.test_every_page import OPTIONS

pytestmark = [pytest.mark.graph, pytest.mark.e2e]

MESSY = """体制図 {name},,,,
社員番号,お名前（漢字）,やくしょく{name},所属部署,上司
1,香取 誠,代表取締役社長,,
2,真壁 悠子,経営企画部長,経営企画部,1
3,能登 光,謎の役,経営企画部,見知らぬ 人
,,係長,経営企画部,2
5,小鹿 洋平,課長,経営企画部,5
"""


def without_barrier(page: Page) -> None:
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)  # type: ignore[arg-type]  # two whole numbers by name
        result = Axe().run(page, options=OPTIONS)
        assert result.violations_count == 0, result.generate_report()
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} scrolls sideways by {wide} px"
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]  # two whole numbers by name


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_from_a_messy_file_to_what_now(chromium: Browser, served: Served, tmp_path: Path, locale: str) -> None:
    file = tmp_path / "体制図.csv"
    file.write_bytes(MESSY.format(name=locale).encode("cp932"))
    with visiting(chromium, served, locale) as (page, _):
        page.goto(f"{served.address}/import")
        page.fill("#name", f"取り込み {tmp_path.name} {locale}")
        page.set_input_files("#files", file)
        page.click("button.main-do")
        page.wait_for_url("**/columns")
        without_barrier(page)
        page.select_option("#column-0-2", "title")
        page.click("button.main-do")
        page.wait_for_url("**/import/*")
        without_barrier(page)
        superior = page.locator("details", has_text="見知らぬ 人").locator("input[name=value]").last
        superior.fill("真壁 悠子")
        superior.press("Enter")
        page.wait_for_url("**#remarks")
        assert page.locator("details.group", has_text="見知らぬ 人").count() == 0
        page.click(".bar-do button.main-do")
        page.wait_for_url("**/done")
        without_barrier(page)
