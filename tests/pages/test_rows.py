"""Every number of the account page and the gap page opens the rows it was counted from, and what they say is true."""

import html
import re
from collections.abc import Iterator
from datetime import date, timedelta

import neo4j
import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from service.coverage import read_gaps
from service.domain.actor import LOCAL_USER
from service.graph.database import Graph
from service.org import read_map, read_overview
from tests.engines import TestEngine
from tests.story import Story
from tests.webapp import TODAY, browser

pytestmark = pytest.mark.graph

SINCE = TODAY - timedelta(days=90)
ROW = re.compile(r'<tr id="(?:post|department|meeting|deal|key|person)-')


def links(page: str) -> dict[str, str]:
    """Address → text of the links of the main part; of several with one address the texts in a row."""
    found: dict[str, str] = {}
    for href, text in re.findall(r'<a\b[^>]*href="([^"]+)"[^>]*>(.*?)</a>', page.split("<main")[1], re.DOTALL):
        plain = " ".join(re.sub(r"<[^>]+>", " ", text).split())
        found[html.unescape(href)] = f"{found.get(html.unescape(href), '')} {plain}".strip()
    return found


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", page.split("<main")[1]).split())


def lede(page: str) -> str:
    found = re.search(r'<p class="lede">(.*?)</p>', page, re.DOTALL)
    assert found is not None
    return html.unescape(" ".join(re.sub(r"<[^>]+>", "", found.group(1)).split()))


def opens(client: TestClient, page: str, href: str, count: int) -> None:
    """The page shows the number in a link to a list with exactly so many rows."""
    shown = links(page).get(href)
    assert shown is not None, f"no link to {href}"
    assert re.search(rf"(?<!\d){count:,}(?!\d)", shown), (href, shown, count)
    rows = client.get(href)
    assert rows.status_code == 200
    assert len(ROW.findall(rows.text)) == count, href


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_numbers_of_the_account_open_their_rows(app: ASGIApp, graph: Graph, ja_account: str, language: str) -> None:
    o = graph.read(LOCAL_USER, read_overview, account_id=ja_account, as_of=TODAY, since=SINCE)
    org = graph.read(LOCAL_USER, read_map, account_id=ja_account, as_of=TODAY, since=SINCE)
    report = graph.read(LOCAL_USER, read_gaps, account_id=ja_account, as_of=TODAY, since=SINCE)
    client, base = browser(app, language), f"/accounts/{ja_account}"
    page = client.get(base).text
    numbers = {
        "/people": o.people,
        "/departments": o.departments,
        "/posts": o.posts,
        "/posts?show=vacant": o.vacant,
        "/posts?show=unknown": o.unknown,
        "/meetings": o.talks,
        "/deals": len(report.account.deals),
        "/gaps/keys?show=people": report.key_people,
        "/gaps/keys?show=seats": report.key_seats,
        "/people?differ=1": sum(p.stance_split for p in org.people),
        **{f"/people?stance={level}": count for level, count in o.stances.items()},
    }
    assert len(o.stances) == 6
    assert all(numbers.values()), numbers
    for path, count in numbers.items():
        opens(client, page, base + path, count)
    assert str(report.lapsed + report.never_met) in links(page)[f"{base}/gaps#uncovered"]
    assert f"{base}/deals?show=risk" in links(page)
    for risk in report.risks[:5]:
        assert str(len(risk.people)) in links(page)[f"{base}/gaps/{risk.scope}/{risk.id}"]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_numbers_of_the_gaps_open_their_rows(app: ASGIApp, graph: Graph, ja_account: str, language: str) -> None:
    report = graph.read(LOCAL_USER, read_gaps, account_id=ja_account, as_of=TODAY, since=SINCE)
    client, base = browser(app, language), f"/accounts/{ja_account}"
    page = client.get(f"{base}/gaps").text
    keys = report.key_subjects
    numbers = {
        "/deals": len(report.account.deals),
        "/gaps/keys?show=people": report.key_people,
        "/gaps/keys?show=seats": report.key_seats,
        "/gaps/keys?show=declared": report.declared_keys,
        "/gaps/keys?show=proposed": len(keys) - report.declared_keys,
    }
    assert all(numbers.values()), numbers
    for path, count in numbers.items():
        opens(client, page, base + path, count)
    everything = client.get(f"{base}/gaps/keys").text
    missed = len(report.uncovered)
    for show, count in {"met": len(keys) - missed, "lapsed": report.lapsed, "never": report.never_met}.items():
        opens(client, everything, f"{base}/gaps/keys?show={show}", count)
    assert report.lapsed + report.never_met + report.key_seats == missed
    at_risk = client.get(f"{base}/deals?show=risk").text
    assert len(ROW.findall(at_risk)) == len(report.uncovered_money.deals)
    bare = [r for r in report.risks if not r.people]
    assert bare
    for risk in bare:
        href = f"{base}/gaps/{risk.scope}/{risk.id}"
        assert "0" in links(page)[href]
        evidence = client.get(href).text
        deal = report.account.deals.get(risk.id)
        assert evidence.count('id="missed-') == len(deal.players if deal else ())


def test_departments_open_their_people_and_posts_with_all_that_lies_below(
    app: ASGIApp, graph: Graph, ja_account: str
) -> None:
    org = graph.read(LOCAL_USER, read_map, account_id=ja_account, as_of=TODAY, since=SINCE)
    client, base = browser(app, "ja"), f"/accounts/{ja_account}"
    page = client.get(f"{base}/departments").text
    for department in [d for d in org.departments if d.parent_id is None][:3]:
        for path in ("people", "posts"):
            href = f"{base}/{path}?department={department.id}"
            opens(client, page, href, int(links(page)[href]))


def test_meetings_are_told_apart_by_kind_of_contact(app: ASGIApp, graph: Graph, ja_account: str) -> None:
    o = graph.read(LOCAL_USER, read_overview, account_id=ja_account, as_of=TODAY, since=SINCE)
    client, base = browser(app, "en"), f"/accounts/{ja_account}/meetings"
    assert len(ROW.findall(client.get(f"{base}?show=held").text)) == o.meetings > o.talks
    assert o.next_meeting_on is not None
    assert ROW.search(client.get(f"{base}?show=planned").text)
    narrow = client.get(f"{base}?since_days=30").text
    assert 0 < len(ROW.findall(narrow)) < o.talks


@pytest.mark.parametrize("place", ["posts", "departments", "meetings", "deals", "gaps/keys"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_lists_without_a_row_say_so(app: ASGIApp, driver: neo4j.Driver, place: str, language: str) -> None:
    story = Story("空の客").load(driver)
    page = browser(app, language).get(f"/accounts/{story.account}/{place}")
    assert page.status_code == 200
    assert not ROW.search(page.text)
    assert browser(app, language).get(f"/accounts/nobody/{place}").status_code == 404


# --- what is said of people never met, met long ago, and of posts that nobody holds ---


@pytest.fixture(scope="module")
def driver(engine: TestEngine) -> Iterator[neo4j.Driver]:
    with neo4j.GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as opened:
        yield opened


def lapsed_person(story: Story, us: str) -> str:
    who = story.person("久遠 一", story.post("経理部長", line_rank=52))
    story.key(who, "決裁者")
    story.meeting(TODAY - timedelta(days=200), [us], [who])
    return who


def mailed_person(story: Story, us: str) -> str:
    who = story.person("文 二", story.post("調達部長", line_rank=52))
    story.key(who, "窓口")
    story.meeting(TODAY - timedelta(days=5), [us], [who], kind="mail", two_way=False)
    return who


def vacant_seat(story: Story) -> str:
    seat = story.post("法務部長", line_rank=52, vacant=(date(2026, 4, 1), None))
    story.key(seat, "審査")
    return seat


LAPSED_JA = "重要な人2名のうち1名と、90日以上話せていません。 ほかに1名は、双方向の接点の記録がありません。"
NEVER_EN = "With 1 of 1 key person there is no two-way contact on record."


@pytest.mark.parametrize("place", ["", "/gaps"])
def test_the_finding_tells_people_from_posts_and_never_from_long_ago(
    app: ASGIApp, driver: neo4j.Driver, place: str
) -> None:
    mixed, never, seat_only = Story("混在"), Story("未接触"), Story("空席のみ")
    for story in (mixed, never, seat_only):
        us = story.member("佐野 智也")
        story.meeting(TODAY, [us], [story.person("会った人")])
        if story is not seat_only:
            mailed_person(story, us)
        if story is not never:
            vacant_seat(story)
    lapsed_person(mixed, mixed.member("江藤 亮"))
    for story in (mixed, never, seat_only):
        story.load(driver)

    def said(story: Story, language: str) -> str:
        return lede(browser(app, language).get(f"/accounts/{story.account}{place}").text)

    assert said(mixed, "ja") == f"{LAPSED_JA} 重要なポスト1件は空席か未特定です。"
    assert said(mixed, "en") == (
        "We have not spoken with 1 of 2 key people for 90 days. With 1 more there is no two-way contact on record. "
        "1 key post is vacant or its holder is not known."
    )
    assert said(never, "ja") == "重要な人1名のうち1名は、双方向の接点の記録がありません。"
    assert said(never, "en") == NEVER_EN
    assert said(seat_only, "ja") == "重要なポスト1件は空席か未特定です。"
    assert said(seat_only, "en") == "1 key post is vacant or its holder is not known."


@pytest.mark.parametrize(
    ("language", "never", "long_ago", "old_text"),
    [
        ("ja", "双方向の接点の記録", "90日以上、接点がありません", "90日以上"),
        ("en", "No two-way contact on record", "No contact for 90 days", "for 90 days"),
    ],
)
def test_a_mail_is_no_contact_and_is_not_said_to_be_long_ago(
    app: ASGIApp, driver: neo4j.Driver, language: str, never: str, long_ago: str, old_text: str
) -> None:
    story = Story("メールのみ")
    us = story.member("佐野 智也")
    mailed, lapsed = mailed_person(story, us), lapsed_person(story, us)
    story.load(driver)
    client, base = browser(app, language), f"/accounts/{story.account}"
    for place in ("", "/gaps", "/people"):
        assert never in words(client.get(base + place).text), place
    for place in (f"/people/{mailed}", f"/map/panel?person={mailed}"):
        text = client.get(base + place).text
        assert never in text, place
        assert old_text not in text, place
    for place in (f"/people/{lapsed}", f"/map/panel?person={lapsed}"):
        assert long_ago in client.get(base + place).text, place


@pytest.mark.parametrize(("language", "mark"), [("ja", "評価割れ"), ("en", "views differ")])
def test_views_that_differ_are_marked_wherever_the_stance_of_a_key_person_stands(
    app: ASGIApp, driver: neo4j.Driver, language: str, mark: str
) -> None:
    story = Story("評価割れの客")
    us, also = story.member("佐野 智也"), story.member("江藤 亮")
    torn, calm = mailed_person(story, us), lapsed_person(story, us)
    story.stance(torn, us, "support", TODAY - timedelta(days=9))
    story.stance(torn, also, "oppose", TODAY - timedelta(days=3))
    story.stance(calm, us, "support", TODAY - timedelta(days=9))
    story.stance(calm, us, "oppose", TODAY - timedelta(days=3))
    story.load(driver)
    client, base = browser(app, language), f"/accounts/{story.account}"
    for place in ("", "/gaps", "/gaps/keys", "/people"):
        page = client.get(base + place).text
        rows = [r for r in re.findall(r"<tr\b.*?</tr>", page, re.DOTALL) if "<td" in r]
        marked = {who for who in (torn, calm) for r in rows if f"/people/{who}" in r and mark in r}
        assert marked == {torn}, place
    assert links(client.get(base).text)[f"{base}/people?differ=1"]
    assert len(ROW.findall(client.get(f"{base}/people?differ=1").text)) == 1
