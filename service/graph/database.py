"""The connection to the graph: one driver per process, one session per call, errors in the product's own terms."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Concatenate, ParamSpec, Self, TypeVar

import neo4j
from neo4j import exceptions as driver_errors
from neo4j import unit_of_work

from service.domain.actor import Actor
from service.domain.errors import ConflictError, OutcomeUnknownError, TooLargeError, UnavailableError, worded
from service.graph.transaction import ReadTx, WriteTx

P = ParamSpec("P")
T = TypeVar("T")

TURN_SECONDS = 10.0
CLOSING_SECONDS = 1.0
COLD_TIMES = 4.0

_WAYS_OUT = (
    "With the embedded engine: run `nemawashi doctor`, then start again.",
    "With a server of your own: check NEMAWASHI_GRAPH_URI, user and password, and that it runs.",
)
_WAYS_OUT_JA = (
    "組み込みエンジンの場合: `nemawashi doctor` で調べ、もう一度起動する",
    "自分のサーバーの場合: NEMAWASHI_GRAPH_URI とユーザー、パスワード、サーバーが動いているかを確かめる",
)


class Graph:
    """The graph, for as long as the process lives. Safe to share between threads.

    Timeouts are short on purpose: an outage becomes an UnavailableError within seconds, not minutes.
    """

    def __init__(
        self,
        uri: str,
        user: str,
        password: str,
        database: str | None = None,
        *,
        pool: int = 50,
        timeout: float = 10.0,
        liveness_check: float | None = 30.0,
        retry_seconds: float = 3.0,
    ) -> None:
        self._driver = neo4j.GraphDatabase.driver(
            uri,
            auth=(user, password),
            max_connection_pool_size=pool,
            connection_timeout=3.0,
            connection_acquisition_timeout=3.0,
            max_transaction_retry_time=retry_seconds,
            liveness_check_timeout=liveness_check,
            notifications_min_severity="WARNING",
            warn_notification_severity="OFF",
            telemetry_disabled=True,
            user_agent="nemawashi",
        )
        self._database = database
        self._timeout = timeout
        self._closing = threading.Lock()
        self.cold = False
        """Set while the engine still has questions to plan: until then a question may take COLD_TIMES as long."""
        self._asking = 0
        self._planning = False
        self._closed = False
        self._turn = threading.Condition()

    @contextmanager
    def _session(self, mode: str) -> Iterator[neo4j.Session]:
        with self._turn:
            self._asking += 1  # before the wait: no further planning begins
            self._turn.wait_for(lambda: not self._planning, TURN_SECONDS)
        try:
            with self._driver.session(database=self._database, default_access_mode=mode, fetch_size=-1) as session:
                yield session
        finally:
            with self._turn:
                self._asking -= 1
                self._turn.notify_all()

    @contextmanager
    def planning(self) -> Iterator[neo4j.Session]:
        """A session to plan ahead in, while nobody asks through this object: who asks then waits, and finds it planned.

        Two plans at a time take longer than one after the other, and the same one twice is made twice. An error of the
        driver when the graph is closed.
        """
        with self._turn:
            self._turn.wait_for(lambda: self._asking == 0 or self._closed, TURN_SECONDS)
            if self._closed:
                raise driver_errors.DriverError("This graph is closed.")
            self._planning = True
        try:
            with self.schema_session() as session:
                yield session
        finally:
            with self._turn:
                self._planning = False
                self._turn.notify_all()

    @property
    def patience(self) -> float:
        """How many times as long as usual a question may take now."""
        return COLD_TIMES if self.cold else 1.0

    def read(self, actor: Actor, work: Callable[Concatenate[ReadTx, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work` in one read transaction. It may run more than once: it must not have outside effects."""
        return self._read(self._timeout * self.patience, actor, work, *args, **kwargs)

    def read_long(
        self, actor: Actor, work: Callable[Concatenate[ReadTx, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """As `read`, with 60 seconds: for imports, which read all of an account."""
        return self._read(60.0, actor, work, *args, **kwargs)

    def _read(
        self,
        timeout: float,
        actor: Actor,
        work: Callable[Concatenate[ReadTx, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        def unit(tx: neo4j.ManagedTransaction) -> T:
            return work(ReadTx(tx, actor), *args, **kwargs)

        try:
            with self._session(neo4j.READ_ACCESS) as session:
                return session.execute_read(unit_of_work(timeout=timeout)(unit))
        except (driver_errors.DriverError, driver_errors.Neo4jError) as error:
            raise translated(error) from error

    def write(
        self, actor: Actor, work: Callable[Concatenate[WriteTx, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `work` in one write transaction, all or nothing. It may run more than once: make ids before the call."""
        return self._write(self._timeout * self.patience, actor, work, *args, **kwargs)

    def write_long(
        self, actor: Actor, work: Callable[Concatenate[WriteTx, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """As `write`, with 60 seconds: for imports and change sets."""
        return self._write(60.0, actor, work, *args, **kwargs)

    def _write(
        self,
        timeout: float,
        actor: Actor,
        work: Callable[Concatenate[WriteTx, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        def unit(tx: neo4j.ManagedTransaction) -> T:
            return work(WriteTx(tx, actor), *args, **kwargs)

        try:
            with self._session(neo4j.WRITE_ACCESS) as session:
                return session.execute_write(unit_of_work(timeout=timeout)(unit))
        except (driver_errors.DriverError, driver_errors.Neo4jError) as error:
            raise translated(error) from error

    def schema_session(self) -> neo4j.Session:
        """A session for migrations and warm-up, inside `service.graph` only: schema statements cannot share a
        transaction with data."""
        return self._driver.session(
            database=self._database,
            default_access_mode=neo4j.WRITE_ACCESS,
            notifications_min_severity="OFF",  # a graph that is still empty knows none of the names
        )

    def version(self) -> str:
        """The server's own version, such as 5.26.30; UnavailableError when it does not answer."""
        try:
            agent = self._driver.get_server_info().agent
        except (driver_errors.DriverError, driver_errors.Neo4jError) as error:
            raise translated(error) from error
        return agent.rpartition("/")[2]

    def answers(self) -> bool:
        """Whether the graph answers now."""
        try:
            self._driver.verify_connectivity()
        except (driver_errors.DriverError, driver_errors.Neo4jError, OSError):
            return False
        return True

    def close(self) -> None:
        """Give back all connections; a second call does nothing. No planning begins any more.

        What is under way has CLOSING_SECONDS to end: a connection that another thread is just sending through cannot
        be closed, one that waits for its answer can.
        """
        with self._turn:
            self._closed = True
            self._turn.notify_all()
            self._turn.wait_for(lambda: not self._planning and self._asking == 0, CLOSING_SECONDS)
        with self._closing:
            self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def translated(error: Exception) -> Exception:
    """An error of the driver in the product's own terms; driver text never reaches a user."""
    if isinstance(error, driver_errors.IncompleteCommit):
        return worded(
            OutcomeUnknownError(
                "The connection broke while the change was being saved. It may or may not have been saved: "
                "look before you repeat it."
            ),
            "保存の途中で接続が切れました。保存されたかどうかは分かりません。やり直す前に確かめてください。",
        )
    code = getattr(error, "code", None) or ""
    if "MemoryPoolOutOfMemory" in code or "TransactionOutOfMemory" in code or re.search("OutOfMemory", code):
        return worded(
            TooLargeError("This is more than the engine can change in one piece. Divide it and do it in parts."),
            "一度に変更できる量を超えています。分けて行ってください。",
        )
    if "TransactionTimedOut" in code or "LockClientStopped" in code:
        return _unavailable(
            "The graph took too long to answer. Nothing was changed.",
            "グラフの応答に時間がかかりすぎました。何も変えていません。",
        )
    if isinstance(error, driver_errors.TransientError) and error.is_retryable():
        return worded(
            ConflictError("Somebody else is changing the same records. Nothing was changed: try again."),
            "ほかの人が同じ記録を変更しています。何も変えていません。もう一度試してください。",
        )
    if "DatabaseNotFound" in code:
        return _unavailable(
            "The graph engine has no database of the name in NEMAWASHI_GRAPH_DATABASE.",
            "NEMAWASHI_GRAPH_DATABASE の名前のデータベースが、グラフエンジンにありません。",
        )
    if isinstance(error, driver_errors.AuthError):
        return _unavailable(
            "The graph engine refuses the user or the password.",
            "グラフエンジンがユーザー名かパスワードを受け付けません。",
        )
    if isinstance(error, driver_errors.ServiceUnavailable | driver_errors.SessionExpired | driver_errors.DriverError):
        return _unavailable("The graph engine cannot be reached.", "グラフエンジンに接続できません。")
    return error


def _unavailable(message: str, ja: str) -> UnavailableError:
    return worded(UnavailableError(message, _WAYS_OUT, _WAYS_OUT_JA), ja)
