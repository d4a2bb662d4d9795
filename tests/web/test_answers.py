"""What every answer carries, how long it may take, how large a body may be, and what is written to the log."""

import time
from pathlib import Path
from typing import Any

import pytest
import structlog
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Scope

from service.pages.site import HERE
from service.web.headers import MAP_POLICY, PAGE_POLICY, SecurityHeaders
from service.web.limits import BodyLimit, Deadline
from service.web.refusal import STATUS, Refusal
from service.web.requestlog import RequestLog
from service.web.static import ONE_YEAR, StaticFiles
from tests.problems import assert_problem
from tests.webapp import browser, client_of, script


def plain_answer(_: Scope, refusal: Refusal) -> Response:
    return PlainTextResponse(refusal.value, status_code=STATUS[refusal])


@pytest.mark.parametrize("path", ["/", "/nowhere", "/healthz", "/api/v1/accounts", "/api/v1/nowhere", "/favicon.ico"])
@pytest.mark.parametrize("who", ["stranger", "browser", "script"])
def test_every_answer_carries_the_headers(app: ASGIApp, path: str, who: str) -> None:
    client = {"stranger": client_of, "browser": browser, "script": script}[who](app)
    response = client.get(path)
    assert response.headers["content-security-policy"] == PAGE_POLICY
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "no-referrer"
    assert response.headers["cross-origin-opener-policy"] == "same-origin"
    assert response.headers["cross-origin-resource-policy"] == "same-origin"
    assert response.headers["cache-control"] == "no-store"
    assert len(response.headers["x-request-id"]) == 32
    assert "server" not in response.headers
    assert "access-control-allow-origin" not in response.headers


def test_the_policies_allow_nothing_inline() -> None:
    for policy in (PAGE_POLICY, MAP_POLICY):
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert "http" not in policy


def test_a_graph_that_does_not_answer_is_said_in_plain_words(app: ASGIApp) -> None:
    page = browser(app, "ja").get("/")
    assert page.status_code == 503
    assert "データベースが応答しません" in page.text
    assert page.headers["retry-after"]
    assert "graph does not answer" in browser(app, "en").get("/").text.lower()
    assert_problem(script(app).get("/api/v1/accounts"), 503, "unavailable")


def test_static_files_are_kept_for_a_year_and_open_to_the_frame() -> None:
    static = StaticFiles("/static", {"own": HERE / "static"})
    client = TestClient(Starlette(routes=[Route("/static/{path:path}", endpoint=static)]))
    url = static.url("own/nemawashi.css")
    response = client.get(url)
    assert response.status_code == 200
    assert f"max-age={ONE_YEAR}" in response.headers["cache-control"]
    assert response.headers["cross-origin-resource-policy"] == "cross-origin"
    assert response.headers["content-type"] == "text/css; charset=utf-8"
    assert "cache-control" not in client.get("/static/000000000000/own/nemawashi.css").headers
    for path in ("/static/x/own/../site.py", "/static/x/own/%2e%2e/site.py", "/static/x/own", "/static/"):
        assert client.get(path).status_code == 404
    assert client.head(url).headers["content-length"] == response.headers["content-length"]
    with pytest.raises(KeyError):
        static.url("own/missing.js")


def slow_app(seconds: float) -> Starlette:
    def slow(_: Request) -> Response:
        time.sleep(seconds)
        return PlainTextResponse("done")

    return Starlette(routes=[Route("/slow", slow)])


def test_an_answer_comes_by_the_deadline_although_the_work_goes_on() -> None:
    client = TestClient(Deadline(slow_app(1.0), seconds=lambda _: 0.2, answer=plain_answer))
    began = time.monotonic()
    response = client.get("/slow")
    assert (response.status_code, response.text) == (503, "too_slow")
    assert time.monotonic() - began < 5
    assert TestClient(Deadline(slow_app(0.0), seconds=lambda _: 5, answer=plain_answer)).get("/slow").text == "done"


def test_more_than_so_many_at_once_are_sent_away() -> None:
    client = TestClient(Deadline(slow_app(0.0), seconds=lambda _: 5, answer=plain_answer, at_once=0))
    response = client.get("/slow")
    assert (response.status_code, response.text) == (503, "too_busy")


def reading_app() -> Starlette:
    async def read(request: Request) -> Response:
        return PlainTextResponse(str(len(await request.body())))

    return Starlette(routes=[Route("/", read, methods=["POST"])])


def test_a_body_larger_than_the_limit_is_refused_by_header_and_by_what_comes() -> None:
    client = TestClient(BodyLimit(reading_app(), largest=lambda _: 1000, answer=plain_answer))
    assert client.post("/", content=b"x" * 1000).text == "1000"
    assert client.post("/", content=b"x" * 1001).status_code == 413
    chunks = (b"x" * 300 for _ in range(10))
    assert client.post("/", content=chunks).status_code == 413


def test_a_large_body_is_a_problem_document(app: ASGIApp) -> None:
    response = script(app).post("/api/v1/accounts", content=b"x" * (1024 * 1024 + 1))
    assert_problem(response, 413, "body_too_large")


def test_what_is_broken_gives_a_plain_500_without_a_trace() -> None:
    def broken(_: Request) -> Response:
        raise RuntimeError("Sato Hanako, secret memo")

    inner = Starlette(routes=[Route("/{who}", broken)])
    client = TestClient(SecurityHeaders(RequestLog(inner, answer=plain_answer)), raise_server_exceptions=False)
    with structlog.testing.capture_logs() as lines:
        response = client.get("/sato?q=hanako")
    assert response.status_code == 500
    assert "Sato" not in response.text
    assert [line["event"] for line in lines] == ["request_failed", "request"]
    assert "hanako" not in str(lines).lower()


def test_the_log_names_the_route_and_no_person(app: ASGIApp, tmp_path: Path) -> None:
    with structlog.testing.capture_logs() as lines:
        browser(app).get("/accounts/01hiddenid/people/01sato?q=山田&token=zyxw")
        script(app).get("/api/v1/accounts/01hiddenid/map?as_of=2026-01-01")
    told: list[Any] = [line for line in lines if line["event"] == "request"]
    assert [line["route"] for line in told] == [
        "/accounts/{account_id}/people/{person_id:path}",
        "/api/v1/accounts/{account_id}/map",
    ]
    for secret in ("01hiddenid", "01sato", "山田", "zyxw", "2026-01-01"):
        assert secret not in str(lines)
    assert all(line["request_id"] and line["ms"] >= 0 and line["status"] for line in told)


JA, EN = {"Accept-Language": "ja,en;q=0.5"}, {"Accept-Language": "en-GB,ja;q=0.5"}


def test_problem_documents_speak_the_readers_language(app: ASGIApp) -> None:
    """By the same choice as the pages: the language that was chosen, else what is wished, else the installation's."""
    for language, headers in (("ja", JA), ("en", EN), ("en", {})):
        for client, path, status in (
            (script(app), "/api/v1/nowhere", 404),
            (client_of(app), "/api/v1/accounts", 401),
            (script(app), "/api/v1/accounts", 503),
            (script(app), "/api/v1/accounts/x/map?as_of=never", 422),
        ):
            response = client.get(path, headers=headers)
            document = assert_problem(response, status, response.json()["code"])
            assert response.headers["content-language"] == language
            told = [document.title, document.detail, *(p.expected for p in document.problems), *document.ways_out]
            assert all(is_japanese(text) is (language == "ja") for text in told), told
    chosen = browser(app, "en")
    chosen.cookies.set("nemawashi_language", "ja", domain="127.0.0.1")
    assert chosen.get("/api/v1/nowhere").headers["content-language"] == "ja"
    assert script(app).get("/api/v1/nowhere?locale=ja", headers=EN).headers["content-language"] == "ja"


def is_japanese(text: str) -> bool:
    return any("ぁ" <= c <= "ヿ" or "一" <= c <= "鿿" for c in text)


def test_the_ways_out_are_said_in_both_languages(app: ASGIApp) -> None:
    for language in ("ja", "en"):
        page = browser(app, language).get("/")
        ways = page.text.partition('<ul class="plain">')[2].partition("</ul>")[0]
        assert ways.count("<li>") >= 1
        assert is_japanese(ways) is (language == "ja"), ways
