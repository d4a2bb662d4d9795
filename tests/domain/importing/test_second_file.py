"""A further file for the same account: it adds and corrects, never ends, and what it does not speak of stays."""

from datetime import date

from tests.importing.fold import World, kinds

HEADER = "社員番号,氏名,役職,所属,上司,メール"


def chart(*rows: str, header: str = HEADER) -> tuple[str, str]:
    return ("組織図.csv", "\n".join([header, *rows]))


def base() -> World:
    world = World()
    world.add(
        chart(
            "1,甲 一,部長,A部,,kou@x.example",
            "2,乙 二,課長,A部/A1課,1,",
            "3,丙 三,主任,A部/A1課,2,",
            "4,丁 四,課長,A部/A2課,1,",
        )
    )
    return world


def test_a_part_of_the_chart_ends_nothing() -> None:
    world = base()
    before = world.holdings()
    plan = world.add(chart("4,丁 四,課長,A部/A2課,1,"), as_of=date(2026, 11, 1))
    assert not plan.batch
    assert world.holdings() == before
    assert [e.name for e in plan.absent] == ["甲 一", "乙 二", "丙 三"]
    assert (plan.report.people, plan.report.roots, plan.report.depth) == (1, 1, 1), "those of the file"


def test_new_people_are_added() -> None:
    world = base()
    plan = world.add(chart("5,戊 五,担当,A部/A2課,4,"))
    assert [e.name for e in plan.created if e.kind == "Person"] == ["戊 五"]
    assert ("戊 五", "丁 四") in world.lines()
    assert not plan.batch.retractions
    assert not plan.batch.fact_corrections


def test_mail_and_kana_are_corrected_blanks_erase_nothing() -> None:
    world = base()
    plan = world.add(chart("1,甲 一,部長,A部,,ichi@x.example,コウ イチ", header=HEADER + ",氏名カナ"))
    correction = plan.batch.record_corrections[0]
    assert correction.before["email"] == "kou@x.example"
    assert correction.after["email"] == "ichi@x.example"
    assert [(c.field, c.before, c.after) for c in plan.changed[0].changes] == [
        ("kana", None, "コウ イチ"),
        ("email", "kou@x.example", "ichi@x.example"),
    ]
    assert not world.add(chart("1,甲 一,部長,A部,,")).batch


def test_name_changes_with_the_same_number() -> None:
    world = base()
    plan = world.add(chart("2,山田 二,課長,A部/A1課,1,"))
    assert "name_changed" in kinds(plan)
    assert "山田 二" in world.people()
    assert "乙 二" not in world.people()
    assert len(world.people()) == 4


def test_a_moved_person_leaves_the_seat_behind() -> None:
    world = base()
    world.add(chart("2,乙 二,課長,A部/A2課,1,"))
    assert ("乙 二", "課長", "A部/A2課") in world.holdings()
    assert ("乙 二", "課長", "A部/A1課") not in world.holdings()
    seats = [(world.title(f.start_id), world.place(f.start_id)) for f in world.now("PLACED_IN")]
    assert ("課長", "A部/A1課") in seats, "the seat stays, its holder is not known"
    assert ("丙 三", "課長") in world.lines()


def test_a_personal_post_goes_with_its_holder() -> None:
    world = base()
    posts = len(world.snapshot.records("Post"))
    world.add(chart("3,丙 三,主任,A部/A2課,4,"))
    assert len(world.snapshot.records("Post")) == posts
    assert ("丙 三", "主任", "A部/A2課") in world.holdings()


def test_a_successor_takes_the_seat() -> None:
    world = base()
    posts = len(world.snapshot.records("Post"))
    plan = world.add(chart("9,新 太郎,課長,A部/A1課,1,"))
    assert len(world.snapshot.records("Post")) == posts
    assert ("新 太郎", "課長", "A部/A1課") in world.holdings()
    assert "乙 二" in world.people(), "whoever is absent stays, without a post"
    assert [r.type for r in plan.batch.retractions] == ["HOLDS"]


def test_a_title_is_corrected_on_the_same_post() -> None:
    world = base()
    posts = len(world.snapshot.records("Post"))
    plan = world.add(chart("4,丁 四,担当課長,A部/A2課,1,"))
    assert len(world.snapshot.records("Post")) == posts
    assert ("丁 四", "担当課長", "A部/A2課") in world.holdings()
    assert {c.type for c in plan.batch.fact_corrections} >= {"IN_ACCOUNT"}


def test_another_superior_replaces_the_line() -> None:
    world = base()
    plan = world.add(chart("3,丙 三,主任,A部/A1課,1,"))
    assert ("丙 三", "甲 一") in world.lines()
    assert ("丙 三", "乙 二") not in world.lines()
    assert [r.type for r in plan.batch.retractions] == ["REPORTS_TO"]


def test_vacant_then_held_then_vacant() -> None:
    world = World()
    header = "ポスト番号,氏名,役職,所属"
    world.add(chart("P1,空席,部長,A部", header=header))
    assert len(world.now("VACANT")) == 1
    world.add(chart("P1,甲 一,部長,A部", header=header))
    assert not world.now("VACANT")
    assert world.holdings() == [("甲 一", "部長", "A部")]
    world.add(chart("P1,空席,部長,A部", header=header))
    assert world.holdings() == []
    assert len(world.now("VACANT")) == 1
    assert world.people() == ["甲 一"]


def test_unknown_holder_says_nothing_against_a_known_one() -> None:
    world = World()
    header = "ポスト番号,氏名,役職,所属"
    world.add(chart("P1,甲 一,部長,A部", header=header))
    assert not world.add(chart("P1,非公開,部長,A部", header=header)).batch


def test_a_start_learned_later_is_entered() -> None:
    world = base()
    plan = world.add(chart("1,甲 一,部長,A部,,,2025/4/1", header=HEADER + ",発令日"))
    correction = next(c for c in plan.batch.fact_corrections if c.type == "HOLDS")
    assert correction.after["valid_from"] == date(2025, 4, 1)
    assert correction.before["valid_from"] is None


def on(world: World, day: date, name: str) -> list[tuple[str, str]]:
    return sorted(
        (world.title(h.end_id), world.place(h.end_id))
        for h in world.now("HOLDS", day)
        if world.name(h.start_id) == name
    )


def test_a_dated_move_keeps_the_past() -> None:
    """The day that the file gives bounds what was known before; nothing is taken back."""
    world = base()
    plan = world.add(chart("2,乙 二,課長,A部/A2課,1,,2026/4/1", header=HEADER + ",発令日"))
    assert not plan.batch.retractions
    assert on(world, date(2026, 3, 31), "乙 二") == [("課長", "A部/A1課")]
    assert on(world, date(2026, 4, 1), "乙 二") == [("課長", "A部/A2課")]


def test_a_move_to_come_happens_on_its_day() -> None:
    world = base()
    world.add(chart("2,乙 二,課長,A部/A2課,1,,2027/4/1", header=HEADER + ",発令日"))
    assert on(world, date(2026, 10, 1), "乙 二") == [("課長", "A部/A1課")]
    assert on(world, date(2027, 4, 1), "乙 二") == [("課長", "A部/A2課")]


def test_a_start_after_the_file_of_what_holds_already_is_left_out() -> None:
    world = base()
    plan = world.add(chart("2,乙 二,課長,A部/A1課,1,,2027/4/1", header=HEADER + ",発令日"))
    assert kinds(plan, "warning") == ["future_start"]
    assert not plan.batch


def test_a_dated_holder_ends_the_vacancy_on_that_day() -> None:
    world = World()
    world.add(chart("P1,空席,部長,A部", header="ポスト番号,氏名,役職,所属"))
    world.add(chart("P1,甲 一,部長,A部,2026/7/1", header="ポスト番号,氏名,役職,所属,発令日"))
    assert len(world.now("VACANT", date(2026, 6, 30))) == 1
    assert not world.now("VACANT", date(2026, 7, 1))
    assert on(world, date(2026, 7, 1), "甲 一") == [("部長", "A部")]


def test_a_namesake_elsewhere_is_a_new_person() -> None:
    world = World()
    world.add(chart("佐藤 健,部長,A部", header="氏名,役職,所属"))
    plan = world.add(chart("佐藤 健,課長,B部", header="氏名,役職,所属"))
    assert world.people() == ["佐藤 健", "佐藤 健"]
    finding = next(f for f in plan.report.findings if f.kind == "duplicate_person")
    assert finding.level == "warning"


def test_the_same_name_with_the_same_department_or_title_is_the_same_person() -> None:
    world = World()
    world.add(chart("佐藤 健,部長,A部", header="氏名,役職,所属"))
    world.add(chart("佐藤 健,本部長,A部", header="氏名,役職,所属"))
    world.add(chart("佐藤 健,本部長,B部", header="氏名,役職,所属"))
    assert world.people() == ["佐藤 健"]
    assert world.holdings() == [("佐藤 健", "本部長", "B部")]


def test_other_kanji_in_the_same_seat_is_the_same_person() -> None:
    world = World()
    world.add(chart("高橋 一郎,部長,A部", header="氏名,役職,所属"))
    world.add(chart("髙橋 一郎,部長,A部", header="氏名,役職,所属"))
    assert world.people() == ["髙橋 一郎"]


def test_other_kanji_elsewhere_is_another_person() -> None:
    world = World()
    world.add(chart("斎藤 誠,部長,A部", header="氏名,役職,所属"))
    plan = world.add(chart("斉藤 誠,部長,B部", header="氏名,役職,所属"))
    assert world.people() == ["斉藤 誠", "斎藤 誠"]
    assert "duplicate_person" in kinds(plan, "warning")


def test_numbers_win_over_names_and_keep_leading_zeros() -> None:
    world = World()
    world.add(chart("007,佐藤 健,部長,A部,,", "7,佐藤 健,部長,B部,,"))
    world.add(chart("００７,佐藤 健,課長,C部,,"))
    assert world.people() == ["佐藤 健", "佐藤 健"]
    assert world.holdings() == [("佐藤 健", "課長", "C部"), ("佐藤 健", "部長", "B部")]


def test_a_department_known_by_name_gets_its_place() -> None:
    world = World()
    world.add(chart("1,甲 一,部長,営業部,,"))
    world.add(chart("1,甲 一,部長,事業本部/営業部,,"))
    assert world.departments() == ["事業本部", "事業本部/営業部"]


def test_a_cycle_with_a_line_that_is_known() -> None:
    world = base()
    plan = world.add(chart("1,甲 一,部長,A部,3,"))
    assert "cycle" in kinds(plan, "warning")
    assert ("乙 二", "甲 一") in world.lines()
    assert not [below for below, _ in world.lines() if below == "甲 一"]


def test_a_second_file_for_the_further_post() -> None:
    world = base()
    world.add(chart("2,乙 二,室長,B室,1,兼務", header="社員番号,氏名,役職,所属,上司,備考"))
    held = {
        (world.place(h.end_id), h.properties["is_primary"])
        for h in world.now("HOLDS")
        if world.name(h.start_id) == "乙 二"
    }
    assert held == {("A部/A1課", True), ("B室", False)}


def test_three_namesakes_of_one_department_stay_three() -> None:
    world = World()
    world.add(
        chart(
            "佐藤 健,担当,A部,サトウ ケン", "佐藤 健,担当,A部,サトウ タケル", "佐藤 健,担当,A部,サトウ ツヨシ",
            header="氏名,役職,所属,氏名カナ",
        )
    )  # fmt: skip
    assert len(world.people()) == 3


def test_job_share_half_replaced() -> None:
    header = "Post ID,Name,Job Title,Department"
    world = World()
    world.add(("org.csv", f"{header}\nP1,Ann Price,Deputy Director,Boats\nP1,Bo Reed,Deputy Director,Boats"))
    world.add(("org.csv", f"{header}\nP1,Ann Price,Deputy Director,Boats"))
    assert [n for n, _, _ in world.holdings()] == ["Ann Price", "Bo Reed"], "whoever is absent stays"
    world.add(("org.csv", f"{header}\nP1,Ann Price,Deputy Director,Boats\nP1,Cy Dow,Deputy Director,Boats"))
    assert [n for n, _, _ in world.holdings()] == ["Ann Price", "Cy Dow"]


def test_all_numbers_are_those_of_the_file() -> None:
    world = base()
    report = world.add(chart("4,丁 四,課長,A2課,1,", "5,戊 五,担当,A2課,4,")).report
    assert world.departments() == ["A部", "A部/A1課", "A部/A2課"]
    assert (report.people, report.posts, report.departments, report.roots, report.depth) == (2, 2, 1, 1, 2)
    report = world.add(("自社.csv", "氏名,役職\n佐伯 健太,課長")).report
    assert (report.people, report.posts, report.departments, report.roots, report.depth) == (0, 0, 0, 0, 0)
    assert report.counts_of == "files"


def starts(*rows: str) -> tuple[str, str]:
    return chart(*rows, header="ポスト番号,氏名,役職,所属,発令日")


def test_who_is_not_shown_for_want_of_a_start_is_said() -> None:
    """A holder who is known to begin later; and one of an older file whose successor is known already."""
    for known, since in (("2027/4/1", "2027-04-01"), ("2026/9/1", "2026-09-01")):
        world = World()
        world.add(starts(f"P1,甲 一,部長,A部,{known}"))
        plan = world.add(starts("P1,乙 二,部長,A部,"), as_of=date(2026, 8, 1))
        (finding,) = [f for f in plan.findings if f.kind == "start_unknown"]
        assert (finding.level, finding.rows, finding.column) == ("warning", (2,), "発令日")
        assert dict(finding.params) == {"name": "乙 二", "counts": "甲 一", "post": "部長", "since": since}
        assert since in plan.report.findings[0].action
        (later,) = world.plan(starts("P1,乙 二,部長,A部,"), as_of=date(2026, 8, 1)).findings
        assert later.kind == "start_unknown", "it is said as long as it is so"


def test_holders_whom_the_seat_takes_are_no_finding() -> None:
    world = World()
    assert not world.add(starts("P1,甲 一,部長,A部,2026/4/1", "P1,乙 二,部長,A部,")).findings
    world = World()
    world.add(starts("P1,甲 一,部長,A部,"))
    assert not world.add(starts("P1,乙 二,部長,A部,2026/4/1")).findings, "the day bounds the one before"


def test_a_second_file_cannot_close_a_circle_with_lines_known_before() -> None:
    """The line that was known stays; the new one that would close the circle is left out and said."""
    world = World()
    header = "社員番号,ポスト番号,氏名,役職,所属,上司"
    world.add(("1.csv", f"{header}\n,P1,乙 二,部長,,\n1,P2,甲 一,課長,A部,乙 二\n"))
    before = world.lines()
    plan = world.add(("2.csv", f"{header}\n1,P2,甲 一,課長,A部,乙 二\n,P1,乙 二,部長,,1\n"))
    assert [f.kind for f in plan.findings if f.kind == "cycle"] == ["cycle"]
    assert world.lines() == before
