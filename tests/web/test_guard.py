"""Who may ask: host, origin, one-time link, cookie, bearer token."""

import pytest
from starlette.types import ASGIApp

from service.web.secrets import OPENING_SECONDS, ServerSecrets
from tests.problems import assert_problem
from tests.webapp import BEARER, COOKIE, COOKIE_NAME, PORT, browser, client_of, script

# with a graph that does not answer, whoever is let in gets 503
LET_IN = 503

FOREIGN_HOSTS = (
    "evil.example", f"evil.example:{PORT}", "127.0.0.1:1", "localhost", f"127.0.0.1.evil.example:{PORT}", "", "[::1]",
    f"localhost:{PORT}.evil.example", f"169.254.0.1:{PORT}",
)  # fmt: skip


@pytest.mark.parametrize("host", FOREIGN_HOSTS)
def test_a_foreign_host_name_is_not_answered(app: ASGIApp, host: str) -> None:
    response = script(app).get("/api/v1/accounts", headers={"Host": host})
    assert_problem(response, 421, "unknown_host")
    assert script(app).get("/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", [f"127.0.0.1:{PORT}", f"localhost:{PORT}", f"[::1]:{PORT}", f"LOCALHOST:{PORT}"])
def test_our_own_names_are_answered(app: ASGIApp, host: str) -> None:
    assert script(app).get("/api/v1/accounts", headers={"Host": host}).status_code == LET_IN


def test_without_a_key_nothing_is_told(app: ASGIApp) -> None:
    stranger = client_of(app)
    assert_problem(stranger.get("/api/v1/accounts"), 401, "not_signed_in")
    assert_problem(stranger.get("/api/v1/openapi.json"), 401, "not_signed_in")
    page = stranger.get("/accounts/anything", headers={"Accept-Language": "ja"})
    assert page.status_code == 401
    assert "nemawashi serve" in page.text
    assert 'href="/accounts/anything"' in page.text
    assert stranger.get("/nowhere").status_code == 401


def test_the_link_opens_once_and_leaves_the_address_clean(app: ASGIApp, secret: ServerSecrets) -> None:
    token = secret.opening()
    opened = client_of(app).get(f"/?token={token}")
    assert opened.status_code == 303
    assert opened.headers["location"] == "/"
    cookie = opened.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE_NAME}={COOKIE};")
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Domain" not in cookie
    assert client_of(app).get(f"/?token={token}").status_code == 401


def test_a_link_of_no_use_lets_nobody_in(app: ASGIApp, secret: ServerSecrets) -> None:
    for token in ("", "x", "a" * 43, secret.bearer, secret.cookie):
        assert client_of(app).get("/", params={"token": token}).status_code == 401
    assert client_of(app).get(f"/accounts?token={secret.opening()}").status_code == 401


def test_a_link_that_nobody_used_dies() -> None:
    now = 0.0
    secret = ServerSecrets(clock=lambda: now)
    token = secret.opening()
    now = OPENING_SECONDS + 1
    assert not secret.consume(token)


def test_who_is_in_and_opens_a_used_link_lands_on_the_clean_address(app: ASGIApp) -> None:
    response = browser(app).get("/?token=used")
    assert (response.status_code, response.headers["location"]) == (303, "/")


@pytest.mark.parametrize("value", ["", "x", COOKIE + "x", BEARER])
def test_a_wrong_cookie_is_no_key(app: ASGIApp, value: str) -> None:
    client = client_of(app)
    client.cookies.set(COOKIE_NAME, value, domain="127.0.0.1")
    assert client.get("/").status_code == 401


def test_the_bearer_token_counts_only_without_a_cookie(app: ASGIApp) -> None:
    assert script(app).get("/api/v1/accounts").status_code == LET_IN
    mixed = client_of(app, Authorization=f"Bearer {BEARER}", Cookie="other=1")
    assert mixed.get("/api/v1/accounts").status_code == 401
    assert client_of(app, Authorization=f"Basic {BEARER}").get("/api/v1/accounts").status_code == 401
    assert client_of(app, Authorization="Bearer wrong").get("/api/v1/accounts").status_code == 401


UNSAFE = (
    ("POST", "/demo"), ("POST", "/import"), ("POST", "/import/a/apply"), ("POST", "/accounts/a/import"),
    ("POST", "/accounts/a/import/undo"), ("POST", "/accounts/a/delete"), ("POST", "/api/v1/accounts"),
    ("DELETE", "/api/v1/accounts/a"), ("POST", "/api/v1/accounts/a/imports"), ("POST", "/api/v1/openings"),
    ("POST", "/api/v1/accounts/a/imports/undo"), ("POST", "/api/v1/accounts/a/imports/b/apply"),
)  # fmt: skip
ORIGINS: tuple[dict[str, str], ...] = (
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": f"http://127.0.0.1:{PORT}"},
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Origin": f"https://127.0.0.1:{PORT}"},
    {"Origin": f"http://127.0.0.1:{PORT + 1}"},
    {},
)


@pytest.mark.parametrize(("method", "path"), UNSAFE)
def test_no_other_page_changes_anything(app: ASGIApp, method: str, path: str) -> None:
    for headers in ORIGINS:
        client = client_of(app, **headers)
        client.cookies.set(COOKIE_NAME, COOKIE, domain="127.0.0.1")
        response = client.request(method, path, headers={"X-HTTP-Method-Override": "GET"})
        assert response.status_code == 403, (headers, response.text)


def test_our_own_pages_may_change_things(app: ASGIApp) -> None:
    for headers in ({"Sec-Fetch-Site": "same-origin"}, {"Origin": f"http://127.0.0.1:{PORT}"}):
        client = client_of(app, **headers)
        client.cookies.set(COOKIE_NAME, COOKIE, domain="127.0.0.1")
        assert client.post("/demo").status_code == LET_IN


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "FOO"])
def test_other_methods_are_refused(app: ASGIApp, method: str) -> None:
    assert browser(app).request(method, "/").status_code == 405


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_need_no_key_and_no_graph_to_live(app: ASGIApp, path: str) -> None:
    assert client_of(app).get(path).status_code == (200 if path == "/healthz" else 503)
    assert client_of(app).post(path).status_code in (401, 403)
