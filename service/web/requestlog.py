"""One line per request, and the last resort when something breaks. No personal data: no addresses, no query strings."""

import time

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.web.refusal import Answer, Refusal

_log = structlog.get_logger("nemawashi.web")


def route_template(scope: Scope) -> str:
    """The route as written in the program, such as /accounts/{account_id}/map: ids stay out of the log."""
    route = scope.get("route")
    path = str(getattr(route, "path", "") or "")
    if not path:
        return "-"
    root = str(scope.get("root_path", ""))
    return path if path.startswith(root) else root + path


def _place(error: Exception) -> tuple[str | None, int | None]:
    """The last line of ours that the error came through. Its message is not logged: it may hold names."""
    found: tuple[str | None, int | None] = (None, None)
    place = error.__traceback__
    while place is not None:
        module = str(place.tb_frame.f_globals.get("__name__", ""))
        if module.startswith(("service.", "viz")) or found == (None, None):
            found = (module, place.tb_lineno)
        place = place.tb_next
    return found


class RequestLog:
    """Logs method, route template, status, milliseconds and request id; an unforeseen error becomes a plain 500."""

    def __init__(self, app: ASGIApp, *, answer: Answer) -> None:
        self._app = app
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 0

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except Exception as error:
            module, line = _place(error)
            _log.error(
                "request_failed",
                error=type(error).__name__,
                module=module,
                line=line,
                request_id=scope["state"]["request_id"],
            )
            if not status:
                await self._answer(scope, Refusal.BROKEN)(scope, receive, noted)
        finally:
            _log.info(
                "request",
                method=scope["method"],
                route=route_template(scope),
                status=status,
                ms=round((time.perf_counter() - began) * 1000, 1),
                request_id=scope["state"]["request_id"],
            )
