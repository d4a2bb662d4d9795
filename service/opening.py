"""Opening the workspace: find or start the engine, connect, bring the graph to this program's shape."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from service.domain.errors import UnavailableError, worded
from service.domain.wording import Words
from service.graph import engine
from service.graph.database import Graph
from service.graph.engine import EngineAddress, EngineLease
from service.graph.engine.progress import Progress
from service.graph.migrations import migrate
from service.settings import Settings

_MIGRATING = Words("グラフを整えています: {step}", "Preparing the graph: {step}")
NO_PASSWORD = Words(
    "NEMAWASHI_GRAPH_URI は {uri} ですが、NEMAWASHI_GRAPH_PASSWORD がありません。",
    "NEMAWASHI_GRAPH_URI is set to {uri}, but NEMAWASHI_GRAPH_PASSWORD is not.",
)
_SET_PASSWORD = Words(
    "NEMAWASHI_GRAPH_USER と NEMAWASHI_GRAPH_PASSWORD を設定する",
    "Set NEMAWASHI_GRAPH_USER and NEMAWASHI_GRAPH_PASSWORD.",
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A graph ready for use; `engine` is None when it is a server of the user's own."""

    graph: Graph
    engine: EngineAddress | None
    lost: Callable[[], UnavailableError | None]
    """Why the embedded engine is not to be had any more; None while it is, also while it restarts after a crash."""


def engine_version(settings: Settings) -> str:
    return engine.LTS_VERSION if settings.engine_version == "lts" else engine.DEFAULT_VERSION


@contextmanager
def open_graph(
    settings: Settings,
    *,
    locale: str,
    timeout: float = 60.0,
    fast_start: bool = False,
    progress: Progress | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> Iterator[Opened]:
    """The graph of this workspace, migrated; given back at the end. The embedded engine is started when needed.

    A transaction may take `timeout` seconds: a command on a cold engine plans its query first, a web request must not.
    `fast_start`: make, once on this machine, what halves every later start. `say` is told what the user should know:
    a backup that was made, a step that changes the graph. Raises UnavailableError with the ways out when no engine can
    be had, RefusedError when the graph is newer than this program.
    """
    with ExitStack() as held:
        address: EngineAddress | None = None
        lost: Callable[[], UnavailableError | None] = _never
        if settings.embedded:
            lease = held.enter_context(_lease(settings, progress, locale, fast_start))
            for note in lease.notes:
                say(note)
            address, lost = lease.address, lease.failure
            graph = Graph(address.uri, address.user, address.password, timeout=timeout)
        elif settings.graph_password is None:
            told = Words(*(text.format(uri=settings.graph_uri) for text in (NO_PASSWORD.ja, NO_PASSWORD.en)))
            raise worded(UnavailableError(told.en, (_SET_PASSWORD.en,), (_SET_PASSWORD.ja,)), told.ja)
        else:
            graph = Graph(
                settings.graph_uri or "",
                settings.graph_user,
                settings.graph_password.get_secret_value(),
                settings.graph_database,
                timeout=timeout,
            )
        held.enter_context(graph)
        migrate(graph, say=lambda step: say(_MIGRATING.of(locale).format(step=step)))
        yield Opened(graph, address, lost)


def _never() -> None:
    """A server of the user's own is asked at each request."""


def _lease(settings: Settings, progress: Progress | None, locale: str, fast_start: bool) -> EngineLease:
    return engine.acquire(
        settings.data_dir,
        settings.cache_dir,
        version=engine_version(settings),
        linger_seconds=settings.linger_seconds,
        java_home=settings.java_home,
        system_java_home=settings.system_java_home,
        progress=progress,
        fast_start=fast_start,
        locale=locale,
    )
