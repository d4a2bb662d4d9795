"""What this installation is and whether it works: for people (`doctor`) and for scripts (`doctor --json`)."""

import http.client
import json
import os
import platform
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from service import __version__
from service.domain.errors import NemawashiError
from service.domain.wording import Words
from service.graph import engine
from service.graph.database import Graph
from service.graph.engine.java import find_java
from service.opening import NO_PASSWORD, engine_version
from service.serving import Running, running
from service.settings import Settings

ANSWER_SECONDS = 5.0

_UNREACHABLE = Words(
    "{uri} の Neo4j に接続できません。動いているか、ユーザーとパスワードが正しいかを確かめてください。",
    "The Neo4j server at {uri} cannot be reached: check that it runs, and the user and password.",
)
_NOT_WRITABLE = Words(
    "データの場所 {place} に書き込めません。NEMAWASHI_DATA_DIR で別の場所を指定してください。",
    "The data directory {place} cannot be written. Choose another one with NEMAWASHI_DATA_DIR.",
)
_SILENT = Words(
    "{address} のサーバーが応答しません。止めて、もう一度起動してください。",
    "The server at {address} does not answer. Stop it and start it again.",
)


def engine_report(settings: Settings) -> dict[str, Any]:
    """The engine of this data directory: version, whether it is fetched, its state, its address when it runs."""
    if not settings.embedded:
        state, version = _server(settings)
        return {"kind": "server", "version": version, "uri": settings.graph_uri, "state": state}
    found = engine.status(
        settings.data_dir,
        settings.cache_dir,
        version=engine_version(settings),
        java_home=settings.java_home,
        system_java_home=settings.system_java_home,
    )
    return {
        "kind": "embedded",
        "version": found.version or engine_version(settings),
        "uri": found.uri,
        "state": found.state,
        "pid": found.pid,
        "fetched": found.fetched,
        "java": found.java,
        "cache_dir": str(settings.cache_dir),
    }


def _server(settings: Settings) -> tuple[str, str | None]:
    """The state and the version of a server of the user's own."""
    if settings.graph_password is None:
        return "no_password", None
    with Graph(
        settings.graph_uri or "",
        settings.graph_user,
        settings.graph_password.get_secret_value(),
        settings.graph_database,
    ) as graph:
        try:
            return "running", graph.version()
        except NemawashiError:
            return "unreachable", None


def examine(settings: Settings, locale: str) -> dict[str, Any]:
    """All facts; `address` and `token` are null unless `serve` runs, `ok` is false when something needs mending:
    `trouble` says what, in the language of the reader."""
    served = running(settings.data_dir)
    facts = engine_report(settings)
    trouble = [t for t in (_of_engine(settings, facts, locale), _of_data_dir(settings, locale)) if t]
    if served and not _answers(served):
        trouble.append(_SILENT.of(locale).format(address=served.address))
    return {
        "ok": not trouble,
        "address": served.address if served else None,
        "token": served.token if served else None,
        "data_dir": str(settings.data_dir),
        "engine": facts,
        "version": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "time_zone": settings.time_zone,
        "trouble": trouble,
    }


def fresh_link(settings: Settings) -> str | None:
    """An address that opens the running server in a browser, once; None when none runs or it does not answer."""
    served = running(settings.data_dir)
    if served is None:
        return None
    try:
        body = _ask(served, "POST", "/api/v1/openings")
        return served.address + str(json.loads(body)["path"]) if body else None
    except (ValueError, KeyError):
        return None


def _of_engine(settings: Settings, facts: dict[str, Any], locale: str) -> str | None:
    match facts["state"]:
        case "no_password":
            return NO_PASSWORD.of(locale).format(uri=settings.graph_uri)
        case "unreachable":
            return _UNREACHABLE.of(locale).format(uri=settings.graph_uri)
    if settings.embedded and facts["java"] is None:
        try:
            find_java(settings.java_home, settings.system_java_home, locale)
        except NemawashiError as error:
            return error.message
    return None


def _of_data_dir(settings: Settings, locale: str) -> str | None:
    place = settings.data_dir.expanduser().absolute()
    there = next(p for p in (place, *place.parents) if p.exists())
    if there.is_dir() and os.access(there, os.W_OK | os.X_OK):
        return None
    return _NOT_WRITABLE.of(locale).format(place=Path(place))


def _answers(served: Running) -> bool:
    return _ask(served, "GET", "/readyz") is not None


def _ask(served: Running, method: str, path: str) -> bytes | None:
    """The body of a good answer of the running server, else None."""
    at = urlsplit(served.address)
    connection = http.client.HTTPConnection(at.hostname or "", at.port, timeout=ANSWER_SECONDS)
    try:
        connection.request(method, path, headers={"authorization": f"Bearer {served.token}"})
        answer = connection.getresponse()
        body = answer.read()
        return body if answer.status < 300 else None
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
