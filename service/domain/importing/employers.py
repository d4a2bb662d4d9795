"""Whose people a list is about: of an export that holds many companies only the account's rows are taken."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.domain.companies import company_key, same_company
from service.domain.importing import keys
from service.domain.importing.draft import Draft, Ref
from service.domain.importing.findings import Log
from service.domain.importing.tables import MappedTable, Row

_NAMED = 5
"""So many other companies are named in a finding."""


@dataclass(frozen=True, slots=True)
class _Employer:
    """What a row says of the company: its name and its id in the system of the file; either may be empty."""

    row: int
    name: str
    id: str

    @property
    def shown(self) -> str:
        return self.name or self.id

    @property
    def key(self) -> str:
        return company_key(self.name) if self.name else self.id


def is_company_list(table: MappedTable) -> bool:
    """Whether an export lists companies, one a row, and nobody of them."""
    return bool(table.system) and not any(table.has(f) for f in ("name", "family_name", "given_name"))


def take_own(tables: Sequence[MappedTable], draft: Draft, log: Log) -> list[MappedTable]:
    """The tables without the rows of other companies, each of which is skipped; a row that names no company is kept.

    A company is the account by its id in the system of the file, or by its name. An account that a row names gets its
    id of that system. Where a file speaks of one company only, and of another name, its rows are kept with a warning:
    an account is often called otherwise than its customer calls itself.
    """
    return [_own(t, draft, log) if t.has("employer") or t.has("employer_id") else t for t in tables]


def _own(table: MappedTable, draft: Draft, log: Log) -> MappedTable:
    system = table.system or keys.RECORD
    account: Ref = ("Account", draft.view.account_id)
    told = [e for row in table.rows() if (e := _read(row)).shown]
    named = {e.id for e in told if e.id and same_company(e.name, draft.view.account_name)}
    own = [
        e
        for e in told
        if same_company(e.name, draft.view.account_name)
        or (e.id and (e.id in named or draft.view.by_number("Account", system, e.id) == account[1]))
    ]
    for company_id in dict.fromkeys(e.id for e in own if e.id):
        draft.identify(account, system, company_id, several=True)
    mine = {e.row for e in own}
    others = [e for e in told if e.row not in mine]
    if not others:
        return table
    names = Counter({e.key: 0 for e in others})
    names.update(e.key for e in others)
    shown = {e.key: e.shown for e in reversed(others)}
    listed = ", ".join(f"{shown[key]} ({n})" for key, n in names.most_common(_NAMED))
    if len(names) > _NAMED:
        listed += " …"
    rows = [e.row for e in others]
    column = table.heading("employer" if table.has("employer") else "employer_id")
    if not own and len(names) == 1 and not is_company_list(table):
        log.add(
            "other_company.only", "warning", table.label, rows, column, name=others[0].shown,
            account=draft.view.account_name,
        )  # fmt: skip
        return table
    code = "other_company" if own else "other_company.none"
    log.add(
        code, "info" if own else "error", table.label, rows, column, n=str(len(rows)), names=listed,
        account=draft.view.account_name,
    )  # fmt: skip
    for e in others:
        log.skip(table.label, e.row, "other_company", name=e.shown)
    return replace(table, left_out=table.left_out | {*rows})


def _read(row: Row) -> _Employer:
    return _Employer(row.number, keys.clean(row.text("employer")), row.text("employer_id"))
