"""The running product, looked at from outside: a server as a process, HTTP, who is alive."""

import http.client
import json
import os
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil

from tests.command import SCRIPT

START_SECONDS = 480.0
"""A first start fetches nothing here, but loads the demo, on a machine that is busy with other tests."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    text: str


def ask(address: str, method: str, path: str, headers: Mapping[str, str] | None = None) -> Answer:
    """One request on a connection of its own."""
    at = urlsplit(address)
    connection = http.client.HTTPConnection(at.hostname or "", at.port, timeout=60)
    try:
        connection.request(method, path, headers=dict(headers or {}))
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read().decode("utf-8"))
    finally:
        connection.close()


class Server:
    """`nemawashi serve --json …` as a process."""

    def __init__(self, environment: Mapping[str, str], folder: Path, *arguments: str) -> None:
        self.out, self.err = folder / "stdout", folder / "stderr"
        with self.out.open("wb") as out, self.err.open("wb") as err:
            self.process = subprocess.Popen(
                [SCRIPT, "serve", "--json", *arguments],
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                start_new_session=True,
            )

    @cached_property
    def announced(self) -> dict[str, Any]:
        """The document it prints once it serves; waits for it."""
        self.wait_for(lambda: self.out.read_text(encoding="utf-8").rstrip().endswith("}"))
        document: dict[str, Any] = json.loads(self.out.read_text(encoding="utf-8"))
        return document

    @property
    def address(self) -> str:
        return str(self.announced["address"])

    def wait_for(self, so: Callable[[], bool]) -> None:
        """Returns once it is so; the process must still run then."""
        end = time.monotonic() + START_SECONDS
        while not so():
            assert self.process.poll() is None, self.told()
            assert time.monotonic() < end, f"not in time: {self.told()}"
            time.sleep(0.1)

    def told(self) -> str:
        """All of standard error so far."""
        return self.err.read_text(encoding="utf-8")

    def end(self, signal: int) -> int:
        """Send the signal; answers the exit code."""
        os.kill(self.process.pid, signal)
        return self.process.wait(60)


def family(*pids: int) -> list[psutil.Process]:
    """These processes and all below them."""
    found = []
    for pid in pids:
        process = psutil.Process(pid)
        found += [process, *process.children(recursive=True)]
    return found


def alive(processes: list[psutil.Process], seconds: float) -> list[psutil.Process]:
    """Those that are still there when the time is over; returns as soon as none is."""
    end = time.monotonic() + seconds
    while (left := [p for p in processes if _runs(p)]) and time.monotonic() < end:
        time.sleep(0.2)
    return left


def _runs(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
