"""What a person decides on an import is carried out in the plan, and counted like everything else."""

from datetime import date

from service.domain.importing.choices import VACANT, Choices, Decision, decided
from service.domain.importing.plan import ImportPlan, plan_import, with_own_names
from service.domain.orgmap import SeatState
from service.importing.columns import recognise_all
from service.importing.files import SourceFile, read_tables
from tests.importing.fold import World, check_law

CHART = """社員番号,氏名,役職,所属,上司
1,香取 誠,社長,,
2,真壁 悠子,部長,企画部,1
3,能登 光,統制長,企画部,だれか
4,小鹿 洋平,課長,企画部,4
"""
FILE = "組織図.csv"


def planned(*decisions: Decision) -> ImportPlan:
    world = World()
    tables = with_own_names(recognise_all(read_tables([SourceFile(FILE, CHART.encode())]), {}))
    choices = Choices().with_decisions(decisions)
    plan = plan_import(
        decided(tables, choices), world.snapshot, as_of=date(2026, 10, 1), new_id=world.new_id,
        title_overrides=choices.ranks,
    )  # fmt: skip
    check_law(plan)
    return plan


def kinds_of(plan: ImportPlan) -> set[str]:
    return {f.kind for f in plan.findings}


def test_without_decisions_the_remarks_stand() -> None:
    plan = planned()
    assert kinds_of(plan) == {"unknown_manager", "self_report", "unknown_title"}
    assert (plan.counts.roots, plan.counts.people) == (3, 4)
    doubtful = {plan.chart.person[h.person_id].name for h in plan.chart.holdings if h.inferred}
    assert doubtful == {"能登 光", "小鹿 洋平"}


def test_a_superior_that_is_named_takes_the_place_of_the_one_of_the_file() -> None:
    plan = planned(
        Decision("set", FILE, 4, "reports_to", "真壁 悠子"),
        Decision("set", FILE, 5, "reports_to", "2"),
        Decision("rank", field="統制長", value="52"),
    )
    assert kinds_of(plan) == set()
    assert (plan.counts.roots, plan.counts.depth) == (1, 3)
    assert [s.line_rank for s in plan.chart.seats if s.title == "統制長"] == [52]


def test_a_row_that_is_left_out_is_counted_as_such_and_said() -> None:
    plan = planned(Decision("skip", FILE, 4))
    assert [(s.row, s.code) for s in plan.skips] == [(4, "left_out")]
    assert "left_out" in kinds_of(plan)
    assert "能登 光" not in {p.name for p in plan.chart.people}
    assert plan.counts.rows_read == 4


def test_a_post_that_is_said_to_be_vacant_is_vacant() -> None:
    plan = planned(Decision("set", FILE, 3, "name", VACANT))
    assert [s.title for s in plan.chart.seats if s.state is SeatState.VACANT] == ["部長"]


def test_the_last_decision_about_a_place_counts_and_can_be_taken_back() -> None:
    choices = Choices().with_decisions([Decision("set", FILE, 4, "name", "甲"), Decision("set", FILE, 4, "name", "乙")])
    assert [d.value for d in choices.decisions] == ["乙"]
    assert choices.without(choices.decisions[0]).decisions == ()


def test_a_field_without_a_column_is_given_one() -> None:
    (table,) = decided(
        with_own_names(recognise_all(read_tables([SourceFile(FILE, CHART.encode())]), {})),
        Choices(decisions=(Decision("set", FILE, 2, "email", "k@x.example"),)),
    )
    assert [row.text("email") for row in table.rows()] == ["k@x.example", "", "", ""]
