"""Every further check finds on the engine what plain Python finds, over random stories, boundary days, thresholds."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from random import Random
from uuid import uuid4

import neo4j
import pytest

from service.checks import read_checks
from service.domain.actor import LOCAL_USER
from service.domain.gaps.checks import CheckCode, Gap
from service.domain.gaps.proposals import DECIDING
from service.domain.thresholds import STANDARD, Thresholds
from service.graph.database import Graph
from tests.coverage.check_oracle import CheckOracle, Found
from tests.coverage.stories import DAYS, days_to_ask, often, period, random_story
from tests.engines import TestEngine
from tests.story import Story

pytestmark = pytest.mark.graph

OTHERS = replace(
    STANDARD, approver_ranks=8, department_deals=2, action_days=10, assessed_players=1, cold_contacts=2,
    cold_percent=150, cold_days=120, executive_rank=77, counterpart_ranks=0, counterpart_days=40,
    favourable_people=2, ghost_meetings=3, leaving_days=5,
)  # fmt: skip


def told_with_our_side(seed: int, run: str) -> Story:
    """A random story with what the checks need besides: coverage, our units and teams, evidence, planned meetings."""
    story = random_story(seed, run)
    random = Random(1000 + seed)
    people, posts, members = (sorted(story.nodes(x)) for x in ("Person", "Post", "Member"))
    departments = sorted(story.nodes("Department"))
    unit = story.node("Unit", name="営業本部", name_key="営業本部")
    for member in members:
        for _ in range(random.choice([0, 1, 1, 2])):
            story.fact("BELONGS_TO", member, unit, period(random), rank=random.choice([None, 52, 64, 78]))
        if random.random() < 0.6:
            story.fact("ON_TEAM_OF", member, story.account, period(random))
    for who in random.sample(people + posts, k=10):
        story.covers(random.choice(members), who, often(random))
    for person in random.sample(people, k=3):
        story.fact("RESPONSIBLE_FOR", person, random.choice(departments), often(random))
    for _ in range(8):
        day = random.choice(DAYS) + timedelta(days=random.choice([0, 10, 60]))
        story.meeting(day, random.sample(members, k=1), random.sample(people, k=2), state="planned")
    for person in random.sample(people, k=3):
        step = random.choice([5, 9, 13])
        for n in range(6):
            story.meeting(DAYS[0] + timedelta(days=step * n), random.sample(members, k=1), [person])
    kind = seed % 3
    for person in random.choices(people, k=10):
        story.stance(
            person,
            members[0] if kind == 1 else random.choice([None, *members]),
            random.choice(["support", "strong_support"] if kind else ["support", "neutral", "reluctant", "oppose"]),
            random.choice(DAYS),
            evidence=random.choice([None, " ", "資料を求めてきた"]),
        )
    if kind:
        for n, node in enumerate(story.batch.nodes):
            if node.label == "Stance" and node.properties["level"] not in ("support", "strong_support"):
                story.batch.nodes[n] = replace(node, properties={**node.properties, "level": "support"})
    if kind == 1:
        story.batch.ties[:] = [replace(t, end_id=members[0]) if t.type == "BY" else t for t in story.batch.ties]
    return story


def seen(gap: Gap) -> Found:
    evidence = [e.id for e in gap.evidence]
    assert len(evidence) == len(set(evidence))
    return Found(gap.grave, gap.count, gap.on, sorted(gap.names), sorted(evidence))


@pytest.mark.parametrize("seed", range(6))
def test_every_check_finds_what_plain_python_finds(graph: Graph, engine: TestEngine, seed: int) -> None:
    story = told_with_our_side(seed, uuid4().hex)
    with neo4j.GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as driver:
        story.load(driver)
    found: Counter[CheckCode] = Counter()
    for n, as_of in enumerate(days_to_ask(Random(seed), 8)):
        thresholds: Thresholds = OTHERS if n % 2 else STANDARD
        since = as_of - timedelta(days=90)
        oracle = CheckOracle(story, as_of, since, set(DECIDING), None)
        oracle.t = thresholds
        gaps = graph.read(
            LOCAL_USER, read_checks, account_id=story.account, as_of=as_of, since=since, thresholds=thresholds
        )
        for code in CheckCode:
            mine = {g.id: seen(g) for g in gaps if g.code is code}
            assert mine == getattr(oracle, code.value)(), (code, as_of)
            found[code] += len(mine)
        for gap in gaps:
            assert set(gap.money.deals) == oracle.touched(gap.kind, gap.id)
    assert sum(found.values()) >= 25, found
    assert found[CheckCode.COLD]
