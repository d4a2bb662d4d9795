"""How files of a header were read the last time: for every later file of the same header, whoever brings it.

One JSON file in the data directory; it holds headers and fields, nothing of what stood below them.
"""

import contextlib
import hashlib
import json
import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from service.domain.importing.choices import Reading
from service.domain.importing.tables import RawTable
from service.importing.headers import header_key

FILE = "columns.json"
MOST = 500
"""Headers that are remembered; the oldest go first."""


def signature(header: Sequence[str]) -> str:
    """What two tables of the same columns in the same order have in common."""
    return hashlib.sha256("\n".join(header_key(h) for h in header).encode()).hexdigest()[:24]


def recall(data_dir: Path, tables: Sequence[RawTable]) -> dict[str, Reading]:
    """What was decided for tables of these headers before, by the table's label. The row of the header is this file's
    own."""
    known = _load(data_dir)
    found = {t.label: known[signature(t.header)] for t in tables if signature(t.header) in known}
    return {label: Reading(kind=told.get("kind"), columns=told.get("columns", {})) for label, told in found.items()}


def remember(data_dir: Path, tables: Sequence[RawTable], readings: Mapping[str, Reading]) -> None:
    """What was decided for these tables is there for the next ones."""
    known = _load(data_dir)
    for table in tables:
        if table.label in readings:
            known.pop(signature(table.header), None)
            known[signature(table.header)] = asdict(readings[table.label])
    kept = dict(list(known.items())[-MOST:])
    building = data_dir / f".{FILE}.{secrets.token_hex(4)}"
    with os.fdopen(os.open(building, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(kept, file, ensure_ascii=False)
    building.replace(data_dir / FILE)


def _load(data_dir: Path) -> dict[str, dict[str, Any]]:
    with contextlib.suppress(OSError, ValueError):
        told = json.loads((data_dir / FILE).read_text(encoding="utf-8"))
        if isinstance(told, dict):
            return told
    return {}
