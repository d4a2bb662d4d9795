"""Who may ask: the Host allow-list, the origin of unsafe requests, and the cookie or bearer token."""

from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from service.web.refusal import Answer, Refusal
from service.web.secrets import ServerSecrets

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
METHODS = SAFE | {"POST", "PUT", "PATCH", "DELETE"}
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
PUBLIC = ("/static/", "/healthz", "/readyz", "/favicon.ico")
"""What holds no data of anybody. The map's frame has an opaque origin: its scripts are fetched without a cookie."""


class Guard:
    """Lets through only what this machine's user asked for.

    A request whose Host is not ours is not answered (a page that points its own name at this machine reads nothing).
    An unsafe request must come from our own pages, or carry the bearer token and no cookie. The address `/?token=…`
    is good once: it becomes an HttpOnly, SameSite=Strict cookie and the clean address.
    """

    def __init__(
        self, app: ASGIApp, *, secret: ServerSecrets, port: int, hosts: Iterable[str] = (), answer: Answer
    ) -> None:
        self._app = app
        self._secret = secret
        self._answer = answer
        self._hosts = frozenset(h.strip().lower() for h in hosts if h.strip())
        self._port = port
        self.cookie_name = f"nemawashi_{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is Refusal.NOT_SIGNED_IN and self._opens(scope):
            response = RedirectResponse("/", status_code=303)
            response.set_cookie(
                self.cookie_name,
                self._secret.cookie,
                httponly=True,
                samesite="strict",
                secure=scope["scheme"] == "https",
                path="/",
            )
            await response(scope, receive, send)
        elif refusal is not None:
            await self._answer(scope, refusal)(scope, receive, send)
        elif "token" in parse_qs(scope["query_string"].decode("latin-1")) and scope["path"] == "/":
            await RedirectResponse("/", status_code=303)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _refusal(self, scope: Scope) -> Refusal | None:
        headers = Headers(scope=scope)
        if not self._is_our_host(headers.getlist("host"), scope):
            return Refusal.UNKNOWN_HOST
        if scope["method"] not in METHODS:
            return Refusal.METHOD
        if scope["path"].startswith(PUBLIC) and scope["method"] in SAFE:
            return None
        cookies = "; ".join(headers.getlist("cookie"))
        if not cookies and self._has_bearer(headers):
            return None
        if scope["method"] not in SAFE and not self._is_our_origin(headers, scope):
            return Refusal.FOREIGN_ORIGIN
        return None if self._has_cookie(cookies) else Refusal.NOT_SIGNED_IN

    def _is_our_host(self, hosts: list[str], scope: Scope) -> bool:
        if len(hosts) != 1:
            return False
        host = hosts[0].lower()
        if host in self._hosts or host.rpartition(":")[0] in self._hosts:
            return True
        ports = {self._port, (scope.get("server") or ("", self._port))[1]}
        default = 443 if scope["scheme"] == "https" else 80
        return any(
            host == f"{name}:{port}" or (port == default and host == name) for name in LOOPBACK for port in ports
        )

    def _is_our_origin(self, headers: Headers, scope: Scope) -> bool:
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site in ("same-origin", "none")
        return headers.get("origin") == f"{scope['scheme']}://{headers['host']}"

    def _has_bearer(self, headers: Headers) -> bool:
        kind, _, token = headers.get("authorization", "").partition(" ")
        return kind.lower() == "bearer" and self._secret.is_bearer(token.strip())

    def _has_cookie(self, cookies: str) -> bool:
        try:
            found = SimpleCookie(cookies).get(self.cookie_name)
        except CookieError:
            return False
        return found is not None and self._secret.is_cookie(found.value)

    def _opens(self, scope: Scope) -> bool:
        if scope["method"] != "GET" or scope["path"] != "/":
            return False
        tokens = parse_qs(scope["query_string"].decode("latin-1")).get("token", [])
        return len(tokens) == 1 and self._secret.consume(tokens[0])
