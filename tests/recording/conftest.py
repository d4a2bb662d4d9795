"""A small account with two of us, a deal and a meeting, fresh for each test."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import neo4j
import pytest
from starlette.types import ASGIApp

from service.accounts import delete_account
from service.domain.actor import LOCAL_USER
from service.domain.orgmap import OrgMap
from service.domain.snapshot import Snapshot
from service.graph.database import Graph
from service.org import read_map
from service.recording import Entry, Recorded, record
from tests.engines import TestEngine
from tests.snapshots import alone
from tests.story import Story
from tests.webapp import TODAY, app_on


@dataclass(frozen=True)
class Place:
    """The account under test: its head of IT and the seat above, two of us, a deal."""

    graph: Graph
    account_id: str
    department: str
    top: str
    seat: str
    person: str
    sato: str
    ito: str
    deal: str

    def record(self, entry: Entry, *, as_of: date = TODAY) -> Recorded:
        return record(self.graph, LOCAL_USER, account_id=self.account_id, entry=entry, today=TODAY, as_of=as_of)

    def snapshot(self) -> Snapshot:
        return alone(self.graph, self.account_id)

    def org(self, day: date = TODAY) -> OrgMap:
        return self.graph.read(LOCAL_USER, read_map, account_id=self.account_id, as_of=day, since=day)


@pytest.fixture
def place(graph: Graph, engine: TestEngine) -> Iterator[Place]:
    s = Story("記録の会社")
    it = s.department("情報システム部")
    top = s.post("本部長", it, line_rank=72)
    seat = s.post("部長", it, under=top, line_rank=64)
    person = s.person("能登 健一", seat)
    sato, ito = s.member("佐藤 亮", "営業部"), s.member("伊藤 舞", "営業部")
    deal = s.deal("基幹刷新", 100_000_000, stage="proposal", targets=[it])
    with neo4j.GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as driver:
        s.load(driver)
    yield Place(graph, s.account, it, top, seat, person, sato, ito, deal)
    delete_account(graph, LOCAL_USER, s.account)


@pytest.fixture
def app(place: Place, tmp_path: Path) -> ASGIApp:
    return app_on(place.graph, tmp_path)
