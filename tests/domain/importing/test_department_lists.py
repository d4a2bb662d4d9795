"""Lists of departments: names of departments in the place of people, and files of departments alone."""

import pytest

from service.domain.importing.unit_words import department_kind, is_unit_name
from tests.importing.fold import World, kinds

REGISTER = """id,name,parentId
1,Ministry of Tides,
2,Department of Finance,1
3,Water Agency,1
4,財務部,2
5,総務課,4
"""


@pytest.mark.parametrize(
    "name",
    [
        "Department of Finance", "Water Agency", "Office of the Chief Officer", "Relief Programme", "IT", "Finance",
        "Sales Team 2", "Procurement & Services", "財務部", "総務課", "第一営業部", "製造2課", "秘書室",
        "総務部 人事課", "本社", "東日本支社", "技術開発センター", "監査等委員会", "営業部(東京)", "総務", "経営企画",
        "財務省", "税務署", "株式会社旭波", "Larkfield Ltd",
    ],
)  # fmt: skip
def test_names_of_departments(name: str) -> None:
    assert is_unit_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "服部", "安部", "長谷部", "磯部", "阿部", "日下部", "長宗我部", "服部 一郎", "長谷部 誠", "田所", "氷室",
        "小室", "度会", "支社長", "部長", "営業部長", "Head of Department", "Director, Water Agency", "Ann Finance",
        "Smith, John", "Marion Bureaux", "HALE Margaret", "久遠 一", "", "Chief of Staff, Programme Office",
    ],
)  # fmt: skip
def test_names_of_people_and_posts(name: str) -> None:
    assert not is_unit_name(name)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("総務課", "課"), ("東京支局", "支局"), ("Water Agency", "agency"), ("Tide Programme", "programme")],
)
def test_kinds_of_departments(name: str, kind: str) -> None:
    assert department_kind(name) == kind


def test_departments_in_the_place_of_people_are_remarked_on() -> None:
    world = World()
    plan = world.plan(("units.csv", REGISTER))
    (found,) = [f for f in plan.findings if f.kind == "unit_name"]
    assert (found.level, found.rows, found.column) == ("warning", (2, 3, 4, 5, 6), "name")
    assert (found.params["n"], found.params["m"]) == ("5", "5")
    assert found.params["examples"] == "Ministry of Tides, Department of Finance, Water Agency …"


def test_read_as_departments_they_stand_below_one_another() -> None:
    world = World()
    plan = world.add(("units.csv", REGISTER), mapping={"name": "department"})
    assert world.departments() == [
        "Ministry of Tides",
        "Ministry of Tides/Department of Finance",
        "Ministry of Tides/Department of Finance/財務部",
        "Ministry of Tides/Department of Finance/財務部/総務課",
        "Ministry of Tides/Water Agency",
    ]
    assert world.people() == []
    assert (plan.report.departments, plan.report.people, plan.report.rows_used) == (5, 0, 5)
    assert kinds(plan) == ["key_column"]


def test_what_else_tells_a_person_tells_one() -> None:
    titled = "氏名,役職\n財務部,部長\n総務課,課長\n"
    assert "unit_name" not in kinds(World().plan(("組織図.csv", titled)))
    surnames = "氏名,所属\n服部,営業部\n長谷部,営業部\n阿部 一,営業部\n"
    assert kinds(World().plan(("組織図.csv", surnames))) == []


def test_a_few_departments_among_people_are_named() -> None:
    rows = ["氏名,上司", "久遠 一,", "営業部,久遠 一", "三枝 二,営業部", "総務課,久遠 一", "柚木 四,総務課"]
    plan = World().plan(("組織図.csv", "\n".join(rows)))
    (found,) = [f for f in plan.findings if f.kind == "unit_row"]
    assert (found.rows, found.params["examples"]) == ((3, 5), "営業部, 総務課")


def test_a_file_of_departments_alone() -> None:
    world = World()
    plan = world.add(
        (
            "部署一覧.csv",
            "部署コード,部署名,上位部署コード\nA,本社,\nB,営業本部,A\nC,営業部,B\nE,法務部,E\nG,工務部,Z9\n",
        )
    )
    assert world.departments() == ["工務部", "本社", "本社/営業本部", "本社/営業本部/営業部", "法務部"]
    assert [(f.code, f.level, f.rows) for f in plan.findings] == [
        ("unknown_parent", "warning", (6,)),
        ("unknown_parent.self", "info", (5,)),
    ]


def test_departments_in_a_circle_all_stay() -> None:
    world = World()
    plan = world.add(("units.csv", "department,parent department id,department id\nA,2,1\nB,3,2\nC,1,3\nD,1,4\n"))
    assert world.departments() == ["A", "A/C", "A/C/B", "A/D"]
    (found,) = [f for f in plan.findings if f.level == "warning"]
    assert (found.code, found.rows, found.params["name"]) == ("unknown_parent.circle", (2, 3, 4), "A")


def test_two_departments_of_one_number_and_one_place() -> None:
    world = World()
    plan = world.add(("部署.csv", "部署ID,部署名,上位部署ID\n1,本社,\n2,営業部,1\n3,営業部,1\n2,人事部,1\n4,,1\n"))
    assert world.departments() == ["本社", "本社/営業部"]
    assert [(f.code, f.rows) for f in plan.findings] == [
        ("duplicate_id.department", (5,)),
        ("empty_row.department", (6,)),
        ("duplicate_department", (3, 4)),
    ]


def test_a_list_by_name_gives_known_departments_their_place() -> None:
    world = World()
    world.add(("組織図.csv", "氏名,所属\n服部 一,総務課\n長谷部,人事部\n"))
    plan = world.add(("部署.csv", "部署名,上位部署\n総務課,管理本部\n人事部,管理本部\n管理本部,本社\n"))
    assert world.departments() == ["本社", "本社/管理本部", "本社/管理本部/人事部", "本社/管理本部/総務課"]
    assert world.holdings() == [("服部 一", "", "本社/管理本部/総務課"), ("長谷部", "", "本社/管理本部/人事部")]
    assert plan.absent == (), "a list of departments speaks of nobody, so nobody is missing in it"


def test_levels_in_columns_of_their_own() -> None:
    world = World()
    world.add(("組織.csv", "本部,部,課\n営業本部,,\n営業本部,第一営業部,\n営業本部,第一営業部,一課\n"))
    assert world.departments() == ["営業本部", "営業本部/第一営業部", "営業本部/第一営業部/一課"]


def test_a_deep_chain_is_cut() -> None:
    rows = "\n".join(f"d{n},D{n},{f'd{n - 1}' if n else ''}" for n in range(3000))
    plan = World().plan(("units.csv", f"dept id,department,parent dept id\n{rows}\n"))
    assert plan.report.rows_used == 3000
    assert {f.code for f in plan.findings} == {"unknown_parent.deep"}


def test_a_department_that_cannot_be_read_says_so() -> None:
    world = World()
    text = "部署コード,部署名,上位部署コード\n1,本社,\n2,経#部,1\n".encode("cp932").replace(b"#", b"\xfd\xfd")
    plan = world.add(("部署.csv", text))
    assert [(f.code, f.level, f.rows) for f in plan.findings] == [("unreadable_bytes", "error", (3,))]
    assert [(s.row, s.code) for s in plan.skips] == [(3, "unreadable_bytes")]
