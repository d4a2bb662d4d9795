"""What the map page asks its server for: the drawing with somebody in it, as it is folded, and the list beside it."""

import json
import re
from typing import Any

import pytest
from starlette.types import ASGIApp

from tests.webapp import browser

pytestmark = pytest.mark.graph


def cards(data: dict[str, Any]) -> set[str]:
    return {n["id"] for n in data["data"]["nodes"]}


def test_the_drawing_opens_for_whoever_is_looked_for(app: ASGIApp, ja_account: str) -> None:
    client = browser(app, "ja")
    plain = client.get(f"/accounts/{ja_account}/map/data").json()
    hidden = plain["data"]["hidden"]
    assert len(hidden) > 200
    assert plain["open"] == []
    for person in list(hidden)[:: len(hidden) // 8]:
        found = client.get(f"/accounts/{ja_account}/map/data?open=&show={person}").json()
        assert any(person in n.get("pid", "") + n.get("sid", "") for n in found["data"]["nodes"])
        assert 0 < len(found["open"]) <= 4
        again = client.get(f"/accounts/{ja_account}/map/data?open={','.join(found['open'])}").json()
        assert cards(again) == cards(found)
        framed = client.get(f"/accounts/{ja_account}/map/frame?show={person}").text
        nodes = json.loads(framed.split('id="map-nodes">')[1].split("</script>")[0])
        assert {n["id"] for n in nodes} == cards(found)
    for nobody in ("nobody", "c:", "c:x:y", "%00"):
        assert cards(client.get(f"/accounts/{ja_account}/map/data?show={nobody}").json()) == cards(plain)


def test_the_page_begins_with_the_one_it_is_asked_for(app: ASGIApp, ja_account: str) -> None:
    client = browser(app, "ja")
    person = next(iter(client.get(f"/accounts/{ja_account}/map/data").json()["data"]["hidden"]))
    kind = "person" if f'data-person="{person}"' in client.get(f"/accounts/{ja_account}/map").text else "seat"
    page = client.get(f"/accounts/{ja_account}/map?{kind}={person}").text
    assert f"/map/frame?show={person}" in page
    assert re.search(r'data-open="[0-9a-z]{26}', page)
    assert "/map/frame?show" not in client.get(f"/accounts/{ja_account}/map").text


def test_the_picture_is_whole_or_as_it_is_folded(app: ASGIApp, ja_account: str) -> None:
    client = browser(app, "ja")
    whole = client.get(f"/accounts/{ja_account}/map/picture.svg").text
    folded = client.get(f"/accounts/{ja_account}/map/picture.svg?open=").text
    assert whole.count('class="card"') > 300 > folded.count('class="card"')
    assert "手薄 1" in folded


def test_the_list_begins_at_the_top_and_names_second_posts(app: ASGIApp, ja_account: str) -> None:
    page = browser(app, "ja").get(f"/accounts/{ja_account}/map").text
    assert "代表取締役社長" in page.split('role="treeitem" aria-level="2"')[1]
    second = re.findall(r'data-person="([0-9a-z]{26})" data-card="c:([0-9a-z]{26}):\1"', page)
    assert len(second) >= 3
    assert page.count('<span class="tag">兼務</span>') == len(second)
