"""The forms that write things down, without script: from the page of a person and from the panel of the map."""

import html
import re

import pytest
from starlette.types import ASGIApp

from tests.recording.conftest import Place
from tests.webapp import TODAY, browser

pytestmark = pytest.mark.graph


@pytest.mark.parametrize(("language", "said"), [("ja", "記録しました"), ("en", "Written down")])
def test_a_stance_from_the_panel_and_back_again(app: ASGIApp, place: Place, language: str, said: str) -> None:
    client, base = browser(app, language), f"/accounts/{place.account_id}"
    panel = client.get(f"{base}/map/panel", params={"person": place.person}).text
    link = re.search(r'data-record-key="s" href="([^"]+)"', panel)
    assert link is not None
    form = client.get(html.unescape(link[1])).text
    assert 'name="back" value="map"' in form
    typed = {"person": place.person, "back": "map", "member": place.sato, "on": TODAY.isoformat()}
    empty = client.post(f"{base}/record/stance", data={**typed, "level": "support", "evidence": " "})
    assert empty.status_code == 422
    assert 'role="alert"' in empty.text
    done = client.post(f"{base}/record/stance", data={**typed, "level": "support", "evidence": "自分で表を作った"})
    assert done.status_code == 303
    page = client.get(done.headers["location"]).text
    assert said in page
    assert place.org().person[place.person].stance == "support"
    change = re.search(r'name="change_id" value="([^"]+)"', page)
    assert change is not None
    back = client.post(f"{base}/record/undo", data={"change_id": change[1], "person": place.person})
    assert back.status_code == 303
    assert place.org().person[place.person].stance is None


def test_every_form_keeps_what_it_says(app: ASGIApp, place: Place) -> None:
    client, base = browser(app), f"/accounts/{place.account_id}"
    person = {"person": place.person, "on": TODAY.isoformat()}
    forms: dict[str, dict[str, str | list[str]]] = {
        "meeting": {
            **person,
            "state": "held",
            "member": [place.sato, place.ito],
            "who": ["久賀 実", ""],
            "deal": place.deal,
        },
        "key": {**person, "reason": "決裁者"},
        "cover": {**person, "member": place.ito, "level": "2"},
        "person": {"name": "根津 優", "title": "課長", "department": place.department, "above": place.seat},
        "seat": {"title": "次長", "department": place.department, "state": "vacant"},
    }
    for what, typed in forms.items():
        subject = {k: v for k, v in typed.items() if k == "person"}
        assert client.get(f"{base}/record/{what}", params=subject).status_code == 200
        done = client.post(f"{base}/record/{what}", data=typed)
        assert done.status_code == 303, done.text
        assert client.get(done.headers["location"]).status_code == 200
    org = place.org()
    assert {p.name for p in org.people} == {"能登 健一", "久賀 実", "根津 優"}
    assert org.person[place.person].is_key
    assert {c.member_id for c in org.person[place.person].contacts} == {place.sato, place.ito}
    again = client.post(f"{base}/record/person", data={"name": "根津 優"})
    assert again.status_code == 422
    assert 'name="another"' in again.text
    assert client.get(f"{base}/record/stance").status_code == 404
    assert client.get(f"{base}/record/nothing").status_code == 404
    assert client.post(f"{base}/record/nothing").status_code == 404


def test_a_seat_has_its_own_forms(app: ASGIApp, place: Place) -> None:
    client, base = browser(app), f"/accounts/{place.account_id}"
    page = client.get(f"{base}/posts/{place.top}").text
    assert "/record/key?seat=" in page
    assert "/record/stance" not in page
    done = client.post(f"{base}/record/key", data={"seat": place.top, "reason": "最終決裁の席"})
    assert "told=recorded" in done.headers["location"]
    assert place.org().seat[place.top].key_reasons == ("最終決裁の席",)
