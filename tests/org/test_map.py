"""The map of an account: every day, every unknown, compared with plain Python over the same story."""

from datetime import date, timedelta

import pytest

from service.domain.actor import LOCAL_USER, Actor, FieldClass
from service.domain.errors import NotFoundError
from service.domain.orgmap import OrgMap, SeatState
from service.graph.database import Graph
from service.org import read_map
from tests.org.conftest import Tell
from tests.org.oracle import Oracle
from tests.org.random_story import days_of_interest, random_story
from tests.story import Story

pytestmark = pytest.mark.graph

DAY = date(2026, 4, 1)
BOUNDARY = [DAY - timedelta(days=1), DAY, date(2027, 3, 31), date(2027, 4, 1)]
"""The last day before an interval, its first, its last, and the first after it."""
INSIDE = [False, True, True, False]
TERM = (DAY, date(2027, 4, 1))


def the_map(graph: Graph, story: Story, day: date = DAY, *, days: int = 90, actor: Actor = LOCAL_USER) -> OrgMap:
    return graph.read(actor, read_map, account_id=story.account, as_of=day, since=day - timedelta(days=days))


@pytest.mark.parametrize("seed", range(12))
def test_the_map_agrees_with_plain_python(graph: Graph, tell: Tell, seed: int) -> None:
    story = tell(random_story(seed))
    compared = 0
    for day in days_of_interest():
        compared += Oracle(story, day, day - timedelta(days=90)).check(the_map(graph, story, day))
    assert compared > 500


@pytest.mark.parametrize(("day", "inside"), list(zip(BOUNDARY, INSIDE, strict=True)))
def test_every_fact_holds_from_its_first_day_to_the_day_before_its_end(
    graph: Graph, tell: Tell, day: date, inside: bool
) -> None:
    s = Story("期間")
    top = s.department("本社")
    part = s.department("開発部", top, when=TERM)
    boss = s.post("社長", top)
    seat = s.post("部長", top, under=boss, when=TERM)
    s.report(boss, seat, TERM, kind="dotted")
    empty = s.post("次長", top)
    s.fact("VACANT", empty, s.account, TERM)
    stays = s.person("在席 一", boss)
    comes = s.person("着任 二", when=TERM)
    s.hold(comes, seat, TERM)
    s.key(stays, "決裁者", when=TERM)
    us, mate = s.member("江藤 亮"), s.member("佐野 智也", team=TERM)
    s.covers(us, stays, TERM)
    other = s.person("在席 三")
    s.influences(stays, other, TERM)
    org = the_map(graph, tell(s), day)
    assert (part in org.department) is inside
    assert (seat in org.seat) is inside
    assert (comes in org.person) is inside
    assert bool(org.posts_of.get(comes)) is inside
    assert len(org.lines) == (2 if inside else 0)
    assert org.seat[empty].state is (SeatState.VACANT if inside else SeatState.UNKNOWN)
    assert org.person[stays].is_key is inside
    assert org.person[stays].covered_by == ((us,) if inside else ())
    assert (us in org.member) is (mate in org.member) is inside
    assert len(org.relations) == inside


def test_an_empty_account_is_an_empty_map(graph: Graph, tell: Tell) -> None:
    org = the_map(graph, tell(Story("空")))
    assert org.account_name == "空"
    assert (org.departments, org.seats, org.people, org.members, org.lines) == ((), (), (), (), ())


def test_an_account_that_is_not_there_and_one_that_may_not_be_seen_are_the_same(graph: Graph, tell: Tell) -> None:
    story = tell(Story("秘"))
    with pytest.raises(NotFoundError):
        the_map(graph, Story("無"))
    with pytest.raises(NotFoundError):
        the_map(graph, story, actor=Actor("m", visible=frozenset({"another"})))


def test_a_dated_holder_counts_before_one_of_unknown_start(graph: Graph, tell: Tell) -> None:
    s = Story("席")
    chair, bench = s.post("部長"), s.post("担当", capacity=2)
    known = s.person("日付 有")
    vague = s.person("日付 無", chair, bench)
    s.hold(known, chair, (None, None))
    s.hold(known, chair, TERM)
    s.hold(known, bench, TERM, is_primary=False)
    org = the_map(graph, tell(s))
    assert [h.person_id for h in org.holders[chair]] == [known]
    assert {h.person_id for h in org.holders[bench]} == {known, vague}
    assert org.person[vague].name == "日付 無"


def test_nothing_known_stays_unknown(graph: Graph, tell: Tell) -> None:
    s = Story("無知", currency="EUR")
    d = s.node("Department")
    s.fact("IN_ACCOUNT", d, s.account)
    seat = s.node("Post")
    s.fact("IN_ACCOUNT", seat, s.account)
    who = s.node("Person", name="某", name_key="某", search_key="某")
    s.fact("WORKS_FOR", who, s.account)
    org = the_map(graph, tell(s))
    assert org.department[d].name == ""
    assert (org.department[d].kind, org.department[d].parent_id) == (None, None)
    assert (org.seat[seat].line_rank, org.seat[seat].department_id) == (None, None)
    assert org.seat[seat].state is SeatState.UNKNOWN
    p = org.person[who]
    assert (p.rank, p.rank_reason, p.stance, p.last_contact_on, p.kana) == (None, None, None, None, None)
    assert not p.stance_stale
    assert not p.is_key


def test_the_rank_is_the_highest_and_names_its_word(graph: Graph, tell: Tell) -> None:
    s = Story("位")
    head, section = s.post("事業部長", line_rank=68), s.post("課長", line_rank=52)
    officer = s.person("執行 役", section, grade_title="常務執行役員", person_rank=84)
    line = s.person("部門 長", head, section, grade_title="参事", person_rank=52)
    equal = s.person("同位", section, grade_title="参事", person_rank=52)
    s.batch.facts = [f for f in s.batch.facts if not (f.type == "HOLDS" and f.start_id == equal)]
    org = the_map(graph, tell(s))
    assert (org.person[officer].rank, org.person[officer].rank_reason) == (84, "常務執行役員")
    assert (org.person[line].rank, org.person[line].rank_reason) == (68, "事業部長")
    assert (org.person[equal].rank, org.person[equal].rank_reason) == (52, "参事")


def test_the_key_and_the_cover_of_a_seat_pass_to_its_holder_of_the_day(graph: Graph, tell: Tell) -> None:
    s = Story("席の鍵")
    seat = s.post("経理部長")
    before, after = s.person("前任"), s.person("後任")
    s.hold(before, seat, (None, DAY))
    s.hold(after, seat, (DAY, None))
    s.key(seat, "予算の決裁者")
    us = s.member("江藤 亮")
    s.covers(us, seat)
    tell(s)
    old, new = the_map(graph, s, DAY - timedelta(days=1)), the_map(graph, s, DAY)
    assert old.person[before].key_reasons == new.person[after].key_reasons == ("予算の決裁者",)
    assert old.person[after].key_reasons == new.person[before].key_reasons == ()
    assert old.person[before].covered_by == new.person[after].covered_by == (us,)


def test_a_key_to_a_closed_deal_is_no_key_and_one_of_unknown_stage_is_open(graph: Graph, tell: Tell) -> None:
    s = Story("案件の鍵")
    seats = [s.person(f"鍵{n}") for n in range(3)]
    for who, stage in zip(seats, ["won", None, "proposal"], strict=True):
        s.key(who, None, s.deal(f"商談{stage}", stage=stage))
    org = the_map(graph, tell(s))
    assert [org.person[x].key_reasons for x in seats] == [(), ("商談None",), ("商談proposal",)]


def test_a_judgement_about_us_stands_before_one_about_a_deal(graph: Graph, tell: Tell) -> None:
    s = Story("姿勢")
    who = s.person("髙嶋 慎二")
    a, b = s.member("甲"), s.member("乙")
    deal = s.deal("基幹刷新")
    s.stance(who, a, "support", DAY - timedelta(days=100))
    s.stance(who, a, "oppose", DAY - timedelta(days=1), toward=deal)
    s.stance(who, b, "oppose", DAY, toward=deal)
    p = the_map(graph, tell(s)).person[who]
    assert p.stance == "support"
    assert not p.stance_split
    assert [(x.member_id, x.level, x.toward) for x in p.assessments] == [
        (a, "support", None),
        (b, "oppose", "基幹刷新"),
    ]


@pytest.mark.parametrize(("age", "stale"), [(180, False), (181, True)])
def test_a_judgement_grows_old_after_180_days(graph: Graph, tell: Tell, age: int, stale: bool) -> None:
    s = Story("古い")
    who = s.person("人")
    s.stance(who, s.member("甲"), "support", DAY - timedelta(days=age))
    assert the_map(graph, tell(s)).person[who].stance_stale is stale


def test_a_meeting_with_another_customer_does_not_count_here(graph: Graph, tell: Tell) -> None:
    here, there = Story("此方"), Story("彼方")
    who = here.person("兼務 者")
    us = here.member("江藤 亮")
    there.adopt(here, who, us)
    there.fact("WORKS_FOR", who, there.account)
    there.meeting(DAY, [us], [who])
    tell(here)
    tell(there)
    assert the_map(graph, here).person[who].last_contact_on is None
    assert the_map(graph, there).person[who].last_contact_on == DAY


def test_what_an_actor_may_not_read_is_not_in_the_map(graph: Graph, tell: Tell) -> None:
    s = Story("権限")
    who, other = s.person("甲野"), s.person("乙野")
    s.stance(who, s.member("我"), "oppose", DAY, evidence="廊下で聞いた")
    s.influences(who, other, note="同期")
    tell(s)
    guest = Actor("guest", fields=frozenset({FieldClass.ORG}))
    org = the_map(graph, s, actor=guest)
    assert (org.person[who].stance, org.person[who].assessments, org.relations) == (None, (), ())
    team = Actor("team", fields=frozenset({FieldClass.ORG, FieldClass.STANCE}))
    assert [r.note for r in the_map(graph, s, actor=team).relations] == [None]
    assert [r.note for r in the_map(graph, s).relations] == ["同期"]
