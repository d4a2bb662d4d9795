"""From a request to a handler and back: language, day, thread, and errors as pages."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from service.domain.errors import NemawashiError
from service.domain.gaps.settings import SINCE_DAYS
from service.pages.errors import error_page
from service.pages.site import Site
from service.pages.visit import Visit, read_day, read_period
from service.settings_store import read_gap_settings
from service.web.language import LANGUAGE_COOKIE, known_locale, language_of

ONE_YEAR = 365 * 24 * 3600
MOST_FILES, MOST_FIELDS = 12, 1_500

Handler = Callable[[Visit], Response]


def bare_visit(site: Site, request: Request) -> Visit:
    """A visit that asks about today: for pages that must work whatever the address says."""
    today = site.today()
    return Visit(site, request, language_of(request, site.settings.locale), site.actor, today, today, SINCE_DAYS)


def page(site: Site, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that runs `handler` in a thread. The product's own errors become pages that say what to do."""

    async def endpoint(request: Request) -> Response:
        switched = _switch_language(request)
        if switched is not None:
            return switched
        form = FormData()
        if request.method == "POST":
            form = await request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS)
        try:
            return await run_in_threadpool(_handle, site, handler, request, form)
        finally:
            await form.close()

    return endpoint


def _handle(site: Site, handler: Handler, request: Request, form: FormData) -> Response:
    today = site.today()
    try:
        as_of, asked_days = read_day(request, today), read_period(request)
        locale = language_of(request, site.settings.locale)
        usual = _usual_period(site, request)
        return handler(Visit(site, request, locale, site.actor, today, as_of, asked_days or usual, form, usual))
    except NemawashiError as error:
        return error_page(bare_visit(site, request), error)


def _usual_period(site: Site, request: Request) -> int:
    """How many days a contact counts where the address does not say: what the account's settings say."""
    account_id = request.path_params.get("account_id")
    if account_id is None:
        return SINCE_DAYS
    return site.graph.read(site.actor, read_gap_settings, account_id=str(account_id)).since_days


def _switch_language(request: Request) -> Response | None:
    """`?lang=` remembers the language and leads to the same address without it."""
    if request.method != "GET" or "lang" not in request.query_params:
        return None
    rest = [(k, v) for k, v in request.query_params.multi_items() if k != "lang"]
    here = "/" + request.url.path.lstrip("/")
    response = RedirectResponse(f"{here}?{urlencode(rest)}" if rest else here, status_code=303)
    chosen = known_locale(request.query_params["lang"])
    if chosen is not None:
        response.set_cookie(LANGUAGE_COOKIE, chosen, max_age=ONE_YEAR, samesite="lax", httponly=True, path="/")
    return response
