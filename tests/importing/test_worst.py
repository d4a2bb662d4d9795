"""Files as people make them: totals, notes, “as above”, hidden parts, no header, several people in a cell, desks."""

from io import BytesIO

import pytest
from openpyxl import Workbook

from service.importing.columns import recognise_all
from service.importing.files import SourceFile, read_tables
from service.importing.refusals import UnusableFileError
from tests.importing.fold import World, kinds


def book(rows: list[list[object]], *, hidden_rows: tuple[int, ...] = ()) -> tuple[str, bytes]:
    """A workbook of one list, and a sheet that is not shown."""
    made = Workbook()
    made.remove(made.worksheets[0])
    sheet = made.create_sheet("体制図")
    for row in rows:
        sheet.append(row)
    for number in hidden_rows:
        sheet.row_dimensions[number].hidden = True
    aside = made.create_sheet("旧")
    aside.append(["氏名", "役職"])
    aside.append(["柳 五", "係長"])
    aside.sheet_state = "hidden"
    file = BytesIO()
    made.save(file)
    return "体制図.xlsx", file.getvalue()


@pytest.mark.parametrize(
    "aside",
    [
        "合計,2名,",
        "小計,,",
        "総人数：2名,,",
        "※ 兼務者を含む,,",
        "注1) 内線は代表,,",
        "以上,,",
        ",,以　上",
        "(注) 休職者を除く,,",
    ],
)
def test_totals_and_notes_are_nobody(aside: str) -> None:
    world = World()
    plan = world.add(("組織図.csv", f"氏名,役職,所属\n榊 一,部長,営業部\n{aside}\n"))
    assert world.people() == ["榊 一"]
    assert [(f.kind, f.level, f.rows) for f in plan.findings] == [("aside", "info", (3,))]
    assert plan.report.rows_read == 1


@pytest.mark.parametrize(
    "aside",
    [
        "Total,2",
        "Grand total: 2,",
        "Total headcount,2",
        "* acting posts not shown,",
        "Note: as agreed,",
        "End of report,",
    ],
)
def test_totals_and_notes_in_english(aside: str) -> None:
    world = World()
    plan = world.add(("org.csv", f"Name,Title\nAnn Hale,Director\n{aside}\n"))
    assert (world.people(), kinds(plan)) == (["Ann Hale"], ["aside"])


@pytest.mark.parametrize("name", ["計良 一", "Total Tony", "Ende Paul", "以上 守", "注連 二", "Page Ann"])
def test_names_that_begin_like_a_total_stay_people(name: str) -> None:
    world = World()
    world.add(("組織図.csv", f"氏名,役職\n{name},部長\n"))
    assert world.people() == [name]


def test_as_above_is_what_stands_above() -> None:
    world = World()
    plan = world.add(("組織図.csv", "氏名,役職,所属\n榊 一,課長,営業部\n楓 二,〃,同上\n檜 三,〃,〃\n"))
    assert {(title, place) for _, title, place in world.holdings()} == {("課長", "営業部")}
    assert [(f.kind, f.rows) for f in plan.findings if f.kind == "ditto"] == [("ditto", (3, 4))]


def test_what_a_workbook_does_not_show_is_said() -> None:
    rows: list[list[object]] = [["氏名", "役職"], ["榊 一", "部長"], ["楓 二", "課長"], ["合計", "=COUNTA(A2:A3)"]]
    plan = World().plan(book(rows, hidden_rows=(3,)))
    found = {f.kind: f for f in plan.findings}
    assert found["hidden_rows"].rows == (3,)
    assert (found["hidden_sheet"].sheet, found["hidden_sheet"].level) == ("旧", "warning")
    assert "formula_error" not in found, "nobody reads the formula of a total"


OFFICERS = """役員一覧

代表取締役会長\t久遠 一郎
代表取締役社長執行役員\t三枝 二郎
取締役 専務執行役員\t柚木 三子\t営業本部長 兼 海外事業部長
取締役(監査等委員)\t月岡 五美\t非常勤、社外
社外取締役\t服部 八重\t非常勤(兼 久遠物流 取締役)
監査役\t長谷部 健\t非常勤

以上
"""


def test_officers_pasted_without_a_header() -> None:
    world = World()
    plan = world.add(("貼り付け.txt", OFFICERS))
    assert world.people() == ["三枝 二郎", "久遠 一郎", "月岡 五美", "服部 八重", "柚木 三子", "長谷部 健"]
    assert ("服部 八重", "社外取締役", "") in world.holdings()
    assert [(f.kind, f.level) for f in plan.findings] == [
        ("no_header", "warning"), ("above_header", "info"), ("aside", "info"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "りんご\t100\nみかん\t80\n",
        "部長\t1200\n課長\t900\n",
        "久遠 一郎\t東京\n三枝 二郎\t大阪\n",
        "呼び名\t仕事\n久遠 一郎\t社長\n三枝 二郎\t部長\n",
    ],
)
def test_less_is_not_taken_for_a_list(text: str) -> None:
    (raw,) = read_tables([SourceFile("貼り付け.txt", text.encode())])
    assert raw.header_row == 1


def test_a_department_before_its_unit_stands_above_it() -> None:
    world = World()
    world.add(("register.csv", "Department,Unit,Name,Post\nMinistry of Tides,Harbour Agency,Ann Hale,Director\n"))
    assert world.departments() == ["Ministry of Tides", "Ministry of Tides/Harbour Agency"]
    world = World()
    world.add(("組織図.csv", "所属,本部,部,氏名\n一課,営業本部,第一営業部,榊 一\n"))
    assert world.departments()[-1] == "営業本部/第一営業部/一課"


def test_a_register_of_a_ministry() -> None:
    world = World()
    rows = "潮流省,港湾局,,局長,三枝 二郎\n潮流省,港湾局,計画課,課長,（併）三枝 二郎\n潮流省,港湾局,計画課,専門官,欠\n"
    plan = world.add(("名簿.csv", f"府省名,部局名,課室名,役職名,氏名\n{rows}".encode("cp932")))
    assert world.holdings() == [
        ("三枝 二郎", "局長", "潮流省/港湾局"),
        ("三枝 二郎", "課長", "潮流省/港湾局/計画課"),
    ]
    assert (plan.report.people, plan.report.vacant_posts, kinds(plan)) == (1, 1, [])


def test_levels_beside_names() -> None:
    world = World()
    world.add(("階層.csv", "レベル1,レベル2,レベル3,氏名\n久遠精機,営業本部,第一営業部,榊 一\n"))
    assert world.departments()[-1] == "久遠精機/営業本部/第一営業部"


def test_a_further_post_in_the_note_leaves_the_row_the_main_one() -> None:
    world = World()
    plan = world.add(
        ("組織図.csv", "氏名,役職,所属,備考\n三枝 二郎,本部長,営業本部,兼 海外部長\n三枝 二郎,部長,海外部,兼務\n")
    )
    assert (plan.report.people, kinds(plan)) == (1, [])


def test_two_notes_are_both_kept() -> None:
    world = World()
    world.add(("組織図.csv", "氏名,備考,備考\n榊 一,五月に異動,酒は飲まない\n"))
    (person,) = world.snapshot.records("Person").values()
    assert person["note"] == "五月に異動\n酒は飲まない"


def test_a_desk_and_two_people_in_a_cell_are_remarked_on() -> None:
    rows = (
        "Ann Price / Bo Reed,Payroll manager\nEnquiries,Manager\nHALE Margaret,Director\nO'Neill-Smith Pat,Director\n"
    )
    plan = World().plan(("org.csv", f"Name,Title\n{rows}"))
    assert [(f.kind, f.rows) for f in plan.findings if f.level == "warning"] == [
        ("unit_row", (3,)), ("several_names", (2,)),
    ]  # fmt: skip


def test_the_headers_of_one_list_are_known() -> None:
    (raw,) = read_tables(
        [SourceFile("units.csv", b"id,fullName,jobTitle,unitName,managerId\n1,Ann Hale,Director,Water,\n")]
    )
    (mapped,) = recognise_all([raw], {})
    assert {"name", "title", "department_level_2", "reports_to_employee"} <= mapped.columns.keys()


def test_an_outer_department_written_once_holds_for_the_rows_below() -> None:
    world = World()
    rows = "経営,,,久遠 一郎\n営業本部,,,三枝 二郎\n,第一営業部,,柚木 三子\n,,一課,星 四郎\n"
    rows += "管理本部,総務部,,服部 八重\n,,庶務課,榊 一\n"
    plan = world.add(("組織図.csv", f"本部,部,課,氏名\n{rows}"))
    assert {(name, place) for name, _, place in world.holdings()} >= {
        ("柚木 三子", "営業本部/第一営業部"), ("星 四郎", "営業本部/第一営業部/一課"),
        ("榊 一", "管理本部/総務部/庶務課"),
    }  # fmt: skip
    assert [(f.kind, f.rows) for f in plan.findings] == [("filled_down", (4, 5, 7))]


def test_an_empty_level_among_repeated_ones_is_none() -> None:
    world = World()
    rows = "営業本部,第一営業部,柚木 三子\n営業本部,第二営業部,星 四郎\n,社長室,久遠 一郎\n"
    world.add(("組織図.csv", f"本部,部,氏名\n{rows}"))
    assert "社長室" in world.departments()


def test_people_in_a_column_a_level_are_no_departments() -> None:
    text = "レベル1,レベル2\n社長 久遠 一郎,\n,営業本部長 三枝 二郎\n"
    (raw,) = read_tables([SourceFile("組織図.csv", text.encode())])
    with pytest.raises(UnusableFileError):
        recognise_all([raw], {})
    world = World()
    world.add(("組織図.csv", "レベル1,レベル2\n営業本部,\n,第一営業部\n,第二営業部\n"))
    assert world.departments() == ["営業本部", "営業本部/第一営業部", "営業本部/第二営業部"]


def test_a_quotation_mark_may_be_a_name_but_stands_for_the_department_above() -> None:
    world, mark = World(), '""""'
    world.add(("組織図.csv", f"社員番号,氏名,役職,所属\n1,榊 一,課長,営業部\n2,{mark},課長,{mark}\n"))
    assert world.people() == ['"', "榊 一"]
    assert world.departments() == ["営業部"]


def test_a_row_marked_as_written_is_no_total_and_holds_no_mark_for_above() -> None:
    world = World()
    plan = world.add(("組織図.csv", "氏名,役職,表記どおり\n榊 一,課長,\n合計,〃,はい\n"))
    assert world.people() == ["合計", "榊 一"]
    assert not [f for f in plan.findings if f.kind in ("aside", "ditto")]
    assert ("合計", "〃", "") in world.holdings()
