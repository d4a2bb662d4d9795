"""The organisation of one account on one day."""

from datetime import date, timedelta

from service.domain.orgmap import OrgMap
from service.graph.query import load
from service.graph.transaction import ReadTx
from service.org.folding import fold
from service.org.rows import MapRow
from service.settings_store import read_gap_settings

MAP = load("org.map", MapRow)


def read_map(tx: ReadTx, *, account_id: str, as_of: date, since: date | None = None) -> OrgMap:
    """Departments, seats, lines, people, their stances and our contacts on `as_of`, by today's belief.

    Contacts are held two-way meetings of this account from `since` to `as_of`, both included; without `since` the
    account's settings say how long that is, as they say when a stance is old. Without the right to stances, stances and
    relations are empty, not false. Two round trips; NotFoundError when there is no such account.
    """
    settings = read_gap_settings(tx, account_id=account_id)
    since = since or as_of - timedelta(days=settings.since_days)
    row = tx.one(MAP, account_id=account_id, as_of=as_of)
    return fold(row, account_id=account_id, as_of=as_of, since=since, stale_days=settings.stale_days)
