"""The Neo4j version that wrote a data directory: a newer engine backs up first, an older one refuses."""

import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

from service.graph.engine.places import Places

Note = tuple[str, dict[str, object]]


class StoreRefusedError(Exception):
    """This engine must not open the data; `key` and `values` make the sentence (`service.graph.engine.words`)."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values


def order_of(version: str) -> tuple[int, ...]:
    """Sorts versions by age; a calendar version (2026.08.1) is newer than every 5.x."""
    return tuple(int(number) for number in re.findall(r"\d+", version))


def stored_version(places: Places) -> str | None:
    """The version that last had the store open and running; None where there is no store yet."""
    return _read(places).get("version")


def check_store(places: Places, version: str) -> None:
    """Raises StoreRefusedError when `version` is older than what wrote the data."""
    found = _read(places)
    newest = max((found[key] for key in ("version", "upgrading_to") if key in found), key=order_of, default=version)
    if order_of(version) < order_of(newest):
        raise StoreRefusedError("newer_store", path=str(places.data_dir), found=newest, version=version)


def prepare_store(places: Places, version: str) -> Note | None:
    """The data may be opened by `version`: if an older one wrote it, a whole copy lies under `backups/`.

    Called before Neo4j has the store open. A copy that an interrupted upgrade already made is kept, not made again.
    Returns what to tell the user. Raises StoreRefusedError.
    """
    check_store(places, version)
    found = _read(places)
    if "version" not in found or order_of(found["version"]) == order_of(version):
        return None
    note: Note = ("backed_up", {"found": found["version"], "version": version, "backup": found.get("backup", "")})
    if found.get("upgrading_to") == version and Path(found["backup"]).is_dir():
        return note
    data = places.home / "data"
    size = sum(path.stat().st_size for path in data.rglob("*") if path.is_file())
    if shutil.disk_usage(places.data_dir).free < size * 1.2:
        values = {
            "version": version,
            "found": found["version"],
            "megabytes": round(size / 1e6),
            "path": str(places.backups),
        }
        raise StoreRefusedError("no_room_for_backup", **values)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    backup = places.backups / f"neo4j-{found['version']}-{stamp}"
    unfinished = backup.with_name(backup.name + ".unfinished")
    places.backups.mkdir(parents=True, exist_ok=True, mode=0o700)
    shutil.copytree(data, unfinished / "data")
    shutil.copy2(places.version_file, unfinished)
    unfinished.replace(backup)
    _write(places, {"version": found["version"], "upgrading_to": version, "backup": str(backup)})
    note[1]["backup"] = str(backup)
    return note


def record_version(places: Places, version: str) -> None:
    """The store is recorded as written by `version`."""
    if _read(places) != {"version": version}:
        _write(places, {"version": version})


def _read(places: Places) -> dict[str, str]:
    try:
        found = json.loads(places.version_file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def _write(places: Places, content: dict[str, str]) -> None:
    fresh = places.version_file.with_suffix(".new")
    fresh.write_text(json.dumps(content), encoding="utf-8")
    fresh.replace(places.version_file)
