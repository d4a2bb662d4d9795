"""Who can help: each tie told, never through an opponent, and no way longer than what a search by hand finds."""

from collections import deque
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from uuid import uuid4

import neo4j
import pytest

from service.domain.actor import LOCAL_USER
from service.domain.errors import NotFoundError
from service.domain.gaps.help_document import help_out
from service.domain.gaps.helping import Help, HelpPath, sentence
from service.domain.gaps.proposals import DECIDING
from service.graph.database import Graph
from service.helping import MOST_PATHS, read_help
from tests.coverage.check_oracle import CheckOracle
from tests.coverage.stories import days_to_ask
from tests.coverage.test_check_oracle import told_with_our_side
from tests.engines import TestEngine
from tests.story import Story

pytestmark = pytest.mark.graph

TODAY = date(2026, 11, 25)
MET_ON = date(2026, 9, 10)
DAY = timedelta(days=1)

Ask = Callable[..., Help]


@pytest.fixture
def story() -> Story:
    return Story("旭波重機械", account_id=f"help-{uuid4().hex}")


@pytest.fixture(scope="module")
def driver(engine: TestEngine) -> Iterator[neo4j.Driver]:
    with neo4j.GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as opened:
        yield opened


@pytest.fixture
def ask(graph: Graph, driver: neo4j.Driver, story: Story) -> Ask:
    """Writes the story at the first question."""
    loaded: list[Story] = []

    def answer(subject: str, as_of: date = TODAY, *, through_opponents: bool = False) -> Help:
        if not loaded:
            loaded.append(story.load(driver))
        return graph.read(
            LOCAL_USER,
            read_help,
            account_id=story.account,
            subject_id=subject,
            as_of=as_of,
            through_opponents=through_opponents,
        )

    return answer


def ids(path: HelpPath) -> list[str]:
    return [step.id for step in path.steps]


def both(path: HelpPath) -> tuple[str, str]:
    return sentence(path, "ja"), sentence(path, "en")


def test_over_a_meeting_and_up_the_line(story: Story, ask: Ask) -> None:
    head = story.post("部長")
    boss, noto = story.person("真壁 優", head), story.person("能登 沙織", story.post("課長", under=head))
    saeki = story.member("佐野 智也")
    story.meeting(MET_ON - DAY, [saeki], [noto])
    story.meeting(MET_ON, [saeki], [noto])
    (path,) = ask(boss).paths
    assert ids(path) == [saeki, noto, boss]
    assert both(path) == (
        "佐野 智也が2026/9/10に能登 沙織さんに会っています。その上司が真壁 優さんです。",
        "On 10 Sep 2026 佐野 智也 met 能登 沙織, who reports to 真壁 優.",
    )
    told = help_out(ask(boss), account_id=story.account, as_of=TODAY, through_opponents=False, locale="en")
    assert [s.tie for s in told.paths[0].steps] == [None, "met", "superior"]
    assert ask(boss, MET_ON - 2 * DAY).paths == ()


def test_down_the_line_to_a_seat_nobody_holds(story: Story, ask: Ask) -> None:
    head, place = story.post("部長"), story.department("工程設計課")
    seat = story.post("課長", place, under=head, vacant=(None, None))
    unknown = story.post("主任", under=seat)
    boss, saeki = story.person("真壁 優", head), story.member("佐野 智也")
    story.covers(saeki, boss)
    found = ask(seat)
    assert (found.person, found.name) == (False, "課長")
    assert both(found.paths[0]) == (
        "佐野 智也が真壁 優さんの担当です。その部下が工程設計課 課長（空席）です。",
        "佐野 智也 looks after 真壁 優, to whom the vacant post of 課長 in 工程設計課 reports.",
    )
    assert both(ask(unknown).paths[0]) == (
        "佐野 智也が真壁 優さんの担当です。その部下が工程設計課 課長（空席）、その部下が主任（担当者未特定）です。",
        "佐野 智也 looks after 真壁 優, to whom the vacant post of 課長 in 工程設計課 reports,"
        " to which the post of 主任 (holder not known) reports.",
    )


def test_a_post_on_the_way_is_told_by_who_holds_it(story: Story, ask: Ask) -> None:
    top = story.post("本部長", story.department("生産本部"))
    head = story.post("部長", under=top)
    middle = story.post("課長", under=head)
    boss, below = story.person("真壁 優", top), story.person("星 千尋", story.post("主任", under=middle))
    story.person("近江 直人", head)
    story.person("片桐 修", middle)
    saeki = story.member("佐野 智也")
    story.knows(saeki, boss)
    (path,) = ask(below).paths
    assert [s.kind for s in path.steps] == ["member", "person", "seat", "seat", "person"]
    assert both(path) == (
        "佐野 智也が真壁 優さんを知っています。"
        "その部下が近江 直人さん（部長）、その部下が片桐 修さん（課長）、その部下が星 千尋さんです。",
        "佐野 智也 knows 真壁 優, to whom 近江 直人 (部長) reports, to whom 片桐 修 (課長) reports,"
        " to whom 星 千尋 reports.",
    )


def test_over_people_who_know_each_other_or_sat_together_or_share_a_department(story: Story, ask: Ask) -> None:
    place = story.department("工程設計課")
    known, friend = story.person("近江 直人"), story.person("星 千尋")
    mate, here = (
        story.person("柚木 瞬", story.post("主任", place)),
        story.person("相馬 美緒", story.post("担当", place)),
    )
    us, other = story.member("佐野 智也"), story.member("江藤 亮")
    story.knows(us, known)
    story.knows(known, friend)
    story.meeting(MET_ON, [other], [mate], subject="定例")
    late = story.person("片桐 修")
    story.meeting(MET_ON, [], [friend, late])
    assert both(ask(friend).paths[0]) == (
        "佐野 智也が近江 直人さんを知っています。その知り合いが星 千尋さんです。",
        "佐野 智也 knows 近江 直人, who knows 星 千尋.",
    )
    assert both(ask(here).paths[0]) == (
        "江藤 亮が2026/9/10に柚木 瞬さんに会っています。同じ工程設計課にいるのが相馬 美緒さんです。",
        "On 10 Sep 2026 江藤 亮 met 柚木 瞬, who is in 工程設計課, like 相馬 美緒.",
    )
    ja, en = both(ask(late).paths[0])
    assert ja.endswith("その知り合いが星 千尋さん、2026/9/10に同席したのが片桐 修さんです。")
    assert en.endswith("who knows 星 千尋, who was in a meeting with 片桐 修 on 10 Sep 2026.")


@pytest.mark.parametrize(
    ("level", "withdrawn_on", "through"),
    [("oppose", None, False), ("reluctant", None, True), ("oppose", TODAY, True), ("oppose", TODAY + DAY, False)],
)
def test_never_through_an_opponent_unless_asked(
    story: Story, ask: Ask, level: str, withdrawn_on: date | None, through: bool
) -> None:
    goal, between, us = story.person("真壁 優"), story.person("片桐 修"), story.member("江藤 亮")
    story.covers(us, between)
    story.knows(between, goal)
    story.stance(between, us, "support", MET_ON - DAY)
    story.stance(between, us, level, MET_ON, withdrawn_on=withdrawn_on)
    assert bool(ask(goal).paths) is through
    assert [ids(p) for p in ask(goal, through_opponents=True).paths] == [[us, between, goal]]
    assert [ids(p) for p in ask(between).paths] == [[us, between]]


def test_a_post_that_only_an_opponent_holds_is_no_way_either(story: Story, ask: Ask) -> None:
    top = story.post("社長")
    head = story.post("本部長", under=top)
    story.stance(story.person("片桐 修", head), None, "oppose", MET_ON)
    boss, below, us = (
        story.person("鷲尾 隆一郎", top),
        story.person("真壁 優", story.post("部長", under=head)),
        story.member("江藤 亮"),
    )
    story.covers(us, boss)
    assert ask(below).paths == ()
    (path,) = ask(below, through_opponents=True).paths
    assert both(path)[0] == (
        "江藤 亮が鷲尾 隆一郎さんの担当です。その部下が片桐 修さん（本部長）、その部下が真壁 優さんです。"
    )


def test_alternatives_come_from_others_of_us_the_latest_first(story: Story, ask: Ask) -> None:
    goal = story.person("真壁 優")
    members = [story.member(f"当社 {n}") for n in range(5)]
    for n, member in enumerate(members):
        story.meeting(MET_ON + n * DAY, [member], [goal])
    story.meeting(MET_ON + 9 * DAY, [members[0]], [goal], two_way=False)
    story.meeting(MET_ON + 9 * DAY, [members[0]], [goal], state="planned")
    story.meeting(MET_ON + 9 * DAY, [members[0]], [goal], scoped=False)
    assert [p.steps[0].id for p in ask(goal).paths] == members[4:1:-1]


def test_nobody_of_another_customer_is_on_the_way(story: Story, ask: Ask, driver: neo4j.Driver) -> None:
    other = Story("別の客")
    stranger, us, goal = other.person("他社 太郎"), story.member("佐野 智也"), story.person("真壁 優")
    story.adopt(other, stranger)
    other.load(driver)
    story.covers(us, stranger)
    story.knows(stranger, goal)
    assert ask(goal).paths == ()
    with pytest.raises(NotFoundError):
        ask(stranger)
    with pytest.raises(NotFoundError):
        ask("nobody")


# --- a search by hand -----------------------------------------------------------------------------------------------


def neighbours(oracle: CheckOracle) -> dict[str, set[str]]:
    """Who and what is one hop from what, of all that may be on a way."""
    story = oracle.story
    chart = {f.start_id for f in oracle.on("IN_ACCOUNT", end=story.account)}
    people = {f.start_id for f in oracle.on("WORKS_FOR", end=story.account)}
    told = story.nodes("Meeting")
    scoped = {m for m, _ in oracle.tied("SCOPED_TO", end=story.account) if m in told}
    held = {
        m
        for m in scoped
        if told[m].get("state") == "held" and told[m].get("two_way") and told[m]["held_on"] <= oracle.as_of
    }
    allowed = chart | people | held | set(story.nodes("Member"))
    edges = [(f.start_id, f.end_id) for k in ("COVERS", "KNOWS", "HOLDS", "PLACED_IN") for f in oracle.on(k)]
    edges += [(f.start_id, f.end_id) for f in oracle.lines()] + oracle.tied("ATTENDED")
    found: dict[str, set[str]] = {x: set() for x in allowed}
    for a, b in edges:
        if a in allowed and b in allowed:
            found[a].add(b)
            found[b].add(a)
    return found


def distances(oracle: CheckOracle, subject: str) -> dict[str, int]:
    """Hops from the subject to each of us, up to nine; over nobody of us and no opponent."""
    near, us = neighbours(oracle), set(oracle.story.nodes("Member"))
    opponents = {p for p in oracle.people() if oracle.stance(p) == "oppose"} - {subject}
    holds = [(f.start_id, f.end_id) for f in oracle.on("HOLDS")]
    opponents |= {s for _, s in holds} - {s for p, s in holds if p not in opponents} - {subject}
    found, todo = {subject: 0}, deque([subject])
    while todo:
        here = todo.popleft()
        if here in us or found[here] == 9:
            continue
        for there in near[here] - found.keys() - opponents:
            found[there] = found[here] + 1
            todo.append(there)
    return {m: d for m, d in found.items() if m in us}


@pytest.mark.parametrize("seed", [0, 3])
def test_no_way_is_longer_than_the_shortest_found_by_hand(graph: Graph, driver: neo4j.Driver, seed: int) -> None:
    story = told_with_our_side(seed, uuid4().hex)
    story.load(driver)
    compared = 0
    for as_of in days_to_ask(Random(seed), 4):
        oracle = CheckOracle(story, as_of, as_of - timedelta(days=90), set(DECIDING), None)
        near = neighbours(oracle)
        subjects = [x for x in (*oracle.people(), *sorted(story.nodes("Post"))) if x in near]
        for subject in subjects[::3]:
            found = graph.read(LOCAL_USER, read_help, account_id=story.account, subject_id=subject, as_of=as_of)
            told = distances(oracle, subject)
            assert [p.hops for p in found.paths] == sorted(told.values())[:MOST_PATHS]
            for path in found.paths:
                assert told[path.steps[0].id] == path.hops
                assert path.steps[-1].id == subject
                assert all(step.tie for step in path.steps[1:])
                assert all(both(path))
            compared += len(found.paths)
    assert compared >= 30
