"""The secrets of one running server: who holds one of them is the user of this machine."""

import hmac
import secrets
import threading
import time
from collections.abc import Callable

OPENING_SECONDS = 12 * 3600.0
"""A one-time token that nobody used is dead after this long."""


class ServerSecrets:
    """`bearer` serves scripts, `cookie` is what a browser holds after it was opened with a one-time token.

    Safe to share between threads. Nothing here is ever logged or written to the graph.
    """

    def __init__(
        self, *, bearer: str | None = None, cookie: str | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.bearer = bearer or secrets.token_urlsafe(32)
        self.cookie = cookie or secrets.token_urlsafe(32)
        self._clock = clock
        self._openings: dict[str, float] = {}
        self._lock = threading.Lock()

    def opening(self) -> str:
        """A fresh one-time token for the address that opens the product: `/?token=…`."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            now = self._clock()
            self._openings = {t: born for t, born in self._openings.items() if now - born < OPENING_SECONDS}
            self._openings[token] = now
        return token

    def consume(self, token: str) -> bool:
        """Whether `token` opens the product. It does so once."""
        with self._lock:
            now = self._clock()
            for known, born in list(self._openings.items()):
                if _same(known, token):
                    del self._openings[known]
                    return now - born < OPENING_SECONDS
        return False

    def is_cookie(self, value: str) -> bool:
        return _same(self.cookie, value)

    def is_bearer(self, value: str) -> bool:
        return _same(self.bearer, value)


def _same(ours: str, theirs: str) -> bool:
    return hmac.compare_digest(ours.encode(), theirs.encode("utf-8", "surrogatepass"))
