"""Locks first, scope before the query, parameters as declared: on the real engine."""

import threading
import time
from datetime import date

import neo4j
import pytest

from service.domain.actor import LOCAL_USER, Actor, FieldClass
from service.domain.errors import NotFoundError, UnavailableError
from service.graph.database import Graph
from service.graph.ids import ID_LENGTH, new_id
from service.graph.query import Row, parse
from service.graph.transaction import ParameterError, ReadTx, WriteTx
from service.graph.warm import warm
from tests.engines import TestEngine
from tests.story import Story

pytestmark = pytest.mark.graph


class Named(Row, fields=FieldClass.ORG):
    id: str


class Counted(Row, fields=FieldClass.ORG):
    n: int


NAME = parse(
    "test.name",
    """// name: test.name
// mode: read
// scope: account
// time: none
// params: account_id: str
// returns: one Named
//
// The account itself, to see who may ask for it.
MATCH (a:Account {id: $account_id}) RETURN a.id AS id""",
    Named,
)

VISIBLE = parse(
    "test.visible",
    """// name: test.visible
// mode: read
// scope: visible
// time: none
// params: visible: list[str], ids: list[str]
// returns: list[Named]
//
// Which of these accounts the actor sees.
UNWIND $ids AS id MATCH (a:Account {id: id})
WHERE $visible IS NULL OR a.id IN $visible RETURN a.id AS id ORDER BY id""",
    Named,
)

COUNT_UP = parse(
    "test.count_up",
    """// name: test.count_up
// mode: write
// scope: account
// time: none
// params: account_id: str, n: int
// returns: one Counted
//
// Writes a number that was read before: only right when the lock was taken first.
MATCH (a:Account {id: $account_id}) SET a.currency = toString($n) RETURN $n AS n""",
    Counted,
)

READ_COUNT = parse(
    "test.read_count",
    """// name: test.read_count
// mode: read
// scope: account
// time: none
// params: account_id: str
// returns: one Counted
//
// The number that count_up wrote.
MATCH (a:Account {id: $account_id}) RETURN toInteger(a.currency) AS n""",
    Counted,
)

ON_A_DAY = parse(
    "test.on_a_day",
    """// name: test.on_a_day
// mode: read
// scope: account
// time: as_of
// params: account_id: str, as_of: date
// returns: list[Named]
//
// Takes a day and nothing else.
MATCH (a:Account {id: $account_id}) WHERE $as_of > date('2000-01-01') RETURN a.id AS id""",
    Named,
)


@pytest.fixture(scope="module")
def account(engine: TestEngine, graph: Graph) -> str:
    with neo4j.GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as driver:
        return Story("錠前", account_id=new_id(), currency="0").load(driver).account


def test_an_account_that_is_not_visible_does_not_exist(graph: Graph, account: str) -> None:
    assert graph.read(LOCAL_USER, lambda tx: tx.one(NAME, account_id=account)).id == account
    stranger = Actor("m", visible=frozenset({"another"}))
    with pytest.raises(NotFoundError) as hidden:
        graph.read(stranger, lambda tx: tx.one(NAME, account_id=account))
    with pytest.raises(NotFoundError) as absent:
        graph.read(stranger, lambda tx: tx.one(NAME, account_id=new_id()))
    assert str(hidden.value) == str(absent.value)
    with pytest.raises(NotFoundError):
        graph.write(stranger, lambda tx: tx.lock([account]))


def test_queries_across_accounts_see_the_visible_ones_only(graph: Graph, account: str) -> None:
    def seen(actor: Actor) -> list[str]:
        return [r.id for r in graph.read(actor, lambda tx: tx.rows(VISIBLE, ids=[account]))]

    assert seen(LOCAL_USER) == [account]
    assert seen(Actor("m", visible=frozenset({account}))) == [account]
    assert seen(Actor("m", visible=frozenset())) == []


def test_a_write_before_its_lock_is_refused_and_leaves_nothing(graph: Graph, account: str) -> None:
    with pytest.raises(ParameterError, match="before a lock"):
        graph.write(LOCAL_USER, lambda tx: tx.one(COUNT_UP, account_id=account, n=999))
    assert graph.read(LOCAL_USER, lambda tx: tx.one(READ_COUNT, account_id=account)).n != 999


def test_a_read_transaction_refuses_a_write_query(graph: Graph, account: str) -> None:
    with pytest.raises(ParameterError, match="writes"):
        graph.read(LOCAL_USER, lambda tx: tx.one(COUNT_UP, account_id=account, n=1))


def test_locks_are_taken_once(graph: Graph, account: str) -> None:
    def twice(tx: WriteTx) -> None:
        tx.lock([account])
        tx.lock([account])

    with pytest.raises(ParameterError, match="once"):
        graph.write(LOCAL_USER, twice)


def test_with_the_lock_first_no_increment_is_lost(graph: Graph, account: str) -> None:
    def reset(tx: WriteTx) -> None:
        tx.lock([account])
        tx.one(COUNT_UP, account_id=account, n=0)

    def raise_by_one(tx: WriteTx) -> None:
        tx.lock([account])
        before = tx.one(READ_COUNT, account_id=account).n
        tx.one(COUNT_UP, account_id=account, n=before + 1)

    graph.write(LOCAL_USER, reset)
    workers = [
        threading.Thread(target=lambda: [graph.write(LOCAL_USER, raise_by_one) for _ in range(10)]) for _ in range(8)
    ]
    for w in workers:
        w.start()
    for w in workers:
        w.join()
    assert graph.read(LOCAL_USER, lambda tx: tx.one(READ_COUNT, account_id=account)).n == 80


@pytest.mark.parametrize("as_of", [None, "2026-04-01", 20260401])
def test_a_day_is_a_date_and_never_null(graph: Graph, account: str, as_of: object) -> None:
    with pytest.raises(ParameterError, match="as_of"):
        graph.read(LOCAL_USER, lambda tx: tx.rows(ON_A_DAY, account_id=account, as_of=as_of))
    assert graph.read(LOCAL_USER, lambda tx: tx.rows(ON_A_DAY, account_id=account, as_of=date(2026, 4, 1)))


def test_parameters_are_exactly_the_declared_ones(graph: Graph, account: str) -> None:
    with pytest.raises(ParameterError, match="takes"):
        graph.read(LOCAL_USER, lambda tx: tx.rows(NAME, account_id=account, more=1))


def test_work_that_fails_changes_nothing(graph: Graph, account: str) -> None:
    def half(tx: WriteTx) -> None:
        tx.lock([account])
        tx.one(COUNT_UP, account_id=account, n=12345)
        raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        graph.write(LOCAL_USER, half)
    assert graph.read(LOCAL_USER, lambda tx: tx.one(READ_COUNT, account_id=account)).n != 12345


def test_an_engine_that_is_not_there_is_said_so_in_seconds() -> None:
    def nothing(_: ReadTx) -> None: ...

    with Graph("bolt://127.0.0.1:1", "neo4j", "none") as nowhere, pytest.raises(UnavailableError) as told:
        nowhere.read(LOCAL_USER, lambda tx: tx.rows(NAME, account_id=new_id()))
    assert told.value.ways_out
    assert not nowhere.answers()


def test_ids_are_of_one_length_and_sort_by_time() -> None:
    ids = [new_id() for _ in range(2000)]
    assert len(set(ids)) == 2000
    assert {len(i) for i in ids} == {ID_LENGTH}
    assert [i[:9] for i in ids] == sorted(i[:9] for i in ids)


def test_it_is_closed_while_another_thread_plans(engine: TestEngine) -> None:
    """The moment of sending is short: of a hundred closings a few met it, and a Ctrl-C then ended in a fault."""
    ended: list[BaseException | None] = []

    def plans(opened: Graph) -> None:
        try:
            for _ in range(200):
                warm(opened, ("accounts.list_accounts",), rest=False)
            ended.append(None)
        except BaseException as error:
            ended.append(error)

    for turn in range(100):
        opened = Graph(engine.uri, engine.user, engine.password, engine.database)
        thread = threading.Thread(target=plans, args=(opened,))
        thread.start()
        time.sleep(turn % 25 / 1000)
        opened.close()
        thread.join(30)
    assert ended == [None] * 100
