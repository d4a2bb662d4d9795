"""Corrections as forms without script, in the panel and on the page, and over HTTP."""

import html
import re

import pytest
from starlette.types import ASGIApp

from service.domain.actor import LOCAL_USER, told_actor
from tests.correcting.conftest import Place
from tests.problems import assert_problem
from tests.webapp import TODAY, browser, script

pytestmark = pytest.mark.graph


def form(page: str, field: str) -> dict[str, str]:
    """The hidden fields of the form that corrects a field."""
    found = next(f for f in re.findall(r"<form.*?</form>", page, re.DOTALL) if f'name="was-{field}"' in f)
    hidden = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', found)
    return {html.unescape(k): html.unescape(v) for k, v in hidden}


def address(place: Place, name: str) -> str:
    return f"/accounts/{place.account_id}/people/{place.person(name)}"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_page_corrects_and_takes_back(app: ASGIApp, place: Place, language: str) -> None:
    client, at = browser(app, language), address(place, "能登 健一")
    page = client.get(at).text
    answer = client.post(f"{at}/correct", data={**form(page, "title"), "title": "統括部長"})
    assert answer.status_code == 303
    assert answer.headers["location"].endswith("?told=corrected#correct")
    page = client.get(answer.headers["location"]).text
    assert ("訂正しました" if language == "ja" else "Corrected") in page
    assert place.org().seat[place.seat("能登 健一")].title == "統括部長"
    assert "<s>部長</s> → <b>統括部長</b>" in page
    assert told_actor(LOCAL_USER.id, language) in page
    assert not re.search(r"[>\s]local\s*<", page), "an id is no name for a reader"
    change_id = re.search(r'name="change_id" value="([^"]+)"', page)
    assert change_id is not None
    assert client.post(f"{at}/correct/undo", data={"change_id": change_id[1]}).status_code == 303
    assert place.org().seat[place.seat("能登 健一")].title == "部長"
    again = client.post(f"{at}/correct/undo", data={"change_id": change_id[1]})
    assert again.status_code == 409
    assert ("取り消し済み" if language == "ja" else "undone already") in again.text


def test_name_and_department(app: ASGIApp, place: Place) -> None:
    client, at = browser(app), address(place, "能登 健一")
    page = client.get(at).text
    client.post(f"{at}/correct", data={**form(page, "name"), "name": "能登 賢一", "kana": "ノト ケンイチ"})
    client.post(f"{at}/correct", data={**form(page, "department"), "department": place.department("経理部")})
    page = client.get(at).text
    assert "能登 賢一" in page
    assert "ノト ケンイチ" in page
    assert place.org().seat[place.seat("能登 賢一")].department_id == place.department("経理部")


def test_a_manager_is_found_by_name_and_by_title(app: ASGIApp, place: Place) -> None:
    client, at = browser(app), address(place, "山田 太郎")
    assert "新田 進 経理部 部長" in client.get(at, params={"manager": "新田"}).text
    page = client.get(at, params={"manager": "部長"}).text
    assert "新田 進 経理部 部長" in page
    assert "相馬 美緒 情報システム本部 本部長" in page
    assert "No post of this account is found" in client.get(at, params={"manager": "どこにもいない"}).text
    client.post(f"{at}/correct", data={**form(page, "manager"), "manager": place.seat("新田 進")})
    assert place.manager("山田 太郎") == "新田 進"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_conflict_says_both_values_and_lets_decide(app: ASGIApp, place: Place, language: str) -> None:
    client, at = browser(app, language), address(place, "能登 健一")
    seen = form(client.get(at).text, "title")
    client.post(f"{at}/correct", data={**seen, "title": "統括部長"})
    answer = client.post(f"{at}/correct", data={**seen, "title": "次長"})
    assert answer.status_code == 409
    assert "統括部長" in answer.text
    assert 'value="次長"' in answer.text
    assert (
        "いまは「統括部長」、入力は「次長」" if language == "ja" else "Now “統括部長”, you wanted “次長”"
    ) in answer.text
    assert client.post(f"{at}/correct", data={**form(answer.text, "title"), "title": "次長"}).status_code == 303
    assert place.org().seat[place.seat("能登 健一")].title == "次長"


def test_a_wrong_value_is_said_on_the_page(app: ASGIApp, place: Place) -> None:
    client, at = browser(app), address(place, "能登 健一")
    answer = client.post(f"{at}/correct", data={**form(client.get(at).text, "name"), "name": " ", "kana": ""})
    assert answer.status_code == 422
    assert "A name or title needs a text." in answer.text
    circle = client.post(f"{address(place, '相馬 美緒')}/correct", data={"manager": place.seat("山田 太郎")})
    assert circle.status_code == 409
    assert "circle of managers" in circle.text


def test_the_panel_beside_the_map_corrects_and_leads_back(app: ASGIApp, place: Place) -> None:
    client = browser(app)
    person_id = place.person("能登 健一")
    panel = client.get(f"/accounts/{place.account_id}/map/panel", params={"person": person_id}).text
    sent = {**form(panel, "title"), "title": "統括部長"}
    answer = client.post(f"{address(place, '能登 健一')}/correct", data=sent)
    assert answer.headers["location"] == f"/accounts/{place.account_id}/map?person={person_id}"
    assert "統括部長" in client.get(answer.headers["location"]).text


def test_on_another_day_the_fact_of_that_day_is_corrected(app: ASGIApp, place: Place) -> None:
    client, at = browser(app), address(place, "能登 健一")
    page = client.get(at, params={"as_of": "2026-10-01"}).text
    assert f"{at}/correct?as_of=2026-10-01" in page


def test_the_interface_corrects_and_takes_back(app: ASGIApp, place: Place) -> None:
    client = script(app)
    at = f"/api/v1/accounts/{place.account_id}"
    base = next(a for a in client.get("/api/v1/accounts").json()["items"] if a["id"] == place.account_id)
    person = f"{at}/people/{place.person('能登 健一')}"
    body = {"title": "統括部長", "department": place.department("経理部"), "base": base["last_change_id"]}
    done = client.patch(person, json=body)
    assert done.status_code == 200, done.text
    card = client.get(person, params={"as_of": TODAY.isoformat()}).json()
    assert (card["posts"][0]["title"], card["posts"][0]["department_path"]) == ("統括部長", ["経理部"])
    stale = client.patch(person, json={"title": "次長", "base": base["last_change_id"], "was": {"title": "部長"}})
    problem = assert_problem(stale, 409, "conflict")
    assert [(p.where, p.found, p.expected) for p in problem.problems] == [("title", "統括部長", "次長")]
    assert client.patch(person, json=body).json()["change_id"] is None
    undone = client.post(f"{at}/corrections/{done.json()['change_id']}/undo")
    assert undone.status_code == 200, undone.text
    assert client.get(person).json()["posts"][0]["title"] == "部長"
    assert_problem(client.patch(person, json={}), 422, "invalid_input")
    assert_problem(client.patch(person, json={"stance": "support"}), 422, "invalid_input")
    assert_problem(client.patch(f"{at}/people/nobody", json={"name": "x"}), 404, "not_found")
    assert_problem(client.post(f"{at}/corrections/nothing/undo"), 404, "not_found")
