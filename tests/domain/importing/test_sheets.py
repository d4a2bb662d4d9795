"""Members, meetings, opportunities, stances, key people: alone and in the workbook of all six sheets."""

from dataclasses import replace
from datetime import date

import pytest

from tests.importing.fold import World, empty, kinds
from tests.importing.workbook import EN, JA, as_csv, workbook


def test_workbook_in_japanese() -> None:
    world = World()
    plan = world.add(("手元.xlsx", workbook(JA)))
    report = plan.report
    assert (report.rows_read, report.rows_used) == (20, 20)
    assert (report.people, report.posts, report.vacant_posts, report.unknown_holders) == (5, 8, 1, 1)
    assert (report.departments, report.roots, report.depth) == (5, 1, 5)
    assert kinds(plan, "error") == []
    assert kinds(plan, "warning") == []
    assert kinds(plan, "info") == ["ambiguous_manager", "key_seat", "matched_name", "person_not_on_chart"]
    records = world.snapshot.records
    assert len(records("Meeting")) == 4
    states = sorted((m["state"], m["kind"], m["two_way"]) for m in records("Meeting").values())
    assert states == [
        ("held", "event", True),
        ("held", "mail", False),
        ("held", "meeting", True),
        ("planned", "meeting", True),
    ]
    planned = next(m for m in records("Meeting").values() if m["state"] == "planned")
    assert planned["planned_on"] == date(2026, 11, 5)
    assert "held_on" not in planned
    deals = {f.properties["name"]: f.properties for f in world.now("FOR")}
    assert deals["基盤更改"]["amount_minor"] == 150_000_000
    assert deals["基盤更改"]["stage"] == "proposal"
    assert deals["調達改革"]["order_on"] == date(2027, 9, 30)
    roles = {(world.name(f.start_id), f.properties["role"]) for f in world.now("PLAYS_ROLE_IN")}
    assert roles == {("能登 光", "technical_evaluator"), ("真壁 悠子", "final_approver")}
    keys = {(f.start_label, f.end_label, f.properties["reason"]) for f in world.now("KEY_TO")}
    assert keys == {("Person", "Opportunity", "最終決裁"), ("Post", "Account", "発注の窓口")}
    levels = {(s["level"], s["assessed_on"]) for s in records("Stance").values()}
    assert levels == {("strong_support", date(2026, 9, 10)), ("reluctant", date(2026, 9, 18))}
    off_chart = next(p for p in records("Person").values() if p["name"] == "宇佐美 恭子")
    assert not [h for h in world.now("HOLDS") if h.start_id == off_chart["id"]]
    assert [w.end_id for w in world.now("WORKS_FOR") if w.start_id == off_chart["id"]] == ["A"]


def test_workbook_in_english() -> None:
    world = World(empty("Lund Retail", "EUR"))
    plan = world.add(("book.xlsx", workbook(EN)))
    report = plan.report_in("en")
    assert (report.rows_read, report.rows_used, report.people, report.posts) == (12, 12, 3, 5)
    assert (report.vacant_posts, report.unknown_holders, report.departments) == (1, 1, 4)
    assert (report.roots, report.depth) == (1, 3)
    assert [f.kind for f in report.findings] == ["key_seat"]
    deal = world.now("FOR")[0].properties
    assert (deal["amount_minor"], deal["currency"]) == (620_000_000, "EUR")
    attended = [(t.start_label, t.start_id) for t in world.snapshot.ties if t.type == "ATTENDED"]
    assert len(attended) == 5


@pytest.mark.parametrize(("book", "encoding"), [(JA, "cp932"), (JA, "utf-8-sig"), (EN, "utf-8"), (EN, "utf-16")])
def test_each_sheet_alone_as_csv_gives_what_the_workbook_gives(
    book: dict[str, list[list[object]]], encoding: str
) -> None:
    whole, apart = World(), World()
    whole.add(("book.xlsx", workbook(book)))
    apart.add(*[(f"{title}.csv", as_csv(rows, encoding)) for title, rows in book.items()])
    assert apart.holdings() == whole.holdings()
    assert apart.lines() == whole.lines()
    for label in ("Person", "Member", "Meeting", "Stance", "Opportunity", "Unit"):
        assert len(apart.snapshot.records(label)) == len(whole.snapshot.records(label)), label
    assert len(apart.snapshot.ties) == len(whole.snapshot.ties)
    assert len(apart.snapshot.facts) == len(whole.snapshot.facts)


def test_sheets_one_after_the_other_find_each_other() -> None:
    at_once, one_by_one = World(), World()
    at_once.add(("book.xlsx", workbook(JA)))
    for title, rows in JA.items():
        one_by_one.add((f"{title}.csv", as_csv(rows)))
    assert len(one_by_one.snapshot.ties) == len(at_once.snapshot.ties)
    assert len(one_by_one.snapshot.facts) == len(at_once.snapshot.facts)


CHART = (
    "組織図.csv",
    "社員番号,氏名,役職,所属\n1,能登 光,部長,A部\n2,田中 太郎,部長,B部\n3,田中 次郎,課長,B部\n4,殿村 修,課長,C部",
)
TEAM = ("自社.csv", "氏名,役職,部署,メール\n佐伯 健太,課長,営業部,saeki@us.example\n佐伯 玲,部長,営業部,rei@us.example")


def meetings(*rows: str) -> tuple[str, str]:
    return ("面談.csv", "\n".join(["日付,自社参加者,先方参加者,種別,件名,双方向,商談,状態", *rows]))


def team_world() -> World:
    world = World()
    world.add(CHART, TEAM)
    return world


def attendees(world: World) -> list[str]:
    return sorted(world.name(t.start_id) for t in world.snapshot.ties if t.type == "ATTENDED")


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("能登 光", ["能登 光"]),
        ("能登光", ["能登 光"]),
        ("能登　光　様", ["能登 光"]),
        ("能登部長", ["能登 光"]),
        ("A部 部長 能登 光(情シス)", ["能登 光"]),
        ("田中部長、能登様", ["田中 太郎", "能登 光"]),
        ("田中課長", ["田中 次郎"]),
        ("殿村様", ["殿村 修"]),
        ("能登 光;新顔 一", ["新顔 一", "能登 光"]),
        ("能登 光,他2名", ["能登 光"]),
    ],
)
def test_names_of_attendees(cell: str, found: list[str]) -> None:
    world = team_world()
    world.add(meetings(f'2026/9/1,佐伯 健太,"{cell}",面談,x,,,'))
    assert attendees(world) == sorted(["佐伯 健太", *found])


def test_a_name_that_fits_two_is_tied_to_nobody() -> None:
    world = team_world()
    plan = world.add(meetings("2026/9/1,佐伯,田中様,面談,x,,,"))
    assert attendees(world) == []
    assert kinds(plan, "warning") == ["ambiguous_person", "no_attendee"]


@pytest.mark.parametrize(
    ("cell", "found", "code"),
    [
        ("田中部長", "田中 太郎", "matched_name.titled"),
        ("髙橋", "高橋 葵", "matched_name.surname_writing"),
        ("髙橋課長", "高橋 葵", "matched_name.surname_writing"),
        ("能登", "能登 光", "matched_name.surname"),
        ("C部課長", "殿村 修", "matched_name.seat"),
    ],
)
def test_how_an_attendee_was_found_is_said_truly(cell: str, found: str, code: str) -> None:
    world = team_world()
    world.add(("追加.csv", "社員番号,氏名,役職,所属\n5,高橋 葵,課長,D部"))
    plan = world.add(meetings(f"2026/9/1,佐伯 健太,{cell},,,,,"))
    assert [(f.code, f.params["name"]) for f in plan.findings] == [(code, found)]


def test_a_surname_of_ours_is_looked_for_on_the_team_first() -> None:
    """Members of ours are those of all accounts: one of another team is tied to it with a warning that names who."""
    world = team_world()
    both = World(world.snapshot).plan(meetings("2026/9/1,佐伯,能登 光,,,,,"))
    assert kinds(both, "warning") == ["ambiguous_person", "no_attendee"]
    rei = next(f for f in world.now("ON_TEAM_OF") if world.name(f.start_id) == "佐伯 玲")
    one = replace(world.snapshot, facts=tuple(f for f in world.snapshot.facts if f != rei))
    (found,) = World(one).plan(meetings("2026/9/1,佐伯,能登 光,,,,,")).findings
    assert (found.code, found.params["name"]) == ("matched_name.of_team", "佐伯 健太 [営業部 課長]")
    away = replace(one, nodes={**one.nodes, "Member": {rei.start_id: one.records("Member")[rei.start_id]}})
    (found,) = World(away).plan(meetings("2026/9/1,佐伯,能登 光,,,,,")).findings
    assert (found.code, found.level, found.rows) == ("matched_name.other_team", "warning", (2,))
    assert found.params["name"] == "佐伯 玲 [営業部 部長]"


def test_unknown_people_become_people_without_a_post() -> None:
    world = team_world()
    plan = world.add(meetings("2026/9/1,新人 花,新顔 一,面談,x,,,", "2026/9/2,新人 花,新顔一様,面談,y,,,"))
    assert kinds(plan) == ["new_member", "person_not_on_chart"]
    assert len([p for p in world.people() if p == "新顔 一"]) == 1
    assert len(world.snapshot.records("Member")) == 3


@pytest.mark.parametrize(
    ("kind", "two_way", "expected"),
    [
        ("面談", "", ("meeting", True)),
        ("電話", "", ("call", True)),
        ("メール", "", ("mail", False)),
        ("メール", "○", ("mail", True)),
        ("面談", "×", ("meeting", False)),
        ("", "", ("meeting", True)),
        ("Web会議", "", ("web", True)),
        ("なぞの会", "", ("other", True)),
    ],
)
def test_kind_and_two_way(kind: str, two_way: str, expected: tuple[str, bool]) -> None:
    world = team_world()
    world.add(meetings(f"2026/9/1,佐伯 健太,能登 光,{kind},x,{two_way},,"))
    meeting = next(iter(world.snapshot.records("Meeting").values()))
    assert (meeting["kind"], meeting["two_way"]) == expected


def test_meetings_that_cannot_be_read_and_those_that_come_twice() -> None:
    world = team_world()
    plan = world.add(
        meetings(
            "2026/9/31,佐伯 健太,能登 光,面談,x,,,",
            ",佐伯 健太,能登 光,面談,y,,,",
            "2026/9/1,佐伯 健太,能登 光,面談,z,,,",
            "2026/9/1,佐伯 健太,能登 光,面談,z,,,",
            "2027/1/1,佐伯 健太,能登 光,面談,未来,,,",
            "2026/9/2,佐伯 健太,能登 光,面談,取消,,,キャンセル",
            "2026/9/3,佐伯 健太,能登 光,面談,商談,,どこにもない,",
        )
    )
    assert [s.row for s in plan.report.skipped] == [2, 3, 5]
    unread = next(f for f in plan.report_in("en").findings if f.rows == [2])
    assert (unread.kind, unread.level, unread.action) == ("bad_date", "error", "the row is left out")
    assert kinds(plan) == ["bad_date", "duplicate_meeting", "future_meeting", "unknown_opportunity"]
    assert sorted(m["state"] for m in world.snapshot.records("Meeting").values()) == [
        "cancelled",
        "held",
        "held",
        "held",
    ]


def test_a_planned_meeting_is_held() -> None:
    world = team_world()
    world.add(meetings("2026/9/1,佐伯 健太,能登 光,面談,x,,,予定"))
    world.add(meetings("2026/9/1,佐伯 健太,能登 光;殿村 修,面談,x,,,実施"))
    assert len(world.snapshot.records("Meeting")) == 1
    meeting = next(iter(world.snapshot.records("Meeting").values()))
    assert (meeting["state"], meeting["held_on"]) == ("held", date(2026, 9, 1))
    assert attendees(world) == ["佐伯 健太", "殿村 修", "能登 光"]


def deals(*rows: str, header: str = "商談名,金額,フェーズ,受注予定日,部門,関係者") -> tuple[str, str]:
    return ("商談.csv", "\n".join([header, *rows]))


def test_opportunities() -> None:
    world = team_world()
    plan = world.add(
        deals(
            "甲案件,1.5億,3.提案,2027/3/31,A部,能登 光:決裁者;田中 太郎:推進者",
            "乙案件,なぞ,受注,いつか,Z部,",
            "丙案件,不明,,,,B部長:予算管理者",
            "甲案件,2億,提案,,,",
            ",1億,,,,",
        )
    )
    assert [s.row for s in plan.report.skipped] == [5, 6]
    found = {f.properties["name"]: f.properties for f in world.now("FOR")}
    assert found["甲案件"]["stage"] == "proposal"
    assert found["乙案件"]["stage"] == "won"
    assert "amount_minor" not in found["乙案件"]
    assert "amount_minor" not in found["丙案件"], "an amount that is not known is not zero"
    assert {f.kind for f in plan.report.findings if f.level == "error"} == {
        "duplicate_opportunity", "empty_row",
    }  # fmt: skip
    kept = {f.kind: (f.level, f.action) for f in plan.report_in("en").findings if f.rows == [3]}
    assert kept["bad_amount"] == ("warning", "the row is imported without the amount")
    assert kept["bad_date"] == ("warning", "the row is imported without the date")
    assert "unknown_department" in kinds(plan, "warning")
    assert [world.department(f.end_id) for f in world.now("TARGETS")] == ["A部"]


def test_close_dates_that_are_no_whole_days() -> None:
    world = team_world()
    written = ("2027-02", "2026年度3Q", "未定", "Q3 2026", "2027/2/30")
    plan = world.add(deals(*(f"{text}の件,1億,提案,{text},," for text in written)))
    closing = {str(f.properties["name"]): f.properties.get("order_on") for f in world.now("FOR")}
    assert list(closing.values()) == [date(2027, 2, 28), date(2026, 12, 31), None, None, None]
    assert [(f.code, f.level, f.rows) for f in plan.findings] == [
        ("period_date.fiscal", "warning", (3,)),
        ("bad_date.kept", "warning", (5,)),
        ("bad_date.kept", "warning", (6,)),
        ("period_date", "info", (2,)),
        ("undated", "info", (4,)),
    ]
    told = [f.found for f in plan.report_in("en").findings]
    assert told[2] == "“2027/2/30” (Feb 2027 has 28 days)"


def test_a_unit_and_a_currency_in_the_header() -> None:
    world = team_world()
    world.add(deals("甲,150", header="商談名,金額(百万円)"))
    world.add(("deals.csv", "Name,Amount (EUR k),Stage\nAtlas,980,Proposal"))
    amounts = {f.properties["name"]: (f.properties["amount_minor"], f.properties["currency"]) for f in world.now("FOR")}
    assert amounts == {"甲": (150_000_000, "JPY"), "Atlas": (98_000_000, "EUR")}


def test_a_deal_is_corrected_and_its_roles_with_it() -> None:
    world = team_world()
    world.add(deals("甲,1億,提案,,A部,能登 光:決裁者"))
    plan = world.add(deals("甲,2億,交渉,,,能登 光:推進者"))
    fact = world.now("FOR")[0].properties
    assert (fact["amount_minor"], fact["stage"]) == (200_000_000, "negotiation")
    assert [f.properties["role"] for f in world.now("PLAYS_ROLE_IN")] == ["promoter"]
    assert len(world.now("TARGETS")) == 1
    assert len(world.snapshot.records("Opportunity")) == 1
    assert [c.field for e in plan.changed for c in e.changes if c.field in ("amount_minor", "stage")]


def stances(*rows: str) -> tuple[str, str]:
    return ("スタンス.csv", "\n".join(["氏名,立場,対象,日付,根拠,評価者", *rows]))


def test_stances() -> None:
    world = team_world()
    plan = world.add(
        deals("甲,1億,提案,,,"),
        stances(
            "能登 光,好意的,,2026/9/1,よく話す,佐伯 健太",
            "能登 光,反対,甲,2026/9/1,高いと言った,佐伯 健太",
            "田中 太郎,未確認,,2026/9/1,,佐伯 健太",
            "田中 太郎,むらさき,,2026/9/1,,佐伯 健太",
            "だれか 不在,支持,,2026/9/1,,佐伯 健太",
            "殿村 修,中立,省人化,,,",
        ),
    )
    assert [s.row for s in plan.report.skipped] == [5, 6]
    assert sorted(s["level"] for s in world.snapshot.records("Stance").values()) == ["neutral", "oppose", "support"]
    assert kinds(plan) == [
        "bad_date", "bad_stance", "new_topic", "no_assessor", "stance_unknown", "unknown_person",
    ]  # fmt: skip
    toward = sorted(t.end_label for t in world.snapshot.ties if t.type == "TOWARD")
    assert toward == ["Initiative", "Opportunity"]


def test_a_stance_of_the_same_day_is_corrected_a_later_one_is_added() -> None:
    world = team_world()
    world.add(stances("能登 光,支持,,2026/9/1,,佐伯 健太"))
    world.add(stances("能登 光,反対,,2026/9/1,,佐伯 健太"))
    assert [s["level"] for s in world.snapshot.records("Stance").values()] == ["oppose"]
    world.add(stances("能登 光,中立,,2026/9/20,,佐伯 健太"))
    assert len(world.snapshot.records("Stance")) == 2


def test_key_people_on_people_and_on_seats() -> None:
    world = team_world()
    plan = world.add(
        deals("甲,1億,提案,,,"),
        (
            "キーパーソン.csv",
            "氏名,理由,商談\n能登 光,決める人,甲\n能登 光,顔が広い,甲\nB部 部長,窓口,\nだれか 不在,x,\n殿村 修,,なぞ",
        ),
    )
    assert [s.row for s in plan.report.skipped] == [5, 6]
    found = {(f.start_label, f.end_label, f.properties["reason"]) for f in world.now("KEY_TO")}
    assert found == {("Person", "Opportunity", "決める人; 顔が広い"), ("Post", "Account", "窓口")}


def test_key_people_by_post_number_and_marks_in_the_chart() -> None:
    world = World()
    world.add(
        (
            "組織図.csv",
            "ポスト番号,氏名,役職,所属,キーパーソン,自社担当\n"
            "P1,甲 一,部長,A部,○,佐伯 健太\nP2,空席,部長,B部,次の決裁者,",
        ),
        ("key people.csv", "Post ID,Reason\nP1,Signs"),
    )
    found = sorted((f.start_label, f.properties["reason"]) for f in world.now("KEY_TO"))
    assert found == [("Person", "キーパーソンの一覧による"), ("Post", "Signs"), ("Post", "次の決裁者")]
    assert [(world.name(f.start_id), f.end_label) for f in world.now("COVERS")] == [("佐伯 健太", "Person")]


def test_the_chart_says_how_far_who_covers_has_come_and_is_to_come() -> None:
    world = World()
    header = "ポスト番号,氏名,役職,所属,自社担当,関係の深さ,目標の関係\n"
    plan = world.add(
        (
            "組織図.csv",
            header + "P1,甲 一,部長,A部,佐伯 健太; 三輪 透,2; 課題解決の相手,4\n"
            "P2,乙 二,課長,A部,佐伯 健太; 三輪 透,1; 2; 3,-; 3\nP3,丙 三,課長,A部,三輪 透,親友,",
        )
    )
    found = {
        (world.name(f.start_id), world.name(f.end_id)): (f.properties.get("level"), f.properties.get("desired_level"))
        for f in world.now("COVERS")
    }
    assert found == {
        ("佐伯 健太", "甲 一"): (2, 4), ("三輪 透", "甲 一"): (3, 4), ("佐伯 健太", "乙 二"): (None, None),
        ("三輪 透", "乙 二"): (None, 3), ("三輪 透", "丙 三"): (None, None),
    }  # fmt: skip
    assert kinds(plan, "warning") == ["bad_relationship", "relationship_count"]
    again = world.add(("組織図.csv", header + "P1,甲 一,部長,A部,佐伯 健太,3,"))
    assert [(c.field, c.before, c.after) for e in again.changed for c in e.changes] == [("level", "2", "3")]


def test_a_stance_says_where_it_comes_from_and_how_sure_it_is() -> None:
    world = team_world()
    plan = world.add(
        (
            "スタンス.csv",
            "氏名,立場,日付,評価者,出どころ,確からしさ\n能登 光,支持,2026/9/1,佐伯,本人,確認済\n"
            "能登 光,中立,2026/9/2,佐伯,-,たぶん\n能登 光,反対,2026/9/3,佐伯,,",
        )
    )
    found = [(p.get("source"), p["confidence"]) for p in world.snapshot.records("Stance").values()]
    assert found == [("本人", "confirmed"), (None, "reported"), ("スタンス.csv", "reported")]
    assert "bad_confidence" in kinds(plan, "info")


def test_members_are_found_by_mail_and_name() -> None:
    world = team_world()
    plan = world.add(
        (
            "members.csv",
            "Name,Title,Department,Email\n"
            "Saeki Kenta,Manager,営業部,saeki@us.example\n佐伯 玲,本部長,営業部,rei@us.example",
        )
    )
    assert len(world.snapshot.records("Member")) == 2
    titles = sorted(str(f.properties.get("title")) for f in world.now("BELONGS_TO"))
    assert titles == ["Manager", "本部長"]
    assert not plan.report.skipped


def test_deal_in_two_files_of_one_sheet_name_keep_their_row_numbers_apart() -> None:
    book = workbook({"商談": [["商談名", "金額"], ["甲", "なぞ"]]})
    plan = World().add(("a.xlsx", book), ("b.xlsx", workbook({"商談": [["商談名", "金額"], ["乙", "なぞ"]]})))
    assert [(f.sheet, f.rows) for f in plan.report.findings] == [("商談", [2]), ("b.xlsx [商談]", [2])]
