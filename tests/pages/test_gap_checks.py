"""Further checks on the gap page and who can help: counts as in the document, every record opens, both languages."""

import re
from html import unescape

import pytest
from starlette.types import ASGIApp

from service.checks import read_report
from service.domain.actor import LOCAL_USER
from service.domain.gaps import check_texts
from service.domain.gaps.check_document import checks_out, formula, ranking_out
from service.domain.gaps.checks import CheckCode, Gap
from service.domain.gaps.report import GapReport
from service.graph.database import Graph
from service.pages.gap_checks import MOST_ON_TOP
from tests.webapp import TODAY, browser, script

pytestmark = pytest.mark.graph

LINK = re.compile(r'href="(/accounts/[^"]+)"')


def report_of(graph: Graph, account_id: str) -> GapReport:
    return graph.read(LOCAL_USER, read_report, account_id=account_id, as_of=TODAY)


def section(page: str, heading: str) -> str:
    """The part of the page under the heading of this id."""
    return page.split(f'aria-labelledby="{heading}"', 1)[1].split('<section class="sect', 1)[0]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_check_stands_on_the_page_with_its_count(
    app: ASGIApp, graph: Graph, ja_account: str, language: str
) -> None:
    page = unescape(browser(app, language).get(f"/accounts/{ja_account}/gaps").text)
    report = report_of(graph, ja_account)
    told = checks_out(report, language)
    assert len(told) >= 4
    part = section(page, "checks")
    for check in told:
        assert f'{check.title}</h3><span class="muted">{check.count}<' in part
        assert len(re.findall(f'<tr id="check-{check.code}:', part)) == check.count
        for gap in check.gaps:
            assert gap.found in part
            assert gap.why in part
            assert gap.do in part
    top = section(page, "first")
    assert formula(report, language) in top
    ranking = ranking_out(report, language)
    summary, whole = top.split("<details", 1)
    assert re.findall(r'<a class="quiet" href="[^"]+">([^<]+)</a>', whole) == [r.name for r in ranking]
    assert re.findall(r'data-l="[^"]+">([\d,]+)</td></tr>', whole) == [f"{r.score:,}" for r in ranking]
    about = list(dict.fromkeys(r.subject_id for r in ranking))[:MOST_ON_TOP]
    found = [unescape(x) for x in re.findall(r'<a class="quiet" href="[^"]+/([^"/?#]+)[^"]*">', summary)]
    assert len(set(found)) == len(found) == MOST_ON_TOP < len(ranking), "each once"
    for subject_id in about:
        assert [r.found for r in ranking if r.subject_id == subject_id and r.found not in summary] == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_row_of_the_first_lists_says_how_severe_it_is_why_it_matters_and_what_to_do(
    app: ASGIApp, ja_account: str, language: str
) -> None:
    here = f"/accounts/{ja_account}/gaps"
    page = unescape(browser(app, language).get(here).text)
    told = script(app).get(f"/api/v1{here}", params={"locale": language}).json()
    for heading, gaps in (("uncovered", told["uncovered_key_people"]), ("single", told["single_contact_risks"])):
        rows = re.findall(r'<tr id="[^"]+".*?</tr>', section(page, heading), re.DOTALL)
        assert len(rows) == len(gaps) > 0
        for row, gap in zip(rows, gaps, strict=True):
            assert gap["why"] in row
            assert gap["do"] in row
            assert f"{check_texts.SEVERITY[gap['severity']].of(language)} {gap['severity']}</span>" in row
            assert gap["why"] not in gap["do"]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_checks_that_found_nothing_are_named_as_made(
    app: ASGIApp, graph: Graph, ja_account: str, language: str
) -> None:
    report = report_of(graph, ja_account)
    nothing = {
        CheckCode(c["code"]) for c in script(app).get(f"/api/v1/accounts/{ja_account}/gaps").json()["nothing_found"]
    }
    assert nothing == set(CheckCode) - {g.code for g in report.checks} - {
        d.gap.code for d in report.dismissed if isinstance(d.gap, Gap)
    }
    assert nothing
    label = {"ja": "点検したが指摘なし：", "en": "Checked, nothing found: "}[language]
    for asked in ({}, {"kind": "uncovered"}):
        page = unescape(browser(app, language).get(f"/accounts/{ja_account}/gaps", params=asked).text)
        line = page.split(label, 1)[1].split("</p>", 1)[0]
        for code in CheckCode:
            assert (check_texts.CHECK[code].title.of(language) in line) is (code in nothing)


def test_a_gap_of_a_deal_or_department_leads_to_who_can_help_with_its_people(app: ASGIApp, ja_account: str) -> None:
    client, here = browser(app), f"/accounts/{ja_account}/gaps"
    page = unescape(client.get(here).text)
    told = script(app).get(f"/api/v1{here}").json()
    opened = set()
    for risk in told["single_contact_risks"]:
        place = "deal" if risk["scope"] == "opportunity" else risk["scope"]
        row = page.split(f'<tr id="{place}-{risk["id"]}"', 1)[1].split("</tr>", 1)[0]
        links = re.findall(rf'href="{here}/help/([^"?]+)"', row)
        assert 1 <= len(links) <= 3
        assert not {p["person_id"] for p in risk["people"]} & set(links)
        opened |= set(links)
    for check in told["checks"]:
        for gap in check["gaps"]:
            row = page.split(f'<tr id="check-{gap["id"]}"', 1)[1].split("</tr>", 1)[0]
            assert f'href="{here}/help/' in row
            opened |= set(re.findall(rf'href="{here}/help/([^"?]+)"', row))
    for subject in sorted(opened)[:12]:
        assert client.get(f"{here}/help/{subject}").status_code == 200


def test_every_record_behind_a_check_opens(app: ASGIApp, ja_account: str) -> None:
    client = browser(app)
    page = unescape(client.get(f"/accounts/{ja_account}/gaps").text)
    links = sorted(set(LINK.findall(section(page, "checks") + section(page, "first"))))
    assert len(links) > 20
    opened: dict[str, str] = {}
    for link in links:
        place, _, anchor = link.partition("#")
        if place not in opened:
            answer = client.get(place)
            assert answer.status_code == 200, link
            opened[place] = answer.text
        assert not anchor or f'id="{anchor}"' in opened[place], link


@pytest.mark.parametrize("language", ["ja", "en"])
def test_who_can_help_tells_the_same_as_the_interface(
    app: ASGIApp, graph: Graph, ja_account: str, language: str
) -> None:
    client = browser(app, language)
    page = client.get(f"/accounts/{ja_account}/gaps").text
    found = report_of(graph, ja_account).uncovered
    people = [u.subject.id for u in found if u.subject.person][:2]
    seats = [u.subject.id for u in found if not u.subject.person][:1]
    for subject in [*people, *seats]:
        here = f"/accounts/{ja_account}/gaps/help/{subject}"
        assert f'href="{here}"' in page
        told = script(app).get(f"/api/v1{here}", params={"locale": language}).json()
        assert told["paths"]
        shown = unescape(client.get(here).text)
        for path in told["paths"]:
            assert path["text"] in shown
            assert path["steps"][0]["kind"] == "member"
            assert path["steps"][-1]["id"] == subject
        assert f'href="{here}?through_opponents=1"' in shown
        through = client.get(here, params={"through_opponents": 1})
        assert through.status_code == 200
        assert f'href="{here}"' in through.text


def test_nobody_can_help_with_a_stranger(app: ASGIApp, ja_account: str) -> None:
    assert browser(app).get(f"/accounts/{ja_account}/gaps/help/nobody").status_code == 404
    assert script(app).get(f"/api/v1/accounts/{ja_account}/gaps/help/nobody").status_code == 404


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_tells_one_number_of_gaps(app: ASGIApp, ja_account: str, language: str) -> None:
    client, here = browser(app, language), f"/accounts/{ja_account}"
    told = script(app).get(f"/api/v1{here}/gaps").json()
    summary = told["summary"]
    number = summary["gaps"]
    lists = summary["uncovered_key_people"] + summary["single_contact_risks"]
    assert number == lists + summary["further_checks"] == len(told["ranking"])
    assert summary["further_checks"] == sum(c["count"] for c in told["checks"]) > 0
    person = next(g["subject_id"] for g in told["ranking"] if g["kind"] == "person")
    for path in ("", "/gaps", "/map", "/people", "/deals", f"/people/{person}", f"/gaps/help/{person}"):
        page = client.get(here + path).text
        assert f'<span class="count hot">{number}<' in page, path
    in_all, see_all = {
        "ja": (f"指摘は全部で{number}件", f"{number}件をすべて見る"),
        "en": (f"{number} gaps in all", f"See all {number}"),
    }[language]
    assert in_all in client.get(f"{here}/gaps").text
    assert see_all in client.get(here).text


def test_a_card_of_the_map_counts_what_its_panel_lists(app: ASGIApp, ja_account: str) -> None:
    here = f"/accounts/{ja_account}"
    counts = script(app).get(f"/api/v1{here}/map").json()["gap_counts"]
    told = script(app).get(f"/api/v1{here}/gaps").json()
    named = {g["subject_id"] for c in told["checks"] for g in c["gaps"] if g["kind"] == "person"}
    assert named <= counts.keys()
    several = max(named, key=lambda i: counts[i])
    assert counts[several] > 1
    for person in [*sorted(named)[:5], several]:
        panel = browser(app).get(f"{here}/map/panel", params={"person": person}).text
        assert panel.count('class="note risk sub"') + panel.count('class="note warn sub"') == counts[person]


@pytest.mark.parametrize("query", [{}, {"group": "kind"}], ids=["lists", "groups"])
def test_the_page_begins_with_links_to_all_that_stands_on_it(
    app: ASGIApp, ja_account: str, query: dict[str, str]
) -> None:
    page = browser(app, "ja").get(f"/accounts/{ja_account}/gaps", params=query).text
    contents = page.partition('<nav class="toc"')[2].partition("</nav>")[0]
    links = re.findall(r'<a href="#([^"]+)"><span>[^<]+</span>(?: <b>(\d+)</b>)?</a>', contents)
    assert [to for to, _ in links if page.count(f' id="{to}"') != 1] == []
    told = script(app).get(f"/api/v1/accounts/{ja_account}/gaps").json()
    assert sum(int(count) for _, count in links if count) == told["summary"]["gaps"]
    assert page.index('<nav class="toc"') < page.index("<table")
