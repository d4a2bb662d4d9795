"""How long work shows how far it is: whatever takes a `Progress` tells it, and the caller decides what is seen."""

import sys
import time
from typing import Protocol, TextIO


class Progress(Protocol):
    """Told of one piece of work at a time: `start`, any number of `advance`, `done`."""

    def start(self, total: int, what: str) -> None:
        """Work of `total` steps begins; `what` names it in the reader's language."""

    def advance(self, n: int = 1) -> None:
        """`n` more steps are finished."""

    def done(self) -> None:
        """The work is over, finished or not."""


class SilentProgress:
    """Shows nothing."""

    def start(self, total: int, what: str) -> None: ...

    def advance(self, n: int = 1) -> None: ...

    def done(self) -> None: ...


class ConsoleProgress:
    """A bar on standard error, drawn in place on a terminal; elsewhere a plain line at each tenth.

    Standard output is never touched.
    """

    WIDTH = 30
    REDRAW_SECONDS = 0.1

    def __init__(self, stream: TextIO | None = None) -> None:
        self._out = stream or sys.stderr
        self._tty = self._out.isatty()
        self._total = self._n = self._tenth = 0
        self._what = ""
        self._drawn_at = 0.0

    def start(self, total: int, what: str) -> None:
        self._total, self._n, self._tenth, self._what = max(total, 1), 0, 0, what
        self._draw(force=True)

    def advance(self, n: int = 1) -> None:
        self._n = min(self._n + n, self._total)
        self._draw(force=False)

    def done(self) -> None:
        if self._tty:
            self._draw(force=True)
            self._out.write("\n")
        elif self._tenth < 10:
            self._draw(force=True)
        self._out.flush()

    def _draw(self, *, force: bool) -> None:
        share = self._n / self._total
        text = f"{self._what}  {self._n:,}/{self._total:,}"
        if self._tty:
            now = time.monotonic()
            if not force and now - self._drawn_at < self.REDRAW_SECONDS:
                return
            self._drawn_at = now
            filled = round(self.WIDTH * share)
            self._out.write(f"\r{'█' * filled}{'░' * (self.WIDTH - filled)}  {text}\x1b[K")
        else:
            tenth = int(share * 10)
            if not force and tenth == self._tenth:
                return
            self._tenth = tenth
            self._out.write(f"{text}\n")
        self._out.flush()
