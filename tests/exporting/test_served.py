"""An account's workbook by address, page and command: on a real graph, out and in again."""

import io
import secrets
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from service.domain.actor import LOCAL_USER, told_actor
from service.graph.database import Graph
from tests.command import on, run
from tests.engines import TestEngine
from tests.problems import assert_problem
from tests.webapp import TODAY, app_on, browser, demo_account, script

pytestmark = pytest.mark.graph

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAME = f"書き出し {secrets.token_hex(4)}"


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def app(graph: Graph, data_dir: Path) -> ASGIApp:
    return app_on(graph, data_dir)


@pytest.fixture(scope="module")
def account_id(graph: Graph, data_dir: Path) -> str:
    return demo_account(graph, data_dir, 1, NAME)


def imported(client: TestClient, account_id: str, content: bytes) -> dict[str, object]:
    base = f"/api/v1/accounts/{account_id}/imports"
    file = [("files", ("export.xlsx", content, WORKBOOK))]
    preview = client.post(base, files=file, data={"as_of": TODAY.isoformat()}).json()
    applied = client.post(f"{base}/{preview['import_id']}/apply", json={"token": preview["token"]})
    assert applied.status_code == 200, applied.text
    report: dict[str, object] = applied.json()
    return report


def test_out_and_in_again_is_no_change(app: ASGIApp, account_id: str) -> None:
    client = script(app)
    answer = client.get(f"/api/v1/accounts/{account_id}/export.xlsx")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == WORKBOOK
    assert unquote(answer.headers["content-disposition"]).endswith(f"''{NAME}-{TODAY.isoformat()}.xlsx")
    report = imported(client, account_id, answer.content)
    assert report["change_id"] is None
    assert report["skipped"] == []
    other = client.post("/api/v1/accounts", json={"name": f"{NAME} 2", "currency": "EUR"}).json()["id"]
    report = imported(client, other, answer.content)
    assert report["change_id"]
    assert report["skipped"] == []
    told = [client.get(f"/api/v1/accounts/{i}/map").json() for i in (account_id, other)]
    for part in ("departments", "seats", "holdings", "lines", "people", "members"):
        assert len(told[1][part]) == len(told[0][part]), part
    faces = [sorted((p["name"], p["stance"] or "", str(p["rank"])) for p in of["people"]) for of in told]
    assert faces[1] == faces[0]


def test_the_first_sheet_says_what_it_is(app: ASGIApp, account_id: str) -> None:
    base = f"/api/v1/accounts/{account_id}/export.xlsx"
    for locale, words in (("ja", ("社外秘", "2026年11月25日(水)")), ("en", ("Confidential", "25 Nov 2026"))):
        content = script(app).get(base, params={"locale": locale}).content
        first = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        told = "\n".join(str(c.value) for row in first.iter_rows() for c in row if c.value)
        for word in (*words, NAME, "Nemawashi", told_actor(LOCAL_USER.id, locale)):
            assert word in told


def test_stances_stay_at_home_when_asked(app: ASGIApp, account_id: str) -> None:
    for client, path, query in (
        (script(app), f"/api/v1/accounts/{account_id}/export.xlsx", {"stances": "false"}),
        (browser(app), f"/accounts/{account_id}/export.xlsx", {"stances": "0"}),
    ):
        content = client.get(path, params=query).content
        book = openpyxl.load_workbook(io.BytesIO(content))
        assert "Stances" not in book.sheetnames
        assert "Meetings" in book.sheetnames


def test_an_account_that_is_not_there_is_a_problem(app: ASGIApp) -> None:
    assert_problem(script(app).get("/api/v1/accounts/nobody/export.xlsx"), 404, "not_found")


def test_pages_lead_to_both_workbooks(app: ASGIApp, account_id: str) -> None:
    for language, sheet in (("ja", "組織図"), ("en", "Org")):
        client = browser(app, language)
        assert f'href="/accounts/{account_id}/export.xlsx"' in client.get(f"/accounts/{account_id}").text
        link = f"/template.xlsx?locale={language}"
        assert f'href="{link}"' in client.get("/import").text
        answer = client.get(link)
        assert answer.headers["content-disposition"].startswith("attachment; ")
        assert sheet in openpyxl.load_workbook(io.BytesIO(answer.content)).sheetnames
        assert script(app).get("/api/v1/template.xlsx", params={"locale": language}).status_code == 200


def test_the_commands_write_files(engine: TestEngine, tmp_path: Path, account_id: str) -> None:
    environment = on(engine, tmp_path / "data")
    made = run(environment, "template", "-o", str(tmp_path / "t.xlsx"), "--locale", "ja", "--json")
    assert made.document == {"file": str(tmp_path / "t.xlsx"), "locale": "ja"}
    assert openpyxl.load_workbook(tmp_path / "t.xlsx").sheetnames[0] == "読み方"
    file = str(tmp_path / "e.xlsx")
    made = run(environment, "export", NAME, "-o", file, "--as-of", TODAY.isoformat(), "--without-stances", "--json")
    assert made.code == 0, made.err
    assert made.document["account_id"] == account_id
    assert made.document["with_stances"] is False
    assert made.document["rows"]["org"] > 100
    assert "stances" not in made.document["rows"]
    again = run(environment, "import", file, "--account", NAME, "--as-of", TODAY.isoformat(), "--json")
    assert again.document["change_id"] is None
    assert run(environment, "export", NAME, "-o", str(tmp_path / "none" / "e.xlsx")).code == 1
    assert run(environment, "export", "nobody", "-o", file).code == 2
