"""Several spellings of one name: found and told, never merged by themselves."""

import pytest

from tests.importing.fold import World


@pytest.mark.parametrize(
    ("first", "second"),
    [("Anna Müller", "MUELLER, Anna"), ("渡邊 健", "渡辺 健"), ("Jörg Weiß", "WEISS Joerg")],
)
def test_two_spellings_in_one_file_are_remarked_on_and_stay_two(first: str, second: str) -> None:
    world = World()
    plan = world.add(("chart.tsv", f"Name\tJob Title\tDepartment\n{first}\tManager\tIT\n{second}\tAnalyst\tSales\n"))
    (told,) = [f for f in plan.findings if f.code == "duplicate_person.spelling"]
    assert told.rows == (2, 3)
    assert told.params["names"] == f"{first} / {second}"
    assert sorted(world.people()) == sorted([first, second])


def test_numbers_tell_spellings_apart() -> None:
    plan = World().add(("c.csv", "社員番号,氏名,役職,所属\n1,渡邊 健,部長,営業部\n2,渡辺 健,課長,営業部\n"))
    assert not [f for f in plan.findings if f.kind == "duplicate_person"]


def test_another_spelling_of_a_known_name_is_remarked_on() -> None:
    world = World()
    world.add(("chart.csv", "Name,Job Title,Department\nAnna Müller,Manager,IT\n"))
    plan = world.add(("later.csv", 'Name,Job Title,Department\n"MUELLER, Anna",Analyst,Sales\n'))
    (told,) = [f for f in plan.findings if f.kind == "duplicate_person"]
    assert told.code == "duplicate_person.writing"
    assert told.params["known"] == "Anna Müller"


def test_a_surname_in_its_everyday_kanji_finds_the_only_one_of_that_name() -> None:
    world = World()
    world.add(("組織図.csv", "氏名,役職,所属,上司\n髙橋 一,代表取締役社長,,\n榊 二,部長,営業部,高橋\n"))
    assert world.lines() == [("榊 二", "髙橋 一")]
    plan = world.add(("面談.csv", "日付,自社参加者,先方参加者\n2026-09-01,三輪 佳奈,高橋社長\n"))
    assert sorted(world.people()) == ["榊 二", "髙橋 一"], "nobody new"
    assert plan.report.rows_used == 1
