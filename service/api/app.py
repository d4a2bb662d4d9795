"""The JSON interface as one application: routers, and errors as problem documents."""

from collections.abc import Callable
from datetime import date
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from service import __version__
from service.api import accounts, changes, corrections, dismissals, imports, organisation, records, workbooks
from service.api import settings as settings_routes
from service.api.problems import (
    ProblemDocument,
    error_problem,
    http_problem,
    problem_locale,
    refusal_problem,
    validation_problem,
)
from service.domain.errors import NemawashiError
from service.graph.database import Graph
from service.kept_reports import KeptReports
from service.settings import Settings
from service.web.language import Locale
from service.web.refusal import Refusal
from service.web.secrets import ServerSecrets

API_PREFIX = "/api/v1"

_PROBLEM = {"model": ProblemDocument, "content": {"application/problem+json": {}}}
RESPONSES: dict[int | str, dict[str, Any]] = {
    code: {"description": words, **_PROBLEM}
    for code, words in (
        (400, "The request is broken"),
        (401, "No valid token"),
        (404, "No such record"),
        (409, "Not possible now"),
        (413, "Too large"),
        (422, "Invalid input"),
        (503, "The graph does not answer"),
    )
}


def create_api(
    graph: Graph, settings: Settings, *, secret: ServerSecrets, today: Callable[[], date], reports: KeptReports
) -> FastAPI:
    """Mounted under /api/v1, behind the guard: whoever gets here has been let in."""
    api = FastAPI(
        title="Nemawashi",
        version=__version__,
        description="Relationship intelligence for enterprise account planning.",
        docs_url=None,
        redoc_url=None,
        responses=RESPONSES,
        servers=[{"url": API_PREFIX}],
        root_path_in_servers=False,
    )
    api.state.graph, api.state.settings, api.state.secret, api.state.today = graph, settings, secret, today
    api.state.reports = reports
    for routes in (
        accounts,
        changes,
        corrections,
        dismissals,
        imports,
        organisation,
        records,
        settings_routes,
        workbooks,
    ):
        api.include_router(routes.router)

    def locale(request: Request) -> Locale:
        return problem_locale(request, settings.locale)

    @api.exception_handler(NemawashiError)
    def own(request: Request, error: NemawashiError) -> Response:
        return error_problem(error, request.state.request_id, locale(request))

    @api.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        return validation_problem(error.errors(), request.state.request_id, locale(request))

    @api.exception_handler(HTTPException)
    def plain(request: Request, error: HTTPException) -> Response:
        return http_problem(error, request.state.request_id, locale(request))

    @api.exception_handler(Exception)
    def broken(request: Request, _: Exception) -> Response:
        return refusal_problem(Refusal.BROKEN, request.state.request_id, locale(request))

    return api
