"""Exports of business-card tools and customer systems on top of a chart: who is who, and what stays."""

from datetime import date

import pytest

from service.domain.importing.plan import ImportPlan
from tests.importing.fold import World, kinds

CHART = """社員番号,氏名,役職,所属,上司,メール,ローマ字
1,相馬 美緒,本部長,情報システム本部,,souma@x.example,
2,能登 健一,部長,情報システム本部/基盤部,1,,
3,山田 太郎,課長,情報システム本部/基盤部/運用課,2,,Taro Yamada
4,John Smith,Director,情報システム本部,1,,
"""
SANSAN = "名刺ID,会社名,部署名,役職,姓,名,姓カナ,名カナ,e-mail,直通電話,携帯電話,名刺交換日"
CONTACTS = "Contact ID,Account ID,Account Name,First Name,Last Name,Title,Department,Email,Phone,Mobile,Reports To"


def cards(*rows: str) -> tuple[str, str]:
    return ("sansan.csv", "\n".join([SANSAN, *rows]))


def contacts(*rows: str) -> tuple[str, str]:
    return ("report.csv", "\n".join([CONTACTS, *rows]))


@pytest.fixture
def world() -> World:
    made = World()
    made.add(("組織図.csv", CHART))
    return made


def new(plan: ImportPlan, kind: str = "Person") -> list[str]:
    return [e.name for e in plan.created if e.kind == kind]


def ids(world: World, label: str = "Person") -> set[tuple[str, str, str]]:
    """(who, system, value) of every foreign id."""
    known = world.snapshot.records("ExternalId")
    return {
        (str(world.snapshot.records(label)[t.start_id]["name"]), known[t.end_id]["system"], known[t.end_id]["value"])
        for t in world.snapshot.ties
        if t.type == "IDENTIFIED_BY" and t.start_label == label and known[t.end_id]["system"] != "employee_id"
    }


def person(world: World, name: str) -> dict[str, object]:
    return next(dict(p) for p in world.snapshot.records("Person").values() if p["name"] == name)


def test_cards_fill_in_what_the_chart_does_not_say(world: World) -> None:
    before = world.holdings()
    plan = world.add(
        cards(
            "C1,旭波重機械㈱,情報システム本部 基盤部,部長,能登,健一,ノト,ケンイチ,noto@x.example,03-1,090-1,2026/10/5"
        )
    )
    known = person(world, "能登 健一")
    assert (known["kana"], known["email"], known["phone"]) == ("ノト ケンイチ", "noto@x.example", "03-1 / 090-1")
    assert world.holdings() == before
    assert new(plan) == []
    assert plan.absent == (), "cards are no chart: nobody is missing from them"
    assert ids(world) == {("能登 健一", "sansan", "C1")}
    assert not world.add(
        cards(
            "C1,旭波重機械㈱,情報システム本部 基盤部,部長,能登,健一,ノト,ケンイチ,noto@x.example,03-1,090-1,2026/10/5"
        )
    ).batch


def test_the_record_id_finds_a_person_who_is_called_otherwise(world: World) -> None:
    world.add(cards("C1,旭波重機械,基盤部,部長,能登,健一,,,,,,"))
    plan = world.add(cards("C1,旭波重機械,基盤部,統括部長,大河内,健一,,,new@x.example,,,2026/11/1"))
    assert new(plan) == []
    assert "name_changed" in kinds(plan)
    assert ("大河内 健一", "統括部長", "情報システム本部/基盤部") in world.holdings()
    assert len(world.people()) == 4


def test_rows_of_other_companies_are_left_out(world: World) -> None:
    plan = world.add(
        cards(
            "C1,旭波重機械㈱,基盤部,部長,能登,健一,,,,,,",
            "C2,港北商事株式会社,営業部,部長,乙,二,,,,,,",
            "C3,港北商事（株）,営業部,課長,丙,三,,,,,,",
            "C4,東名運輸,,,丁,四,,,,,,",
        )
    )
    (finding,) = [f for f in plan.findings if f.kind == "other_company"]
    assert (finding.code, finding.rows, finding.params["n"]) == ("other_company", (3, 4, 5), "3")
    assert finding.params["names"] == "港北商事株式会社 (2), 東名運輸 (1)"
    assert [s.row for s in plan.skips] == [3, 4, 5]
    assert new(plan) == []


def test_no_row_of_the_account(world: World) -> None:
    plan = world.add(cards("C2,港北商事株式会社,,部長,乙,二,,,,,,", "C4,東名運輸,,,丁,四,,,,,,"))
    assert [(f.code, f.level) for f in plan.findings if f.kind == "other_company"] == [("other_company.none", "error")]
    assert not plan.batch


def test_the_only_company_is_taken_and_said(world: World) -> None:
    plan = world.add(cards("C2,旭波グループ,,部長,乙,二,,,,,,"))
    assert "other_company" in kinds(plan)
    assert new(plan) == ["乙 二"]
    assert ids(world, "Account") == set(), "a company that is only supposed to be the account gives it no id"


def test_the_account_is_known_by_its_id_when_it_is_called_otherwise(world: World) -> None:
    world.add(contacts("003A,001X,旭波重機械株式会社,Mary,Jones,CFO,,,,,"))
    assert ids(world, "Account") == {("旭波重機械", "salesforce", "001X")}
    plan = world.add(contacts("003A,001X,AHM Holdings,Mary,Jones,CFO,,,,,", "003B,001Y,Other Corp,Ann,Lee,CEO,,,,,"))
    assert [s.row for s in plan.skips] == [3]


def test_a_list_of_companies_names_the_account(world: World) -> None:
    accounts = ("accounts.csv", "Account ID,Account Name,Industry\n001X,旭波重機械㈱,Machinery\n001Y,Other,Food\n")
    plan = world.add(accounts)
    assert ids(world, "Account") == {("旭波重機械", "salesforce", "001X")}
    assert [s.row for s in plan.skips] == [3]
    assert len(world.people()) == 4
    assert not world.add(accounts).batch


@pytest.mark.parametrize("written", ["SMITH,John,,", ",,SMITH John,", ',,"Smith, John",', ",,Mr. John Smith,"])
def test_latin_names_in_any_writing(world: World, written: str) -> None:
    header = "Record number,Company name,姓,名,氏名,役職"
    plan = world.add(("kintone.csv", f"{header}\n7,旭波重機械,{written}\n"))
    assert new(plan) == []
    assert "John Smith" in world.people()
    assert ids(world) == {("John Smith", "kintone", "7")}


def test_a_romanised_name_is_the_person_and_does_not_replace_the_kanji(world: World) -> None:
    plan = world.add(cards("C5,旭波重機械,,,YAMADA,Taro,,,,,,"))
    assert new(plan) == []
    assert "山田 太郎" in world.people()
    assert "matched_name" in kinds(plan)


def test_new_people_are_stored_exactly_as_written(world: World) -> None:
    world.add(contacts("003C,,旭波重機械,,SUZUKI Hanako,Buyer,,,,,", '003D,,旭波重機械,,"O’Brien, Pat",Buyer,,,,,'))
    assert {"SUZUKI Hanako", "O’Brien, Pat"} <= set(world.people())


def test_honorific_and_title_glued_on(world: World) -> None:
    plan = world.add(
        ("名簿.csv", "氏名,所属,電話\n相馬 美緒様,情報システム本部,03-2\n能登部長,情報システム本部/基盤部,03-3\n")
    )
    assert new(plan) == []
    assert person(world, "相馬 美緒")["phone"] == "03-2"
    assert person(world, "能登 健一")["phone"] == "03-3"
    assert ("能登 健一", "部長", "情報システム本部/基盤部") in world.holdings()


def test_a_surname_with_a_title_that_nobody_holds_is_somebody_new(world: World) -> None:
    plan = world.add(("名簿.csv", "氏名,所属\n能登課長,情報システム本部/基盤部\n"))
    assert new(plan) == ["能登"]
    assert ("能登", "課長", "情報システム本部/基盤部") in world.holdings()


def test_a_card_takes_nobodys_seat(world: World) -> None:
    plan = world.add(cards("C4,旭波重機械,基盤部,部長,新田,進,,,,,,2026/10/5"))
    assert "seat_held" in kinds(plan)
    assert ("能登 健一", "部長", "情報システム本部/基盤部") in world.holdings()
    assert ("新田 進", "部長", "情報システム本部/基盤部") in world.holdings()


def test_a_card_older_than_the_chart_moves_nobody(world: World) -> None:
    before = world.holdings()
    plan = world.add(cards("C1,旭波重機械,情報システム本部,課長,能登,健一,,,noto@x.example,,,2019/4/1"))
    assert "older_card" in kinds(plan)
    assert world.holdings() == before
    assert person(world, "能登 健一")["email"] == "noto@x.example"


def test_a_newer_card_is_a_change_of_title(world: World) -> None:
    plan = world.add(cards("C1,旭波重機械,基盤部,本部長代理,能登,健一,,,,,,2026/10/5"), as_of=date(2026, 11, 1))
    assert ("能登 健一", "本部長代理", "情報システム本部/基盤部") in world.holdings()
    assert not plan.batch.retractions


def test_of_several_cards_the_newest_says_where_somebody_is(world: World) -> None:
    world.add(
        cards(
            "C8,旭波重機械,第一営業部,課長,新田,進,,,nitta@x.example,,,2018/4/1",
            "C9,旭波重機械,第二営業部,部長,新田,進,,,nitta@x.example,,,令和8年4月1日",
        )
    )
    assert [h for h in world.holdings() if h[0] == "新田 進"] == [("新田 進", "部長", "第二営業部")]
    assert ids(world) == {("新田 進", "sansan", "C8"), ("新田 進", "sansan", "C9")}


def test_namesakes_are_not_joined_by_a_card() -> None:
    world = World()
    world.add(("組織図.csv", "社員番号,氏名,役職,所属\n1,佐藤 健,課長,A部\n2,佐藤 健,課長,B部\n"))
    plan = world.add(cards("C1,旭波重機械,C部,主任,佐藤,健,,,,,,"))
    assert new(plan) == ["佐藤 健"]
    assert "duplicate_person" in kinds(plan)


def test_reports_to_of_a_contact_is_a_line(world: World) -> None:
    world.add(contacts("003C,,旭波重機械,Ann,Lee,Manager,情報システム本部,,,,John Smith"))
    assert ("Ann Lee", "John Smith") in world.lines()


def test_opportunities_of_other_accounts_are_left_out(world: World) -> None:
    plan = world.add(
        (
            "opportunities.csv",
            "Opportunity ID,Opportunity Name,Account Name,Stage,Amount,Close Date\n"
            "006A,Renewal,旭波重機械株式会社,Proposal,１２００００００,2026/4/1\n"
            "006B,Other,Other Corp,Proposal,1,2026/4/1\n",
        )
    )
    assert [s.row for s in plan.skips] == [3]
    (fact,) = [f for f in world.snapshot.facts if f.type == "FOR"]
    assert (fact.properties["amount_minor"], fact.properties["order_on"]) == (12_000_000, date(2026, 4, 1))


@pytest.mark.parametrize(
    "written", ["2026/4/1", "２０２６／４／１", "令和8年4月1日", "R8.4.1", "46113", "2026-04-01", "20260401"]
)
def test_days_as_people_write_them(written: str) -> None:
    world = World()
    world.add(("組織図.csv", f"氏名,役職,所属,着任日\n甲 一,部長,A部,{written}\n"))
    (held,) = [f for f in world.snapshot.facts if f.type == "HOLDS"]
    assert held.interval.start == date(2026, 4, 1)


def test_a_number_that_counts_in_one_app_only_needs_the_name_too(world: World) -> None:
    header = "レコード番号,会社名,氏名,役職"
    world.add(("顧客.csv", f"{header}\n1,旭波重機械,能登 健一,部長\n"))
    plan = world.add(("名刺.csv", f"{header}\n1,旭波重機械,大河内 勉,課長\n"))
    assert new(plan) == ["大河内 勉"]
    assert ids(world) == {("能登 健一", "kintone", "1")}
    assert not world.add(("名刺.csv", f"{header}\n1,旭波重機械,大河内 勉,課長\n")).batch
