"""How commands of the same user find a running engine: a file only that user can read, and what stands in it."""

import contextlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class EngineAddress:
    """Where the engine answers over Bolt, and as whom; true for as long as it runs."""

    uri: str
    user: str
    password: str
    version: str
    pid: int
    """Process of the keeper."""
    jvm_pid: int
    started_at: str
    """UTC, ISO 8601."""
    lease_port: int
    secret: str
    """What a client shows on the lease port."""


def home(data_dir: Path) -> Path:
    """Neo4j's own directory inside the data directory."""
    return data_dir / "engine"


def run_file(data_dir: Path) -> Path:
    return data_dir / "engine.json"


def failure_file(data_dir: Path) -> Path:
    """Where a keeper that could not start says why."""
    return data_dir / "engine.failed.json"


def keeper_log(data_dir: Path) -> Path:
    return data_dir / "engine.log"


def lock_file(data_dir: Path) -> Path:
    return data_dir / "engine.lock"


def write_private(path: Path, document: object) -> None:
    """The document stands in the file whole or not at all, readable by this user only."""
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(document, file)
    new.replace(path)


def write_address(data_dir: Path, address: EngineAddress) -> None:
    write_private(run_file(data_dir), asdict(address))


def read_address(data_dir: Path) -> EngineAddress | None:
    """What the run file says; None when there is none or it cannot be read. It may be stale: a lease proves it."""
    with contextlib.suppress(OSError, ValueError, TypeError):
        return EngineAddress(**json.loads(run_file(data_dir).read_text(encoding="utf-8")))
    return None
