"""Workbooks by command: an account to take along, and the template to fill in."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from service.cli_common import AccountRef, Day, Json, command, day_of, graph_of
from service.console import answer, out
from service.domain.actor import LOCAL_USER
from service.file_trouble import unwritable


class Locale(StrEnum):
    """The languages a file can be written in."""

    JA = "ja"
    EN = "en"


Language = Annotated[
    Locale | None, typer.Option("--locale", help="Language of the workbook; default: that of the command.")
]


def export(
    account: AccountRef,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE.xlsx", help="Where to write the workbook.")],
    as_of: Day = None,
    locale: Language = None,
    without_stances: Annotated[bool, typer.Option("--without-stances", help="Leave the stances out.")] = False,
    as_document: Json = False,
) -> None:
    """Write the account as a workbook that the import reads; imported again it changes nothing."""
    from service.accounts import find_account
    from service.exporting.export import export_account

    with command(as_document) as (settings, words):
        day = day_of(as_of, settings)
        with graph_of(settings, words) as graph:
            found = graph.read(LOCAL_USER, find_account, account)
            made = export_account(
                graph,
                LOCAL_USER,
                account_id=found.id,
                as_of=day,
                locale=locale or words.locale,
                with_stances=not without_stances,
                made_at=datetime.now(settings.zone),
            )
        write_file(output, made.content)
    document = {
        "account_id": made.account_id,
        "as_of": day,
        "file": str(output),
        "with_stances": made.with_stances,
        "rows": made.rows,
        "omitted": made.omitted,
    }
    answer(document, as_document=as_document, words=lambda: out(words("exported").format(file=output)))


def template_(
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE.xlsx", help="Where to write the workbook.")
    ] = Path("nemawashi-template.xlsx"),
    locale: Language = None,
    as_document: Json = False,
) -> None:
    """Write a workbook to fill in: all sheets that the import reads, with examples and notes."""
    from service.exporting.template import template

    with command(as_document) as (settings, words):
        language = locale or words.locale
        write_file(output, template(language, made_at=datetime.now(settings.zone)))
    document = {"file": str(output), "locale": str(language)}
    answer(document, as_document=as_document, words=lambda: out(words("template_written").format(file=output)))


def register(app: typer.Typer) -> None:
    """The commands are among those of `app`."""
    app.command("export")(export)
    app.command("template")(template_)


def write_file(path: Path, content: bytes) -> None:
    """The file holds the content; a place that cannot be written to is told in plain words."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise unwritable(path, error) from error
