"""Which export a header is, and what its columns mean; and one of them from file to graph and back."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from service.accounts import delete_account, find_account
from service.domain.actor import LOCAL_USER
from service.domain.errors import NotFoundError
from service.domain.importing.choices import Reading
from service.domain.importing.plan import plan_import
from service.domain.importing.tables import Sheet
from service.graph.database import Graph
from service.graph.ids import new_id
from service.importing.apply import apply
from service.importing.columns import recognise_all
from service.importing.exports import exports
from service.importing.files import SourceFile, read_tables
from service.importing.headers import vocabularies
from service.importing.prepare import prepare
from service.importing.proposals import likely_kind, propose
from service.importing.undo import undo_last_import
from tests.importing.fold import empty, ids
from tests.importing.sources import chart, file
from tests.snapshots import alone

HEADERS = {
    "sansan": "名刺ID,会社名,部署名,役職,姓,名,姓カナ,名カナ,郵便番号,住所,電話番号,携帯電話,FAX,e-mail,URL,"
    "名刺交換日,名刺所有者",
    "eight": "会社名,部署名,役職,姓,名,e-mail,郵便番号,住所,TEL会社,TEL部門,TEL直通,Fax,携帯電話,URL,名刺交換日",
    "camcard": "Created Time,Name,First Name,Last Name,Company1,Department1,Title1,Mobile1,Phone1,Email1,Address1,Note",
    "salesforce": "Contact ID,Salutation,First Name,Last Name,Title,Account Name,Account ID,Department,Phone,"
    "Mobile,Email",
    "dynamics": "(Do Not Modify) Contact,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Full Name,Email,"
    "Company Name,Business Phone,Job Title",
    "hubspot": "Record ID,First Name,Last Name,Email,Phone Number,Associated Company,Job Title,Contact owner",
    "kintone": "レコード番号,作成日時,更新日時,会社名,部署名,役職,担当者名,メールアドレス,電話番号",
}


@pytest.mark.parametrize("system", sorted(HEADERS))
def test_contacts_of_each_system(system: str) -> None:
    header = HEADERS[system]
    (raw,) = read_tables([file("contacts.csv", f"{header}\n{'x,' * header.count(',')}x\n")])
    (table,) = recognise_all([raw], {})
    assert (table.kind, table.system) == (Sheet.ORG, system)
    assert {"employer", "email", "phone", "title"} <= table.columns.keys()
    assert table.has("name") or table.has("family_name")
    assert table.has("record_id") is (system not in {"eight", "camcard"})


@pytest.mark.parametrize(
    ("header", "system", "kind"),
    [
        ("Account ID,Account Name,Account Owner,Industry", "salesforce", Sheet.ORG),
        ("Opportunity Name,Account Name,Stage,Amount,Close Date,Opportunity Owner", "salesforce", Sheet.OPPORTUNITIES),
        ("取引先 ID,取引先名,取引先責任者 ID,姓,名,役職,部署,メール,電話", "salesforce", Sheet.ORG),
        ("(Do Not Modify) Opportunity,Topic,Account,Est. Revenue,Est. Close Date", "dynamics", Sheet.OPPORTUNITIES),
        ("レコード番号,会社名,作成者,更新者", "kintone", Sheet.ORG),
        (
            "Record ID,Deal Name,Deal Stage,Amount,Close Date,Deal owner,Associated Company (Primary)",
            "hubspot",
            Sheet.OPPORTUNITIES,
        ),
        (
            "Record ID - Contact,First Name,Last Name,Email,Associated Company (Primary),Contact owner",
            "hubspot",
            Sheet.ORG,
        ),
        (
            "(Do Not Modify) Lead,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Subject,First Name,"
            "Last Name,Job Title,Company Name,Email",
            "dynamics",
            Sheet.ORG,
        ),
        ("Id,IsDeleted,AccountId,LastName,FirstName,Title,Department,Email,ReportsToId", "salesforce", Sheet.ORG),
        (
            "名刺ID,会社名,部署,役職,姓,名,姓カナ,名カナ,TEL1,携帯番号,Fax,email1,URL1,タグ,名刺交換日,名刺所有者",
            "sansan",
            Sheet.ORG,
        ),
        ("社員番号,氏名,役職,所属,上司", "", Sheet.ORG),
        ("会社名,氏名,役職,所属", "", Sheet.ORG),
    ],
)
def test_other_lists(header: str, system: str, kind: Sheet) -> None:
    (raw,) = read_tables([file("list.csv", f"{header}\n{'x,' * header.count(',')}x\n")])
    (table,) = recognise_all([raw], {})
    assert (table.system, table.kind) == (system, kind)


def test_an_export_of_eight_has_a_preface_and_columns_of_its_own() -> None:
    preface = "\n".join(f"説明 {n}" for n in range(7))
    header = f"{HEADERS['eight']},Eightでつながっている人,再データ化中の名刺,'?'を含んだデータ"
    card = "旭波,営業部,部長,榊,一,,,,,,,,,,2026/4/1,1,,"
    (raw,) = read_tables([file("eight.csv", f"{preface}\n\n{header}\n{card}\n", "cp932")])
    (table,) = recognise_all([raw], {})
    assert (table.system, len(table.raw.rows)) == ("eight", 1)
    assert not [f for f in table.findings if f.kind == "ignored_column" and f.level == "warning"]


@pytest.mark.parametrize("system", sorted(HEADERS))
def test_what_is_proposed_and_confirmed_is_what_is_read(system: str) -> None:
    header = HEADERS[system]
    (raw,) = read_tables([file("contacts.csv", f"{header}\n{'x,' * header.count(',')}x\n")])
    kind = likely_kind(raw)
    assert kind is Sheet.ORG
    confirmed = {p.header: p.field or "-" for p in propose(raw, kind)}
    (table,) = recognise_all([raw], {}, {raw.label: Reading(kind, None, confirmed)})
    (plain,) = recognise_all([raw], {})
    assert table.columns == plain.columns
    assert table.system == system


def test_days_and_numbers_of_a_workbook() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["社員番号", "氏名", "役職", "所属", "上司", "着任日"],
        ["１０１", "甲 一", "部長", "A部", None, 46113],
        ["102", "乙 二", "課長", "A部", 101, date(2026, 4, 1)],
        [103, "丙 三", "課長", "A部", "101", "４６１１３"],
        ["104", "丁 四", "課長", "A部", "１０１", "R8.4.1"],
    ):
        sheet.append(row)
    buffer = BytesIO()
    book.save(buffer)
    tables = recognise_all(read_tables([SourceFile("名簿.xlsx", buffer.getvalue())]), {})
    plan = plan_import(tables, empty(), as_of=date(2026, 10, 1), new_id=ids())
    assert {f.valid_from for f in plan.batch.facts if f.type == "HOLDS"} == {date(2026, 4, 1)}
    assert sum(f.type == "REPORTS_TO" for f in plan.batch.facts) == 3
    assert [f for f in plan.findings if f.level != "info"] == []


def test_every_field_of_the_table_is_one_that_is_read() -> None:
    for export in exports():
        fields = set(export.columns.values()) - {"unused"}
        assert fields <= vocabularies()[export.kind].fields, export.system


@pytest.fixture
def name(graph: Graph) -> Iterator[str]:
    """The name of an account that does not exist; whatever has this name afterwards is deleted."""
    made = f"旭波重機械 {new_id()}"
    yield made
    try:
        delete_account(graph, LOCAL_USER, graph.read(LOCAL_USER, find_account, made, any_state=True).id)
    except NotFoundError:
        return


def bring_in(graph: Graph, account: str, files: list[SourceFile], data_dir: Path) -> str | None:
    seen = prepare(
        graph,
        LOCAL_USER,
        account_id=None,
        account_name=account,
        files=files,
        as_of=date(2026, 11, 1),
        data_dir=data_dir,
    )
    assert seen.token is not None
    return apply(graph, LOCAL_USER, seen.import_id, seen.token, data_dir=data_dir).change_id


@pytest.mark.graph
def test_contacts_go_in_once_and_come_out_again(graph: Graph, name: str, tmp_path: Path) -> None:
    bring_in(graph, name, chart(), tmp_path)
    account_id = graph.read(LOCAL_USER, find_account, name).id
    before = alone(graph, account_id)
    contacts = [
        file(
            "report.csv",
            "Contact ID,Account ID,Account Name,Last Name,First Name,Title,Department,Email,Phone\n"
            f"003A,001X,{name}株式会社,佐藤,健,部長,第一部,sato@example.com,03-1\n"
            f"003B,001X,{name},新田,進,主任,第一部,,\n"
            "003C,001Y,Other Corp,Lee,Ann,CEO,,,\n",
        )
    ]
    assert bring_in(graph, name, contacts, tmp_path)
    after = alone(graph, account_id)
    ids = {(p["system"], p["value"]) for p in after.records("ExternalId").values()}
    assert {("salesforce", "003A"), ("salesforce", "003B"), ("salesforce", "001X")} <= ids
    assert len(after.records("Person")) == len(before.records("Person")) + 1
    assert bring_in(graph, name, contacts, tmp_path) is None, "the same again changes nothing"
    undo_last_import(graph, LOCAL_USER, account_id)
    assert alone(graph, account_id) == before
