"""One further check at a time, on the engine: the smallest story it speaks of, and the day or number where it stops."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import neo4j
import pytest

from service.checks import read_checks, read_report
from service.domain.actor import LOCAL_USER, Actor, FieldClass
from service.domain.errors import NotFoundError
from service.domain.gaps.check_document import told
from service.domain.gaps.checks import CheckCode, Gap
from service.domain.money import Money
from service.domain.thresholds import STANDARD, Thresholds
from service.graph.database import Graph
from tests.engines import TestEngine
from tests.story import Story

pytestmark = pytest.mark.graph

TODAY = date(2026, 11, 25)
DAY = timedelta(days=1)

Ask = Callable[..., list[Gap]]


@pytest.fixture
def story() -> Story:
    return Story("旭波重機械", account_id=f"checks-{uuid4().hex}")


@pytest.fixture(scope="module")
def driver(engine: TestEngine) -> Iterator[neo4j.Driver]:
    with neo4j.GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as opened:
        yield opened


@pytest.fixture
def ask(graph: Graph, driver: neo4j.Driver, story: Story) -> Ask:
    """Writes the story at the first question; answers what one check finds, over 90 days."""
    loaded: list[Story] = []

    def answer(
        code: CheckCode, as_of: date = TODAY, *, thresholds: Thresholds = STANDARD, actor: Actor = LOCAL_USER
    ) -> list[Gap]:
        if not loaded:
            loaded.append(story.load(driver))
        since = as_of - timedelta(days=90)
        found = graph.read(
            actor, read_checks, account_id=story.account, as_of=as_of, since=since, thresholds=thresholds
        )
        return [g for g in found if g.code is code]

    return answer


def says(gap: Gap) -> tuple[str, str]:
    return told(gap, "ja")["found"], told(gap, "en")["found"]


def ids(gaps: list[Gap]) -> set[str]:
    return {g.id for g in gaps}


def test_an_opponent_needs_a_planned_meeting(story: Story, ask: Ask) -> None:
    us, opposed, reluctant = story.member("江藤 亮"), story.person("片桐 修"), story.person("三好 和真")
    gone, won_over = story.person("前任 一郎", employment="former"), story.person("星 千尋")
    judged = story.stance(opposed, us, "oppose", TODAY - DAY)
    for person in (reluctant, gone, won_over):
        story.stance(person, us, "reluctant", TODAY - 9 * DAY)
    story.stance(won_over, us, "neutral", TODAY)
    story.meeting(TODAY + 60 * DAY, [us], [reluctant], state="planned")
    story.meeting(TODAY + 5 * DAY, [us], [opposed], state="cancelled")
    deal = story.deal("基幹刷新", 40_000_000)
    story.role(opposed, deal, "concurring")
    (gap,) = ask(CheckCode.OPPONENT_WITHOUT_MEETING)
    assert (gap.id, gap.kind, gap.severity, gap.money.money) == (opposed, "person", 3, Money(40_000_000, "JPY"))
    assert [(e.kind, e.id, e.name) for e in gap.evidence] == [("stance", judged, "oppose")]
    assert says(gap) == ("江藤 亮は2026/11/24に「反対」と評価", "Opposed, says 江藤 亮 on 24 Nov 2026")
    shorter = replace(STANDARD, action_days=59)
    assert ids(ask(CheckCode.OPPONENT_WITHOUT_MEETING, thresholds=shorter)) == {opposed, reluctant}
    mild = next(g for g in ask(CheckCode.OPPONENT_WITHOUT_MEETING, thresholds=shorter) if g.id == reluctant)
    assert (mild.severity, mild.money.deals) == (2, ())


def test_checks_of_stances_are_only_for_those_who_may_read_them(story: Story, ask: Ask) -> None:
    story.stance(story.person("片桐 修"), None, "oppose", TODAY)
    blind = Actor(member_id=None, fields=frozenset(FieldClass) - {FieldClass.STANCE})
    assert len(ask(CheckCode.OPPONENT_WITHOUT_MEETING)) == 1
    assert ask(CheckCode.OPPONENT_WITHOUT_MEETING, actor=blind) == []
    assert says(ask(CheckCode.OPPONENT_WITHOUT_MEETING)[0])[0] == "当社は2026/11/25に「反対」と評価"


def test_a_deal_wants_contact_above_its_approver(story: Story, ask: Ask) -> None:
    top, head = story.post("本部長", line_rank=72), story.post("部長", line_rank=64)
    boss, approver = story.person("瀬能 正樹", top), story.person("三好 和真", head)
    deal, unknown = story.deal("在庫最適化", 9_600_000), story.deal("承認者の順位が不明")
    story.role(head, deal, "final_approver")
    story.role(story.person("順位 不明"), unknown, "final_approver")
    us = story.member("佐野 智也")
    story.meeting(TODAY - 100 * DAY, [us], [boss])
    story.meeting(TODAY - 10 * DAY, [us], [approver])
    (gap,) = ask(CheckCode.ABOVE_APPROVER)
    assert (gap.id, gap.severity, gap.names) == (deal, 2, ("三好 和真",))
    assert ask(CheckCode.ABOVE_APPROVER, TODAY - 11 * DAY) == []
    assert ask(CheckCode.ABOVE_APPROVER, thresholds=replace(STANDARD, approver_ranks=9)) == []


def test_an_executive_wants_a_counterpart_of_comparable_rank(story: Story, ask: Ask) -> None:
    alone, met, covered = (story.person(f"役員 {n}", person_rank=78, employment="officer") for n in "甲乙丙")
    story.person("相談役", person_rank=90, employment="adviser")
    story.person("部長", person_rank=77)
    unit = story.node("Unit", name="営業本部", name_key="営業本部")
    head, rep = story.member("久賀 麻衣"), story.member("佐野 智也")
    story.fact("BELONGS_TO", head, unit, title="部長", rank=64)
    story.fact("BELONGS_TO", rep, unit, title="担当")
    story.meeting(TODAY - 365 * DAY, [head], [met])
    story.meeting(TODAY - DAY, [rep], [alone])
    story.covers(head, covered, (None, TODAY + DAY))
    (gap,) = ask(CheckCode.EXECUTIVE_ALONE)
    assert (gap.id, gap.severity, gap.names) == (alone, 2, ("佐野 智也",))
    assert ids(ask(CheckCode.EXECUTIVE_ALONE, TODAY + DAY)) == {alone, met, covered}
    assert ids(ask(CheckCode.EXECUTIVE_ALONE, thresholds=replace(STANDARD, counterpart_ranks=13))) == {
        alone, met, covered,
    }  # fmt: skip


def test_covered_only_by_somebody_who_leaves(story: Story, ask: Ask) -> None:
    leaving, staying = story.member("名倉 光希", team=(None, TODAY + 60 * DAY)), story.member("東雲 航", "営業")
    one, both, seat = story.person("乾 雅人"), story.person("保科 遥"), story.post("課長")
    holder = story.person("星 千尋", seat)
    story.covers(leaving, one)
    story.covers(leaving, seat)
    story.meeting(TODAY - DAY, [leaving, staying], [both])
    found = ask(CheckCode.LEAVER)
    assert ids(found) == {one, holder}
    assert {g.severity for g in found} == {2}
    assert says(found[0])[1] == "Only 名倉 光希, leaving on 24 Jan 2027"
    assert ask(CheckCode.LEAVER, TODAY - DAY) == []
    assert {g.severity for g in ask(CheckCode.LEAVER, TODAY + 60 * DAY)} == {3}


def test_an_empty_seat_covered_only_by_somebody_who_leaves(story: Story, ask: Ask) -> None:
    leaving, staying = story.member("名倉 光希", team=(None, TODAY + 10 * DAY)), story.member("東雲 航", "営業")
    empty = story.post("部長", story.department("情報システム部"), vacant=(TODAY - DAY, None))
    unknown, both, own = story.post("課長"), story.post("次長"), story.post("担当", seat_kind="personal")
    for seat in (empty, unknown, both, own):
        story.covers(leaving, seat)
    story.covers(staying, both)
    deal = story.deal("予兆検知", 88_000_000)
    story.role(empty, deal, "approver")
    found = ask(CheckCode.LEAVER)
    assert {g.id: (g.kind, g.name) for g in found} == {
        empty: ("seat", "情報システム部 部長"),
        unknown: ("seat", "課長"),
    }
    assert {g.id: set(g.money.deals) for g in found} == {empty: {deal}, unknown: set()}


def test_a_relationship_grows_cold_against_its_own_rhythm(story: Story, ask: Ask) -> None:
    us, often, seldom = story.member("江藤 亮"), story.person("近江 直人"), story.person("片桐 修")
    for n in range(4):
        story.meeting(TODAY - (21 + 10 * n) * DAY, [us], [often])
        story.meeting(TODAY - (21 + 10 * n) * DAY, [us], [often])
        if n < 3:
            story.meeting(TODAY - (90 + n) * DAY, [us], [seldom])
    (gap,) = ask(CheckCode.COLD)
    assert (gap.id, gap.count, gap.on, gap.severity, len(gap.evidence)) == (often, 10, TODAY - 21 * DAY, 2, 8)
    assert says(gap)[1] == "Usually every 10 days, last on 4 Nov 2026 (江藤 亮)"
    assert ask(CheckCode.COLD, TODAY - DAY) == []
    (later,) = ask(CheckCode.COLD, TODAY + 20 * DAY)
    assert later.severity == 3
    assert ids(ask(CheckCode.COLD, thresholds=replace(STANDARD, cold_contacts=3))) == {often, seldom}


def test_a_department_with_money_wants_a_key_person(story: Story, ask: Ask) -> None:
    division = story.department("生産本部")
    known, bare = story.department("製造部", division), story.department("品質部", division)
    below = story.department("検査課", bare)
    first, second = story.deal("予兆検知", 88_000_000, targets=[known, below]), story.deal("記録", None, targets=[bare])
    story.deal("失注した話", 1_000_000, targets=[bare], stage="lost")
    story.key(story.person("八重樫 潤", story.post("部長", known)), "決裁者")
    (gap,) = ask(CheckCode.DEPARTMENT_WITHOUT_KEY)
    assert (gap.id, gap.kind, gap.severity) == (bare, "department", 3)
    assert {e.id for e in gap.evidence} == {first, second} == set(gap.money.deals)
    assert gap.money.money == Money(88_000_000, "JPY")
    assert ask(CheckCode.DEPARTMENT_WITHOUT_KEY, thresholds=replace(STANDARD, department_deals=3)) == []


def test_everybody_in_favour_is_doubted(story: Story, ask: Ask) -> None:
    us = story.member("佐野 智也")
    people = [story.person(f"人物 {n}") for n in range(5)]
    for person in people:
        story.stance(person, us, "support", TODAY - 5 * DAY)
    story.stance(people[0], us, "neutral", TODAY + DAY)
    (gap,) = ask(CheckCode.EVERYBODY_FAVOURABLE)
    assert (gap.id, gap.kind, gap.count, gap.severity) == (story.account, "account", 5, 2)
    assert ask(CheckCode.EVERYBODY_FAVOURABLE, TODAY + DAY) == []
    assert ask(CheckCode.EVERYBODY_FAVOURABLE, thresholds=replace(STANDARD, favourable_people=6)) == []


def test_a_deal_seen_by_one_of_us_only(story: Story, ask: Ask) -> None:
    us, other = story.member("佐野 智也"), story.member("江藤 亮")
    a, b, c = (story.person(f"関係者 {n}") for n in "甲乙丙")
    one, two, unsigned = story.deal("一人だけ"), story.deal("二人で見た"), story.deal("署名なし")
    for person in (a, b):
        story.stance(person, us, "support", TODAY)
        story.role(person, one, "promoter")
        story.role(person, two, "promoter")
        story.role(person, unsigned, "promoter")
    story.stance(c, other, "support", TODAY)
    story.role(c, two, "promoter")
    nameless = story.person("関係者 丁")
    story.stance(nameless, None, "support", TODAY)
    story.role(nameless, unsigned, "promoter")
    (gap,) = ask(CheckCode.ONE_ASSESSOR)
    assert (gap.id, gap.count, gap.names, gap.severity) == (one, 2, ("佐野 智也",), 2)
    assert ask(CheckCode.ONE_ASSESSOR, thresholds=replace(STANDARD, assessed_players=3)) == []


def test_a_stance_needs_evidence_from_after_the_last_move(story: Story, ask: Ask) -> None:
    us, moved_on = story.member("佐野 智也"), TODAY - 10 * DAY
    founded, blank, moved = story.person("根拠 有"), story.person("根拠 無"), story.person("異動 済")
    story.hold(moved, story.post("課長"), (moved_on, None))
    story.stance(founded, us, "support", TODAY, evidence="資料を求めてきた")
    story.stance(blank, us, "support", TODAY, evidence=" ")
    story.stance(moved, us, "support", moved_on - DAY, evidence="前の部署で")
    found = {g.id: g.severity for g in ask(CheckCode.UNFOUNDED_STANCE)}
    assert found == {blank: 1, moved: 2}
    assert ids(ask(CheckCode.UNFOUNDED_STANCE, moved_on - DAY)) == set()


def test_somebody_met_who_is_not_on_the_chart(story: Story, ask: Ask) -> None:
    us, ghost, seated = (
        story.member("佐野 智也"),
        story.person("来訪 太郎"),
        story.person("部長 次郎", story.post("部長")),
    )
    story.person("会っていない人")
    met = story.meeting(TODAY, [us], [ghost, seated], two_way=False, subject="展示会")
    (gap,) = ask(CheckCode.GHOST)
    assert (gap.id, gap.severity, gap.count) == (ghost, 1, 1)
    assert [(e.id, e.name, e.on) for e in gap.evidence] == [(met, "展示会", TODAY)]
    assert ask(CheckCode.GHOST, TODAY - DAY) == []
    assert ask(CheckCode.GHOST, thresholds=replace(STANDARD, ghost_meetings=2)) == []


def test_the_report_ranks_all_gaps_and_knows_the_account(story: Story, ask: Ask, graph: Graph) -> None:
    opposed = story.person("片桐 修")
    story.stance(opposed, None, "oppose", TODAY, evidence="会議で反対した")
    story.key(opposed, "決裁者")
    assert ask(CheckCode.OPPONENT_WITHOUT_MEETING)
    report = graph.read(LOCAL_USER, read_report, account_id=story.account, as_of=TODAY)
    ranked = [(r.code, r.id, r.score) for r in report.ranked()]
    assert ("uncovered", opposed, 3_000_000) in ranked
    assert ("opponent_without_meeting", opposed, 3_000_000) in ranked
    assert [s for _, _, s in ranked] == sorted((s for _, _, s in ranked), reverse=True)
    with pytest.raises(NotFoundError):
        graph.read(LOCAL_USER, read_report, account_id="nobody", as_of=TODAY)
