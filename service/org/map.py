"""The organisation of one account on one day."""

from datetime import date

from service.domain.orgmap import OrgMap
from service.graph.query import load
from service.graph.transaction import ReadTx
from service.org.folding import fold
from service.org.rows import MapRow

MAP = load("org.map", MapRow)


def read_map(tx: ReadTx, *, account_id: str, as_of: date, since: date) -> OrgMap:
    """Departments, seats, lines, people, their stances and our contacts on `as_of`, by today's belief.

    Contacts are held two-way meetings of this account from `since` to `as_of`, both included. Without the right to
    stances, stances and relations are empty, not false. One round trip; NotFoundError when there is no such account.
    """
    row = tx.one(MAP, account_id=account_id, as_of=as_of)
    return fold(row, account_id=account_id, as_of=as_of, since=since)
