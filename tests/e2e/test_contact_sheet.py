"""One sheet with a picture of every page, wide and narrow in both languages, dark and as printed: to be looked at."""

import io

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page

from tests.architecture import ROOT
from tests.e2e.conftest import Served, drawn, visiting

pytestmark = [pytest.mark.graph, pytest.mark.e2e]

SHEET = ROOT / "test-results" / "contact-sheet.png"
PLACES = ("/", "/import", "/accounts/{id}", "/accounts/{id}/gaps", "/accounts/{id}/map", "/accounts/{id}/people",
          "{person}", "{chosen}", "/accounts/{id}/import", "/accounts/{id}/delete")  # fmt: skip
BACKGROUND = "#777777"
STRIPS = (("ja", "wide"), ("en", "wide"), ("ja", "narrow"), ("en", "narrow"), ("en", "dark"), ("ja", "print"))
WIDTH = {"wide": 480, "narrow": 240, "dark": 480, "print": 480}
TALLEST, HEAD, GAP = 480, 22, 8


def picture(page: Page, look: str) -> Image.Image:
    if look == "print":
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 1123, "height": 794})
    shot = page.screenshot(full_page=look in ("narrow", "print"))
    if look == "print":
        page.emulate_media(media="screen")
    image = Image.open(io.BytesIO(shot)).convert("RGB")
    width = WIDTH[look]
    image = image.crop((0, 0, image.width, min(image.height, image.width * TALLEST // width)))
    return image.resize((width, round(image.height * width / image.width)))


def strip(page: Page, served: Served, locale: str, look: str) -> Image.Image:
    """All pages in one language and look, side by side, each under its address."""
    account = served.accounts[locale]
    page.goto(f"{served.address}/accounts/{account}/gaps")
    person = page.locator("tr[id^=gap-] .who a").first.get_attribute("href") or ""
    chosen = f"/accounts/{account}/map?person={person.rpartition('/')[2]}"
    images = []
    for place in PLACES:
        page.goto(served.address + place.format(id=account, person=person, chosen=chosen))
        if "/map" in page.url and look != "narrow":
            drawn(page)
            page.wait_for_selector("#mapprint[src]", state="attached")
            page.wait_for_load_state("networkidle")
        images.append(picture(page, look))
    width = sum(i.width + GAP for i in images)
    made = Image.new("RGB", (width, HEAD + GAP + max(i.height for i in images)), BACKGROUND)
    draw, x = ImageDraw.Draw(made), 0
    for place, image in zip(PLACES, images, strict=True):
        draw.text((x + 4, 4), f"{place}  {locale} {look}", fill="white")
        made.paste(image, (x, HEAD))
        x += image.width + GAP
    return made


def test_every_page_stands_on_one_sheet(chromium: Browser, served: Served) -> None:
    strips: list[Image.Image] = []
    for locale, look in STRIPS:
        with visiting(chromium, served, locale, narrow=look == "narrow", dark=look == "dark") as (page, _):
            strips.append(strip(page, served, locale, look))
    sheet = Image.new("RGB", (max(s.width for s in strips), sum(s.height for s in strips)), BACKGROUND)
    y = 0
    for one in strips:
        sheet.paste(one, (0, y))
        y += one.height
    SHEET.parent.mkdir(exist_ok=True)
    sheet.save(SHEET)
    assert SHEET.stat().st_size > 100_000
