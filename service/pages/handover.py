"""What the map's page has read stays at hand for a moment, for the frame that this page holds: read once, not twice."""

import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date

from service.domain.actor import Actor
from service.domain.orgmap import OrgMap
from viz import Layout

MOST = 8
SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """The map of an account on a day, laid out; `actor` may see it."""

    actor: Actor
    account_id: str
    as_of: date
    since: date
    org: OrgMap
    layout: Layout


class Handover:
    """A few drawings under keys that nobody can guess. Each is taken once, and soon. Safe to share between threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[float, Drawing]] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, drawing: Drawing) -> str:
        """The key of the drawing. The oldest goes when there are more than MOST."""
        key = secrets.token_urlsafe(12)
        with self._lock:
            self._kept[key] = (time.monotonic() + SECONDS, drawing)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return key

    def take(self, key: str, actor: Actor, account_id: str, as_of: date, since: date) -> Drawing | None:
        """The drawing; None when it was taken, is older than SECONDS, never was, or is of something else."""
        with self._lock:
            until, found = self._kept.pop(key, (0.0, None))
        if found is None or time.monotonic() > until:
            return None
        wanted = (actor, account_id, as_of, since)
        return found if (found.actor, found.account_id, found.as_of, found.since) == wanted else None
