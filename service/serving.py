"""`nemawashi serve`: engine, graph, demo, web server, browser; and everything given back at the end."""

import errno
import gc
import json
import os
import signal
import socket
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, Protocol

import psutil
import uvicorn

from service import __version__
from service.domain.actor import LOCAL_USER
from service.domain.errors import NemawashiError, RefusedError, UnavailableError, worded
from service.domain.gaps.checks import CheckCode
from service.domain.wording import Words
from service.file_trouble import unwritable
from service.graph.engine.progress import Progress
from service.graph.warm import warm
from service.logs import set_up
from service.opening import Opened, open_graph
from service.settings import Settings
from service.web.secrets import ServerSecrets

RUN_FILE = "serve.json"

FIRST_PAGE = ("accounts.list_accounts",)
"""Planned before the address is printed: the page it opens."""
NEXT_PAGES = (
    "org.map",
    "coverage.key_people",
    "coverage.counterparts",
    "coverage.account",
    "coverage.surroundings",
    *(f"coverage.checks.{code}" for code in CheckCode),
    "org.stops",
    "org.overview",
    "org.person",
)
"""Planned while the first page is read, in this order, before all the rest: map, gaps, account, person."""

HEAD_START_SECONDS = 1.5
"""What the browser has for its first page before the rest is planned."""

_PORT_TAKEN = Words(
    "ポート {port} を使えません（{reason}）。{other}別のポートを指定してください。例: --port {next}",
    "Port {port} cannot be used ({reason}). {other}Choose another one, for example --port {next}.",
)
_IN_USE = Words("使用中です", "it is in use")
_RUNS_ALREADY = Words("Nemawashi はもう動いています: {address}。", "Nemawashi runs already: {address}. ")


class Speaking(Protocol):
    """Texts by their key, in the language of the reader."""

    @property
    def locale(self) -> str: ...

    def __call__(self, key: str) -> str: ...


class _ToldToStopError(KeyboardInterrupt):
    """A signal asked this process to end."""


@dataclass(frozen=True, slots=True)
class Running:
    """A server of this data directory that runs now, as another command of the same user sees it."""

    address: str
    token: str
    pid: int


def running(data_dir: Path) -> Running | None:
    """The server that serves this data directory, or None. A file left behind by a killed server is not believed."""
    try:
        found = json.loads((data_dir / RUN_FILE).read_text(encoding="utf-8"))
        process = psutil.Process(found["pid"])
        if abs(process.create_time() - found["born"]) > 2 or process.status() == psutil.STATUS_ZOMBIE:
            return None
        return Running(found["address"], found["token"], found["pid"])
    except (OSError, ValueError, KeyError, TypeError, psutil.Error):
        return None


@contextmanager
def _run_file(data_dir: Path, address: str, secrets: ServerSecrets) -> Iterator[None]:
    place = data_dir / RUN_FILE
    place.unlink(missing_ok=True)
    document = {
        "address": address,
        "token": secrets.bearer,
        "pid": os.getpid(),
        "born": psutil.Process().create_time(),
        "version": __version__,
    }
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(document, file)
    try:
        yield
    finally:
        left = running(data_dir)
        if left is None or left.pid == os.getpid():  # it may be that of a server started after us
            place.unlink(missing_ok=True)


@contextmanager
def _until_told_to_stop() -> Iterator[None]:
    """SIGINT, SIGTERM and SIGHUP end the block at whatever it does: what it holds is given back, and that is all.

    The web server takes the first two for itself while it runs, ends its requests, and passes them on to here.
    """
    told = False

    def stop(_: int, __: FrameType | None) -> None:
        nonlocal told
        if not told:  # a second Ctrl-C must not cut the giving back short
            told = True
            raise _ToldToStopError

    names = [n for n in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, n)]
    before = {n: signal.signal(getattr(signal, n), stop) for n in names}
    try:
        yield
    except _ToldToStopError:
        pass
    except Exception as error:
        if not told or isinstance(error, NemawashiError):
            raise
        # a library that was cut off in the middle of its work may fail at giving back: that is no fault of the start
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _listen(settings: Settings) -> socket.socket:
    """The socket we will serve on, taken before anything slow begins; RefusedError when the port is in use."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    if os.name == "posix":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise _port_taken(settings, error) from error
    return listener


def _port_taken(settings: Settings, error: OSError) -> RefusedError:
    other = running(settings.data_dir)
    following = settings.port + 1 if settings.port < 65535 else 8321

    def told(locale: str) -> str:
        reason = _IN_USE.of(locale) if error.errno == errno.EADDRINUSE else str(error.strerror)
        runs = _RUNS_ALREADY.of(locale).format(address=other.address) if other else ""
        return _PORT_TAKEN.of(locale).format(port=settings.port, reason=reason, other=runs, next=following)

    return worded(RefusedError(told("en")), told("ja"))


def shown_address(settings: Settings, port: int) -> str:
    host = "127.0.0.1" if settings.host in {"0.0.0.0", "::", "127.0.0.1"} else settings.host  # noqa: S104  # compared, not bound
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def serve(
    settings: Settings,
    *,
    demo: bool,
    say: Callable[[str], None],
    words: Speaking,
    progress: Progress | None = None,
    announce: Callable[[dict[str, str]], None] | None = None,
) -> None:
    """Serve until told to stop. Afterwards the run file is gone and the engine is given back.

    `words` turns a message key into the reader's language; `announce` is told the address and the link once it serves.
    """
    set_up(settings.log_level)
    with _until_told_to_stop():
        _make_data_dir(settings)
        listener = _listen(settings)
        port = listener.getsockname()[1]
        settings = settings.model_copy(update={"port": port})
        address = shown_address(settings, port)
        imports = threading.Thread(target=_import_server, daemon=True)
        imports.start()
        say(words("starting"))
        with (
            listener,
            open_graph(
                settings,
                locale=words.locale,
                timeout=settings.read_seconds,
                fast_start=True,
                progress=progress,
                say=say,
            ) as opened,
        ):
            imports.join()
            if demo:
                _load_demo(opened, settings, say=say, words=words, progress=progress)
            _serve(opened, settings, listener, address, say=say, words=words, announce=announce)
    say(words("stopped"))


def _make_data_dir(settings: Settings) -> None:
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise unwritable(settings.data_dir, error) from error


def _import_server() -> None:
    import service.server  # noqa: F401  # while the engine starts


def _load_demo(
    opened: Opened,
    settings: Settings,
    *,
    say: Callable[[str], None],
    words: Speaking,
    progress: Progress | None,
) -> None:
    from service.accounts import workspace_is_empty
    from service.demo import load_demo

    if opened.graph.read(LOCAL_USER, workspace_is_empty):
        say(words("loading_demo"))
        load_demo(
            opened.graph,
            LOCAL_USER,
            today=settings.today(),
            data_dir=settings.data_dir,
            locale=words.locale,
            progress=progress,
        )


def _serve(
    opened: Opened,
    settings: Settings,
    listener: socket.socket,
    address: str,
    *,
    say: Callable[[str], None],
    words: Speaking,
    announce: Callable[[dict[str, str]], None] | None,
) -> None:
    from service.server import create_app

    secrets = ServerSecrets()
    app: Any = create_app(opened.graph, settings, secret=secrets)
    warm(opened.graph, FIRST_PAGE, rest=False)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=True,
        lifespan="on",
        timeout_graceful_shutdown=int(settings.request_seconds) + 5,
        h11_max_incomplete_event_size=64 * 1024,
    )
    server = uvicorn.Server(config)
    link = f"{address}/?token={secrets.opening()}"

    def ready() -> None:
        gc.collect()
        gc.freeze()  # what is there now stays: no collection need look at it again
        say("")
        say(f"  {words('open')}  {link}")
        say(f"  {words('stop')}")
        say("")
        if announce:
            announce({"address": address, "link": link})
        if settings.open:
            webbrowser.open(link)
        threading.Event().wait(HEAD_START_SECONDS)
        warm(opened.graph, NEXT_PAGES)

    def hung_up(_: int, __: FrameType | None) -> None:
        server.should_exit = True

    with _run_file(settings.data_dir, address, secrets):
        if hasattr(signal, "SIGHUP"):  # the web server does not listen to it: without this its requests are cut off
            signal.signal(signal.SIGHUP, hung_up)
        threading.Thread(target=_when_up, args=(server, ready), daemon=True).start()
        watch = _EngineWatch(opened, server)
        watch.start()
        server.run(sockets=[listener])
    if watch.lost is not None:
        raise watch.lost


class _EngineWatch(threading.Thread):
    """Ends the server when its engine is gone for good: a server that can only say 503 helps nobody."""

    SECONDS = 1.0

    def __init__(self, opened: Opened, server: uvicorn.Server) -> None:
        super().__init__(daemon=True, name="engine-watch")
        self._opened, self._server = opened, server
        self.lost: UnavailableError | None = None

    def run(self) -> None:
        pause = threading.Event()
        while not self._server.should_exit:
            self.lost = self._opened.lost()
            if self.lost is not None:
                self._server.should_exit = True
            pause.wait(self.SECONDS)


def _when_up(server: uvicorn.Server, then: Callable[[], None]) -> None:
    pause = threading.Event()
    while not server.started and not server.should_exit:
        pause.wait(0.02)
    if server.started:
        then()
