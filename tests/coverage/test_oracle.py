"""The report of the engine equals the one counted by hand in plain Python, over random stories and boundary days."""

from datetime import timedelta
from random import Random
from uuid import uuid4

import neo4j
import pytest

from service.coverage import read_gaps
from service.domain.actor import LOCAL_USER
from service.domain.gaps.document import document
from service.domain.gaps.money import MoneySum
from service.domain.gaps.proposals import DECIDING
from service.domain.gaps.report import GapReport
from service.domain.money import Money
from service.domain.thresholds import in_yen, wanted
from service.graph.database import Graph
from tests.coverage.oracle import Oracle
from tests.coverage.stories import days_to_ask, random_story
from tests.engines import TestEngine

pytestmark = pytest.mark.graph


def _contacts(amount: int, currency: str) -> int:
    return wanted(Money(amount, currency)).contacts


def _parts(total: MoneySum) -> tuple[dict[str, int], int]:
    known = [m for m in (total.money, *total.others) if m is not None]
    sums = {m.currency: m.amount_minor for m in known}
    return (sums if total.deals else {}), len(total.unknown)


def _weight(money: tuple[dict[str, int], int]) -> tuple[int, int]:
    sums, unknown = money
    yen = sum(in_yen(Money(amount, currency)) or 0 for currency, amount in sums.items())
    return (0, -yen) if yen else (1, 0) if unknown else (2, 0)


def compare(report: GapReport, oracle: Oracle) -> int:
    """Asserts equality of everything; returns the number of compared entries."""
    keys = oracle.keys()
    told = {s.id: {(r.code.value, r.text, r.deal_id, r.seat_id) for r in s.reasons} for s in report.key_subjects}
    assert told == keys
    found = {u.subject.id: u for u in report.uncovered}
    assert len(found) == len(report.uncovered)
    assert set(found) == oracle.uncovered()
    for who, gap in found.items():
        assert _parts(gap.money) == oracle.money(oracle.roles(who))
        assert gap.subject.stance.level == oracle.stance(who)
        assert gap.subject.stance.split == oracle.stances_differ(who)
        last = gap.last_contact
        assert (last and (last.on, last.meeting_id, last.member_id)) == oracle.last_contact(who)
        nearest = oracle.nearest(who)
        if nearest is None:
            assert gap.nearest is None
        else:
            assert gap.nearest is not None
            steps, day, _, member = nearest
            assert (gap.nearest.steps, gap.nearest.last_met_on, gap.nearest.member_id) == (steps, day, member)
            path = gap.nearest.path
            assert (path[0].id, path[-1].id) == (member, who)
            if steps:
                assert (steps, member, path[1].id) in oracle.ways(who)
            assert len(path) == {0: 2, 1: 3, 2: 4}[steps]
    order = [_weight(oracle.money(oracle.roles(u.subject.id))) for u in report.uncovered]
    assert order == sorted(order)

    risks = {(r.scope.value, r.id): r for r in report.risks}
    assert len(risks) == len(report.risks)
    for scope, id in oracle.scopes():
        expected = oracle.risk(scope, id)
        risk = risks.pop((scope, id), None)
        assert (risk is not None) == bool(expected["codes"]), (scope, id, expected)
        if risk is not None:
            assert {c.id for c in risk.people} == expected["people"]
            assert risk.members == expected["members"]
            assert set(risk.evidence) == expected["evidence"]
            assert [r.code.value for r in risk.reasons] == expected["codes"]
            assert _parts(risk.money) == expected["money"]
    assert not risks
    return len(told) + len(oracle.scopes())


@pytest.mark.parametrize("seed", range(8))
def test_every_gap_is_the_one_counted_by_hand(graph: Graph, engine: TestEngine, seed: int) -> None:
    story = random_story(seed, uuid4().hex)
    with neo4j.GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as driver:
        story.load(driver)
    compared = 0
    for as_of in days_to_ask(Random(seed), 14):
        for length in (29, 90):
            since = as_of - timedelta(days=length)
            report = graph.read(LOCAL_USER, read_gaps, account_id=story.account, as_of=as_of, since=since)
            compared += compare(report, Oracle(story, as_of, since, set(DECIDING), _contacts))
            for locale in ("ja", "en"):
                document(report, locale)
    assert compared >= 200
