"""How the product gets its engine: `acquire` a lease, look at its `status`, `stop` it."""

import contextlib
import json
import select
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

import service
from service.domain.errors import UnavailableError
from service.graph.engine import faststart, jars
from service.graph.engine.java import Java, find_java
from service.graph.engine.keeper import EXIT_ANOTHER_KEEPER
from service.graph.engine.places import Places, RunFile, is_locked, read_run_file, rotate, tail
from service.graph.engine.progress import Progress, SilentProgress
from service.graph.engine.server import Orders
from service.graph.engine.store import StoreRefusedError, check_store, stored_version
from service.graph.engine.words import refusal, say, unavailable

START_SECONDS = 180.0
_STEPS_OF_START = 100


@dataclass(frozen=True)
class EngineAddress:
    """Where the engine answers Bolt, and as whom; the password lives as long as the keeper. `pid` is the keeper's."""

    uri: str
    user: str
    password: str
    version: str
    pid: int
    started_at: str


@dataclass(frozen=True)
class EngineStatus:
    """What is known of a data directory's engine without starting it."""

    state: Literal["running", "starting", "stopped", "stale"]
    version: str | None
    uri: str | None
    pid: int | None
    fetched: bool
    data_dir: Path
    java: str | None


class EngineLease:
    """While it is open the engine runs. `notes` are sentences for the user (an upgrade's backup, a crash before)."""

    def __init__(self, address: EngineAddress, connection: socket.socket, notes: Sequence[str], locale: str) -> None:
        self.address = address
        self.notes = tuple(notes)
        self._connection: socket.socket | None = connection
        self._locale = locale
        self._failure: UnavailableError | None = None
        self._unread = b""

    def failure(self) -> UnavailableError | None:
        """Why the engine is not to be had any more, or None while it is (also while it restarts after a crash)."""
        while self._connection is not None and self._failure is None:
            if not select.select([self._connection], [], [], 0)[0]:
                break
            try:
                arrived = self._connection.recv(65536)
            except OSError:
                arrived = b""
            if not arrived:
                self._failure = unavailable("keeper_gone", self._locale)
            *lines, self._unread = (self._unread + arrived).split(b"\n")
            for message in map(json.loads, lines):
                if message["state"] in ("failed", "stopped"):
                    self._failure = _failure_of(message, self._locale)
        return self._failure

    def close(self) -> None:
        """The lease has ended; the engine lingers for the time the lease asked for. Closing again does nothing."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def acquire(
    data_dir: Path,
    cache_dir: Path,
    *,
    version: str = jars.DEFAULT_VERSION,
    linger_seconds: float = 60.0,
    progress: Progress | None = None,
    java_home: Path | None = None,
    system_java_home: Path | None = None,
    extra_conf: Mapping[str, str] | None = None,
    heap_megabytes: int = 1024,
    fast_start: bool = False,
    start_seconds: float = START_SECONDS,
    locale: str = "en",
) -> EngineLease:
    """The engine of the data directory answers Bolt, and goes on while the lease is open.

    Fetches Neo4j where it is missing and starts a keeper where none runs; one that runs is shared, whatever its
    `extra_conf` and heap. `java_home` is what the user chose for this product, `system_java_home` the machine's
    `JAVA_HOME`, used if new enough. `fast_start`: where it has not been made, first make what halves every later start
    (once, about 40 s); one that is there is used in any case. Raises UnavailableError in the language of `locale`, with
    ways out.
    """
    places = Places(data_dir.expanduser().absolute())
    cache = cache_dir.expanduser().absolute()
    shown = progress or SilentProgress()
    deadline = time.monotonic() + start_seconds
    notes: list[str] = []
    keeper: subprocess.Popen[bytes] | None = None
    again = False
    while True:
        run = read_run_file(places)
        if is_locked(places.keeper_lock):
            if run is not None and (connection := _connect(run, "lease", linger_seconds)) is not None:
                lease = _wait_ready(connection, places, version, shown, deadline, notes, locale)
                if lease is not None:
                    return lease
        elif keeper is None or keeper.poll() == EXIT_ANOTHER_KEEPER:
            if run is not None and keeper is None:
                notes.append(say("stale_run", locale))
                with contextlib.suppress(OSError):
                    places.run_file.unlink(missing_ok=True)
            _check(places, version, locale)
            jars.fetch(cache, version, shown, locale=locale)
            java = find_java(java_home, system_java_home, locale)
            if fast_start:
                faststart.make(cache, version, java, shown, locale=locale)
            keeper = _start_keeper(places, cache, version, java, heap_megabytes, extra_conf or {}, locale)
            deadline = time.monotonic() + start_seconds
        elif keeper.poll() is not None and not again:
            keeper, again = None, True  # killed before it could say a word, or told to stop: once more
        elif keeper.poll() is not None:
            log = (str(places.keeper_log), tail(places.keeper_log))
            raise refusal("start_failed", locale, {"reason": f"exit code {keeper.returncode}"}, log)
        if time.monotonic() > deadline:
            raise unavailable("start_timeout", locale, seconds=round(start_seconds))
        time.sleep(0.05)


def status(
    data_dir: Path,
    cache_dir: Path,
    *,
    version: str = jars.DEFAULT_VERSION,
    java_home: Path | None = None,
    system_java_home: Path | None = None,
) -> EngineStatus:
    """What there is, nothing started and nothing changed. `stale`: a run file is left, and no keeper.

    `version` of the answer is that of the running engine, else of the one that wrote the data; `fetched` is about the
    version asked for; `java` is the version of the Java that would be used, None without one.
    """
    places = Places(data_dir.expanduser().absolute())
    run = read_run_file(places)
    state: Literal["running", "starting", "stopped", "stale"] = "stopped" if run is None else "stale"
    answer: dict[str, Any] = {}
    if run is not None and is_locked(places.keeper_lock):
        connection = _connect(run, "status")
        if connection is not None:
            with connection:
                answer = _read_message(connection, 5.0) or {}
            state = "running" if answer.get("state") == "ready" else "starting"
    try:
        java: str | None = find_java(java_home, system_java_home).version
    except UnavailableError:
        java = None
    alive = state in ("running", "starting") and run is not None
    return EngineStatus(
        state=state,
        version=run.version if alive and run else stored_version(places),
        uri=answer.get("uri"),
        pid=run.pid if alive and run else None,
        fetched=version in jars.versions() and jars.is_fetched(cache_dir.expanduser().absolute(), version),
        data_dir=places.data_dir,
        java=java,
    )


def stop(data_dir: Path, *, stop_seconds: float = 90.0, locale: str = "en") -> bool:
    """No engine runs on the data directory, whoever held a lease. True if one ran; a stale run file is removed."""
    places = Places(data_dir.expanduser().absolute())
    deadline = time.monotonic() + stop_seconds
    ran = False
    while is_locked(places.keeper_lock) and time.monotonic() < deadline:
        run = read_run_file(places)
        connection = _connect(run, "stop") if run is not None else None
        if connection is not None:
            ran = True
            with connection:
                _read_message(connection, max(0.1, deadline - time.monotonic()))
        time.sleep(0.05)
    if is_locked(places.keeper_lock):
        raise unavailable("store_locked", locale, path=places.data_dir)
    with contextlib.suppress(OSError):
        places.run_file.unlink(missing_ok=True)
    return ran


def _check(places: Places, version: str, locale: str) -> None:
    """Refuse early what the keeper would refuse: no process is started for it."""
    try:
        places.make()
        tempfile.TemporaryFile(dir=places.data_dir).close()  # of our own: others may look at the same moment
    except OSError as error:
        raise unavailable("data_not_writable", locale, path=places.data_dir, reason=error.strerror or error) from error
    try:
        check_store(places, version)
    except StoreRefusedError as refused:
        raise refusal(refused.key, locale, refused.values) from refused
    try:
        import jpype  # noqa: F401 - an extra: asked for here, so that the sentence comes before a process starts
    except ImportError as error:
        raise unavailable("no_extra", locale, package=error.name) from error


def _start_keeper(
    places: Places, cache: Path, version: str, java: Java, heap: int, conf: Mapping[str, str], locale: str
) -> "subprocess.Popen[bytes]":
    orders = Orders(
        data_dir=str(places.data_dir),
        version=version,
        classpath=[str(path) for path in jars.classpath(cache, version)],
        java_library=str(java.library),
        java_major=java.major,
        heap_megabytes=heap,
        conf=dict(conf),
        jvm_flags=faststart.start_flags(cache, version, java),
    )
    command = [sys.executable, "-m", "service.graph.engine", "keeper", json.dumps(asdict(orders))]
    detached = 0
    if sys.platform == "win32":
        detached = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
    rotate(places.keeper_log)
    try:
        places.keeper_log.touch(mode=0o600)
        with places.keeper_log.open("ab") as log:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=Path(service.__file__).parent.parent,  # where `service` is importable from, installed or not
                start_new_session=True,  # Ctrl-C at our terminal is not for the keeper
                creationflags=detached,
            )
    except OSError as error:
        raise unavailable("start_failed", locale, reason=error) from error


def _connect(run: RunFile, op: str, linger: float = 0.0) -> socket.socket | None:
    """A connection on which the keeper was asked for `op`; None when nobody answers there."""
    try:
        connection = socket.create_connection(("127.0.0.1", run.port), timeout=5)
        connection.sendall(json.dumps({"secret": run.secret, "op": op, "linger": linger}).encode() + b"\n")
    except OSError:
        return None
    return connection


def _read_message(connection: socket.socket, seconds: float) -> dict[str, Any] | None:
    """The next line of the keeper; {} when none came in time, None when the connection has ended."""
    deadline = time.monotonic() + seconds
    line = b""
    while not line.endswith(b"\n"):
        connection.settimeout(max(0.01, deadline - time.monotonic()))
        try:
            byte = connection.recv(1)  # a byte at a time: what follows the line is for the next reader
        except TimeoutError:
            return {}
        except OSError:
            return None
        if not byte:
            return None
        line += byte
    message: dict[str, Any] = json.loads(line)
    return message


def _wait_ready(
    connection: socket.socket,
    places: Places,
    version: str,
    progress: Progress,
    deadline: float,
    notes: list[str],
    locale: str,
) -> EngineLease | None:
    """The lease, once the engine answers; None when this keeper is about to end, so that another one is needed."""
    began = time.monotonic()
    shown = 0
    try:
        while True:
            message = _read_message(connection, 0.5)
            state = None if message is None else message.get("state", "waiting")
            if state == "ready" and message is not None:
                address = EngineAddress(**{name: message[name] for name in EngineAddress.__dataclass_fields__})
                if address.version != version:
                    raise unavailable(
                        "other_version", locale, path=places.data_dir, found=address.version, version=version
                    )
                notes += [say(key, locale, **values) for key, values in message["notes"]]
                connection.settimeout(None)
                lease = EngineLease(address, connection, notes, locale)
                connection = socket.socket()  # the lease has the real one now
                return lease
            if state == "failed" and message is not None:
                raise _failure_of(message, locale)
            if state in (None, "stopping", "stopped"):
                return None
            if shown == 0:
                progress.start(_STEPS_OF_START, say("starting", locale))
            # Nobody knows how far a start is; it usually takes about ten seconds.
            step = min(_STEPS_OF_START - 5, int((time.monotonic() - began) * 10)) or 1
            progress.advance(step - shown)
            shown = step
            if time.monotonic() > deadline:
                raise unavailable("start_timeout", locale, seconds=round(time.monotonic() - began))
    finally:
        connection.close()
        if shown:
            progress.advance(_STEPS_OF_START - shown)
            progress.done()


def _failure_of(message: dict[str, Any], locale: str) -> UnavailableError:
    if message["state"] == "stopped":
        return unavailable("keeper_gone", locale)
    path, lines = message["log"]
    return refusal(message["key"], locale, message["values"], (path, lines))
