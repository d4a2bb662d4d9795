"""`nemawashi …`: commands parse, call one function, print. Exit codes: 0 done, 1 refused with reasons, 2 wrong call."""

import sys
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from service import __version__, cli_gaps, cli_help, cli_words, cli_workbooks
from service.cli_common import AccountRef, Day, Json, SinceDays, command, day_of, graph_of, progress
from service.console import DONE, REFUSED, answer, as_json, out, say
from service.domain.actor import LOCAL_USER
from service.domain.errors import InvalidInputError, Problem, RefusedError, worded
from service.file_trouble import unwritable

app = typer.Typer(
    name="nemawashi",
    help="Relationship intelligence for enterprise account planning. 根回し",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
accounts_app = typer.Typer(invoke_without_command=True, help="List accounts; undo the last import; delete an account.")
engine_app = typer.Typer(no_args_is_help=True, help="The embedded graph engine: fetch, status, stop.")
app.add_typer(accounts_app, name="accounts")
app.add_typer(engine_app, name="engine")
cli_gaps.register(app)
cli_workbooks.register(app)


@app.command()
def serve(
    demo: Annotated[bool, typer.Option("--demo", help="Load the demo accounts if the workspace is empty.")] = False,
    port: Annotated[
        int | None, typer.Option("--port", min=0, max=65535, help="Port to serve on (default: NEMAWASHI_PORT or 8321).")
    ] = None,
    as_document: Json = False,
) -> None:
    """Start the engine and the web server, open the browser; Ctrl-C stops both."""
    from service.serving import serve as run

    with command(as_document) as (settings, words):
        if port is not None:
            settings = settings.model_copy(update={"port": port})
        run(
            settings,
            demo=demo,
            say=say,
            words=words,
            progress=progress(),
            announce=(lambda document: out(as_json(document))) if as_document else None,
        )


@app.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="CSV or XLSX files.")],
    account: Annotated[
        str, typer.Option("--account", help="Id or name of the account; a new name makes a new account.")
    ],
    as_of: Day = None,
    mapping: Annotated[
        list[str] | None, typer.Option("--map", metavar="COLUMN=FIELD", help="Read this column as this field.")
    ] = None,
    sheet: Annotated[str | None, typer.Option("--sheet", help="Take only this sheet of the workbooks.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; change nothing.")] = False,
    as_document: Json = False,
) -> None:
    """Bring in organisation charts, members, meetings, opportunities, stances, key people."""
    from service.importing.command import import_sources, read_sources

    with command(as_document) as (settings, words):
        day, fields, sources = day_of(as_of, settings), _pairs(mapping or []), read_sources(files)
        with graph_of(settings, words) as graph:
            result = import_sources(
                graph,
                LOCAL_USER,
                account=account,
                files=sources,
                as_of=day,
                mapping=fields,
                sheet=sheet,
                dry_run=dry_run,
                locale=words.locale,
                data_dir=settings.data_dir,
                progress=progress(),
            )
    answer(result.document, as_document=as_document, words=lambda: cli_words.print_import(result, words))


def _pairs(mapping: list[str]) -> dict[str, str]:
    found, wrong = {}, []
    for pair in mapping:
        column, _, field = pair.rpartition("=")
        if column and field:
            found[column] = field
        else:
            wrong.append(Problem("mapping", "--map", pair or "-", "COLUMN=FIELD (--map 担当者=name)"))
    if wrong:
        raise worded(
            InvalidInputError("A column is mapped to a field in the form COLUMN=FIELD.", wrong),
            "列と項目は「列名=項目」の形で指定してください。",
        )
    return found


@app.command("map")
def map_(
    account: AccountRef,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE.html", help="Where to write the page.")],
    as_of: Day = None,
    since_days: SinceDays = None,
    with_stances: Annotated[bool, typer.Option("--with-stances", help="Put stances into the page as well.")] = False,
    as_document: Json = False,
) -> None:
    """Write the relationship map as one page that works offline by double click."""
    from service.accounts import find_account
    from service.mapping import offline_map

    with command(as_document) as (settings, words):
        day = day_of(as_of, settings)
        with graph_of(settings, words) as graph:
            found = graph.read(LOCAL_USER, find_account, account)
            page = offline_map(
                graph,
                LOCAL_USER,
                account_id=found.id,
                as_of=day,
                since=None if since_days is None else day - timedelta(days=since_days),
                locale=words.locale,
                with_stances=with_stances,
                made_on=settings.today(),
            )
        try:
            output.write_text(page, encoding="utf-8")
        except OSError as error:
            raise unwritable(output, error) from error
    document = {"account_id": found.id, "as_of": day, "file": str(output), "with_stances": with_stances}
    answer(document, as_document=as_document, words=lambda: out(words("map_written").format(file=output)))


@accounts_app.callback()
def accounts(context: typer.Context, as_document: Json = False) -> None:
    """List accounts; undo the last import; delete an account."""
    if context.invoked_subcommand is not None:
        return
    from service.accounts import list_accounts

    with command(as_document) as (settings, words), graph_of(settings, words) as graph:
        found = graph.read(LOCAL_USER, list_accounts)
    answer(
        {"items": [a.model_dump(mode="json") for a in found], "next": None},
        as_document=as_document,
        words=lambda: cli_words.print_accounts(found, words),
    )


@accounts_app.command("undo")
def undo(account: AccountRef, as_document: Json = False) -> None:
    """Take back the last import of the account."""
    from service.accounts import find_account
    from service.importing.undo import undo_last_import

    with command(as_document) as (settings, words), graph_of(settings, words) as graph:
        found = graph.read(LOCAL_USER, find_account, account, any_state=True)
        result = undo_last_import(graph, LOCAL_USER, found.id, progress=progress(), locale=words.locale)
    document = {"account_id": found.id, "change_id": result.change_id, "undone_change_id": result.undone_change_id}
    answer(document, as_document=as_document, words=lambda: out(words("undone").format(name=found.name)))


@accounts_app.command("delete")
def delete(
    account: AccountRef,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; needed when nobody is at the terminal.")] = False,
    as_document: Json = False,
) -> None:
    """Delete an account and all that hangs off it. This cannot be undone."""
    from service.accounts import delete_account, find_account

    with command(as_document) as (settings, words):
        if not yes and not sys.stdin.isatty():
            raise worded(InvalidInputError(cli_words.Words("en")("delete_needs_yes")), words("delete_needs_yes"))
        with graph_of(settings, words) as graph:
            found = graph.read(LOCAL_USER, find_account, account, any_state=True)
            if not yes:
                say(words("delete_ask").format(name=found.name))
                if input().strip() != found.name:
                    raise worded(RefusedError(cli_words.Words("en")("delete_kept")), words("delete_kept"))
            delete_account(
                graph,
                LOCAL_USER,
                found.id,
                progress=progress(),
                data_dir=settings.data_dir,
                locale=words.locale,
            )
    answer(
        {"account_id": found.id, "deleted": True},
        as_document=as_document,
        words=lambda: out(words("deleted").format(name=found.name)),
    )


@app.command()
def demo(
    files: Annotated[
        Path | None,
        typer.Option("--files", metavar="FOLDER", help="Write the demo's files here instead of loading them."),
    ] = None,
    as_document: Json = False,
) -> None:
    """Load the two invented accounts, or write their files to try the import with."""
    from service.demo import load_demo, write_files

    with command(as_document) as (settings, words):
        if files is not None:
            written = write_files(files, today=settings.today())
        else:
            with graph_of(settings, words) as graph:
                loaded = load_demo(
                    graph,
                    LOCAL_USER,
                    today=settings.today(),
                    data_dir=settings.data_dir,
                    locale=words.locale,
                    progress=progress(),
                )
    if files is not None:
        answer({"files": written}, as_document=as_document, words=lambda: out("\n".join(written)))
        return
    answer(
        {"accounts": [{"id": i, "name": n} for n, i in loaded.items()]},
        as_document=as_document,
        words=lambda: cli_words.print_demo(loaded, words),
    )


@engine_app.command("fetch")
def engine_fetch(as_document: Json = False) -> None:
    """Download the engine into the cache, once."""
    from service.graph import engine
    from service.opening import engine_version

    with command(as_document) as (settings, words):
        version = engine_version(settings)
        place = engine.fetch(settings.cache_dir, version, progress(), locale=words.locale)
    answer(
        {"version": version, "path": str(place)},
        as_document=as_document,
        words=lambda: out(words("fetched").format(version=version, place=place)),
    )


@engine_app.command("status")
def engine_status(as_document: Json = False) -> None:
    """Whether the engine is fetched, and whether it runs."""
    from service.doctor import engine_report

    with command(as_document) as (settings, words):
        report = engine_report(settings)
    answer(report, as_document=as_document, words=lambda: cli_words.print_engine(report, words))


@engine_app.command("stop")
def engine_stop(as_document: Json = False) -> None:
    """Stop the running engine of this data directory."""
    from service.graph import engine

    with command(as_document) as (settings, words):
        stopped = engine.stop(settings.data_dir, locale=words.locale)
    answer(
        {"stopped": stopped},
        as_document=as_document,
        words=lambda: out(words("engine_stopped" if stopped else "engine_was_stopped")),
    )


@app.command()
def doctor(as_document: Json = False) -> None:
    """What this installation is, where its data lie, whether it works; the address and token for scripts."""
    from service.doctor import examine, fresh_link

    with command(as_document) as (settings, words):
        report = examine(settings, words.locale)
        link = None if as_document else fresh_link(settings)
    answer(report, as_document=as_document, words=lambda: cli_words.print_doctor(report, link, words))
    raise SystemExit(DONE if report["ok"] else REFUSED)


def _version(value: bool) -> None:
    if value:
        out(__version__)
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Relationship intelligence for enterprise account planning. 根回し"""


def main() -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    raise SystemExit(cli_help.carry_out(typer.main.get_command(app), "--json" in sys.argv))


if __name__ == "__main__":
    main()
