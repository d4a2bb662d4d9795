"""The map as a picture for slides: saved by the browser, marked as the drawing is."""

import struct
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.conftest import Served, drawn, visiting
from tests.webapp import TODAY

pytestmark = [pytest.mark.graph, pytest.mark.e2e]


@pytest.mark.parametrize(("locale", "mark"), [("ja", "社外秘"), ("en", "Confidential")])
def test_the_map_is_saved_as_a_picture_with_its_marks(
    chromium: Browser, served: Served, locale: str, mark: str, tmp_path: Path
) -> None:
    with visiting(chromium, served, locale) as (page, _):
        page.goto(f"{served.address}/accounts/{served.accounts[locale]}/map")
        drawn(page)
        page.locator("details.drop.right > summary").click()
        with page.expect_download() as caught:
            page.locator("#save-png").click()
        assert caught.value.suggested_filename == f"relationship-map-{TODAY.isoformat()}.png"
        target = tmp_path / "map.png"
        caught.value.save_as(target)
        content = target.read_bytes()
        assert content.startswith(b"\x89PNG\r\n\x1a\n")
        wide, tall = struct.unpack(">II", content[16:24])
        assert 400 < wide <= 8192
        assert 200 < tall <= 8192
        assert len(content) > 20_000
        address = f"{served.address}/accounts/{served.accounts[locale]}/map/picture.svg"
        drawing = page.evaluate("async (address) => (await fetch(address)).text()", address)
        assert mark in drawing
        assert "Nemawashi" in drawing
