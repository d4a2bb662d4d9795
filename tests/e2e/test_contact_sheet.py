"""One sheet with a picture of every page, in both languages, wide, narrow, dark and as printed: to be looked at."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page

from tests.architecture import ROOT
from tests.e2e.conftest import Served, drawn, visiting

pytestmark = [pytest.mark.graph, pytest.mark.e2e]

SHEET = ROOT / "test-results" / "contact-sheet.png"
PLACES = ("/", "/import", "/accounts/{id}", "/accounts/{id}/gaps", "/accounts/{id}/map", "/accounts/{id}/people",
          "{person}", "{chosen}", "/accounts/{id}/import", "/accounts/{id}/delete")  # fmt: skip
LOOKS = ("wide", "narrow", "dark", "print")
THUMB, HEIGHT, HEAD = 360, 420, 22


def picture(page: Page, look: str) -> Image.Image:
    if look == "print":
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 1123, "height": 794})
    shot = page.screenshot(full_page=look in ("narrow", "print"))
    if look == "print":
        page.emulate_media(media="screen")
    image = Image.open(io.BytesIO(shot)).convert("RGB")
    image = image.crop((0, 0, image.width, min(image.height, int(image.width * HEIGHT / THUMB))))
    return image.resize((THUMB, max(1, round(image.height * THUMB / image.width))))


def test_every_page_stands_on_one_sheet(chromium: Browser, served: Served) -> None:
    rows = [(locale, look) for locale in ("ja", "en") for look in LOOKS]
    sheet = Image.new("RGB", (len(PLACES) * (THUMB + 8), len(rows) * (HEIGHT + HEAD + 8)), "#777777")
    draw = ImageDraw.Draw(sheet)
    for row, (locale, look) in enumerate(rows):
        with visiting(chromium, served, locale, narrow=look == "narrow", dark=look == "dark") as (page, _):
            account = served.accounts[locale]
            page.goto(f"{served.address}/accounts/{account}/gaps")
            person = page.locator("tr[id^=gap-] .who a").first.get_attribute("href") or ""
            chosen = f"/accounts/{account}/map?person={person.rpartition('/')[2]}"
            for column, place in enumerate(PLACES):
                page.goto(served.address + place.format(id=account, person=person, chosen=chosen))
                if "/map" in page.url and look != "narrow":
                    drawn(page)
                    page.wait_for_selector("#mapprint[src]", state="attached")
                    page.wait_for_load_state("networkidle")
                x, y = column * (THUMB + 8), row * (HEIGHT + HEAD + 8)
                draw.text((x + 4, y + 4), f"{place}  {locale} {look}", fill="white")
                sheet.paste(picture(page, look), (x, y + HEAD))
    SHEET.parent.mkdir(exist_ok=True)
    sheet.save(SHEET)
    assert Path(SHEET).stat().st_size > 100_000
