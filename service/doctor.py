"""What this installation is and whether it works: for people (`doctor`) and for scripts (`doctor --json`)."""

import platform
from typing import Any

from service import __version__
from service.domain.errors import NemawashiError
from service.graph import engine
from service.graph.database import Graph
from service.opening import engine_version
from service.serving import running
from service.settings import Settings


def engine_report(settings: Settings) -> dict[str, Any]:
    """The engine of this data directory: version, whether it is fetched, its state, its address when it runs."""
    if not settings.embedded:
        return {"kind": "server", "version": None, "uri": settings.graph_uri, "state": _server_state(settings)}
    found = engine.status(settings.data_dir, settings.cache_dir)
    return {
        "kind": "embedded",
        "version": found.version or engine_version(settings),
        "uri": found.uri,
        "state": found.state,
        "pid": found.pid,
        "fetched": found.fetched,
        "java": str(found.java) if found.java else None,
        "cache_dir": str(settings.cache_dir),
    }


def _server_state(settings: Settings) -> str:
    if settings.graph_password is None:
        return "no password set"
    with Graph(
        settings.graph_uri or "",
        settings.graph_user,
        settings.graph_password.get_secret_value(),
        settings.graph_database,
    ) as graph:
        return "running" if graph.answers() else "unreachable"


def examine(settings: Settings) -> dict[str, Any]:
    """All facts; `address` and `token` are null unless `serve` runs, `ok` is false when something needs mending."""
    served = running(settings.data_dir)
    try:
        engine_facts = engine_report(settings)
        trouble: list[str] = []
    except NemawashiError as error:
        engine_facts = {"kind": "embedded", "version": engine_version(settings), "uri": None, "state": "unavailable"}
        trouble = [error.message]
    return {
        "ok": not trouble and engine_facts["state"] not in {"unreachable", "no password set"},
        "address": served.address if served else None,
        "token": served.token if served else None,
        "data_dir": str(settings.data_dir),
        "engine": engine_facts,
        "version": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "time_zone": settings.time_zone,
        "trouble": trouble,
    }
