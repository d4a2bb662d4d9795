"""Five hundred names that break software go from file to page to file and are the same, character by character."""

import csv
import html
import io
import re
import secrets
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from service.graph.database import Graph
from tests.webapp import TODAY, app_on, browser, script

pytestmark = pytest.mark.graph

NAMES = (Path(__file__).parent / "nasty_names.txt").read_text(encoding="utf-8").split("\n")[:-1]
HEADER = ["社員番号", "氏名", "役職", "所属"]
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def rows() -> list[list[str]]:
    return [[f"N{n:04d}", name, "主任", f"第{n // 50 + 1}部"] for n, name in enumerate(NAMES)]


def as_csv() -> tuple[str, bytes]:
    text = io.StringIO()
    csv.writer(text).writerows([HEADER, *rows()])
    return "組織図.csv", text.getvalue().encode("utf-8-sig")


def as_xlsx() -> tuple[str, bytes]:
    book, file = openpyxl.Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    sheet.title = "組織図"
    for r, row in enumerate([HEADER, *rows()], 1):
        for c, value in enumerate(row, 1):
            cell = sheet.cell(r, c)
            cell.value, cell.data_type = value, "s"  # text, whatever it begins with
    book.save(file)
    return "組織図.xlsx", file.getvalue()


@pytest.fixture(scope="module")
def app(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> ASGIApp:
    return app_on(graph, tmp_path_factory.mktemp("data"))


def imported(client: TestClient, account_id: str, name: str, content: bytes) -> dict[str, object]:
    base = f"/api/v1/accounts/{account_id}/imports"
    preview = client.post(base, files=[("files", (name, content))], data={"as_of": TODAY.isoformat()}).json()
    applied = client.post(f"{base}/{preview['import_id']}/apply", json={"token": preview["token"]})
    assert applied.status_code == 200, applied.text
    report: dict[str, object] = applied.json()
    return report


def named_on(page: str) -> list[str]:
    """The names in the list of people, as a browser would show them."""
    found = []
    for row in re.findall(r'<tr id="person-.*?</tr>', page, re.DOTALL):
        link = re.search(r'<a [^>]*href="[^"]*/people/[^"]*"[^>]*>(.*?)</a>', row, re.DOTALL)
        assert link is not None, row
        found.append(html.unescape(re.sub(r"<[^>]+>", "", link.group(1))))
    return found


@pytest.mark.parametrize("made", [as_csv, as_xlsx])
def test_five_hundred_nasty_names_stay_as_they_are(app: ASGIApp, made: object) -> None:
    assert len(NAMES) == len(set(NAMES)) == 500
    assert callable(made)
    file, content = made()
    client = script(app)
    account = client.post("/api/v1/accounts", json={"name": f"名前 {secrets.token_hex(4)}"}).json()["id"]
    report = imported(client, account, file, content)
    assert (report["skipped"], report["people"]) == ([], 500)

    told: list[str] = []
    after: dict[str, str] = {}
    while True:
        answer = client.get(f"/api/v1/accounts/{account}/people", params={"limit": "200", **after}).json()
        told += [p["person"]["name"] for p in answer["items"]]
        if answer["next"] is None:
            break
        after = {"cursor": answer["next"]}
    assert Counter(told) == Counter(NAMES)

    for language in ("ja", "en"):
        assert Counter(named_on(browser(app, language).get(f"/accounts/{account}/people").text)) == Counter(NAMES)

    exported = client.get(f"/api/v1/accounts/{account}/export.xlsx?locale=ja").content
    sheet = openpyxl.load_workbook(io.BytesIO(exported))["組織図"]
    (header, *lines) = [[cell.value for cell in row] for row in sheet.iter_rows()]
    column = header.index("氏名")
    assert Counter(line[column] for line in lines) == Counter(NAMES)
    assert {row[column].data_type for row in sheet.iter_rows(min_row=2)} == {"s"}
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert imported(client, account, "export.xlsx", exported)["change_id"] is None
