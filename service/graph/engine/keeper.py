"""The keeper: one process per data directory, which owns the graph engine and counts who uses it.

An operating-system lock says which process is the keeper; the run file says how to reach it. A client holds a *lease*:
an open loopback connection that began with the secret of the run file. The engine stops when the last lease has been
gone for the time that lease asked for, or when told. The keeper is in a session of its own, so that Ctrl-C at a
client's terminal does not reach it; the engine process holds the other end of a pipe, so that it ends with the keeper.

Started by `service.graph.engine.client` only.
"""

import asyncio
import contextlib
import json
import os
import secrets
import signal
import socket
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import Timeout

from service.graph.engine.places import Places, RunFile, lock, rotate, tail, write_run_file
from service.graph.engine.server import MARK, STORE_WAIT_SECONDS, Orders, encode_orders
from service.graph.engine.store import Note, StoreRefusedError, prepare_store, record_version

FIRST_LEASE_SECONDS = 30.0
FIRST_LINE_SECONDS = 5.0
STOP_SECONDS = 45.0
CRASH_WINDOW_SECONDS = 600.0
PORT_ATTEMPTS = 3
EXIT_ANOTHER_KEEPER = 3


class EngineFailedError(Exception):
    """The engine cannot run; `key` and `values` make the sentence (`service.graph.engine.words`)."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values


class Keeper:
    """See the module. `run` is its life."""

    def __init__(self, orders: Orders) -> None:
        self.orders = orders
        self.places = Places(Path(orders.data_dir))
        self.secret = secrets.token_urlsafe(32)
        self.password = secrets.token_urlsafe(24)
        self.started_at = datetime.now(UTC).isoformat(timespec="seconds")
        self.state: dict[str, Any] = {"state": "starting"}
        self.notes: list[tuple[str, dict[str, object]]] = []
        self.leases: set[asyncio.StreamWriter] = set()
        self.engine_port = 0
        self.engine: asyncio.subprocess.Process | None = None
        self.stopping = asyncio.Event()
        self.ended = asyncio.Event()
        self._linger: asyncio.TimerHandle | None = None

    async def run(self) -> int:
        """Keep the engine until nobody needs it; 0 at an orderly end, 1 when it could not run."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGINT", "SIGHUP"):
            with contextlib.suppress(NotImplementedError, AttributeError):  # Windows has no such thing
                loop.add_signal_handler(getattr(signal, name), self.stopping.set)
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        write_run_file(self.places, RunFile(os.getpid(), port, self.secret, self.orders.version, self.started_at))
        self._stop_after(FIRST_LEASE_SECONDS)
        keeping = asyncio.create_task(self._keep_engine())
        waiting = asyncio.create_task(self.stopping.wait())
        code = 0
        try:
            await asyncio.wait({keeping, waiting}, return_when=asyncio.FIRST_COMPLETED)
            self.stopping.set()
            await self._stop_engine()
            await keeping
        except EngineFailedError as failed:
            code = 1
            log = (str(self.places.server_log), list(tail(self.places.server_log)))
            await self._announce(state="failed", key=failed.key, values=failed.values, log=log)
            _log(f"failed: {failed.key} {failed.values}")
        finally:
            waiting.cancel()
            self.places.run_file.unlink(missing_ok=True)
            self.ended.set()
            if code == 0:
                await self._announce(state="stopped")
            await asyncio.sleep(0)
            for writer in list(self.leases):
                writer.close()
            server.close()
        return code

    # --- the engine ---

    async def _keep_engine(self) -> None:
        """Start the engine, start it once more after a crash, give up at the second within `CRASH_WINDOW_SECONDS`."""
        try:
            note = await asyncio.to_thread(self._prepare)
        except StoreRefusedError as refused:
            raise EngineFailedError(refused.key, **refused.values) from refused
        if note is not None:
            self.notes.append(note)
        crashed_at: float | None = None
        again = False
        while not self.stopping.is_set():
            code = await self._run_engine(again=again)
            if self.stopping.is_set():
                return
            now = time.monotonic()
            _log(f"the engine ended unexpectedly (exit code {code})")
            if crashed_at is not None and now - crashed_at < CRASH_WINDOW_SECONDS:
                raise EngineFailedError("crashed", exit_code=code)
            crashed_at, again = now, True
            await self._announce(state="starting")

    def _prepare(self) -> Note | None:
        """The store may be opened; waits for an engine whose keeper was killed to let go of it."""
        store = lock(self.places.server_lock)
        try:
            with store.acquire(timeout=STORE_WAIT_SECONDS):
                return prepare_store(self.places, self.orders.version)
        except Timeout as error:
            raise StoreRefusedError("store_locked", path=str(self.places.data_dir)) from error

    async def _run_engine(self, *, again: bool) -> int:
        """One life of the engine process; returns its exit code. Raises EngineFailedError when it cannot run."""
        for attempt in range(PORT_ATTEMPTS):
            if not (again and attempt == 0):
                self.engine_port = _free_port()  # after a crash the old port first: drivers find the engine again
            failed = await self._start_engine(again=again)
            if failed is None or failed["failed"] != "port_taken":
                break
            await self._stop_engine()
        if failed is not None and not self.stopping.is_set():
            key = str(failed["failed"])
            key = "start_failed" if key == "port_taken" else key
            raise EngineFailedError(key, reason=failed["reason"], path=str(self.places.data_dir))
        assert self.engine is not None
        return await self.engine.wait()

    async def _start_engine(self, *, again: bool) -> dict[str, Any] | None:
        """Returns what the engine said when it failed; None when it is ready, has died, or was told to stop."""
        rotate(self.places.server_log)
        with self.places.server_log.open("ab") as log:
            self.engine = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "service.graph.engine", "server"),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
                limit=1 << 20,
            )
        orders = encode_orders(self.orders, port=self.engine_port, password=self.password, again=again)
        told: asyncio.Future[dict[str, Any] | None] = asyncio.get_running_loop().create_future()
        self._reading = asyncio.create_task(self._read_engine(self.engine, told))
        assert self.engine.stdin is not None
        with contextlib.suppress(ConnectionError):
            self.engine.stdin.write(orders)
            await self.engine.stdin.drain()
        if self.stopping.is_set():
            await self._stop_engine()
        message = await told
        if message is None or "failed" in message:
            return message
        record_version(self.places, self.orders.version)
        await self._announce(
            state="ready",
            uri=f"bolt://127.0.0.1:{self.engine_port}",
            user="neo4j",
            password=self.password,
            version=self.orders.version,
            pid=os.getpid(),
            started_at=self.started_at,
            notes=self.notes,
        )
        return None

    async def _read_engine(
        self, engine: asyncio.subprocess.Process, told: asyncio.Future[dict[str, Any] | None]
    ) -> None:
        """Standard output of the engine: what is for us into `told`, the rest into the log."""
        assert engine.stdout is not None
        with self.places.server_log.open("ab", buffering=0) as log:
            while line := await engine.stdout.readline():
                if not line.startswith(MARK.encode()):
                    log.write(line)
                elif not told.done():
                    told.set_result(json.loads(line[len(MARK) :]))
        if not told.done():
            told.set_result(None)

    async def _stop_engine(self) -> None:
        """The engine process is gone: asked first, then ended."""
        engine = self.engine
        if engine is None or engine.returncode is not None:
            return
        if engine.stdin is not None:
            engine.stdin.close()
        try:
            await asyncio.wait_for(engine.wait(), STOP_SECONDS)
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                engine.kill()
            await engine.wait()

    # --- the clients ---

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection: `{"secret", "op": lease|status|stop, "linger"}`, then lines of state."""
        try:
            line = await asyncio.wait_for(reader.readline(), FIRST_LINE_SECONDS)
            request = json.loads(line)
            if not secrets.compare_digest(str(request["secret"]).encode(), self.secret.encode()):
                return
            if request["op"] == "lease":
                await self._lease(reader, writer, float(request["linger"]))
            elif request["op"] == "stop":
                self.stopping.set()
                await self.ended.wait()
                await self._send(writer, {"state": "stopped"})
            else:
                await self._send(writer, {**self.state, "version": self.orders.version, "password": None})
        except (ConnectionError, TimeoutError, ValueError, KeyError, TypeError):
            pass  # not one of ours, or gone already
        finally:
            writer.close()

    async def _lease(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, linger: float) -> None:
        if self.stopping.is_set():
            await self._send(writer, {"state": "stopping"})
            return
        if self._linger is not None:
            self._linger.cancel()
        self.leases.add(writer)
        try:
            await self._send(writer, self.state)
            while await reader.read(1024):
                pass
        finally:
            self.leases.discard(writer)
            if not self.leases:
                self._stop_after(linger)

    def _stop_after(self, seconds: float) -> None:
        if self._linger is not None:
            self._linger.cancel()
        self._linger = asyncio.get_running_loop().call_later(seconds, self.stopping.set)

    async def _announce(self, **state: Any) -> None:
        self.state = state
        for writer in list(self.leases):
            with contextlib.suppress(ConnectionError):
                await self._send(writer, state)

    @staticmethod
    async def _send(writer: asyncio.StreamWriter, message: dict[str, Any]) -> None:
        writer.write(json.dumps(message).encode() + b"\n")
        await writer.drain()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _log(text: str) -> None:
    print(f"{datetime.now(UTC).isoformat(timespec='seconds')} {text}", file=sys.stderr, flush=True)


async def _life(orders: Orders) -> int:
    return await Keeper(orders).run()


def main(argument: str) -> int:
    """Be the keeper of the data directory in the orders, or end at once when it has one."""
    os.umask(0o077)
    orders = Orders(**json.loads(argument))
    mine = lock(Places(Path(orders.data_dir)).keeper_lock)
    try:
        mine.acquire(timeout=2)  # a client that looks whether there is a keeper holds it for a moment
    except Timeout:
        return EXIT_ANOTHER_KEEPER
    try:
        return asyncio.run(_life(orders))
    finally:
        mine.release()
