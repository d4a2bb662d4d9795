"""Opening the workspace: find or start the engine, connect, bring the graph to this program's shape."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from service.domain.errors import UnavailableError
from service.graph import engine
from service.graph.database import Graph
from service.graph.engine import EngineAddress
from service.graph.engine.progress import Progress
from service.graph.migrations import migrate
from service.settings import Settings


@dataclass(frozen=True, slots=True)
class Opened:
    """A graph ready for use; `engine` is None when it is a server of the user's own."""

    graph: Graph
    engine: EngineAddress | None


def engine_version(settings: Settings) -> str:
    return engine.LTS_VERSION if settings.engine_version == "lts" else engine.DEFAULT_VERSION


def engine_java(settings: Settings) -> list[str]:
    """Where a Java runtime may be, in the order to try."""
    return [str(p) for p in (settings.java_home, settings.system_java_home) if p]


@contextmanager
def open_graph(
    settings: Settings, *, progress: Progress | None = None, say: Callable[[str], None] = lambda _: None
) -> Iterator[Opened]:
    """The graph of this workspace, migrated; given back at the end. The embedded engine is started when needed.

    Raises UnavailableError with the ways out when no engine can be had, RefusedError when the graph is newer than
    this program.
    """
    if settings.embedded:
        lease = engine.acquire(
            settings.data_dir,
            settings.cache_dir,
            version=engine_version(settings),
            linger_seconds=settings.linger_seconds,
            java_home=settings.java_home,
            system_java_home=settings.system_java_home,
            progress=progress,
        )
        address: EngineAddress | None = lease.address
        uri, user, password, database = lease.address.uri, lease.address.user, lease.address.password, None
        held = lease
    else:
        if settings.graph_password is None:
            raise UnavailableError(
                f"NEMAWASHI_GRAPH_URI is set to {settings.graph_uri}, but NEMAWASHI_GRAPH_PASSWORD is not.",
                ("Set NEMAWASHI_GRAPH_USER and NEMAWASHI_GRAPH_PASSWORD.",),
            )
        address, held = None, nullcontext()  # type: ignore[assignment]
        uri, user = settings.graph_uri or "", settings.graph_user
        password, database = settings.graph_password.get_secret_value(), settings.graph_database
    with held, Graph(uri, user, password, database, timeout=settings.read_seconds) as graph:
        migrate(graph, say=say)
        yield Opened(graph, address)
