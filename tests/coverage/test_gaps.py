"""One rule of the gaps at a time, on the engine."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import neo4j
import pytest

from service.coverage import read_gaps, read_meetings
from service.domain.actor import LOCAL_USER, Actor, FieldClass
from service.domain.errors import NotFoundError
from service.domain.gaps.document import to_json
from service.domain.gaps.model import NoteCode, Risk, RiskCode, Tie, UncoveredKey
from service.domain.gaps.report import GapReport
from service.domain.orgmap import SeatState
from service.graph.database import Graph
from tests.engines import TestEngine
from tests.story import Story

pytestmark = pytest.mark.graph

TODAY = date(2026, 11, 25)
START, END = date(2026, 4, 1), date(2026, 10, 1)

Ask = Callable[..., GapReport]


@pytest.fixture
def story() -> Story:
    return Story("旭波重機械", account_id=f"gaps-{uuid4().hex}")


@pytest.fixture(scope="module")
def driver(engine: TestEngine) -> Iterator[neo4j.Driver]:
    with neo4j.GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as opened:
        yield opened


@pytest.fixture
def ask(graph: Graph, driver: neo4j.Driver, story: Story) -> Ask:
    """Writes the story at the first question; answers the report of a day, over 90 days unless told otherwise."""
    loaded: list[Story] = []

    def answer(as_of: date = TODAY, *, days: int = 90, actor: Actor = LOCAL_USER) -> GapReport:
        if not loaded:
            loaded.append(story.load(driver))
        since = as_of - timedelta(days=days)
        return graph.read(actor, read_gaps, account_id=story.account, as_of=as_of, since=since)

    return answer


def gap(report: GapReport, who: str) -> UncoveredKey | None:
    return next((u for u in report.uncovered if u.subject.id == who), None)


def risk(report: GapReport, id: str) -> Risk | None:
    return next((r for r in report.risks if r.id == id), None)


def codes(report: GapReport, id: str) -> list[RiskCode]:
    found = risk(report, id)
    return [] if found is None else [r.code for r in found.reasons]


def test_a_key_person_is_key_from_the_first_day_up_to_the_day_before_the_end(story: Story, ask: Ask) -> None:
    dated, loose = story.person("宇佐美 恭子"), story.person("早乙女 玲")
    story.key(dated, "決裁者", when=(START, END))
    story.key(loose, "発議者", when=(None, END))
    day = timedelta(days=1)
    seen = {
        on: (gap(ask(on), dated) is not None, gap(ask(on), loose) is not None)
        for on in (START - day, START, END - day, END)
    }
    assert seen == {
        START - day: (False, True),
        START: (True, True),
        END - day: (True, True),
        END: (False, False),
    }


@pytest.mark.parametrize(
    ("how", "covered"),
    [
        ({"on": TODAY}, True),
        ({"on": TODAY - timedelta(days=90)}, True),
        ({"on": TODAY - timedelta(days=91)}, False),
        ({"on": TODAY + timedelta(days=1)}, False),
        ({"on": TODAY, "state": "planned"}, False),
        ({"on": TODAY, "state": "cancelled"}, False),
        ({"on": TODAY, "two_way": False}, False),
        ({"on": TODAY, "scoped": False}, False),
        ({"on": TODAY, "ours": 0}, False),
    ],
    ids=lambda x: " ".join(f"{k}={v}" for k, v in x.items()) if isinstance(x, dict) else "",
)
def test_only_a_held_two_way_meeting_of_this_account_with_one_of_us_counts(
    story: Story, ask: Ask, how: dict[str, Any], covered: bool
) -> None:
    who, us = story.person("三好 和真"), story.member("佐野 智也")
    story.key(who, "決裁者")
    told = dict(how)
    ours = [us] if told.pop("ours", 1) else []
    story.meeting(told.pop("on"), ours, [who], **told)
    assert (gap(ask(), who) is None) is covered


def test_a_key_seat_passes_to_its_holder_of_the_day_and_is_a_gap_of_its_own_without_one(story: Story, ask: Ask) -> None:
    seat = story.post("経理部長", story.department("経理部"), line_rank=52, vacant=(END, None))
    unknown = story.post("調達部長", line_rank=52)
    holder = story.person("髙嶋 慎二")
    story.hold(holder, seat, (START, END))
    story.key(seat, "予算を握る")
    story.key(unknown, "購買の窓口")
    before, during, after = ask(START - timedelta(days=1)), ask(END - timedelta(days=1)), ask(END)
    assert gap(during, holder) is not None
    assert gap(during, seat) is None
    for report in (before, after):
        assert gap(report, holder) is None
        assert gap(report, seat) is not None
    states = {u.subject.id: u.subject.seat_state for u in after.uncovered}
    assert states == {seat: SeatState.VACANT, unknown: SeatState.UNKNOWN}
    held, empty = gap(during, holder), gap(after, seat)
    assert held is not None
    assert held.subject.reasons[0].seat_id == seat
    assert empty is not None
    assert (empty.subject.name, empty.subject.posts[0].title) == ("経理部長", "経理部長")


def test_a_holder_with_a_start_takes_the_key_from_one_of_unknown_start(story: Story, ask: Ask) -> None:
    seat = story.post("経理部長", line_rank=52)
    shared = story.post("広報", line_rank=52, capacity=2)
    old, new = story.person("前任 太郎", seat, shared), story.person("後任 花子")
    story.hold(new, seat, (START, None))
    story.hold(new, shared, (START, None), is_primary=False)
    story.key(seat, "予算を握る")
    before, after = ask(START - timedelta(days=1)), ask(START)
    assert [u.subject.id for u in before.uncovered] == [old]
    assert [u.subject.id for u in after.uncovered] == [new]
    assert [p.id for p in before.key_subjects[0].posts] == [seat, shared]


def test_people_are_proposed_by_rank_and_by_a_deciding_role_and_marked_as_such(story: Story, ask: Ask) -> None:
    head = story.person("部長 一", story.post("部長", line_rank=64))
    officer = story.person("役員 二", person_rank=78, grade_title="執行役員")
    adviser = story.person("顧問 三", person_rank=88, employment="adviser")
    deputy = story.person("次長 四", story.post("次長", line_rank=60))
    graded = story.person("参与 五", story.post("参与", line_rank=64, seat_kind="personal"))
    approver, promoter = story.person("決裁 六"), story.person("推進 七")
    late = story.person("過去 八")
    deal, lost = story.deal("基幹刷新", 5_000_000), story.deal("失注", 5_000_000, stage="lost")
    story.role(approver, deal, "final_approver")
    story.role(promoter, deal, "promoter")
    story.role(late, lost, "final_approver")
    story.key(late, "決裁者", lost)
    report = ask()
    assert {u.subject.id for u in report.uncovered} == {head, officer, approver}
    assert not any(u.subject.declared for u in report.uncovered)
    assert not {adviser, deputy, graded, promoter, late} & {s.id for s in report.key_subjects}
    assert NoteCode.NO_KEY_PEOPLE in {n.code for n in report.notes}


def test_money_is_summed_over_distinct_open_deals_by_currency_and_unknown_is_not_zero(story: Story, ask: Ask) -> None:
    first, second = story.post("部長", line_rank=52), story.post("課長", line_rank=52)
    who = story.person("宇佐美 恭子", first, second)
    story.key(who, "決裁者")
    yen, euro = story.deal("基幹刷新", 420_000_000), story.deal("Stores", 100_000, currency="EUR")
    unknown, unstaged = story.deal("構想", None), story.deal("段階不明", 1_000_000, stage=None)
    won = story.deal("受注済", 9_000_000, stage="won")
    for deal in (yen, euro, unknown, unstaged, won):
        story.role(who, deal, "promoter")
        story.role(first, deal, "user_owner")
        story.role(second, deal, "influencer")
    found = gap(ask(), who)
    assert found is not None
    money = found.money
    assert (money.currency, money.money and money.money.amount_minor) == ("JPY", 421_000_000)
    assert [(m.currency, m.amount_minor) for m in money.others] == [("EUR", 100_000)]
    assert (set(money.deals), money.unknown) == ({yen, euro, unknown, unstaged}, (unknown,))


def test_the_most_money_comes_first_and_unknown_money_before_none(story: Story, ask: Ask) -> None:
    people = {name: story.person(name) for name in ("大", "小", "不明", "無", "無の上役")}
    for who in people.values():
        story.key(who, "重要")
    story.fact("WORKS_FOR", people["無の上役"], story.account, person_rank=60)
    for name, amount in (("大", 90_000_000), ("小", 2_000_000), ("不明", None)):
        story.role(people[name], story.deal(f"{name}の商談", amount), "promoter")
    assert [u.subject.name for u in ask().uncovered] == ["大", "小", "不明", "無の上役", "無"]


def test_the_nearest_of_us_has_met_somebody_of_the_department_or_within_two_reporting_steps(
    story: Story, ask: Ask
) -> None:
    sales, works = story.department("営業部"), story.department("製造部")
    top = story.post("社長", line_rank=52)
    head = story.post("本部長", works, under=top, line_rank=52)
    left, right = story.post("課長", sales, under=head), story.post("課長", works, under=head)
    mate = story.post("担当", sales)
    far = story.post("監査役")
    boss = story.person("社長 一郎", top)
    middle = story.person("本部長 二郎", head)
    person = story.person("課長 三郎", left)
    peer = story.person("課長 四郎", right)
    beside = story.person("担当 五郎", mate)
    alone = story.person("監査 六郎", far)
    for who in (person, alone, boss):
        story.key(who, "重要")
    older, newer = story.member("当社 甲"), story.member("当社 乙")
    story.meeting(TODAY - timedelta(days=200), [older], [peer])
    one = gap(ask(), person)
    assert one is not None
    assert one.nearest is not None
    assert (one.nearest.member_id, one.nearest.tie, one.nearest.steps) == (older, Tie.LINE, 2)
    assert [(s.kind, s.id) for s in one.nearest.path] == [
        ("member", older), ("person", peer), ("person", middle), ("person", person),
    ]  # fmt: skip
    lonely, upper = gap(ask(), alone), gap(ask(), boss)
    assert lonely is not None
    assert lonely.nearest is None
    assert upper is not None
    assert upper.nearest is not None
    assert (upper.nearest.member_id, upper.nearest.steps) == (older, 2)
    assert beside != newer


def test_a_nearer_way_beats_a_later_meeting_and_an_earlier_contact_beats_both(story: Story, ask: Ask) -> None:
    sales = story.department("営業部")
    top = story.post("本部長", line_rank=52)
    left, right = story.post("課長", sales, under=top), story.post("課長", under=top)
    mate = story.post("担当", sales)
    person, peer, beside = story.person("課長 三郎", left), story.person("課長 四郎", right), story.person("五郎", mate)
    known = story.person("以前 六郎", story.post("担当", sales))
    story.key(person, "重要")
    story.key(known, "重要")
    far, near, before = story.member("遠"), story.member("近"), story.member("以前")
    story.meeting(TODAY, [far], [peer])
    story.meeting(TODAY - timedelta(days=300), [near], [beside])
    met = story.meeting(TODAY - timedelta(days=400), [before], [known])
    report = ask()
    one, two = gap(report, person), gap(report, known)
    assert one is not None
    assert one.nearest is not None
    assert (one.nearest.member_id, one.nearest.tie) == (near, Tie.DEPARTMENT)
    assert two is not None
    assert two.nearest is not None
    assert two.last_contact is not None
    assert (two.nearest.member_id, two.nearest.tie) == (before, Tie.SELF)
    assert (two.last_contact.meeting_id, two.last_contact.member_id) == (met, before)


def test_the_nearest_way_never_leads_through_an_opponent(story: Story, ask: Ask) -> None:
    sales, top = story.department("営業部"), story.post("本部長", line_rank=52)
    head, other_top = story.post("部長", sales, under=top, line_rank=52), story.post("管理本部長", line_rank=52)
    subject = story.person("課長 三郎", story.post("課長", sales, under=head))
    mate = story.person("反対 四郎", story.post("担当", sales))
    story.person("部長 五郎", head)
    boss = story.person("本部長 六郎", top)
    closing = story.person("管理 七郎", other_top)
    below = story.person("経理 八郎", story.post("経理課長", under=other_top))
    beside = story.person("総務 九郎", story.post("総務課長", under=other_top))
    for who in (subject, below, mate):
        story.key(who, "重要")
    near, far = story.member("近"), story.member("遠")
    story.meeting(TODAY - timedelta(days=200), [near], [mate])
    story.meeting(TODAY - timedelta(days=300), [far], [boss])
    story.meeting(TODAY - timedelta(days=100), [far], [beside])
    judged = TODAY - timedelta(days=10)
    for who in (mate, closing):
        story.stance(who, near, "oppose", judged)
    before, after = ask(judged - timedelta(days=1)), ask()

    def through(report: GapReport, who: str) -> list[str] | None:
        found = gap(report, who)
        assert found is not None
        return [step.id for step in found.nearest.path] if found.nearest else None

    assert through(before, subject) == [near, mate, subject]
    way = through(after, subject)
    assert way is not None
    assert (way[:2], way[-1]) == ([far, boss], subject)
    assert through(before, below) == [far, beside, closing, below]
    assert through(after, below) is None
    assert through(after, mate) == [near, mate]


def test_a_deal_counts_its_players_wherever_met_and_who_came_to_talk_about_it(story: Story, ask: Ask) -> None:
    seat = story.post("購買課長")
    player, holder, guest, other = (
        story.person("役割 一"), story.person("席 二", seat), story.person("客 三"), story.person("他 四"),
    )  # fmt: skip
    deal, elsewhere = story.deal("基幹刷新", 2_000_000), story.deal("別件", 2_000_000)
    story.role(player, deal, "promoter")
    story.role(seat, deal, "purchasing")
    us, second = story.member("当社 甲"), story.member("当社 乙")
    talks = [
        story.meeting(TODAY, [us], [player], about=elsewhere),
        story.meeting(TODAY - timedelta(days=3), [us], [holder]),
        story.meeting(TODAY - timedelta(days=5), [us], [guest], about=deal),
    ]
    story.meeting(TODAY, [second], [other])
    found = risk(ask(), deal)
    assert found is not None
    assert {c.id for c in found.people} == {player, holder, guest}
    assert found.evidence == tuple(talks)
    assert [r.code for r in found.reasons] == [RiskCode.ONE_MEMBER]


def test_several_contacts_in_one_reporting_line_are_one_thread(story: Story, ask: Ask) -> None:
    top = story.post("本部長")
    head = story.post("部長", under=top)
    clerk, aside = story.post("課長", under=head), story.post("課長", under=top)
    chain = [story.person(n, p) for n, p in (("上", top), ("中", head), ("下", clerk))]
    outside = story.person("横", aside)
    lined, spread = story.deal("一本", 2_000_000), story.deal("二本", 2_000_000)
    us = [story.member("当社 甲"), story.member("当社 乙")]
    story.meeting(TODAY, us, chain, about=lined)
    story.meeting(TODAY, us, [*chain, outside], about=spread)
    assert codes(ask(), lined) == [RiskCode.ONE_LINE]
    assert codes(ask(), spread) == []


def test_a_department_counts_what_lies_below_it_today_or_on_the_day_of_the_meeting(story: Story, ask: Ask) -> None:
    division = story.department("生産本部")
    section = story.department("購買課", story.department("調達部", division))
    away = story.department("総務部")
    old, new = story.post("課長", section), story.post("課長", away)
    moved = TODAY - timedelta(days=10)
    person = story.person("樋渡 一")
    story.hold(person, old, (None, moved))
    story.hold(person, new, (moved, None))
    deal = story.deal("設備", 2_000_000, targets=[division, away])
    us = story.member("当社 甲")
    story.meeting(moved - timedelta(days=1), [us], [person])
    report = ask()
    assert codes(report, division) == [RiskCode.ONE_CONTACT]
    assert codes(report, away) == [RiskCode.ONE_CONTACT]
    found = risk(report, division)
    assert found is not None
    assert found.money.deals == (deal,)
    assert section not in {r.id for r in report.risks}


@pytest.mark.parametrize(
    ("amount", "wanted"), [(2_999_999, 2), (3_000_000, 4), (30_000_000, 6), (100_000_001, 8), (None, None)]
)
def test_the_wanted_number_of_people_follows_the_size_of_the_deal(
    story: Story, ask: Ask, amount: int | None, wanted: int | None
) -> None:
    deal = story.deal("基幹刷新", amount)
    story.meeting(TODAY, [story.member("当社 甲")], [story.person("一人")], about=deal)
    found = risk(ask(), deal)
    assert found is not None
    expected = [(RiskCode.ONE_CONTACT, 1, 2)]
    if wanted is not None:
        expected.append((RiskCode.BELOW_THRESHOLD, 1, wanted))
    assert [(r.code, r.found, r.expected) for r in found.reasons] == expected


def test_an_account_without_anything_says_what_is_missing(story: Story, ask: Ask) -> None:
    report = ask()
    assert [n.code for n in report.notes] == [
        NoteCode.NO_ORGANISATION, NoteCode.NO_MEETINGS, NoteCode.NO_KEY_PEOPLE, NoteCode.NO_DEALS,
    ]  # fmt: skip
    assert codes(report, story.account) == [RiskCode.NO_CONTACT]


def test_old_meetings_only_are_told_from_none(story: Story, ask: Ask) -> None:
    last = TODAY - timedelta(days=91)
    story.meeting(last, [story.member("当社 甲")], [story.person("一人")])
    notes = {n.code: n for n in ask().notes}
    assert notes[NoteCode.NO_RECENT_MEETINGS].on == last
    assert NoteCode.NO_MEETINGS not in notes


def test_who_may_not_read_stances_gets_the_report_without_them(story: Story, ask: Ask) -> None:
    who, us = story.person("片桐 修"), story.member("江藤 亮")
    story.key(who, "合議者")
    story.stance(who, us, "oppose", TODAY - timedelta(days=30))
    story.stance(who, us, "support", TODAY + timedelta(days=1))
    guest = Actor(None, fields=frozenset({FieldClass.ORG}))
    full, part = gap(ask(), who), gap(ask(actor=guest), who)
    assert full is not None
    assert full.subject.stance.level == "oppose"
    assert part is not None
    assert part.subject.stance.level is None


def test_an_account_that_is_not_there_and_one_that_may_not_be_seen_are_the_same(story: Story, ask: Ask) -> None:
    ask()
    with pytest.raises(NotFoundError):
        ask(actor=Actor(None, visible=frozenset({"another"})))


def test_an_unknown_account_is_not_found(graph: Graph) -> None:
    with pytest.raises(NotFoundError):
        graph.read(LOCAL_USER, read_gaps, account_id="nobody", as_of=TODAY, since=START)


def test_the_rows_behind_a_number_are_meetings_of_this_account_only(story: Story, ask: Ask, graph: Graph) -> None:
    who, us = story.person("三好 和真"), story.member("佐野 智也")
    story.key(who, "決裁者")
    ours = story.meeting(TODAY - timedelta(days=100), [us], [who], subject="在庫の話", kind="call")
    theirs = story.meeting(TODAY, [us], [who], scoped=False)
    report = ask()
    assert report.meeting_ids() == [ours]
    rows = graph.read(LOCAL_USER, read_meetings, account_id=story.account, meeting_ids=[ours, theirs, ours])
    assert [(r.id, r.subject, r.kind, r.people[0].name, r.members[0].name) for r in rows] == [
        (ours, "在庫の話", "call", "三好 和真", "佐野 智也")
    ]


def test_gaps_are_counted_by_person_and_seat_for_the_map(story: Story, ask: Ask) -> None:
    lonely, key = story.person("窓口 一"), story.person("重要 二")
    story.key(key, "決裁者")
    deal = story.deal("基幹刷新", 2_000_000)
    story.meeting(TODAY, [story.member("当社 甲")], [lonely], about=deal)
    assert ask().gap_counts() == {key: 1, lonely: 2}


def test_stances_differ_where_one_of_us_sees_a_supporter_and_another_does_not(story: Story, ask: Ask) -> None:
    torn, changed, agreed, deal_only, unsigned = (
        story.person(n) for n in ("割れ 一", "変化 二", "一致 三", "商談 四", "無記名 五")
    )
    for who in (torn, changed, agreed, deal_only, unsigned):
        story.key(who, "決裁者")
    one, two = story.member("当社 甲"), story.member("当社 乙")
    deal = story.deal("基幹刷新", 2_000_000)
    first, then = TODAY - timedelta(days=20), TODAY - timedelta(days=10)
    story.stance(torn, one, "support", first)
    story.stance(torn, two, "oppose", then)
    story.stance(changed, one, "support", first)
    story.stance(changed, one, "oppose", then)
    story.stance(agreed, one, "support", first)
    story.stance(agreed, two, "strong_support", then)
    story.stance(deal_only, one, "support", first)
    story.stance(deal_only, two, "oppose", then, toward=deal)
    story.stance(unsigned, None, "neutral", first)
    story.stance(unsigned, two, "support", then)
    report = ask()
    shown = {s.id: (s.stance.level, s.stance.split) for s in report.key_subjects}
    assert shown == {
        torn: ("oppose", True),
        changed: ("oppose", False),
        agreed: ("strong_support", False),
        deal_only: ("support", False),
        unsigned: ("support", True),
    }
    told = {u["person_id"]: (u["stance"], u["stances_differ"]) for u in to_json(report, "ja")["uncovered_key_people"]}
    assert told == shown
    before = ask(then - timedelta(days=1))
    assert not any(s.stance.split for s in before.key_subjects)


def test_a_stance_of_before_the_move_to_todays_post_is_to_be_looked_at_again(story: Story, ask: Ask) -> None:
    seat = story.post("経理部長", line_rank=52)
    who = story.person("異動 一")
    story.hold(who, seat, (TODAY - timedelta(days=10), None))
    story.key(who, "決裁者")
    story.stance(who, story.member("当社 甲"), "support", TODAY - timedelta(days=20))
    found = gap(ask(), who)
    assert found is not None
    assert (found.subject.stance.level, found.subject.stance.stale) == ("support", True)
