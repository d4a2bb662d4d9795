"""Organisation charts: what a file says of seats, people, departments and lines; every number counted by hand."""

import pytest

from tests.importing.fold import World, empty, kinds

REGISTER = """\
Post Unique Reference,Name,Grade (or equivalent),Job Title,Parent Department,Organisation,Unit,Contact E-mail,\
Reports to Senior Post,FTE,Notes
CS001,Margaret Hale,SCS3,Director General,Dept of Tides,Dept of Tides,Coast Group,mhale@tides.example,XX,1,
CS002,N/D,SCS2,Director,Dept of Tides,Dept of Tides,Fish,N/D,CS001,1,
CS003,Vacant,SCS1,Deputy Director,Dept of Tides,Harbour Agency,Harbours,,CS002,1,
CS004,Ann Price,SCS1,Deputy Director,Dept of Tides,Harbour Agency,Boats,,CS002,0.5,Job share
CS004,Bo Reed,SCS1,Deputy Director,Dept of Tides,Harbour Agency,Boats,,CS002,0.5,Job share
CS005,Eliminated,SCS1,Deputy Director,Dept of Tides,Harbour Agency,Old,,CS002,0,
CS006,Carl Dun,Grade 6,Head of Nets,Dept of Tides,Harbour Agency,Boats,,CS004,1,
"""


def test_english_register() -> None:
    world = World(empty("Dept of Tides", "GBP"))
    plan = world.add(("organogram.csv", REGISTER))
    report = plan.report_in("en")
    assert (report.rows_read, report.rows_used, report.people, report.posts) == (7, 6, 4, 5)
    assert (report.vacant_posts, report.unknown_holders, report.roots, report.depth) == (1, 1, 1, 4)
    assert [(s.row, s.reason) for s in report.skipped] == [(7, "an eliminated post: CS005")]
    assert world.departments() == [
        "Coast Group",
        "Fish",
        "Harbour Agency",
        "Harbour Agency/Boats",
        "Harbour Agency/Harbours",
    ]
    assert world.lines() == [
        ("Ann Price+Bo Reed", "Director"),
        ("Carl Dun", "Ann Price+Bo Reed"),
        ("Deputy Director", "Director"),
        ("Director", "Margaret Hale"),
    ]
    shared = next(f for f in world.now("IN_ACCOUNT") if f.properties.get("capacity") == 2)
    assert shared.properties["title"] == "Deputy Director"
    assert [(f.kind, f.level, f.column) for f in report.findings] == [
        ("not_kept", "info", "FTE"),
        ("eliminated_post", "info", None),
    ]


def chart(*rows: str, header: str = "社員番号,氏名,役職,所属,上司,備考") -> tuple[str, str]:
    return ("組織図.csv", "\n".join([header, *rows]))


def test_cp932_with_concurrent_title() -> None:
    world = World()
    name, text = chart(
        "0001,髙橋 一郎,代表取締役社長,,,",
        "0002,佐藤 健,取締役 常務執行役員 事業本部長 兼 DX推進部長,事業本部,0001,",
        "0003,鈴木 花子,企画課長,事業本部/DX推進部/企画課,佐藤 健,",
    )
    plan = world.add((name, text.encode("cp932")))
    assert world.holdings() == [
        ("佐藤 健", "DX推進部長", "事業本部/DX推進部"),
        ("佐藤 健", "事業本部長", "事業本部"),
        ("鈴木 花子", "企画課長", "事業本部/DX推進部/企画課"),
        ("髙橋 一郎", "代表取締役社長", ""),
    ]
    primary = {world.title(h.end_id) for h in world.now("HOLDS") if h.properties["is_primary"]}
    assert primary == {"代表取締役社長", "事業本部長", "企画課長"}
    person = next(f for f in world.now("WORKS_FOR") if world.name(f.start_id) == "佐藤 健")
    assert person.properties["legal_organ"] == "取締役"
    assert person.properties["grade_title"] == "常務執行役員"
    lower = next(f for f in world.now("REPORTS_TO") if world.title(f.start_id) == "企画課長")
    assert world.title(lower.end_id) == "DX推進部長", "of two posts of the superior the one above counts"
    assert (plan.report.roots, plan.report.depth, plan.report.people, plan.report.posts) == (1, 3, 3, 4)
    assert [(f.code, f.level) for f in plan.findings] == [("ambiguous_manager.near_post", "info")]


def test_stored_exactly_matched_folded() -> None:
    world = World()
    world.add(chart("1,髙橋　一郎 様,部長,営業部,,", "2,田中 次郎,課長,営業部,高橋一郎,"))
    assert world.people() == ["田中 次郎", "髙橋　一郎"]
    assert world.lines() == [("田中 次郎", "髙橋　一郎")]


def test_three_states_and_eliminated() -> None:
    world = World()
    plan = world.add(
        chart(
            "P1,空席,部長,営業部,,",
            "P2,,課長,営業部,P1,",
            "P3,非公開,課長,営業部,P1,",
            "P4,山田 太郎,課長,営業部,P1,",
            "P5,廃止,課長,営業部,P1,",
            ",,,,P1,",
            ",,,,,",
            header="ポスト番号,氏名,役職,所属,上司,備考",
        )
    )
    report = plan.report
    assert (report.rows_read, report.rows_used, report.posts) == (6, 4, 4)
    assert (report.vacant_posts, report.unknown_holders, report.people) == (2, 1, 1)
    assert {(s.row, f.kind) for s in report.skipped for f in report.findings if s.row in f.rows} == {
        (6, "eliminated_post"),
        (7, "empty_row"),
    }
    assert len(world.now("VACANT")) == 2


def test_a_blank_name_with_a_post_number_is_vacant_whatever_else_the_row_holds() -> None:
    world = World()
    plan = world.add(
        chart(
            "1,P1,甲 一,部長,A部,,",
            "2,P2,,課長,A部,P1,",
            "3,P3,,課長,A部,P1,空席",
            "4,P4,,課長,A部,P1,不明",
            "5,,,課長,A部,P1,",
            header="社員番号,ポスト番号,氏名,役職,所属,上司,備考",
        )
    )
    assert (plan.report.vacant_posts, plan.report.unknown_holders, plan.report.posts) == (2, 2, 5)
    (odd,) = plan.report.findings
    assert (odd.kind, odd.level, odd.rows, odd.column) == ("blank_name", "warning", [3], "氏名")
    assert "P2" in odd.found


def test_self_report_and_cycle_hide_nobody() -> None:
    world = World()
    plan = world.add(
        chart(
            "1,山田 三郎,部長,営業部,1,",
            "2,香取 誠,部長,製造部,4,",
            "3,真壁 悠子,課長,製造部,2,",
            "4,能登 光,課長,製造部,3,",
        )
    )
    assert plan.report.rows_used == 4
    assert world.people() == sorted(["山田 三郎", "香取 誠", "真壁 悠子", "能登 光"])
    assert world.lines() == [("真壁 悠子", "香取 誠"), ("能登 光", "真壁 悠子")]
    assert (plan.report.roots, plan.report.depth) == (2, 3)
    cycle = next(f for f in plan.report.findings if f.kind == "cycle")
    assert (cycle.level, cycle.rows, cycle.column) == ("warning", [3, 4, 5], "上司")
    assert "香取 誠 → 能登 光 → 真壁 悠子 → 香取 誠" in cycle.found
    assert "香取 誠" in cycle.action, "the line of the highest rank is left out"
    own = next(f for f in plan.report.findings if f.kind == "self_report")
    assert (own.level, own.rows, own.column) == ("warning", [2], "上司")


def test_cycle_of_equals_leaves_out_the_first_row() -> None:
    world = World()
    world.add(chart("1,甲 一,課長,A部,3,", "2,乙 二,課長,A部,1,", "3,丙 三,課長,A部,2,"))
    assert world.lines() == [("丙 三", "乙 二"), ("乙 二", "甲 一")]


def test_unknown_and_two_managers() -> None:
    world = World()
    plan = world.add(
        chart(
            "1,甲 一,部長,A部,,",
            "2,乙 二,部長,B部,,",
            "3,丙 三,課長,A部,1;2,",
            "4,丁 四,課長,A部,9999,",
            "5,戊 五,課長,A部,-,",
        )
    )
    assert world.lines() == [("丙 三", "甲 一")]
    found = {f.kind: f for f in plan.report.findings}
    assert found["two_managers"].rows == [4]
    assert found["unknown_manager"].rows == [5]
    assert set(found) == {"two_managers", "unknown_manager"}


def test_a_superior_whose_post_is_eliminated() -> None:
    plan = World().add(chart("P1,廃止,部長,A部,", "P2,甲 一,課長,A部,P1", header="ポスト番号,氏名,役職,所属,上司"))
    assert [f.code for f in plan.findings] == ["unknown_manager.eliminated", "eliminated_post"]
    assert (plan.report.posts, plan.report.roots) == (1, 1)


def test_one_person_two_managers_by_equal_rows() -> None:
    world = World()
    plan = world.add(chart("1,甲 一,部長,A部,,", "2,乙 二,部長,A部,,", "3,丙 三,課長,A部,1,", "3,丙 三,課長,A部,2,"))
    assert kinds(plan) == ["duplicate_person", "two_managers"]
    assert world.lines() == [("丙 三", "甲 一")]
    assert plan.report.people == 3


def test_equal_rows_that_differ_say_in_what_and_lose_no_superior() -> None:
    world = World()
    plan = world.add(
        chart(
            "1,甲 一,部長,A部,,,",
            "2,乙 二,課長,A部,1,,03-1",
            "2,乙 二,課長,A部,9999,2026/4/1,03-2",
            "3,丙 三,課長,A部,8888,,",
            "3,丙 三,課長,A部,1,,",
            "4,丁 四,課長,A部,1,,",
            "4,丁 四,課長,A部,1,,",
            "5,戊 五,課長,A部,5,,",
            "5,戊 五,課長,A部,7777,,",
            header="社員番号,氏名,役職,所属,上司,発令日,電話",
        )
    )
    found = {(f.code, f.rows): f for f in plan.findings}
    assert set(found) == {
        ("duplicate_person.differing", (3, 4)),
        ("duplicate_person.differing", (5, 6)),
        ("duplicate_person.same_row", (7, 8)),
        ("duplicate_person.differing", (9, 10)),
        ("unknown_manager.further", (4,)),
        ("unknown_manager.further", (5,)),
        ("self_report", (9,)),
        ("unknown_manager", (10,)),
    }
    assert found["duplicate_person.differing", (3, 4)].params["differing"] == "電話 (03-1 / 03-2), 上司 (1 / 9999)"
    assert found["unknown_manager.further", (4,)].params == {"value": "9999", "first": "1"}
    assert world.lines() == [("丁 四", "甲 一"), ("丙 三", "甲 一"), ("乙 二", "甲 一")]
    starts = {world.name(h.start_id): h.properties.get("valid_from") for h in world.now("HOLDS")}
    assert str(starts["乙 二"]) == "2026-04-01", "what only the later row says is kept"


def test_a_name_beside_the_number_that_tells_namesakes_apart_is_no_further_superior() -> None:
    plan = World().add(
        chart(
            "1,佐藤 健,部長,A部,,",
            "2,佐藤 健,部長,B部,,",
            "3,乙 二,課長,C部,1,佐藤健",
            header="社員番号,氏名,役職,所属,上司社員番号,上司氏名",
        )
    )
    assert kinds(plan) == []


def test_a_superior_of_a_name_that_two_have_is_said() -> None:
    world = World()
    plan = world.add(
        chart(
            "1,佐藤 健,部長,A部,,",
            "2,佐藤 健,部長,B部,,",
            "3,乙 二,課長,A部/一課,佐藤 健,",
            "4,丙 三,課長,C部,佐藤 健,",
            "5,佐藤 健,課長,A部/二課,佐藤 健,",
        )
    )
    found = {f.rows: f for f in plan.findings}
    assert {rows: (f.code, f.level) for rows, f in found.items()} == {
        (4, 6): ("ambiguous_manager.nearest", "warning"),
        (5,): ("ambiguous_manager", "warning"),
    }
    assert found[4, 6].params["name"] == "佐藤 健 [A部 部長]"
    assert "佐藤 健 [B部 部長]" in found[4, 6].params["detail"]
    assert world.lines() == [("乙 二", "佐藤 健"), ("佐藤 健", "佐藤 健")]
    assert all(world.place(f.end_id) == "A部" for f in world.now("REPORTS_TO"))


def test_a_title_beside_a_name_that_two_have_decides_and_is_said() -> None:
    world = World()
    plan = world.add(chart("1,佐藤 健,部長,A部,,", "2,佐藤 健,課長,A部,,", "3,乙 二,主任,A部,佐藤 健課長,"))
    (finding,) = plan.findings
    assert (finding.code, finding.level, finding.rows) == ("ambiguous_manager.titled", "info", (4,))
    assert (finding.params["n"], finding.params["name"]) == ("2", "佐藤 健 [A部 課長]")
    assert [world.title(f.end_id) for f in world.now("REPORTS_TO")] == ["課長"]


def test_manager_in_every_way_within_one_file() -> None:
    world = World()
    plan = world.add(
        chart(
            "E1,P1,甲 一,社長,,,kou@x.example",
            "E2,P2,乙 二,部長,A部,P1,otsu@x.example",
            "E3,P3,丙 三,課長,A部,E2,hei@x.example",
            "E4,P4,丁 四,係長,A部,HEI@X.example,",
            "E5,P5,戊 五,主任,A部,丁 四,",
            "E6,P6,己 六,担当,A部,丁四係長,",
            header="社員番号,ポスト番号,氏名,役職,所属,上司,メール",
        )
    )
    assert world.lines() == sorted(
        [("乙 二", "甲 一"), ("丙 三", "乙 二"), ("丁 四", "丙 三"), ("戊 五", "丁 四"), ("己 六", "丁 四")]
    )
    assert plan.report.depth == 5


def test_numbers_that_are_both_post_and_person() -> None:
    """Two systems that count from 1: the one that fits more of the column is meant."""
    world = World()
    world.add(
        chart(
            "1,3,甲 一,社長,,",
            "2,4,乙 二,部長,A部,1",
            "7,1,丙 三,課長,A部,2",
            "8,2,丁 四,課長,A部,7",
            header="社員番号,ポスト番号,氏名,役職,所属,上司",
        )
    )
    assert ("乙 二", "甲 一") in world.lines()
    assert ("丁 四", "丙 三") in world.lines()


def test_five_people_of_one_name() -> None:
    world = World()
    plan = world.add(
        chart(
            "1,佐藤 健,課長,A部,,",
            "2,佐藤 健,課長,A部,,",
            "3,佐藤 健,部長,B部,,",
            "4,佐藤 健,担当,C部,,",
            "5,佐藤 健,担当,C部,,",
        )
    )
    assert plan.report.people == 5
    assert kinds(plan) == []


def test_namesakes_without_numbers_are_never_merged() -> None:
    world = World()
    plan = world.add(chart("佐藤 健,課長,A部,", "佐藤 健,部長,B部,", "佐藤 健,担当,C部,", header="氏名,役職,所属,上司"))
    assert plan.report.people == 3
    finding = next(f for f in plan.report.findings if f.kind == "duplicate_person")
    assert (finding.level, finding.rows) == ("warning", [2, 3, 4])


def test_concurrent_rows() -> None:
    world = World()
    plan = world.add(
        chart(
            "佐藤 健,部長,A部,,ken@x.example",
            "佐藤 健,室長,B室,,ken@x.example",
            "鈴木 花子,課長,A部,,",
            "鈴木 花子,課長,C部,兼務,",
            header="氏名,役職,所属,備考,メール",
        )
    )
    assert plan.report.people == 2
    assert plan.report.posts == 4
    primary = sorted(
        (world.name(h.start_id), world.place(h.end_id)) for h in world.now("HOLDS") if h.properties["is_primary"]
    )
    assert primary == [("佐藤 健", "A部"), ("鈴木 花子", "A部")]
    assert kinds(plan, "warning") == []


def test_duplicate_ids() -> None:
    world = World()
    plan = world.add(
        chart(
            "E1,P1,甲 一,部長,A部",
            "E1,P2,乙 二,課長,A部",
            "E3,P3,丙 三,課長,B部",
            "E4,P3,丁 四,部長,C部",
            header="社員番号,ポスト番号,氏名,役職,所属",
        )
    )
    assert [(s.row, s.sheet) for s in plan.report.skipped] == [(3, "組織図.csv"), (5, "組織図.csv")]
    assert [f.rows for f in plan.report.findings if f.kind == "duplicate_id"] == [[5], [3]]
    post, employee = (f.found for f in plan.report_in("en").findings if f.kind == "duplicate_id")
    assert "(row 4)" in post, "the row that is kept is named"
    assert "甲 一 (row 2)" in employee
    assert world.people() == ["丙 三", "甲 一"]


def test_department_columns_and_paths_mean_the_same() -> None:
    by_columns, by_path = World(), World()
    by_columns.add(
        chart(
            "1,甲 一,部長,製造本部,第一製造部,",
            "2,乙 二,課長,製造本部,第一製造部,組立課",
            header="社員番号,氏名,役職,本部,部,課",
        )
    )
    by_path.add(
        chart(
            "1,甲 一,部長,製造本部/第一製造部",
            "2,乙 二,課長,製造本部／第一製造部／組立課",
            header="社員番号,氏名,役職,所属",
        )
    )
    assert by_columns.departments() == by_path.departments()
    assert by_columns.holdings() == by_path.holdings()
    assert by_columns.departments() == ["製造本部", "製造本部/第一製造部", "製造本部/第一製造部/組立課"]


def test_a_name_alone_means_the_department_of_the_path() -> None:
    world = World()
    world.add(chart("1,甲 一,部長,製造本部/製造部,,", "2,乙 二,課長,製造部,1,"))
    assert world.departments() == ["製造本部", "製造本部/製造部"]


def test_unknown_title_is_listed_and_kept() -> None:
    world = World()
    plan = world.add(chart("1,甲 一,推進リード,A部,,", "2,乙 二,推進リード,A部,,"))
    finding = next(f for f in plan.report.findings if f.kind == "unknown_title")
    assert (finding.level, finding.rows, finding.column) == ("warning", [2, 3], "役職")
    assert {t for _, t, _ in world.holdings()} == {"推進リード"}
    assert all("line_rank" not in f.properties for f in world.now("IN_ACCOUNT"))


def test_staff_has_personal_posts_heads_have_seats() -> None:
    world = World()
    world.add(chart("1,甲 一,部長,A部,,", "2,乙 二,主任,A部,1,", "3,丙 三,担当,A部,1,", "4,丁 四,,A部,1,"))
    by_title = {f.properties.get("title"): f.properties.get("seat_kind") for f in world.now("IN_ACCOUNT")}
    assert by_title == {None: None, "部長": "seat", "主任": "personal", "担当": "personal", "": "personal"}


def test_dates_in_the_file_start_the_holding_only() -> None:
    world = World()
    plan = world.add(
        chart(
            "1,甲 一,部長,A部,令和8年4月1日",
            "2,乙 二,課長,A部,2026/2/31",
            "3,丙 三,課長,A部,",
            header="社員番号,氏名,役職,所属,発令日",
        )
    )
    starts = {world.name(h.start_id): h.properties.get("valid_from") for h in world.now("HOLDS")}
    assert [str(starts[n]) for n in ("甲 一", "乙 二", "丙 三")] == ["2026-04-01", "None", "None"]
    bad = next(f for f in plan.report.findings if f.kind == "bad_date")
    assert (bad.level, bad.rows, bad.column) == ("warning", [3], "発令日")
    assert bad.action == "この行は日付なしで取り込みます"
    assert plan.report.rows_used == 3
    assert all("valid_from" not in f.properties for f in world.snapshot.facts if f.type != "HOLDS")


def test_every_fact_says_when_it_was_seen_where_and_how_sure() -> None:
    world = World()
    world.add(chart("1,甲 一,部長,A部,,"))
    assert world.snapshot.facts
    for fact in world.snapshot.facts:
        assert str(fact.properties["observed_on"]) == "2026-10-01"
        assert fact.properties["source"] == "組織図.csv"
        assert fact.properties["confidence"] == "reported"


def test_secondment_is_read_from_remarks() -> None:
    world = World()
    world.add(
        chart(
            "1,甲 一,課長,A部,,旭波電子より出向",
            "2,乙 二,課長,A部,,旭波電子へ出向中",
            "3,丙 三,相談役,A部,,",
            "4,丁 四,課長,A部,,",
        )
    )
    kinds_of = {world.name(f.start_id): f.properties.get("employment") for f in world.now("WORKS_FOR")}
    assert kinds_of["甲 一"] == "seconded_in"
    assert kinds_of["乙 二"] == "seconded_out"
    assert kinds_of["丁 四"] is None


def test_a_cell_that_is_no_text_is_an_error_only_where_the_row_goes_with_it() -> None:
    world = World()
    plan = world.add(("組織図.csv", b"Name,Job Title,Note\nAnn Price,Head,\xff\xff\n\xff\xffBo,Head,x\nCy Dow,Head,y"))
    found = {f.rows[0]: (f.kind, f.level, f.action) for f in plan.report_in("en").findings}
    assert found == {
        2: ("unreadable_bytes", "warning", "the cell is left out"),
        3: ("unreadable_bytes", "error", "the row is left out"),
    }
    assert [s.row for s in plan.skips] == [3]


def test_whoever_is_left_out_with_the_row_is_an_error() -> None:
    world = World()
    plan = world.add(
        chart("1,甲 一,社長,,,"),
        ("スタンス.csv", "氏名,立場,日付\nだれか,支持,2026/9/1\n甲 一,支持,2026/9/1"),
        ("キーパーソン.csv", "氏名,理由,商談\n甲 一,決裁,無い商談"),
        ("面談.csv", "日付,先方参加者,商談\n2026/9/1,甲 一,無い商談"),
    )
    told = [(f.sheet, f.kind, f.level, f.action) for f in plan.report.findings if f.kind.startswith("unknown_")]
    left_out = "この行は取り込みません"
    assert ("スタンス.csv", "unknown_person", "error", left_out) in told
    assert ("キーパーソン.csv", "unknown_opportunity", "error", left_out) in told
    assert ("面談.csv", "unknown_opportunity", "warning", "商談とは結びません") in told


def test_of_several_posts_of_a_superior_the_one_taken_is_said() -> None:
    world = World()
    plan = world.add(
        chart(
            "1,榊 一,部長,営業部,,",
            "1,榊 一,室長,企画室,,兼務",
            "2,楓 二,課長,製造部,榊 一,",
            "3,檜 三,課長,製造部,榊室長,",
        )
    )
    above = {world.seat(f.start_id): world.title(f.end_id) for f in world.now("REPORTS_TO")}
    assert above == {"楓 二": "部長", "檜 三": "室長"}
    (found,) = [f for f in plan.findings if f.kind == "ambiguous_manager"]
    assert (found.code, found.level, found.rows) == ("ambiguous_manager.main_post", "warning", (4,))
    assert (found.params["post"], found.params["detail"]) == ("営業部 部長", "営業部 部長, 企画室 室長")


@pytest.mark.parametrize(
    ("written", "superior"),
    [
        ("J. Smith", "Jane Smith"),
        ("Smith J", "Jane Smith"),
        ("Smith, J.", "Jane Smith"),
        ("J.-P. Roux", "Jean-Paul Roux"),
        ("de la Cruz", "Maria de la Cruz"),
        ("M. de la Cruz", "Maria de la Cruz"),
        ("A. Muller", "MÜLLER Anna"),
        ("X. Smith", None),
        ("K. Bell", None),
    ],
)
def test_a_superior_written_short(written: str, superior: str | None) -> None:
    staff = "Jane Smith,Maria de la Cruz,Jean-Paul Roux,MÜLLER Anna,Karl Bell,Kim Bell"
    rows = "".join(f"{name},Director,\n" for name in staff.split(","))
    world = World()
    plan = world.add(("chart.csv", f'Name,Title,Reports to\n{rows}Paul Dent,Analyst,"{written}"\n'))
    if superior is None:
        assert world.lines() == []
        assert kinds(plan, "warning") == ["ambiguous_manager" if "Bell" in written else "unknown_manager"]
    else:
        assert world.lines() == [("Paul Dent", superior)]
        (found,) = plan.findings
        assert (found.kind, found.level, found.params["name"]) == (
            "matched_name", "info", superior,
        )  # fmt: skip
