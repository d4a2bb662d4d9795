"""Python's garbage collector, at rest while an account is read and compared."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class _Rest:
    def __init__(self) -> None:
        self.lock = Lock()
        self.depth = 0
        self.enabled_before = True


_rest = _Rest()


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """No search for garbage cycles meanwhile, in any thread; when the last such block ends, as before the first.

    For work that makes a great many objects of which all stay: each search would look at all of them and find nothing,
    which took more than half of the time of planning a file for a large account.
    """
    with _rest.lock:
        if _rest.depth == 0:
            _rest.enabled_before = gc.isenabled()
            gc.disable()
        _rest.depth += 1
    try:
        yield
    finally:
        with _rest.lock:
            _rest.depth -= 1
            if _rest.depth == 0 and _rest.enabled_before:
                gc.enable()
