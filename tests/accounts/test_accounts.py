"""Accounts are listed, found by id or name, made, and deleted with all that hangs only off them."""

from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest

from service import accounts
from service.accounts import (
    create_account,
    delete_account,
    find_account,
    list_accounts,
    set_state,
    workspace_is_empty,
)
from service.domain.actor import LOCAL_USER, Actor
from service.domain.errors import AmbiguousNameError, InvalidInputError, NotFoundError, RefusedError
from service.graph.database import Graph
from service.graph.ids import new_id
from service.graph.transaction import ReadTx, WriteTx
from service.importing.snapshot import read_snapshot
from tests.engines import TestEngine
from tests.snapshots import alone
from tests.story import Story
from tests.writing.accounts import AT, fresh_account

pytestmark = pytest.mark.graph


@pytest.fixture(scope="module")
def driver(engine: TestEngine) -> Iterator[neo4j.Driver]:
    with neo4j.GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as opened:
        yield opened


def named(graph: Graph, name: str) -> str:
    account_id = new_id()
    graph.write(LOCAL_USER, create_account, account_id=account_id, name=name, change_id=new_id(), at=AT)
    return account_id


def test_a_new_account_is_listed_with_its_first_change(graph: Graph) -> None:
    account = fresh_account(graph, "朝日")
    found = next(a for a in graph.read(LOCAL_USER, list_accounts) if a.id == account)
    assert (found.name, found.state, found.currency) == (f"朝日 {account}", "live", "JPY")
    assert (found.people, found.posts, found.departments, found.last_change_at) == (0, 0, 0, AT)
    assert not graph.read(LOCAL_USER, workspace_is_empty)


def test_counts_are_of_distinct_records(graph: Graph, driver: neo4j.Driver) -> None:
    s = Story("数える")
    works = s.department("生産本部")
    head, second = s.post("本部長", works), s.post("部長", works)
    person = s.person("佐藤 健", head, second)
    s.fact("WORKS_FOR", person, s.account, employment="seconded_in")
    s.load(driver)
    found = next(a for a in graph.read(LOCAL_USER, list_accounts) if a.id == s.account)
    assert (found.people, found.posts, found.departments) == (1, 2, 1)


def test_only_visible_accounts_are_listed_and_found(graph: Graph) -> None:
    mine, other = fresh_account(graph), fresh_account(graph)
    actor = Actor(member_id="m", visible=frozenset({mine}))
    assert [a.id for a in graph.read(actor, list_accounts)] == [mine]
    assert graph.read(actor, find_account, mine).id == mine
    with pytest.raises(NotFoundError):
        graph.read(actor, find_account, other)
    assert graph.read(Actor(member_id="m", visible=frozenset()), list_accounts) == []


def test_an_id_goes_before_a_name_and_an_exact_name_before_a_folded_one(graph: Graph) -> None:
    key = new_id()
    exact = named(graph, f"ＡＢＣ{key}")
    folded = named(graph, f"abc{key}")
    assert graph.read(LOCAL_USER, find_account, f"ＡＢＣ{key}").id == exact
    assert graph.read(LOCAL_USER, find_account, f" abc{key} ").id == folded
    assert graph.read(LOCAL_USER, find_account, exact).id == exact
    with pytest.raises(AmbiguousNameError) as ambiguous:
        graph.read(LOCAL_USER, find_account, f"Abc{key}")
    assert sorted(i for i, _ in ambiguous.value.candidates) == sorted([exact, folded])
    named_like_an_id = named(graph, exact)
    assert graph.read(LOCAL_USER, find_account, exact).id == exact != named_like_an_id


def test_two_accounts_of_one_name_are_ambiguous(graph: Graph) -> None:
    name = f"同名 {new_id()}"
    both = {named(graph, name), named(graph, name)}
    with pytest.raises(AmbiguousNameError) as ambiguous:
        graph.read(LOCAL_USER, find_account, name)
    assert {i for i, _ in ambiguous.value.candidates} == both
    assert "件" in ambiguous.value.told("ja")


def test_what_does_not_exist_is_not_found(graph: Graph) -> None:
    for ref in (new_id(), "そんな会社はない", ""):
        with pytest.raises(NotFoundError):
            graph.read(LOCAL_USER, find_account, ref)


def test_an_account_needs_a_name(graph: Graph) -> None:
    with pytest.raises(InvalidInputError):
        named(graph, "  \u200b ")


@pytest.mark.parametrize("state", ["loading", "deleting"])
def test_an_account_that_is_not_live_is_refused_unless_asked_for(graph: Graph, state: str) -> None:
    account = fresh_account(graph)

    def change(tx: WriteTx) -> None:
        tx.lock([account])
        set_state(tx, account_id=account, state=state)

    graph.write(LOCAL_USER, change)
    with pytest.raises(RefusedError) as refused:
        graph.read(LOCAL_USER, find_account, account)
    assert refused.value.told("ja") != refused.value.told("en")
    assert graph.read(LOCAL_USER, find_account, account, any_state=True).state == state
    assert account in {a.id for a in graph.read(LOCAL_USER, list_accounts)}
    delete_account(graph, LOCAL_USER, account)


def told(driver: neo4j.Driver, account: str) -> int:
    """How many nodes of the story are left: ids of a story begin with its account's."""
    [row] = driver.execute_query(
        "MATCH (n) WHERE n.id STARTS WITH $a OR n.fact_id STARTS WITH $a RETURN count(n) AS n", a=account
    ).records
    return int(row["n"])


def full_story() -> tuple[Story, str]:
    s = Story("消す")
    works = s.department("生産本部")
    head = s.post("本部長", works)
    sato = s.person("佐藤 健", head)
    us = s.member("江藤 亮", "営業部 課長", team=(None, None))
    s.covers(us, sato)
    deal = s.deal("更新", 1_000, targets=[works])
    s.role(sato, deal, "approver")
    s.key(sato, "決裁者")
    s.meeting(AT.date(), [us], [sato], about=deal)
    s.stance(sato, us, "support", AT.date(), toward=deal)
    parent = s.node("Company", name="親会社")
    s.fact("WORKS_FOR", sato, parent, employment="seconded_in")
    number = s.node("ExternalId", system="employee_id", value="1", key="1")
    s.tie("IDENTIFIED_BY", sato, number)
    return s, us


def test_deleting_takes_all_that_hangs_only_off_the_account(graph: Graph, driver: neo4j.Driver) -> None:
    s, us = full_story()
    s.load(driver)
    kept, _ = full_story()
    kept.load(driver)
    before = alone(graph, kept.account)
    delete_account(graph, LOCAL_USER, s.account)
    with pytest.raises(NotFoundError):
        graph.read(LOCAL_USER, find_account, s.account)
    assert told(driver, s.account) == 2, "our member and our unit stay"
    assert us in graph.read(LOCAL_USER, read_snapshot, account_id=kept.account).records("Member")
    assert alone(graph, kept.account) == before


def test_people_of_another_account_too_stay_there(graph: Graph, driver: neo4j.Driver) -> None:
    gone, stays = Story("去る"), Story("残る")
    post = gone.post("顧問")
    both = gone.person("二社 兼務", post)
    gone.load(driver)
    seat = stays.post("監査役")
    stays.adopt(gone, both)
    stays.fact("WORKS_FOR", both, stays.account, employment="adviser")
    stays.hold(both, seat)
    stays.load(driver)
    delete_account(graph, LOCAL_USER, gone.account)
    left = graph.read(LOCAL_USER, read_snapshot, account_id=stays.account)
    assert list(left.records("Person")) == [both]
    assert sorted(f.type for f in left.facts if f.start_id == both) == ["HOLDS", "WORKS_FOR"]
    assert [f.end_id for f in left.facts if f.type == "WORKS_FOR"] == [stays.account]


def test_a_deletion_that_was_cut_off_is_finished_by_deleting_again(
    graph: Graph, driver: neo4j.Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    s, _ = full_story()
    s.load(driver)
    with monkeypatch.context() as cut:
        cut.setattr(accounts, "DELETE_STEPS", (*accounts.DELETE_STEPS[:2], None))
        with pytest.raises(AttributeError):
            delete_account(graph, LOCAL_USER, s.account)
    assert graph.read(LOCAL_USER, find_account, s.account, any_state=True).state == "deleting"
    delete_account(graph, LOCAL_USER, s.account)
    assert told(driver, s.account) == 2


def test_the_deletion_is_counted_and_the_workspace_remembers_it(graph: Graph, driver: neo4j.Driver) -> None:
    class Heard:
        def __init__(self) -> None:
            self.total = self.n = 0
            self.over = False

        def start(self, total: int, what: str) -> None:
            self.total, self.what = total, what

        def advance(self, n: int = 1) -> None:
            self.n += n

        def done(self) -> None:
            self.over = True

    s, _ = full_story()
    s.load(driver)
    heard = Heard()
    delete_account(graph, LOCAL_USER, s.account, progress=heard)
    assert (heard.total, heard.what) == (6, "deleting the account")
    assert heard.n >= heard.total
    assert heard.over
    [row] = driver.execute_query(
        "MATCH (c:Change {kind: 'account_deleted'})-[:TOUCHED]->(:Workspace) WHERE c.summary CONTAINS $a "
        "RETURN c.actor AS actor",
        a=s.account,
    ).records
    assert row["actor"] == "local"


def test_deleting_what_is_not_there_is_refused(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        delete_account(graph, LOCAL_USER, new_id(), data_dir=tmp_path)
    account = fresh_account(graph)
    with pytest.raises(NotFoundError):
        delete_account(graph, Actor(member_id="m", visible=frozenset()), account)


def test_a_reader_may_not_write(graph: Graph) -> None:
    account = fresh_account(graph)

    def wrong(tx: ReadTx) -> None:
        tx.rows(accounts.SET_STATE, account_id=account, state="live")

    with pytest.raises(TypeError):
        graph.read(LOCAL_USER, wrong)
