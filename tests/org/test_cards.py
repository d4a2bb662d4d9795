"""Cards of people, posts and departments; the list of people; the account in numbers; the stops of the date control."""

from datetime import UTC, date, datetime, timedelta

import pytest

from service import org
from service.domain.actor import LOCAL_USER, Actor, FieldClass
from service.domain.cards import PersonCard, SeatCard, Stop, Tense
from service.domain.errors import NotFoundError
from service.domain.money import Money
from service.domain.orgmap import SeatState
from service.graph.database import Graph
from tests.org.conftest import Tell
from tests.story import Story

pytestmark = pytest.mark.graph

DAY = date(2026, 4, 1)
NEXT = date(2027, 4, 1)
SINCE = DAY - timedelta(days=90)
TERM = (DAY, NEXT)
BOUNDARY = [(DAY - timedelta(days=1), False), (DAY, True), (NEXT - timedelta(days=1), True), (NEXT, False)]


def person(graph: Graph, s: Story, who: str, day: date = DAY, actor: Actor = LOCAL_USER) -> PersonCard:
    since = day - timedelta(days=90)
    return graph.read(actor, org.read_person, account_id=s.account, person_id=who, as_of=day, since=since)


def seat(graph: Graph, s: Story, post: str, day: date = DAY) -> SeatCard:
    since = day - timedelta(days=90)
    return graph.read(LOCAL_USER, org.read_seat, account_id=s.account, seat_id=post, as_of=day, since=since)


def test_a_person_with_past_present_and_future(graph: Graph, tell: Tell) -> None:
    s = Story()
    old = s.department("旧管理本部", when=(None, DAY))
    head_office = s.department("管理本部", when=(DAY, None))
    accounts = s.department("経理部", head_office, when=(DAY, None))
    s.fact("IN_ACCOUNT", accounts, s.account, (None, DAY), name="会計部")
    s.fact("PART_OF", accounts, old, (None, DAY))
    chief = s.post("管理本部長", head_office, line_rank=72)
    manager = s.post("経理部長", accounts, under=chief, line_rank=64)
    clerk = s.post("主計課長", accounts, under=manager, line_rank=52, vacant=(None, None))
    lead = s.post("推進室長", head_office, line_rank=60)
    boss = s.person("宇佐美 恭子", chief)
    who = s.person("髙嶋 慎二", kana="タカシマ シンジ", email="takashima@example.com", note="ゴルフ", source="名刺")
    s.hold(who, clerk, (None, date(2023, 4, 1)))
    s.hold(who, manager, (date(2023, 4, 1), None))
    s.hold(who, lead, (NEXT, None), is_primary=False)
    tell(s)
    card = person(graph, s, who)
    assert card.present
    assert [(p.title, p.department_path, p.is_primary) for p in card.posts] == [
        ("経理部長", ("管理本部", "経理部"), True)
    ]
    assert [(p.title, p.department_path, p.valid_to) for p in card.former] == [
        ("主計課長", ("旧管理本部", "会計部"), date(2023, 4, 1))
    ]
    assert [(p.title, p.tense, p.valid_from) for p in card.future] == [("推進室長", Tense.FUTURE, NEXT)]
    assert [(n.title, n.name, n.kind) for n in card.managers] == [("管理本部長", "宇佐美 恭子", "line")]
    assert [(n.title, n.person_id, n.state) for n in card.reports] == [("主計課長", None, "vacant")]
    assert (card.email, card.phone, card.note, card.source) == ("takashima@example.com", None, "ゴルフ", "名刺")
    assert [n.name for n in person(graph, s, boss).reports] == ["髙嶋 慎二"]
    later = person(graph, s, who, NEXT)
    assert [p.title for p in later.posts] == ["経理部長", "推進室長"]
    assert later.future == ()


def test_all_judgements_are_kept_and_the_standing_ones_marked(graph: Graph, tell: Tell) -> None:
    s = Story()
    who, us, other = s.person("甲野 一"), s.member("江藤 亮", "課長"), s.member("佐野 智也")
    deal = s.deal("基幹刷新")
    first = s.stance(who, us, "neutral", date(2025, 1, 1), evidence="挨拶のみ")
    gone = s.stance(who, us, "oppose", date(2026, 2, 1), withdrawn_on=date(2026, 3, 1))
    last = s.stance(who, us, "support", date(2026, 1, 1), source="面談", confidence="confirmed")
    bound = s.stance(who, other, "reluctant", DAY, toward=deal)
    s.stance(who, us, "oppose", DAY + timedelta(days=1))
    tell(s)
    card = person(graph, s, who)
    assert [(j.id, j.stands) for j in card.judgements] == [
        (bound, True),
        (gone, False),
        (last, True),
        (first, False),
    ]
    newest, standing = card.judgements[0], card.judgements[2]
    assert newest.by
    assert standing.by
    assert (newest.by.name, newest.toward) == ("佐野 智也", "基幹刷新")
    assert (standing.by.title, standing.source) == ("課長", "面談")
    assert card.person.stance == "support"


def test_the_latest_ten_meetings_and_the_next_three(graph: Graph, tell: Tell) -> None:
    s = Story()
    who, friend = s.person("甲野 一"), s.person("乙野 二")
    us = s.member("江藤 亮")
    held = [s.meeting(DAY - timedelta(days=n), [us], [who, friend], subject=f"回{n}") for n in range(12)]
    s.meeting(DAY + timedelta(days=1), [us], [who])
    ahead = [s.meeting(DAY + timedelta(days=n), [us], [who], state="planned") for n in range(4)]
    s.meeting(DAY - timedelta(days=1), [us], [who], state="cancelled")
    s.meeting(DAY - timedelta(days=1), [us], [who], state="planned")
    s.meeting(DAY, [us], [who], scoped=False)
    mail = s.meeting(DAY, [], [who], two_way=False, kind="mail")
    card = person(graph, tell(s), who)
    assert card.meetings_held == 13
    assert {v.id for v in card.meetings} == {*held[:9], mail, *ahead[:3]}
    assert [v.on for v in card.meetings] == sorted((v.on for v in card.meetings), reverse=True)
    line = next(v for v in card.meetings if v.id == held[1])
    assert ([m.name for m in line.members], [p.name for p in line.people]) == (["江藤 亮"], ["乙野 二"])
    assert (line.subject, line.two_way, line.state) == ("回1", True, "held")


@pytest.mark.parametrize(("day", "inside"), BOUNDARY)
def test_covers_roles_and_keys_hold_in_their_period_and_come_through_posts(
    graph: Graph, tell: Tell, day: date, inside: bool
) -> None:
    s = Story()
    post = s.post("経理部長")
    who = s.person("甲野 一")
    s.hold(who, post, TERM)
    us, other = s.member("江藤 亮"), s.member("佐野 智也")
    s.covers(us, who, TERM, level=3)
    s.covers(other, post, level=1)
    big, small, lost = s.deal("大", 300), s.deal("小", 20, stage=None), s.deal("失注", 1000, stage="lost")
    s.role(who, big, "decision_maker", TERM)
    s.role(post, big, "budget", TERM)
    s.role(post, small, "budget")
    s.role(who, lost, "user", TERM)
    s.key(who, "予算", when=TERM)
    s.key(post, None, small)
    card = person(graph, tell(s), who, day)
    if not inside:
        assert (card.covers, card.deals, card.keys) == ((), (), ())
        assert card.money is not None
        assert card.money.money == Money(0, "JPY")
        return
    assert [(c.member.name, c.level, c.seat_id) for c in card.covers] == [("江藤 亮", 3, None), ("佐野 智也", 1, post)]
    assert [(d.name, d.roles, d.is_open) for d in card.deals] == [
        ("大", ("budget", "decision_maker"), True),
        ("小", ("budget",), True),
        ("失注", ("user",), False),
    ]
    assert card.money is not None
    assert card.money.money == Money(320, "JPY"), "each open deal once"
    assert [(k.reason, k.deal and k.deal.name, k.seat_id) for k in card.keys] == [
        ("予算", None, None),
        ("小", "小", post),
    ]


def test_somebody_who_left_or_is_yet_to_come_has_a_card(graph: Graph, tell: Tell) -> None:
    s = Story()
    post = s.post("課長")
    who = s.person("甲野 一", when=TERM)
    s.hold(who, post, TERM)
    tell(s)
    before, after = person(graph, s, who, DAY - timedelta(days=1)), person(graph, s, who, NEXT)
    assert (before.present, after.present) == (False, False)
    assert [p.title for p in before.future] == [p.title for p in after.former] == ["課長"]
    assert before.person.name == "甲野 一"


def test_a_person_of_another_customer_is_not_found_here(graph: Graph, tell: Tell) -> None:
    here, there = Story(), Story()
    who = there.person("他社 者")
    tell(here)
    tell(there)
    with pytest.raises(NotFoundError):
        person(graph, here, who)
    with pytest.raises(NotFoundError):
        seat(graph, here, there.post("部長"))
    with pytest.raises(NotFoundError):
        person(graph, there, who, actor=Actor("x", visible=frozenset({here.account})))


def test_a_guest_sees_no_judgement_and_no_memo(graph: Graph, tell: Tell) -> None:
    s = Story()
    who = s.person("甲野 一", email="a@example.com", note="入院中")
    s.stance(who, s.member("江藤 亮"), "oppose", DAY)
    card = person(graph, tell(s), who, actor=Actor("guest", fields=frozenset({FieldClass.ORG})))
    assert (card.judgements, card.email, card.note, card.person.stance) == ((), None, None, None)


def test_ties_go_out_and_come_in(graph: Graph, tell: Tell) -> None:
    s = Story()
    who, above, friend = s.person("甲野 一"), s.person("乙野 二"), s.person("丙野 三")
    s.influences(above, who, note="元上司")
    s.knows(who, friend)
    ties = person(graph, tell(s), who).ties
    assert {(t.person.name, t.kind, t.outward, t.note) for t in ties} == {
        ("乙野 二", "influence", False, "元上司"),
        ("丙野 三", "knows", True, None),
    }


@pytest.mark.parametrize(("day", "inside"), BOUNDARY)
def test_a_post_knows_its_holders_of_all_days(graph: Graph, tell: Tell, day: date, inside: bool) -> None:
    s = Story()
    boss = s.post("本部長")
    post = s.post("部長", under=boss)
    before, holder, after = s.person("前任"), s.person("現任"), s.person("後任")
    s.hold(before, post, (None, DAY))
    s.hold(holder, post, TERM, acting=True)
    s.hold(after, post, (NEXT, None))
    us = s.member("江藤 亮")
    s.covers(us, post, TERM)
    card = seat(graph, tell(s), post, day)
    expected = {BOUNDARY[0][0]: "前任", DAY: "現任", BOUNDARY[2][0]: "現任", NEXT: "後任"}
    assert [h.name for h in card.holders] == [expected[day]]
    assert card.holders[0].acting is inside
    assert bool(card.covers) is inside
    assert [m.title for m in card.managers] == ["本部長"]
    assert len(card.former) + len(card.future) == 2


def test_a_vacant_post_says_since_when(graph: Graph, tell: Tell) -> None:
    s = Story()
    dated, vague = s.post("部長", vacant=(DAY, None)), s.post("次長", vacant=(None, None))
    unknown = s.post("課長")
    tell(s)
    assert (seat(graph, s, dated).vacant_since, seat(graph, s, vague).vacant_since) == (DAY, None)
    assert seat(graph, s, unknown).seat.state is SeatState.UNKNOWN
    with pytest.raises(NotFoundError):
        seat(graph, s, "no such post")


def test_a_department_counts_what_lies_below_it(graph: Graph, tell: Tell) -> None:
    s = Story()
    top = s.department("生産本部")
    part = s.department("品質保証部", top)
    aside = s.department("営業本部")
    head = s.post("本部長", top, line_rank=72)
    s.post("次長", top, under=head, line_rank=60, vacant=(None, None))
    chief = s.post("部長", part, under=head, line_rank=64)
    s.post("課長", part, under=chief, line_rank=52)
    s.post("担当", part, seat_kind="personal")
    s.post("営業部長", aside)
    one, two = s.person("甲野 一", head), s.person("乙野 二", chief)
    us = s.member("江藤 亮")
    s.meeting(DAY, [us], [two])
    s.key(two, "決裁者")
    s.stance(one, us, "support", DAY)
    tell(s)
    card = graph.read(LOCAL_USER, org.read_department, account_id=s.account, department_id=top, as_of=DAY, since=SINCE)
    assert [h.name for h in card.heads] == ["甲野 一"]
    assert [d.name for d in card.children] == ["品質保証部"]
    assert (card.people, card.posts, card.vacant, card.unknown) == (2, 5, 1, 1)
    assert card.stances == {"support": 1, "unknown": 1}
    assert (card.key_people, card.key_people_met) == (1, 1)
    assert [m.name for m in card.members] == ["江藤 亮"]
    with pytest.raises(NotFoundError):
        graph.read(LOCAL_USER, org.read_department, account_id=s.account, department_id="x", as_of=DAY, since=SINCE)


def test_people_are_listed_by_their_reading(graph: Graph, tell: Tell) -> None:
    s = Story()
    d = s.department("経理部")
    head = s.post("部長", d)
    clerk = s.post("課長", d, under=head)
    s.person("渡辺 三", kana="ワタナベ サン")
    s.person("青木 一", clerk, kana="アオキ ハジメ")
    boss = s.person("加藤 二", head, kana="カトウ ジ")
    tell(s)
    lines = graph.read(LOCAL_USER, org.read_people, account_id=s.account, as_of=DAY, since=SINCE)
    assert [x.person.name for x in lines] == ["青木 一", "加藤 二", "渡辺 三"]
    assert lines[0].department_path == ("経理部",)
    assert lines[0].manager is not None
    assert lines[0].manager.id == boss
    assert (lines[2].titles, lines[2].department_path, lines[2].manager) == ((), (), None)


def test_the_account_in_numbers(graph: Graph, tell: Tell) -> None:
    s = Story(currency="JPY")
    s.department("本部")
    post = s.post("部長")
    s.post("次長", vacant=(None, None))
    empty = s.post("課長")
    met, unmet = s.person("甲野 一", post), s.person("乙野 二")
    us = s.member("江藤 亮")
    s.key(met, "決裁者")
    s.key(unmet, "影響者")
    s.key(empty, "予算")
    s.meeting(SINCE, [us], [met])
    s.meeting(SINCE - timedelta(days=1), [us], [unmet])
    s.meeting(DAY, [us], [unmet], two_way=False)
    s.meeting(DAY + timedelta(days=1), [us], [unmet])
    s.meeting(DAY, [], [unmet])
    s.meeting(DAY + timedelta(days=9), [us], [unmet], state="planned")
    s.deal("円", 1000)
    s.deal("円2", 20, stage=None)
    s.deal("ユーロ", 500, currency="EUR")
    s.deal("不明", None)
    s.deal("済", 7777, stage="won")
    s.deal("来期", 5, when=(NEXT, None))
    change = s.node("Change", at=datetime(2026, 3, 31, 1, tzinfo=UTC), actor="江口", kind="import", reason="組織図")
    s.account_property("last_change_id", change)
    tell(s)
    o = graph.read(LOCAL_USER, org.read_overview, account_id=s.account, as_of=DAY, since=SINCE)
    assert (o.people, o.posts, o.vacant, o.unknown, o.departments) == (2, 3, 1, 1, 1)
    assert (o.key_people, o.key_people_met, o.key_seats_empty) == (2, 1, 1)
    assert (o.meetings, o.talks) == (3, 1)
    assert (o.last_meeting_on, o.next_meeting_on) == (DAY, DAY + timedelta(days=9))
    assert (o.money.money, o.money.others) == (Money(1020, "JPY"), (Money(500, "EUR"),))
    assert (len(o.money.deals), len(o.money.unknown)) == (4, 1)
    assert o.last_change is not None
    assert (o.last_change.kind, o.last_change.actor) == ("import", "江口")


def test_an_empty_account_in_numbers(graph: Graph, tell: Tell) -> None:
    s = tell(Story())
    o = graph.read(LOCAL_USER, org.read_overview, account_id=s.account, as_of=DAY, since=SINCE)
    assert (o.people, o.meetings, o.stances, o.last_meeting_on, o.last_change) == (0, 0, {}, None, None)
    assert o.money.money == Money(0, "JPY")
    assert graph.read(LOCAL_USER, org.read_people, account_id=s.account, as_of=DAY, since=SINCE) == ()
    assert graph.read(LOCAL_USER, org.read_stops, account_id=s.account, around=DAY) == []


def test_the_date_control_stops_where_something_changes(graph: Graph, tell: Tell) -> None:
    s = Story()
    d = s.department("開発部", when=TERM)
    post = s.post("部長", d, when=TERM)
    a, b = s.person("甲野 一"), s.person("乙野 二", when=(date(2026, 5, 1), None))
    s.hold(a, post, (None, date(2026, 7, 1)))
    s.hold(b, post, (date(2026, 7, 1), None))
    us = s.member("江藤 亮")
    s.stance(a, us, "support", date(2026, 6, 1), withdrawn_on=date(2026, 8, 1))
    s.key(a, "決裁者", when=(date(2026, 6, 1), None))
    s.key(a, "決裁者", s.deal("案件"), (date(2026, 9, 1), None))
    s.fact("VACANT", post, s.account, (date(2029, 1, 1), None))
    tell(s)
    stops = graph.read(LOCAL_USER, org.read_stops, account_id=s.account, around=DAY)
    assert stops == [
        Stop(DAY, 2, 0, 0),
        Stop(date(2026, 5, 1), 0, 1, 0),
        Stop(date(2026, 6, 1), 0, 0, 2),
        Stop(date(2026, 7, 1), 0, 2, 0),
        Stop(date(2026, 8, 1), 0, 0, 1),
        Stop(date(2026, 9, 1), 0, 0, 1),
        Stop(NEXT, 2, 0, 0),
    ]
    guest = Actor("guest", fields=frozenset({FieldClass.ORG}))
    seen = graph.read(guest, org.read_stops, account_id=s.account, around=DAY)
    assert date(2026, 8, 1) not in {x.day for x in seen}
    reach = [
        graph.read(LOCAL_USER, org.read_stops, account_id=s.account, around=date(2029, 1, 1) + timedelta(days=n))
        for n in (-732, -731, 731, 732)
    ]
    assert [date(2029, 1, 1) in {x.day for x in found} for found in reach] == [False, True, True, False]
