"""Programs that use the engine, as processes of their own: what can be killed in a test."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Self

import psutil

from service.settings import read_settings
from tests.architecture import ROOT

_PROGRAM = """
import json, sys
from dataclasses import asdict
from pathlib import Path
from service.graph import engine
data, cache, version, linger = sys.argv[1:]
lease = engine.acquire(Path(data), Path(cache), version=version, linger_seconds=float(linger))
print(json.dumps({**asdict(lease.address), "notes": lease.notes}), flush=True)
sys.stdin.read()
lease.close()
"""
_FETCH = """
import sys
from pathlib import Path
from service.graph.engine import jars
jars.JARS_DIR = Path(sys.argv[3])
jars.fetch(Path(sys.argv[1]), sys.argv[2])
"""


def spawn(program: str, *arguments: object, env: Mapping[str, str] | None = None) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=None if env is None else dict(env),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def spawn_fetch(cache: Path, version: str, lists: Path) -> "subprocess.Popen[str]":
    """A process that fetches a version of the lists in `lists`."""
    return spawn(_FETCH, cache, version, lists)


class Client:
    """A process that holds a lease from `ready` until `leave`, or until it is killed."""

    def __init__(
        self,
        data: Path,
        version: str,
        *,
        cache: Path | None = None,
        linger: float = 0,
        env: Mapping[str, str] | None = None,
    ) -> None:
        self.process = spawn(_PROGRAM, data, cache or read_settings().cache_dir, version, linger, env=env)
        self.address: dict[str, Any] = {}

    def ready(self) -> Self:
        assert self.process.stdout is not None
        self.address = json.loads(self.process.stdout.readline())
        return self

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def leave(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()


def servers_of(keeper: int) -> list[psutil.Process]:
    """The engine process of a keeper: one, or none while it starts or stops."""
    try:
        return psutil.Process(keeper).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def using(data: Path) -> list[psutil.Process]:
    """Every process that names the data directory on its command line or works in it: keepers, and what they own."""
    found = []
    for process in psutil.process_iter():
        try:
            if any(str(data) in word for word in process.cmdline()) or any(
                file.path.startswith(str(data)) for file in process.open_files()
            ):
                found.append(process)
        except psutil.Error:
            continue
    return [process for process in found if process.pid != os.getpid()]


def within(seconds: float, true: Callable[[], bool]) -> bool:
    """Whether it becomes true in the time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.1)
    return true()
