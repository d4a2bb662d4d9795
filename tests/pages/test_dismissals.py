"""Gaps set aside: by page and by script, folded away, back by themselves, taken back."""

import html
import re
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit
from uuid import uuid4

import neo4j
import pytest
from starlette.types import ASGIApp

from service.changes import DISMISSAL, list_changes
from service.domain.actor import LOCAL_USER
from service.graph.database import Graph
from tests.engines import TestEngine
from tests.problems import assert_problem
from tests.story import Story
from tests.webapp import TODAY, app_on, browser, script

pytestmark = pytest.mark.graph

API = "/api/v1/accounts"
WHY = '=HYPERLINK("http://x") 年内は<b>会えない</b>'


@pytest.fixture(scope="module")
def app(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> ASGIApp:
    return app_on(graph, tmp_path_factory.mktemp("data"))


@pytest.fixture
def story(engine: TestEngine) -> Story:
    """Two declared key people nobody met, one of them with a deal."""
    story = Story("旭波重機械", account_id=f"aside-{uuid4().hex}")
    for name in ("宇佐美 恭子", "三好 和真"):
        story.key(story.person(name), "決裁者")
    with neo4j.GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as driver:
        story.load(driver)
    return story


def gaps_of(app: ASGIApp, account: str, **query: Any) -> dict[str, Any]:
    told: dict[str, Any] = script(app).get(f"{API}/{account}/gaps", params=query).json()
    return told


def names(told: dict[str, Any]) -> set[str]:
    return {g["name"] for g in told["uncovered_key_people"]}


def usami(told: dict[str, Any]) -> str:
    return next(str(g["id"]) for g in told["ranking"] if g["name"] == "宇佐美 恭子")


def test_a_dismissed_gap_is_folded_away_up_to_its_last_day(app: ASGIApp, graph: Graph, story: Story) -> None:
    page, here = browser(app), f"/accounts/{story.account}/gaps"
    gap_id = usami(gaps_of(app, story.account))
    form = page.get(f"{here}/dismiss", params={"gap": gap_id})
    assert (form.status_code, "宇佐美 恭子" in form.text) == (200, True)
    until = TODAY + timedelta(days=30)
    sent = page.post(f"{here}/dismiss", data={"gap": gap_id, "reason": WHY, "until_on": until.isoformat()})
    assert sent.status_code == 303
    days = {TODAY - timedelta(days=1): 2, TODAY: 1, until: 1, until + timedelta(days=1): 2}
    assert {day: len(names(gaps_of(app, story.account, as_of=day.isoformat()))) for day in days} == days
    told = gaps_of(app, story.account)
    assert told["summary"]["uncovered_key_people"] == 1
    assert [(d["name"], d["reason"], d["until_on"], d["actor"]) for d in told["dismissed"]] == [
        ("宇佐美 恭子", WHY, until.isoformat(), "local")
    ]
    shown = page.get(sent.headers["location"]).text
    assert "Dismissed (1)" in shown
    assert "&lt;b&gt;会えない&lt;/b&gt;" in shown
    assert "set aside" in shown
    kinds = [c.kind for c in graph.read(LOCAL_USER, list_changes, account_id=story.account)]
    assert kinds == [DISMISSAL]


def test_a_dismissal_is_taken_back_and_leaves_its_record(app: ASGIApp, graph: Graph, story: Story) -> None:
    page, here = browser(app, "ja"), f"/accounts/{story.account}/gaps"
    gap_id = usami(gaps_of(app, story.account))
    client = script(app)
    made = client.post(f"{API}/{story.account}/dismissals", json={"gap_id": gap_id, "reason": "来期に会う"})
    again = client.post(f"{API}/{story.account}/dismissals", json={"gap_id": gap_id, "reason": "来期に必ず会う"})
    assert (made.status_code, again.status_code) == (201, 201)
    kept = client.get(f"{API}/{story.account}/dismissals").json()["items"]
    assert [d["reason"] for d in kept] == ["来期に必ず会う"]
    assert "保留（1）" in page.get(here).text
    assert page.post(f"{here}/take-back", data={"dismissal": kept[0]["id"]}).status_code == 303
    assert len(names(gaps_of(app, story.account))) == 2
    assert "保留（1）" not in page.get(here).text
    assert_problem(client.delete(f"{API}/{story.account}/dismissals/{kept[0]['id']}"), 404, "not_found")
    assert len(graph.read(LOCAL_USER, list_changes, account_id=story.account)) == 3


def test_without_a_last_day_it_comes_back_when_it_looks_different(
    app: ASGIApp, story: Story, engine: TestEngine
) -> None:
    told = gaps_of(app, story.account)
    script(app).post(f"{API}/{story.account}/dismissals", json={"gap_id": usami(told), "reason": "商談がない"})
    assert len(names(gaps_of(app, story.account, as_of="2028-01-01"))) == 1
    with neo4j.GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as driver:
        driver.execute_query(
            "MATCH (p:Person {id: $who}), (a:Account {id: $account}) "
            "CREATE (o:Opportunity {id: $deal})-[:FOR {id: $deal + 'f', name: '基幹刷新', stage: 'proposal'}]->(a) "
            "CREATE (p)-[:PLAYS_ROLE_IN {id: $deal + 'r', role: 'promoter', pack: 'ringi'}]->(o)",
            who=usami(told).partition(":")[2],
            account=story.account,
            deal=uuid4().hex,
        )
    assert len(names(gaps_of(app, story.account))) == 2


def test_what_cannot_be_is_refused_with_its_reasons(app: ASGIApp, story: Story) -> None:
    client, page = script(app), browser(app, "ja")
    place, gap_id = f"{API}/{story.account}/dismissals", usami(gaps_of(app, story.account))
    over = (TODAY - timedelta(days=1)).isoformat()
    wrong = client.post(place, json={"gap_id": gap_id, "reason": "  ", "until_on": over})
    assert {p.where for p in assert_problem(wrong, 422, "invalid_input").problems} == {"reason", "until_on"}
    assert_problem(client.post(place, json={"gap_id": "uncovered:nobody", "reason": "x"}), 404, "not_found")
    assert_problem(client.get(f"{API}/nobody/dismissals"), 404, "not_found")
    assert_problem(client.post(f"{API}/nobody/dismissals", json={"gap_id": gap_id, "reason": "x"}), 404, "not_found")
    # a day is over when it is before today, whatever day is looked at
    early, yesterday = (TODAY - timedelta(days=60)).isoformat(), (TODAY - timedelta(days=1)).isoformat()
    for until in (yesterday, TODAY.isoformat()):
        late = client.post(place, params={"as_of": early}, json={"gap_id": gap_id, "reason": "x", "until_on": until})
        (problem,) = assert_problem(late, 422, "invalid_input").problems
        assert (problem.where, problem.found) == ("until_on", until)
        assert problem.expected == "a day after today, 2026-11-26 or later"
        typed = {"gap": gap_id, "reason": "x", "until_on": until}
        refused = page.post(f"/accounts/{story.account}/gaps/dismiss?as_of={early}", data=typed)
        assert refused.status_code == 422
        assert f"「{until}」は使えません。今日より後の日付（2026-11-26 以降）" in refused.text
    assert client.get(place).json()["items"] == []
    here = f"/accounts/{story.account}/gaps/dismiss"
    back = page.post(here, data={"gap": gap_id, "reason": "", "until_on": over})
    assert (back.status_code, back.text.count('aria-invalid="true"')) == (422, 2)
    assert page.post(here, data={"gap": gap_id, "reason": "x", "until_on": "いつか"}).status_code == 422
    assert page.get(here, params={"gap": "cold:nobody"}).status_code == 404


def test_the_list_stays_filtered_when_a_gap_is_set_aside_and_taken_back(app: ASGIApp, story: Story) -> None:
    page, here = browser(app), f"/accounts/{story.account}/gaps"
    looking = {"group": "owner", "compare": "2026-09-01"}
    filtered = page.get(here, params=looking).text
    (way,) = {
        html.unescape(found)
        for found in re.findall(r'href="([^"]+/gaps/dismiss[^"]+)"', filtered)
        if usami(gaps_of(app, story.account)) in html.unescape(unquote(found))
    }
    form = page.get(way).text
    assert f"{here}?group=owner&amp;compare=2026-09-01" in form, "to leave it is to go back to the same list"
    (send,) = re.findall(r'<form method="post" action="([^"]+)"', form)
    gap = usami(gaps_of(app, story.account))
    sent = page.post(html.unescape(send), data={"gap": gap, "reason": "休職"})
    listed = page.get(sent.headers["location"])
    assert dict(parse_qsl(urlsplit(sent.headers["location"]).query)).items() >= looking.items()
    (back,) = re.findall(r'action="([^"]+/take-back[^"]*)"', listed.text)
    (dismissal,) = re.findall(r'name="dismissal" value="([^"]+)"', listed.text)
    again = page.post(html.unescape(back), data={"dismissal": dismissal, "gap": gap})
    assert dict(parse_qsl(urlsplit(again.headers["location"]).query)).items() >= looking.items()
