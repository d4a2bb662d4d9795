"""The gaps of an account on a day, beside those of an earlier one, narrowed: all read in one transaction."""

from datetime import date
from typing import Protocol

from service.checks import read_report
from service.domain.errors import InvalidInputError, Problem, worded
from service.domain.gaps.compare import Comparison, compare
from service.domain.gaps.filtering import Places, narrow, narrow_comparison
from service.domain.gaps.naming import AskedFilter, named_filter
from service.domain.gaps.report import GapReport
from service.graph.transaction import ReadTx
from service.org import read_map


class ReadsReport(Protocol):
    """Answers the whole report, as `read_report` does."""

    def __call__(self, tx: ReadTx, *, account_id: str, as_of: date, since: date | None = None) -> GapReport: ...


def read_compared(
    tx: ReadTx,
    *,
    account_id: str,
    as_of: date,
    earlier: date | None,
    since: date | None = None,
    read: ReadsReport = read_report,
) -> tuple[GapReport, Comparison | None]:
    """The report of `as_of`, and what has become of the gaps since the day `earlier`; no such day: None.

    Both days are judged by the settings of now and over periods of the same length. InvalidInputError for a day that is
    not earlier; NotFoundError when there is no such account.
    """
    if earlier is not None and earlier >= as_of:
        expected = f"a day before {as_of.isoformat()}"
        problem = Problem(
            "bad_date", "compare", earlier.isoformat(), expected, expected_ja=f"{as_of.isoformat()} より前の日付"
        )
        raise worded(
            InvalidInputError("A report is compared with an earlier day.", [problem]),
            "比べられるのは、前の日だけです。",
        )
    now = read(tx, account_id=account_id, as_of=as_of, since=since)
    if earlier is None:
        return now, None
    then = read(tx, account_id=account_id, as_of=earlier, since=earlier - (as_of - now.since))
    return now, compare(now, then)


def read_narrowed(
    tx: ReadTx,
    *,
    account_id: str,
    as_of: date,
    earlier: date | None,
    asked: AskedFilter,
    prefix: str = "",
    since: date | None = None,
    read: ReadsReport = read_report,
) -> tuple[GapReport, Comparison | None]:
    """As `read_compared`, narrowed to what is asked. InvalidInputError for a filter that names what there is not, each
    part under its name after `prefix`."""
    report, comparison = read_compared(tx, account_id=account_id, as_of=as_of, earlier=earlier, since=since, read=read)
    if not asked.is_on:
        return report, comparison
    places = Places(report, read_map(tx, account_id=account_id, as_of=as_of, since=report.since))
    chosen = named_filter(places, asked, prefix)
    return narrow(report, places, chosen), narrow_comparison(comparison, places, chosen)
