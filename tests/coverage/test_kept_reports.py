"""A report is read once at each state of the account: never an old number, never a second look for the same one."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import neo4j
import pytest

from service.changes import DISMISSAL, SETTINGS
from service.checks import QUERIES, read_report
from service.dismissals import dismiss
from service.domain.actor import LOCAL_USER, Actor, FieldClass
from service.domain.errors import NotFoundError
from service.domain.gaps.report import GapReport
from service.graph.database import Graph
from service.graph.ids import new_id
from service.graph.transaction import ReadTx, WriteTx
from service.graph.warm import plan, samples
from service.kept_reports import KeptReports
from service.settings_store import save_settings
from service.writing import ChangeMeta
from tests.engines import TestEngine
from tests.story import Story

pytestmark = pytest.mark.graph

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def driver(engine: TestEngine) -> Iterator[neo4j.Driver]:
    with neo4j.GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as opened:
        yield opened


@pytest.fixture(scope="module", autouse=True)
def _planned(graph: Graph) -> None:
    """The queries of the checks are planned, each by itself: a new engine on a busy machine takes a while for all."""
    for query in QUERIES.values():
        for params in samples(query):
            plan(graph, query, params)


@pytest.fixture
def account(driver: neo4j.Driver) -> str:
    """A key person nobody met, and somebody who is against: two gaps at least."""
    story = Story("旭波重機械", account_id=f"kept-{uuid4().hex}")
    story.key(story.person("宇佐美 恭子"), "決裁者")
    story.stance(story.person("西之園 誠"), story.member("江藤 亮"), "oppose", TODAY, evidence="面談")
    return story.load(driver).account


def change(kind: str) -> ChangeMeta:
    return ChangeMeta(new_id(), datetime.now(UTC), kind)


def read(
    graph: Graph, reports: KeptReports, account: str, as_of: date = TODAY, actor: Actor = LOCAL_USER
) -> tuple[GapReport, list[str]]:
    """The report, and the queries that were run for it."""
    asked: list[str] = []

    def noted(tx: ReadTx) -> GapReport:
        run = tx._run

        def noting(query: Any, params: dict[str, Any]) -> Any:
            asked.append(query.name)
            return run(query, params)

        tx._run = noting  # type: ignore[method-assign]  # the one place that sees every query
        return reports.read(tx, account_id=account, as_of=as_of)

    return graph.read(actor, noted), asked


def test_the_same_report_is_read_once(graph: Graph, account: str) -> None:
    reports = KeptReports()
    first, asked = read(graph, reports, account)
    assert first == graph.read(LOCAL_USER, read_report, account_id=account, as_of=TODAY)
    assert first.count >= 2
    assert len(asked) > 10
    for _ in range(10):  # other tests write to the workspace beside this one: then it is rightly read anew
        first, _asked = read(graph, reports, account)
        again, asked = read(graph, reports, account)
        if again is first:
            break
    assert again is first
    assert asked == ["coverage.revision"]
    assert read(graph, reports, account, date(2026, 11, 26))[0].as_of == date(2026, 11, 26)


def test_whatever_is_written_is_seen_at_once(graph: Graph, account: str) -> None:
    reports = KeptReports()
    before, _ = read(graph, reports, account)
    gap = before.uncovered[0]
    graph.write(
        LOCAL_USER,
        lambda tx: dismiss(
            tx, account_id=account, gap_id=f"uncovered:{gap.subject.id}", reason="年内は会えない", until_on=None,
            as_of=TODAY, today=TODAY, find=lambda _: gap, dismissal_id=new_id(), change=change(DISMISSAL),
        ),
    )  # fmt: skip
    after, _ = read(graph, reports, account)
    assert (after.count, len(after.dismissed)) == (before.count - 1, 1)

    def longer(tx: WriteTx) -> None:
        save_settings(tx, account_id=account, wanted={"since_days": 30}, change=change(SETTINGS))

    graph.write(LOCAL_USER, longer)
    assert read(graph, reports, account)[0].settings.since_days == 30


def test_who_may_not_read_stances_gets_a_report_without_them(graph: Graph, account: str) -> None:
    reports = KeptReports()
    assert "oppose" in repr(read(graph, reports, account)[0].checks)
    plain = Actor(None, fields=frozenset({FieldClass.ORG}))
    assert "oppose" not in repr(read(graph, reports, account, actor=plain)[0].checks)
    with pytest.raises(NotFoundError):
        read(graph, reports, account, actor=Actor(None, visible=frozenset()))


def test_only_so_many_are_kept(graph: Graph, account: str) -> None:
    reports = KeptReports(most=1)
    first, _ = read(graph, reports, account)
    read(graph, reports, account, date(2026, 11, 26))
    assert read(graph, reports, account)[0] is not first
