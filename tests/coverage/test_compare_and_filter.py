"""Two days compared, a report narrowed and grouped: on the engine, through page, JSON interface and command."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import neo4j
import pytest
from starlette.types import ASGIApp

from service.graph.database import Graph
from tests.cli.conftest import nemawashi
from tests.command import Ran
from tests.engines import TestEngine
from tests.problems import assert_problem
from tests.story import Story
from tests.webapp import app_on, browser, script

pytestmark = pytest.mark.graph

__all__ = ["nemawashi"]

API = "/api/v1/accounts"
THEN = date(2026, 9, 1)


@pytest.fixture(scope="module")
def app(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> ASGIApp:
    return app_on(graph, tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def story(engine: TestEngine) -> Story:
    """宇佐美 is key all the time and never met; 三好 since October; 早乙女 was key until October. 宇佐美 sits in a
    section below 経理部 and is covered by 佐野; 三好 in 製造部 is proposed by the deal she decides."""
    story = Story("旭波重機械", account_id=f"compare-{uuid4().hex}")
    finance, making = story.department("経理部"), story.department("製造部")
    section = story.department("経理課", finance)
    usami = story.person("宇佐美 恭子", story.post("課長", section, line_rank=52))
    miyoshi = story.person("三好 和真", story.post("主任", making, line_rank=20))
    saotome = story.person("早乙女 玲")
    story.key(usami, "決裁者")
    story.key(saotome, "発議者", when=(None, date(2026, 10, 1)))
    story.role(miyoshi, story.deal("基幹刷新", 50_000_000), "final_approver", when=(date(2026, 10, 1), None))
    story.covers(story.member("佐野 智也"), usami)
    with neo4j.GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as driver:
        story.load(driver)
    return story


def listed(told: dict[str, Any]) -> dict[str, str]:
    return {g["id"]: g["name"] for g in told["ranking"] if g["code"] == "uncovered"}


def test_new_closed_and_still_open_are_told_apart(app: ASGIApp, story: Story) -> None:
    told = script(app).get(f"{API}/{story.account}/gaps", params={"compare": THEN.isoformat(), "locale": "ja"}).json()
    names, found = listed(told), told["comparison"]
    assert [names[i] for i in found["new"] if i in names] == ["三好 和真"]
    assert [names[i] for i in found["still_open"] if i in names] == ["宇佐美 恭子"]
    assert [c["name"] for c in found["closed"] if c["code"] == "uncovered"] == ["早乙女 玲"]
    every = {g["id"] for g in told["ranking"]}
    assert set(found["new"]) | set(found["still_open"]) == every
    assert script(app).get(f"{API}/{story.account}/gaps").json()["comparison"] is None
    later = script(app).get(f"{API}/{story.account}/gaps", params={"compare": "2027-01-01"})
    assert_problem(later, 422, "invalid_input")


@pytest.mark.parametrize(
    ("language", "marks"), [("ja", ("新規", "継続", "早乙女 玲")), ("en", ("new", "still open", "Closed"))]
)
def test_the_page_marks_each_gap(app: ASGIApp, story: Story, language: str, marks: tuple[str, ...]) -> None:
    page = browser(app, language)
    shown = page.get(f"/accounts/{story.account}/gaps", params={"compare": "2026-09-01"}).text
    assert [m for m in marks if m not in shown] == []
    assert page.get(f"/accounts/{story.account}/gaps", params={"compare": "いつか"}).status_code == 422
    assert page.get(f"/accounts/{story.account}/gaps", params={"compare": "2030-01-01"}).status_code == 422


def test_the_command_says_it_too(nemawashi: Any, story: Story) -> None:
    ran: Ran = nemawashi("gaps", story.account, "--as-of", "2026-11-25", "--compare", "2026-09-01", locale="ja")
    assert ran.code == 0, ran.err
    assert "2026/9/1 と比べて: 新規" in ran.out
    assert "早乙女 玲" in ran.out
    wrong: Ran = nemawashi("gaps", story.account, "--as-of", "2026-08-25", "--compare", "2026-09-01", locale="ja")
    assert wrong.code == 2


def rows(text: str) -> set[str]:
    """Names in the table of key people without contact."""
    part = text.partition('aria-labelledby="uncovered"')[2].partition("</section>")[0]
    return {n for n in ("宇佐美 恭子", "三好 和真") if n in part}


def test_the_page_is_narrowed_by_kind_department_owner_and_standing(app: ASGIApp, story: Story) -> None:
    page, here = browser(app, "ja"), f"/accounts/{story.account}/gaps"
    everybody = {"宇佐美 恭子", "三好 和真"}
    told = script(app).get(f"{API}/{story.account}/map").json()
    department = {d["name"]: d["id"] for d in told["departments"]}
    member = next(m["id"] for m in told["members"] if m["name"] == "佐野 智也")
    for query, expected in (
        ({}, everybody),
        ({"department": department["経理部"]}, {"宇佐美 恭子"}),
        ({"department": department["製造部"]}, {"三好 和真"}),
        ({"owner": member}, {"宇佐美 恭子"}),
        ({"standing": "declared"}, {"宇佐美 恭子"}),
        ({"standing": "proposed"}, {"三好 和真"}),
        ({"kind": "uncovered"}, everybody),
        ({"kind": "single_contact"}, set()),
    ):
        answer = page.get(here, params=query)
        assert (answer.status_code, rows(answer.text)) == (200, expected), query


def test_a_filter_that_names_what_there_is_not_is_never_silent(app: ASGIApp, story: Story) -> None:
    wrong = {"kind": "xyz", "department": "無い部", "owner": "誰か", "standing": "maybe"}
    told = script(app).get(f"{API}/{story.account}/gaps", params=wrong)
    problems = {p.where: p for p in assert_problem(told, 422, "invalid_input").problems}
    assert {w: p.found for w, p in problems.items()} == wrong
    assert "uncovered, single_contact" in problems["kind"].expected
    assert "佐野 智也" in problems["owner"].expected
    some = script(app).get(f"{API}/{story.account}/gaps", params={"kind": "uncovered", "owner": "佐野 智也"}).json()
    assert [g["name"] for g in some["ranking"]] == ["宇佐美 恭子"]
    page, here = browser(app), f"/accounts/{story.account}/gaps"
    shown = page.get(here, params=wrong | {"group": "moon"}).text
    notes = [f"“{x}” in the address is not known on this day" for x in (*wrong.values(), "moon")]
    assert [n for n in notes if n not in shown] == []
    assert rows(shown) == {"宇佐美 恭子", "三好 和真"}
    assert page.get(f"{here}.xlsx", params=wrong).status_code == 422


@pytest.mark.parametrize(
    ("by", "titles"),
    [("department", ("経理部 / 経理課", "製造部")), ("owner", ("佐野 智也", "当社の担当なし")),
     ("kind", ("接点のない重要な人・ポスト", "一人頼みの商談・部署"))],
)  # fmt: skip
def test_the_page_stands_in_groups(app: ASGIApp, story: Story, by: str, titles: tuple[str, ...]) -> None:
    text = browser(app, "ja").get(f"/accounts/{story.account}/gaps", params={"group": by}).text
    heads = text.split('<h2 id="group-')[1:]
    found = [h.partition(">")[2].partition("<")[0] for h in heads]
    assert [t for t in titles if t not in found] == []


def test_what_is_compared_is_narrowed_as_well(story: Story, nemawashi: Callable[..., Ran]) -> None:
    call = ("gaps", story.account, "--as-of", "2026-11-25", "--compare", THEN.isoformat(), "--json")
    whole = nemawashi(*call).document["comparison"]
    some = nemawashi(*call, "--department", "経理部 / 経理課").document
    assert {g["name"] for g in some["ranking"] if g["code"] == "uncovered"} == {"宇佐美 恭子"}
    every = {g["id"] for g in some["ranking"]}
    assert set(some["comparison"]["new"]) | set(some["comparison"]["still_open"]) == every
    assert set(some["comparison"]["new"]) <= set(whole["new"])
    closed = nemawashi(*call, "--kind", "uncovered").document["comparison"]["closed"]
    assert [c["name"] for c in closed] == ["早乙女 玲"]
    assert nemawashi(*call, "--kind", "ghost").document["comparison"]["closed"] == []
