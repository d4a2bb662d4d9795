"""Whole gap reports that were read lately, kept as long as nothing was written.

Every page tells the same number of gaps, and it is that of the whole report. Reading one takes some tenths of a second
for a large account; looking whether the account has been written to since takes a millisecond or two.
"""

from collections import OrderedDict
from datetime import date
from threading import Lock

from service.checks import read_report
from service.domain.actor import FieldClass
from service.domain.gaps.report import GapReport
from service.graph.query import Row, load
from service.graph.transaction import WORKSPACE_ID, ReadTx

MOST_REPORTS = 32


class RevisionRow(Row, fields=FieldClass.ORG):
    account: int
    workspace: int


REVISION = load("coverage.revision", RevisionRow)

_Key = tuple[str, date, date | None, frozenset[FieldClass]]


class KeptReports:
    """Safe to share between threads; holds `MOST_REPORTS`, and forgets the one that was not asked for longest."""

    def __init__(self, most: int = MOST_REPORTS) -> None:
        self._most = most
        self._lock = Lock()
        self._kept: OrderedDict[_Key, tuple[RevisionRow, GapReport]] = OrderedDict()

    def read(self, tx: ReadTx, *, account_id: str, as_of: date, since: date | None = None) -> GapReport:
        """What `read_report` answers, without asking again what was asked at the same state of the account.

        NotFoundError when there is no such account, or the actor may not know of it.
        """
        state = tx.first(REVISION, account_id=account_id, workspace_id=WORKSPACE_ID)
        key = (account_id, as_of, since, frozenset(tx.actor.fields))
        with self._lock:
            found = self._kept.get(key)
            if found is not None and found[0] == state:
                self._kept.move_to_end(key)
                return found[1]
        report = read_report(tx, account_id=account_id, as_of=as_of, since=since)
        if state is not None:
            with self._lock:
                self._kept[key] = (state, report)
                self._kept.move_to_end(key)
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
        return report
