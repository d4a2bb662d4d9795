"""What stands around every page: which accounts there are, which one this is, how much is thin."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.accounts import AccountSummary, list_accounts
from service.domain.errors import NotFoundError
from service.domain.gaps.report import GapReport
from service.graph.transaction import ReadTx

MOST_OFFERED = 12


@dataclass(frozen=True, slots=True)
class Chrome:
    """`gaps` counts the open gaps of the account on the day, as its report does; None where the page has not looked.
    `active` is the page."""

    accounts: Sequence[AccountSummary] = ()
    account: AccountSummary | None = None
    active: str = ""
    gaps: int | None = None

    @property
    def near(self) -> Sequence[AccountSummary]:
        """The accounts offered for a switch: all, or those around this one by name when there are many."""
        if len(self.accounts) <= MOST_OFFERED:
            return self.accounts
        here = next((n for n, a in enumerate(self.accounts) if self.account and a.id == self.account.id), 0)
        start = min(max(here - MOST_OFFERED // 2, 0), len(self.accounts) - MOST_OFFERED)
        return self.accounts[start : start + MOST_OFFERED]


BARE = Chrome()
"""Around a page that may not know of any account, such as a refusal."""


def read_chrome(tx: ReadTx, active: str, account_id: str | None = None, report: GapReport | None = None) -> Chrome:
    """`report` is the whole one, with the further checks. NotFoundError when there is no such account, or the actor may
    not know of it."""
    accounts = list_accounts(tx)
    account = next((a for a in accounts if a.id == account_id), None)
    if account_id is not None and account is None:
        raise NotFoundError("There is no such account.")
    return Chrome(accounts, account, active, None if report is None else report.count)
