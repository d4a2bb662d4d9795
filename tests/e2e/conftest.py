"""The product in a real browser: a server on a real engine, with one account in each language."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from service.graph.database import Graph
from tests.webapp import COOKIE, app_on, demo_account

expect.set_options(timeout=20_000)  # shared machines are slow

WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@dataclass(frozen=True, slots=True)
class Served:
    """`accounts` holds the id of the account in each language."""

    address: str
    port: int
    accounts: dict[str, str]


@contextmanager
def serving(graph: Graph, data_dir: Path) -> Iterator[tuple[str, int]]:
    config = uvicorn.Config(
        app_on(graph, data_dir, port=0), port=0, log_config=None, access_log=False, server_header=False
    )
    server = uvicorn.Server(config)
    listener = config.bind_socket()
    port = listener.getsockname()[1]
    config.app = app_on(graph, data_dir, port=port)
    config.load()
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}", port
    finally:
        server.should_exit = True
        thread.join(timeout=20)


@pytest.fixture(scope="session")
def served(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    data_dir = tmp_path_factory.mktemp("data")
    accounts = {
        "ja": demo_account(graph, data_dir, 0, f"旭波重機械グループ {token_hex(3)}"),
        "en": demo_account(graph, data_dir, 1, f"Larkfield & Moss {token_hex(3)}"),
    }
    with serving(graph, data_dir) as (address, port):
        yield Served(address, port, accounts)


@dataclass(slots=True)
class Seen:
    """What happened in a browser: hosts it asked, complaints of its console."""

    hosts: set[str]
    complaints: list[str]


@contextmanager
def visiting(
    chromium: Browser, served: Served, locale: str, *, narrow: bool = False, dark: bool = False, signed_in: bool = True
) -> Iterator[tuple[Page, Seen]]:
    """A page of a browser that has been let in. Afterwards: nothing left the host, nothing was complained about."""
    context: BrowserContext = chromium.new_context(
        viewport=NARROW if narrow else WIDE,  # type: ignore[arg-type]  # a plain dict of the same shape
        locale=locale,
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    )
    if signed_in:
        context.add_cookies([{"name": f"nemawashi_{served.port}", "value": COOKIE, "url": served.address}])
    seen = Seen(set(), [])

    def asked(request: Request) -> None:
        if not request.url.startswith(("data:", "blob:")):
            seen.hosts.add(request.url.split("/")[2])

    page = context.new_page()
    context.on("request", asked)
    page.on("console", lambda m: seen.complaints.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: seen.complaints.append(str(e)))
    page.set_default_timeout(30_000)
    page.set_default_navigation_timeout(90_000)  # an engine that is new plans the first page of each kind
    try:
        yield page, seen
        assert seen.hosts <= {f"127.0.0.1:{served.port}"}
        assert seen.complaints == []
    finally:
        context.close()


def drawn(page: Page) -> None:
    """The map stands."""
    page.wait_for_selector("#zoom:not([hidden])", state="attached", timeout=30_000)
