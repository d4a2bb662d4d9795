"""The composition root: pages, JSON, files and what stands before them, as one ASGI application."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Scope

from service.api.app import API_PREFIX, create_api
from service.api.problems import error_problem, problem_locale, refusal_problem
from service.domain.errors import NotFoundError, worded
from service.graph.database import Graph
from service.pages.endpoint import bare_visit
from service.pages.errors import error_page, refusal_page
from service.pages.routes import routes
from service.pages.site import HERE as PAGES
from service.pages.site import Site
from service.settings import Settings
from service.web.guard import Guard
from service.web.headers import SecurityHeaders
from service.web.limits import BodyLimit, Deadline
from service.web.refusal import Refusal
from service.web.requestlog import RequestLog
from service.web.secrets import ServerSecrets
from service.web.static import StaticFiles
from viz import STATIC_DIR, vis_script

SMALL_BODY = 1024 * 1024
STATIC_PREFIX = "/static"


def create_app(
    graph: Graph, settings: Settings, *, secret: ServerSecrets, today: Callable[[], date] | None = None
) -> ASGIApp:
    """The whole service. `today` stands in for the clock of the workspace's time zone in tests."""
    static = StaticFiles(STATIC_PREFIX, {"own": PAGES / "static", "viz": STATIC_DIR, "vis": vis_script()})
    site = Site(graph, settings, static, today=today)

    def answer(scope: Scope, refusal: Refusal) -> Response:
        if scope["path"].startswith("/api/"):
            return refusal_problem(
                refusal, scope["state"]["request_id"], problem_locale(Request(scope), settings.locale)
            )
        return refusal_page(bare_visit(site, Request(scope)), refusal)

    async def not_found(request: Request, error: Exception) -> Response:
        if isinstance(error, HTTPException) and error.status_code == 405:
            return answer(request.scope, Refusal.METHOD)
        missing = worded(NotFoundError("There is no such page."), "そのページはありません。")
        if request.url.path.startswith("/api/"):
            return error_problem(missing, request.state.request_id, problem_locale(request, settings.locale))
        return await run_in_threadpool(error_page, bare_visit(site, request), missing)

    async def broken(request: Request, _: Exception) -> Response:
        return answer(request.scope, Refusal.BROKEN)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield

    application = Starlette(
        routes=[
            Route("/healthz", _alive),
            Route("/readyz", _ready_endpoint(graph)),
            Route("/favicon.ico", _favicon(static)),
            Route(f"{STATIC_PREFIX}/{{path:path}}", endpoint=static),
            Mount(API_PREFIX, app=create_api(graph, settings, secret=secret, today=site.today, reports=site.reports)),
            *routes(site),
        ],
        exception_handlers={404: not_found, 405: not_found, Exception: broken},
        lifespan=lifespan,
    )

    def largest(scope: Scope) -> int:
        return settings.upload_bytes if _takes_files(scope) else SMALL_BODY

    def seconds(scope: Scope) -> float:
        long = _takes_files(scope) or scope["method"] == "DELETE" or scope["path"].startswith("/import/")
        return settings.import_request_seconds if long else settings.request_seconds * graph.patience

    hosts = settings.allowed_hosts.split(",")
    guarded: ASGIApp = BodyLimit(application, largest=largest, answer=answer)
    guarded = Deadline(guarded, seconds=seconds, answer=answer)
    guarded = Guard(guarded, secret=secret, port=settings.port, hosts=hosts, answer=answer)
    return SecurityHeaders(RequestLog(guarded, answer=answer))


def _takes_files(scope: Scope) -> bool:
    """Whether the request is one of those that may be large and long: imports, their undo, the demo, deleting."""
    path = scope["path"]
    return scope["method"] == "POST" and (
        "/import" in path or path == "/demo" or (path.startswith("/accounts/") and path.endswith("/delete"))
    )


def _alive(_: Request) -> Response:
    """The process lives; it does not look at the graph."""
    return JSONResponse({"status": "alive"})


def _ready_endpoint(graph: Graph) -> Callable[[Request], Response]:
    def ready(_: Request) -> Response:
        fine = graph.answers()
        return JSONResponse({"status": "ready" if fine else "graph does not answer"}, status_code=200 if fine else 503)

    return ready


def _favicon(static: StaticFiles) -> Callable[[Request], Response]:
    def favicon(_: Request) -> Response:
        return RedirectResponse(static.url("own/mark.svg"), status_code=308)

    return favicon
