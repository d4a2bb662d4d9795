"""How much and how long: the size of a body, the outer deadline of a request, and how many are worked on at once."""

import asyncio
import contextlib
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.web.refusal import Answer, Refusal


class _TooLargeError(Exception):
    """More bytes came than the limit, whatever the header said."""


class BodyLimit:
    """Refuses a body that is larger than `largest(scope)` bytes: by its declared length, and again while it streams."""

    def __init__(self, app: ASGIApp, *, largest: Callable[[Scope], int], answer: Answer) -> None:
        self._app = app
        self._largest = largest
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._largest(scope)
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdecimal() and int(declared) > limit:
            await self._answer(scope, Refusal.BODY_TOO_LARGE)(scope, receive, send)
            return
        seen, started, over = 0, False, False

        async def counted() -> Message:
            nonlocal seen, over
            message = await receive()
            if message["type"] == "http.request":
                seen += len(message.get("body", b""))
                if seen > limit:
                    over = True
                    raise _TooLargeError
            return message

        async def noted(message: Message) -> None:
            nonlocal started
            if over:
                return
            started = started or message["type"] == "http.response.start"
            await send(message)

        with contextlib.suppress(_TooLargeError):
            await self._app(scope, counted, noted)
        if over and not started:
            await self._answer(scope, Refusal.BODY_TOO_LARGE)(scope, receive, send)


class Deadline:
    """Answers within `seconds(scope)`, and works on at most `at_once` requests.

    Work runs in threads, which nobody can stop from outside: at the deadline the answer is given, the work ends by the
    timeouts of the graph, and its place is free only then. So a slow graph cannot pile up threads.
    """

    def __init__(self, app: ASGIApp, *, seconds: Callable[[Scope], float], answer: Answer, at_once: int = 64) -> None:
        self._app = app
        self._seconds = seconds
        self._answer = answer
        self._at_once = at_once
        self._running: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(("/static/", "/healthz")):
            await self._app(scope, receive, send)
            return
        if len(self._running) >= self._at_once:
            await self._answer(scope, Refusal.TOO_BUSY)(scope, receive, send)
            return
        started, expired = False, False

        async def until_deadline(message: Message) -> None:
            nonlocal started
            if not expired:
                started = True
                await send(message)

        task = asyncio.create_task(self._run(scope, receive, until_deadline))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        try:
            done, _ = await asyncio.wait({task}, timeout=self._seconds(scope))
        except asyncio.CancelledError:
            task.cancel()
            raise
        if done:
            task.result()
            return
        if started:  # the answer is under way: it may end, it is our own data that is being sent
            await task
            return
        expired = True
        task.cancel()
        task.add_done_callback(_forget)
        await self._answer(scope, Refusal.TOO_SLOW)(scope, receive, send)

    async def _run(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)


def _forget(task: asyncio.Task[None]) -> None:
    """Look at the outcome of a request that was answered at its deadline, so that it is not reported as lost."""
    if not task.cancelled():
        task.exception()
