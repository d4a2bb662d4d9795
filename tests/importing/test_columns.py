"""Which list a table is, which field its columns hold."""

import pytest

from service.domain.importing.plan import plan_import
from service.domain.importing.tables import MappedTable, Sheet
from service.importing.columns import recognise_all
from service.importing.files import SourceFile, read_tables
from service.importing.headers import header_key, vocabularies
from service.importing.proposals import SURE, propose
from service.importing.refusals import NotInFilesError, UnusableFileError
from tests.importing.fold import AS_OF, empty, ids
from tests.importing.workbook import EN, JA, workbook


def table(header: str, row: str = "x", name: str = "a.csv", mapping: dict[str, str] | None = None) -> MappedTable:
    (raw,) = read_tables([SourceFile(name, f"{header}\n{row}\n".encode())])
    return recognise_all([raw], mapping or {})[0]


@pytest.mark.parametrize("book", [JA, EN])
def test_the_six_sheets(book: dict[str, list[list[object]]]) -> None:
    tables = recognise_all(read_tables([SourceFile("a.xlsx", workbook(book))]), {})
    assert {t.kind for t in tables} == set(Sheet)
    for mapped in tables:
        assert sum(len(at) for at in mapped.columns.values()) == len(mapped.raw.header), mapped.label
        assert mapped.findings == ()


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("社員番号,ポスト番号,氏名,氏名カナ,ローマ字", ["employee_id", "post_id", "name", "kana", "romaji"]),
        (
            "氏名,役職,所属,上司,メール,電話,備考",
            ["name", "title", "department", "reports_to", "email", "phone", "note"],
        ),
        ("氏名,本部,部,課", ["name", "department_level_2", "department_level_3", "department_level_4"]),
        ("ＮＡＭＥ , Job-Title,REPORTS  TO,E-Mail", ["name", "title", "reports_to", "email"]),
        ("氏名（漢字）,上司（社員番号）,役職（現在）", ["name", "reports_to_employee", "title"]),
        (
            "Post Unique Reference,Name,Grade,Job Title,Organisation,Unit,Reports to Senior Post,Notes",
            [
                "post_id",
                "name",
                "grade",
                "title",
                "department_level_1",
                "department_level_2",
                "reports_to_post",
                "note",
            ],
        ),
        (
            "Name,Manager ID,Manager Email,Line Manager",
            ["name", "reports_to_employee", "reports_to_email", "reports_to"],
        ),
    ],
)
def test_headers(header: str, fields: list[str]) -> None:
    mapped = table(header)
    assert mapped.kind is Sheet.ORG
    assert list(mapped.columns) == fields


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("当社", "先方"), ("弊社", "貴社"), ("当方", "お客様"), ("自社側", "客先"), ("弊社担当者", "先方担当者"),
        ("出席者（当社）", "出席者（先方）"), ("us", "them"), ("Our side", "Their side"), ("Our team", "Client side"),
        ("Attendees (us)", "Attendees (customer)"), ("当社", "顧客"), ("Our side", "Customer"),
    ],
)  # fmt: skip
def test_both_sides_of_a_meeting(ours: str, theirs: str) -> None:
    mapped = table(f"日付,{ours},{theirs}", "2026/9/1,x,y", name="x.csv")
    assert mapped.kind is Sheet.MEETINGS
    assert dict(mapped.columns) == {"date": (0,), "ours": (1,), "theirs": (2,)}
    told = [f.code for f in mapped.findings]
    assert told == (["guessed_column"] if theirs in ("顧客", "Customer") else [])


def test_a_customer_beside_their_attendees_is_no_attendee() -> None:
    mapped = table("日付,顧客,自社,先方", "2026/9/1,旭波,x,y", name="x.csv")
    assert dict(mapped.columns) == {"date": (0,), "ours": (2,), "theirs": (3,)}


@pytest.mark.parametrize(
    ("name", "header", "kind"),
    [
        ("members.csv", "Name,Title,Department,Email", Sheet.MEMBERS),
        ("自社メンバー.csv", "氏名,役職,部署,メール", Sheet.MEMBERS),
        ("x.csv", "氏名,役職,部署,メール", Sheet.ORG),
        ("x.csv", "日付,自社参加者,先方参加者", Sheet.MEETINGS),
        ("x.csv", "商談名,金額,フェーズ", Sheet.OPPORTUNITIES),
        ("x.csv", "氏名,立場,日付,根拠,評価者", Sheet.STANCES),
        ("キーパーソン一覧.csv", "氏名,理由", Sheet.KEY_PEOPLE),
    ],
)
def test_which_list(name: str, header: str, kind: Sheet) -> None:
    assert table(header, name=name).kind is kind


def test_a_mapping_goes_before_the_synonyms() -> None:
    mapped = table(
        "番号,なまえ,偉さ", "1,甲,部長", mapping={"番号": "employee_id", "なまえ": "氏名", "偉さ": "org.title"}
    )
    assert list(mapped.columns) == ["employee_id", "name", "title"]
    dropped = table("氏名,備考", "甲,秘密", mapping={"備考": "-"})
    assert list(dropped.columns) == ["name"]
    assert [f.code for f in dropped.findings] == ["ignored_column"]


@pytest.mark.parametrize("mapping", [{"ない列": "name"}, {"氏名": "ない項目"}])
def test_a_mapping_that_names_nothing_is_refused(mapping: dict[str, str]) -> None:
    tables = read_tables([SourceFile("a.csv", "氏名,役職\n甲,部長\n".encode())])
    with pytest.raises(NotInFilesError, match="there is no"):
        recognise_all(tables, mapping)


def test_columns_that_are_not_kept_are_listed() -> None:
    mapped = table("氏名,血液型,空の列,FTE", "甲,A,,1,見出しなし")
    assert [(f.code, f.level, f.column) for f in mapped.findings] == [
        ("ignored_column", "info", "血液型"),
        ("ignored_column.empty", "info", "空の列"),
        ("not_kept.fte", "info", "FTE"),
        ("ignored_column.no_header", "warning", None),
    ]


def test_a_table_of_nothing_known_is_refused_with_its_headers() -> None:
    with pytest.raises(UnusableFileError) as refused:
        table("果物,値段", "りんご,100")
    assert "果物, 値段" in refused.value.told("ja")
    assert "Name" in refused.value.told("en")


def test_a_sheet_of_nothing_known_is_left_out() -> None:
    book = workbook({"読み方": [["この表の", "読み方"], ["a", "b"]], "組織図": [["氏名"], ["甲 一"]]})
    (mapped,) = recognise_all(read_tables([SourceFile("a.xlsx", book)]), {})
    assert mapped.kind is Sheet.ORG
    assert [(f.code, f.params["name"]) for f in mapped.findings] == [("ignored_sheet", "読み方")]


def test_no_header_means_two_fields_of_one_list() -> None:
    for sheet, vocabulary in vocabularies().items():
        for group in vocabulary.needs:
            assert set(group) <= vocabulary.fields, sheet
        assert all(key == header_key(key) and key for key in vocabulary.headers)


def test_every_header_is_listed_for_one_field_only() -> None:
    import tomllib
    from importlib.resources import files

    data = tomllib.loads(files("service.importing").joinpath("data/columns.toml").read_text(encoding="utf-8"))
    for sheet, tables in data.items():
        seen: dict[str, str] = {}
        for field, headers in tables["columns"].items():
            for header in headers:
                assert seen.setdefault(header_key(header), field) == field, (sheet, header)


CHART = """id,name,parentId,positionName,Department
d1,久遠 一,,Director,Board
d2,三枝 二,d1,"Head, Works",Works
d3,Vacant,d1,Head of Sales,Sales
d4,柚木 四,d3,Officer,Sales
d5,星 五,d2,Engineer,Works
"""


def test_the_column_that_superiors_refer_to_is_the_number_of_the_row() -> None:
    (raw,) = read_tables([SourceFile("a.csv", CHART.encode())])
    (mapped,) = recognise_all([raw], {})
    assert mapped.columns["post_id"] == (0,)
    assert [f.code for f in mapped.findings] == ["key_column.post_id"]
    plan = plan_import([mapped], empty(), as_of=AS_OF, new_id=ids())
    assert (plan.report.roots, plan.report.depth, plan.report.vacant_posts) == (1, 3, 1)
    assert [(p.field, p.likeness) for p in propose(raw, Sheet.ORG)][:3] == [
        ("post_id", SURE), ("name", 100), ("reports_to", 100),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "mapping"),
    [
        (CHART, {"id": "-"}),  # left out by choice
        (CHART.replace("d1,d2", "d1").replace(",d1,", ",久遠 一,").replace(",d2,", ",三枝 二,"), {}),  # by name
        (CHART.replace("d5,", "d4,"), {}),  # not one of each
        (CHART.replace("Department", "Post ID"), {}),  # it has numbers of its own
    ],
)
def test_a_column_is_no_number_of_rows_for_less(text: str, mapping: dict[str, str]) -> None:
    (raw,) = read_tables([SourceFile("a.csv", text.encode())])
    (mapped,) = recognise_all([raw], mapping)
    assert 0 not in mapped.columns.get("post_id", ())
    assert not any(f.code.startswith("key_column") for f in mapped.findings)
