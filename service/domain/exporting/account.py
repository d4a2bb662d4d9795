"""An account as of a day, as the sheets that the import reads: imported again on that day they change nothing."""

from dataclasses import dataclass
from datetime import date

from service.domain.exporting.chart import chart
from service.domain.exporting.lists import Lists
from service.domain.exporting.names import Names
from service.domain.exporting.tables import Omitted, Table, table
from service.domain.importing.account import AccountView
from service.domain.importing.tables import Sheet
from service.domain.snapshot import Snapshot


@dataclass(frozen=True)
class AccountSheets:
    """The sheets in the order of the workbook. `omitted` counts what they have no place for, by reason."""

    account_name: str
    tables: tuple[Table, ...]
    omitted: dict[str, int]

    def rows(self) -> dict[str, int]:
        """The number of rows of each sheet."""
        return {t.kind.value: len(t.rows) for t in self.tables}


def account_sheets(snapshot: Snapshot, *, as_of: date, locale: str, with_stances: bool) -> AccountSheets:
    """The account on the day. Without stances the sheet of them is left out altogether."""
    view, omitted = AccountView(snapshot, as_of), Omitted()
    names = Names(view)
    organisation = chart(view, names, locale, omitted)
    lists = Lists(view, names, organisation, locale, omitted)
    tables = [
        table(Sheet.ORG, organisation.rows),
        table(Sheet.MEMBERS, lists.members()),
        table(Sheet.MEETINGS, lists.meetings()),
        table(Sheet.OPPORTUNITIES, lists.opportunities()),
        *([table(Sheet.STANCES, lists.stances())] if with_stances else []),
        table(Sheet.KEY_PEOPLE, lists.key_people()),
    ]
    return AccountSheets(view.account_name, tuple(tables), dict(omitted.counts))
