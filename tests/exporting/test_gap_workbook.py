"""The gap report as a workbook: marks, summary, every gap, inert texts; by page and by command, in both languages."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any
from uuid import uuid4

import neo4j
import pytest
from openpyxl import load_workbook
from starlette.types import ASGIApp

from service.domain.actor import LOCAL_USER, told_actor
from service.graph.database import Graph
from tests.cli.conftest import nemawashi
from tests.command import Ran
from tests.engines import TestEngine
from tests.story import Story
from tests.webapp import app_on, browser, script

pytestmark = pytest.mark.graph

__all__ = ["nemawashi"]

NASTY = '=HYPERLINK("http://x","見て")'


@pytest.fixture(scope="module")
def app(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> ASGIApp:
    return app_on(graph, tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def account(engine: TestEngine) -> str:
    """Two key people nobody met, one with a name like a formula and a deal; a vacant key post."""
    story = Story("旭波 & 重機械", account_id=f"book-{uuid4().hex}")
    nasty = story.person(NASTY, story.post("経理課長", story.department("経理部"), line_rank=52))
    for who in (nasty, story.person("三好 和真"), story.post("調達部長", line_rank=52, vacant=(None, None))):
        story.key(who, "+決裁者")
    story.role(nasty, story.deal("@基幹刷新", 50_000_000), "promoter")
    with neo4j.GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as driver:
        story.load(driver)
    return story.account


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = load_workbook(io.BytesIO(content))
    return {s.title: [[c.value for c in row] for row in s.iter_rows()] for s in book.worksheets}


@pytest.mark.parametrize(
    ("language", "first", "marked", "ranking", "none", "columns"),
    [
        ("ja", "要約", "社外秘", "順位", "点検したが指摘なし", ("なぜ大切か", "次にすること", "重さ")),
        (
            "en",
            "Summary",
            "Confidential",
            "Ranking",
            "Checked, nothing found",
            (
                "Why it matters",
                "What to do",
                "Severity",
            ),
        ),
    ],
)
def test_the_page_gives_it_with_marks_summary_and_every_gap(
    app: ASGIApp,
    account: str,
    language: str,
    first: str,
    marked: str,
    ranking: str,
    none: str,
    columns: tuple[str, ...],
) -> None:
    answer = browser(app, language).get(f"/accounts/{account}/gaps.xlsx", params={"compare": "2026-09-01"})
    assert answer.status_code == 200
    assert "filename*=UTF-8''" in answer.headers["content-disposition"]
    found = sheets(answer.content)
    assert next(iter(found)) == first
    assert all(len(title) <= 31 for title in found)
    texts = [str(c) for row in found[first] for c in row]
    assert marked in texts
    assert "Nemawashi" in texts
    assert any(told_actor(LOCAL_USER.id, language) in t for t in texts)
    assert not any("local" in str(c) for rows in found.values() for row in rows for c in row)
    told = script(app).get(f"/api/v1/accounts/{account}/gaps").json()
    assert [row[2] for row in found[ranking][1:]] == [g["name"] for g in told["ranking"]]
    assert any(NASTY in t for t in texts)
    said = script(app).get(f"/api/v1/accounts/{account}/gaps", params={"locale": language}).json()
    for sheet, gaps in zip(list(found)[2:4], (said["uncovered_key_people"], said["single_contact_risks"]), strict=True):
        head, *rows = found[sheet]
        places = [head.index(c) for c in columns]
        assert [[row[p] for p in places] for row in rows] == [[g["why"], g["do"], g["severity"]] for g in gaps]
    nothing = next(row[1] for row in found[first] if row[0] == none)
    assert all(c["title"] in nothing for c in said["nothing_found"])
    assert said["nothing_found"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
        xml = {n: package.read(n).decode() for n in package.namelist() if n.endswith((".xml", ".rels"))}
    for name, text in xml.items():
        assert not re.search(r"<f[ >]|<hyperlink|TargetMode=.External", text), name
    pages = [t for n, t in xml.items() if n.startswith("xl/worksheets/sheet")]
    assert all(marked in t and "fitToPage" in t for t in pages)


def test_it_is_narrowed_as_the_page_is(app: ASGIApp, account: str) -> None:
    answer = browser(app, "en").get(f"/accounts/{account}/gaps.xlsx", params={"kind": "uncovered"})
    assert {row[1] for row in sheets(answer.content)["Ranking"][1:]} == {"Key people and posts without contact"}


def test_the_command_writes_it(nemawashi: Any, account: str, tmp_path: Path) -> None:
    target = tmp_path / "手薄.xlsx"
    ran: Ran = nemawashi("gaps", account, "-o", str(target), "--as-of", "2026-11-25", locale="ja")
    assert ran.code == 0, ran.err
    assert str(target) in ran.out
    assert list(sheets(target.read_bytes()))[:2] == ["要約", "順位"]
    wrong: Ran = nemawashi("gaps", account, "-o", str(tmp_path / "no" / "x.xlsx"), locale="en")
    assert wrong.code != 0


def test_the_page_prints_its_marks(app: ASGIApp, account: str) -> None:
    text = browser(app, "ja").get(f"/accounts/{account}/gaps").text
    assert '<p class="printmark">社外秘' in text
    assert "gaps.xlsx" in text
