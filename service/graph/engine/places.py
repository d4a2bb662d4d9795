"""Where the engine keeps things in a data directory, and the run file by which its keeper is found."""

import contextlib
import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

LOG_TAIL_LINES = 12
LOG_MAX_BYTES = 2_000_000


@dataclass(frozen=True)
class Places:
    """The files of one data directory; all of them the user's alone."""

    data_dir: Path

    @property
    def run_file(self) -> Path:
        return self.data_dir / "engine.json"

    @property
    def keeper_lock(self) -> Path:
        return self.data_dir / "engine.lock"

    @property
    def server_lock(self) -> Path:
        """Held by the process that has the store open; outlives a keeper that was killed by a few seconds."""
        return self.data_dir / "engine.server.lock"

    @property
    def home(self) -> Path:
        """Neo4j's own home."""
        return self.data_dir / "neo4j"

    @property
    def version_file(self) -> Path:
        return self.home / "engine-version.json"

    @property
    def logs(self) -> Path:
        return self.data_dir / "logs"

    @property
    def keeper_log(self) -> Path:
        return self.logs / "keeper.log"

    @property
    def server_log(self) -> Path:
        return self.logs / "engine.log"

    @property
    def backups(self) -> Path:
        return self.data_dir / "backups"

    def make(self) -> None:
        """The folders are there, readable by their owner only; raises OSError."""
        for path in (self.data_dir, self.home, self.home / "conf", self.logs):
            path.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.data_dir.chmod(0o700)


@dataclass(frozen=True)
class RunFile:
    """How to reach the running keeper: a loopback port and the secret that it asks for."""

    pid: int
    port: int
    secret: str
    version: str
    started_at: str


def write_run_file(places: Places, run: RunFile) -> None:
    """The run file is there, whole, mode 0600."""
    handle, name = tempfile.mkstemp(dir=places.data_dir, prefix="engine-", suffix=".json")  # mkstemp: 0600
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(asdict(run), file)
    Path(name).replace(places.run_file)


def read_run_file(places: Places) -> RunFile | None:
    """What the run file says; None when there is none, or none that can be understood."""
    try:
        return RunFile(**json.loads(places.run_file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def lock(path: Path) -> FileLock:
    """An operating-system lock: freed with the process that holds it, however that ends."""
    return FileLock(path, mode=0o600, fallback_to_soft=False, thread_local=False)


def is_locked(path: Path) -> bool:
    """Whether some process holds the lock now; looking never creates the file."""
    if not path.exists():
        return False
    probe = lock(path)
    try:
        probe.acquire(timeout=0)
    except Timeout:
        return True
    probe.release()
    return False


def tail(path: Path, lines: int = LOG_TAIL_LINES) -> Sequence[str]:
    """The last lines of a log; empty when there is no log."""
    with contextlib.suppress(OSError):
        with path.open("rb") as file:
            file.seek(0, os.SEEK_END)
            file.seek(max(0, file.tell() - 16_384))
            text = file.read().decode("utf-8", errors="replace")
        return [line for line in text.splitlines() if line.strip()][-lines:]
    return []


def rotate(path: Path, limit: int = LOG_MAX_BYTES) -> None:
    """A log larger than `limit` bytes has become `….1`, in place of an older one."""
    with contextlib.suppress(OSError):
        if path.stat().st_size > limit:
            path.replace(path.with_name(path.name + ".1"))
