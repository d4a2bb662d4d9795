"""An account of four people, brought in by the importer, fresh for each test; and the service on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from starlette.types import ASGIApp

from service.accounts import delete_account
from service.domain.actor import LOCAL_USER
from service.domain.orgmap import OrgMap
from service.domain.snapshot import Snapshot
from service.graph.database import Graph
from service.graph.ids import new_id
from service.importing.apply import apply
from service.importing.prepare import prepare
from service.org import read_map
from tests.importing.sources import file
from tests.snapshots import alone
from tests.webapp import TODAY, app_on

CHART = """社員番号,氏名,氏名カナ,役職,所属,上司,着任日
1,相馬 美緒,ソウマ ミオ,本部長,情報システム本部,,2024/4/1
2,能登 健一,,部長,情報システム本部/基盤部,1,2025/4/1
3,山田 太郎,,課長,情報システム本部/基盤部/運用課,2,
4,新田 進,,部長,経理部,,
"""


@dataclass(frozen=True)
class Place:
    """The account under test, with ways to look at it."""

    graph: Graph
    account_id: str
    data_dir: Path

    def snapshot(self) -> Snapshot:
        return alone(self.graph, self.account_id)

    def org(self, day: date = TODAY) -> OrgMap:
        return self.graph.read(LOCAL_USER, read_map, account_id=self.account_id, as_of=day, since=day)

    def person(self, name: str) -> str:
        return next(p.id for p in self.org().people if p.name == name)

    def seat(self, name: str) -> str:
        return self.org().posts_of[self.person(name)][0].seat_id

    def department(self, name: str) -> str:
        return next(d.id for d in self.org().departments if d.name == name)

    def manager(self, name: str, day: date = TODAY) -> str | None:
        org = self.org(day)
        own = org.posts_of[self.person(name)][0].seat_id
        above = next((x.to_id for x in org.lines if x.from_id == own and x.kind == "line"), None)
        return org.person[org.holders[above][0].person_id].name if above else None


@pytest.fixture
def place(graph: Graph, tmp_path: Path) -> Iterator[Place]:
    preview = prepare(
        graph,
        LOCAL_USER,
        account_id=None,
        account_name=f"旭波重機械 {new_id()}",
        files=[file("組織図.csv", CHART)],
        as_of=date(2026, 10, 1),
        data_dir=tmp_path,
    )
    assert preview.token is not None
    result = apply(graph, LOCAL_USER, preview.import_id, preview.token, data_dir=tmp_path)
    assert result.account_id is not None
    yield Place(graph, result.account_id, tmp_path)
    delete_account(graph, LOCAL_USER, result.account_id)


@pytest.fixture
def app(place: Place) -> ASGIApp:
    return app_on(place.graph, place.data_dir)
