"""Imports that are being written now, in a thread of this process, and how far each is."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from service.accounts import Progress
from service.importing.apply import ImportResult


@dataclass
class Run:
    """One import on its way. It is told its progress; `finished` is set when `result` or `error` is."""

    what: str = ""
    total: int = 0
    n: int = 0
    result: ImportResult | None = None
    error: Exception | None = None
    finished: threading.Event = field(default_factory=threading.Event)

    def start(self, total: int, what: str) -> None:
        self.total, self.n, self.what = total, 0, what

    def advance(self, n: int = 1) -> None:
        self.n = min(self.n + n, self.total)

    def done(self) -> None:
        self.n = self.total


class Running:
    """The imports of this process, by their id; the last ones stay to be asked about."""

    MOST = 50

    def __init__(self) -> None:
        self._runs: dict[str, Run] = {}
        self._lock = threading.Lock()

    def begin(self, import_id: str, work: Callable[[Progress], ImportResult]) -> Run:
        """The run of this import: the one that is under way, else a new one."""
        with self._lock:
            found = self._runs.get(import_id)
            if found is not None and not found.finished.is_set():
                return found
            run = self._runs[import_id] = Run()
            for old in list(self._runs)[: -self.MOST]:
                if self._runs[old].finished.is_set():
                    del self._runs[old]
        threading.Thread(target=_carry_out, args=(run, work), daemon=True, name=f"import-{import_id}").start()
        return run

    def of(self, import_id: str) -> Run | None:
        return self._runs.get(import_id)


def _carry_out(run: Run, work: Callable[[Progress], ImportResult]) -> None:
    try:
        run.result = work(run)
    except Exception as error:  # whatever it is, it is handed to the one who asks
        run.error = error
    finally:
        run.finished.set()
