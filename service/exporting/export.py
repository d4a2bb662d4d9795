"""An account as a workbook to take along, correct and import again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from service.domain.actor import Actor, FieldClass, told_actor
from service.domain.exporting.account import account_sheets
from service.exporting.told import export_footer, export_title, of_export
from service.exporting.workbook import workbook
from service.graph.database import Graph
from service.importing.snapshot import read_snapshot


@dataclass(frozen=True)
class Exported:
    """The workbook. `rows` counts those of each sheet, `omitted` what has no place in it, by reason."""

    account_id: str
    account_name: str
    as_of: date
    with_stances: bool
    content: bytes
    rows: Mapping[str, int]
    omitted: Mapping[str, int]


def export_account(
    graph: Graph,
    actor: Actor,
    *,
    account_id: str,
    as_of: date,
    locale: str,
    with_stances: bool = True,
    made_at: datetime,
) -> Exported:
    """The account as of the day, in the sheets that the import reads; imported again on that day they change nothing.

    Stances are in it only when asked for and when the actor may read them. NotFoundError when there is no such account.
    """
    snapshot = graph.read_long(actor, read_snapshot, account_id=account_id)
    stances = with_stances and actor.reads(FieldClass.STANCE)
    sheets = account_sheets(snapshot, as_of=as_of, locale=locale, with_stances=stances)
    content = workbook(
        sheets.tables,
        title=export_title(sheets.account_name, as_of, locale),
        told=of_export(
            sheets, as_of=as_of, locale=locale, with_stances=stances, by=told_actor(actor.id, locale),
            made_at=made_at,
        ),
        locale=locale,
        made_at=made_at,
        footer=export_footer(as_of, locale),
    )  # fmt: skip
    return Exported(account_id, sheets.account_name, as_of, stances, content, sheets.rows(), sheets.omitted)
