"""The service as tests ask it: an app on a graph, clients with and without a key, and an account to look at."""

from datetime import date
from functools import cache
from pathlib import Path

from starlette.testclient import TestClient
from starlette.types import ASGIApp

from service.demo import demo_sheets
from service.domain.actor import LOCAL_USER
from service.graph.database import Graph
from service.importing.apply import apply
from service.importing.prepare import prepare
from service.server import create_app
from service.settings import Settings
from service.web.secrets import ServerSecrets

PORT = 8321
HOME = f"http://127.0.0.1:{PORT}"
TODAY = date(2026, 11, 25)
BEARER, COOKIE = "bearer-of-the-tests", "cookie-of-the-tests"
COOKIE_NAME = f"nemawashi_{PORT}"
PROBLEM = "application/problem+json"


def secrets() -> ServerSecrets:
    return ServerSecrets(bearer=BEARER, cookie=COOKIE)


def app_on(graph: Graph, data_dir: Path, *, secret: ServerSecrets | None = None, port: int = PORT) -> ASGIApp:
    settings = Settings(data_dir=data_dir, port=port, locale="en", request_seconds=60.0)  # shared machines are slow
    return create_app(graph, settings, secret=secret or secrets(), today=lambda: TODAY)


def client_of(app: ASGIApp, **headers: str) -> TestClient:
    """A client of this machine. Without headers it is a stranger; it does not follow redirects."""
    return TestClient(app, base_url=HOME, headers=headers, follow_redirects=False, raise_server_exceptions=False)


def script(app: ASGIApp) -> TestClient:
    """A script of this machine's user."""
    return client_of(app, Authorization=f"Bearer {BEARER}")


def browser(app: ASGIApp, language: str = "en") -> TestClient:
    """A browser that has been let in, on one of our own pages."""
    client = client_of(app, **{"Accept-Language": language, "Sec-Fetch-Site": "same-origin"})
    client.cookies.set(COOKIE_NAME, COOKIE, domain="127.0.0.1")
    return client


@cache
def demo_account(graph: Graph, data_dir: Path, which: int, name: str) -> str:
    """The id of an account with the files of a demo account (0: Japanese, 1: English), brought in by the importer."""
    made = list(demo_sheets(TODAY).values())[which]
    preview = prepare(
        graph,
        LOCAL_USER,
        account_id=None,
        account_name=name,
        files=made.files(),
        as_of=TODAY,
        locale=made.locale,
        data_dir=data_dir,
        currency=("JPY", "EUR")[which],
    )
    assert preview.token is not None
    result = apply(graph, LOCAL_USER, preview.import_id, preview.token, data_dir=data_dir)
    assert result.account_id is not None
    return result.account_id
