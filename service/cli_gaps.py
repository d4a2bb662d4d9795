"""The gap report by command, and the settings it is decided by."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service import cli_words, cli_workbooks
from service.cli_common import AccountRef, Day, Json, SinceDays, command, day_of, graph_of
from service.console import answer, out
from service.domain.actor import LOCAL_USER, told_actor
from service.domain.errors import InvalidInputError, Problem, worded
from service.domain.gaps.filtering import Standing

if TYPE_CHECKING:  # a wrong call is answered without loading the driver
    from service.domain.gaps.compare import Comparison
    from service.domain.gaps.report import GapReport
    from service.graph.transaction import ReadTx


def register(app: typer.Typer) -> None:
    """The commands of this module are among those of `app`."""
    app.command()(gaps)
    app.command("settings")(settings_)


def gaps(
    account: AccountRef,
    as_of: Day = None,
    since_days: SinceDays = None,
    compare: Annotated[
        str | None, typer.Option("--compare", metavar="YYYY-MM-DD", help="Say what is new and closed since this day.")
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option("--kind", metavar="CODE", help="Only uncovered, single_contact, or the check of this code."),
    ] = None,
    department: Annotated[
        str | None, typer.Option("--department", metavar="NAME", help="Only this department and what lies below it.")
    ] = None,
    owner: Annotated[
        str | None, typer.Option("--owner", metavar="NAME", help="Only what this one of us covers or met.")
    ] = None,
    standing: Annotated[
        Standing | None, typer.Option("--standing", help="Only key people who were entered, or only those proposed.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE.xlsx", help="Write the report as a workbook.")
    ] = None,
    as_document: Json = False,
) -> None:
    """Uncovered key people, single-contact risks, and what the further checks find."""
    from service.accounts import find_account
    from service.comparing import read_narrowed
    from service.domain.gaps.document import document
    from service.domain.gaps.naming import AskedFilter
    from service.exporting.gaps import gap_workbook

    def read(tx: "ReadTx") -> "tuple[str, GapReport, Comparison | None]":
        found = find_account(tx, account)
        asked = AskedFilter(kind or "", department or "", owner or "", standing or "")
        report, comparison = read_narrowed(
            tx, account_id=found.id, as_of=day, earlier=earlier, since=since, asked=asked, prefix="--"
        )
        return found.name, report, comparison

    with command(as_document) as (settings, words):
        day = day_of(as_of, settings)
        since = None if since_days is None else day - timedelta(days=since_days)
        earlier = None if compare is None else day_of(compare, settings)
        with graph_of(settings, words) as graph:
            name, report, comparison = graph.read(LOCAL_USER, read)
        if output is not None:
            made_at = datetime.now(settings.zone)
            book = gap_workbook(
                report, comparison, locale=words.locale, by=told_actor(LOCAL_USER.id, words.locale), made_at=made_at
            )
            cli_workbooks.write_file(output, book)
    told = document(report, words.locale, comparison)

    def say_it() -> None:
        if output is None:
            cli_words.print_gaps(name, told, words)
        else:
            out(words("exported").format(file=output))

    answer(told, as_document=as_document, words=say_it)


def settings_(
    account: Annotated[
        str | None, typer.Argument(metavar="[ACCOUNT]", help="Id or exact name of the account.", show_default=False)
    ] = None,
    workspace: Annotated[
        bool, typer.Option("--workspace", help="What counts for every account that does not set it itself.")
    ] = False,
    values: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="Set this value here. May be repeated.")
    ] = None,
    reset: Annotated[
        list[str] | None,
        typer.Option("--reset", metavar="NAME", help="Set this value back to what stands above. May be repeated."),
    ] = None,
    as_document: Json = False,
) -> None:
    """What a gap report is decided by: list the values and where they come from, set one, set it back."""
    from service.accounts import find_account
    from service.settings_document import change_settings, read_settings_document

    with command(as_document) as (settings, words):
        if (account is None) is not workspace:
            problem = Problem("place", "", account or "-", "ACCOUNT or --workspace", expected_ja="顧客か --workspace")
            raise worded(
                InvalidInputError("Say either an account or --workspace.", [problem]),
                "顧客か --workspace の、どちらか一つを指定してください。",
            )
        wanted = _wanted(values or [], reset or [])
        with graph_of(settings, words) as graph:
            found = None if account is None else graph.read(LOCAL_USER, find_account, account, any_state=True)
            at = None if found is None else found.id
            if wanted:
                told = change_settings(graph, LOCAL_USER, account_id=at, values=wanted, locale=words.locale)
            else:
                told = read_settings_document(graph, LOCAL_USER, account_id=at, locale=words.locale)
        zone = settings.zone
    name = words("workspace") if found is None else found.name
    answer(told, as_document=as_document, words=lambda: cli_words.print_settings(name, told, words, zone))


def _wanted(values: list[str], reset: list[str]) -> dict[str, str | int | None]:
    """What is to be set, by name; None sets back."""
    found: dict[str, str | int | None] = dict.fromkeys(reset)
    wrong = []
    for pair in values:
        name, equals, value = pair.partition("=")
        if equals and name.strip() and value.strip():
            found[name.strip()] = value
        else:
            wrong.append(Problem("setting", "--set", pair or "-", "NAME=VALUE (--set since_days=60)"))
    if wrong:
        raise worded(
            InvalidInputError("A setting is given in the form NAME=VALUE.", wrong),
            "設定は「名前=値」の形で指定してください。",
        )
    return found
