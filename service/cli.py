"""`nemawashi …`: commands parse, call one function, print. Exit codes: 0 done, 1 refused with reasons, 2 wrong call."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from service import __version__, cli_words
from service.console import DONE, REFUSED, answer, as_json, out, refusals, say
from service.domain.actor import LOCAL_USER
from service.domain.errors import InvalidInputError
from service.graph.engine.progress import ConsoleProgress
from service.settings import Settings, read_settings

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

Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output, all else on standard error.")]
AccountRef = Annotated[str, typer.Argument(metavar="ACCOUNT", help="Id or exact name of the account.")]
Day = Annotated[str | None, typer.Option("--as-of", metavar="YYYY-MM-DD", help="The day asked about; default: today.")]


def _settings(as_document: bool) -> tuple[Settings, cli_words.Words]:
    with refusals(as_document=as_document):
        settings = read_settings()
        return settings, cli_words.words(settings.locale)


@contextmanager
def _graph(as_document: bool) -> Iterator[tuple[Any, Settings, cli_words.Words]]:
    """The open graph for one command; refusals become words and exit codes."""
    from service.opening import open_graph

    settings, words = _settings(as_document)
    with refusals(as_document=as_document), open_graph(settings, progress=ConsoleProgress()) as opened:
        yield opened.graph, settings, words


def _day(text: str | None, settings: Settings) -> date:
    from service.domain.dates import parse_date

    if text is None:
        return settings.today()
    try:
        return parse_date(text)
    except ValueError as wrong:
        raise InvalidInputError(f"--as-of {text}: {wrong}") from None


@app.command()
def serve(
    demo: Annotated[bool, typer.Option("--demo", help="Load the demo accounts if the workspace is empty.")] = False,
    port: Annotated[
        int | None, typer.Option("--port", help="Port to serve on (default: NEMAWASHI_PORT or 8321).")
    ] = None,
    as_document: Json = False,
) -> None:
    """Start the engine and the web server, open the browser; Ctrl-C stops both."""
    from service.serving import serve as run

    settings, words = _settings(as_document)
    if port is not None:
        settings = settings.model_copy(update={"port": port})
    with refusals(as_document=as_document):
        run(
            settings,
            demo=demo,
            say=say,
            words=words,
            progress=ConsoleProgress(),
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
    from service.importing.command import import_files

    with _graph(as_document) as (graph, settings, words):
        result = import_files(
            graph,
            LOCAL_USER,
            account=account,
            paths=files,
            as_of=_day(as_of, settings),
            mapping=_pairs(mapping or []),
            sheet=sheet,
            dry_run=dry_run,
            locale=words.locale,
            data_dir=settings.data_dir,
            progress=ConsoleProgress(),
        )
    answer(result.document, as_document=as_document, words=lambda: cli_words.print_import(result, words))


def _pairs(mapping: list[str]) -> dict[str, str]:
    found = {}
    for pair in mapping:
        column, equals, field = pair.rpartition("=")
        if not equals or not column or not field:
            raise InvalidInputError(f"--map {pair}: expected COLUMN=FIELD, for example --map 担当者=name")
        found[column] = field
    return found


@app.command()
def gaps(
    account: AccountRef,
    as_of: Day = None,
    since_days: Annotated[
        int, typer.Option("--since-days", min=1, max=3650, help="Length of the contact period.")
    ] = 90,
    as_document: Json = False,
) -> None:
    """Uncovered key people and single-contact risks."""
    from service.accounts import find_account
    from service.coverage import read_gaps
    from service.domain.gaps.document import document

    with _graph(as_document) as (graph, settings, words):
        day = _day(as_of, settings)
        found = graph.read(LOCAL_USER, find_account, account)
        report = graph.read(
            LOCAL_USER, read_gaps, account_id=found.id, as_of=day, since=day - timedelta(days=since_days)
        )
    told = document(report, words.locale)
    answer(told, as_document=as_document, words=lambda: cli_words.print_gaps(found.name, told, words))


@app.command("map")
def map_(
    account: AccountRef,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE.html", help="Where to write the page.")],
    as_of: Day = None,
    since_days: Annotated[
        int, typer.Option("--since-days", min=1, max=3650, help="Length of the contact period.")
    ] = 90,
    with_stances: Annotated[bool, typer.Option("--with-stances", help="Put stances into the page as well.")] = False,
    as_document: Json = False,
) -> None:
    """Write the relationship map as one page that works offline by double click."""
    from service.accounts import find_account
    from service.mapping import offline_map

    with _graph(as_document) as (graph, settings, words):
        day = _day(as_of, settings)
        found = graph.read(LOCAL_USER, find_account, account)
        page = offline_map(
            graph,
            LOCAL_USER,
            account_id=found.id,
            as_of=day,
            since=day - timedelta(days=since_days),
            locale=words.locale,
            with_stances=with_stances,
            made_on=settings.today(),
        )
        try:
            output.write_text(page, encoding="utf-8")
        except OSError as error:
            raise InvalidInputError(f"{output}: {error.strerror}") from None
    document = {"account_id": found.id, "as_of": day, "file": str(output), "with_stances": with_stances}
    answer(document, as_document=as_document, words=lambda: out(words("map_written").format(file=output)))


@accounts_app.callback()
def accounts(context: typer.Context, as_document: Json = False) -> None:
    """List accounts; undo the last import; delete an account."""
    if context.invoked_subcommand is not None:
        return
    from service.accounts import list_accounts

    with _graph(as_document) as (graph, _, words):
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

    with _graph(as_document) as (graph, _, words):
        found = graph.read(LOCAL_USER, find_account, account, any_state=True)
        result = undo_last_import(graph, LOCAL_USER, found.id, progress=ConsoleProgress(), locale=words.locale)
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

    with _graph(as_document) as (graph, settings, words):
        found = graph.read(LOCAL_USER, find_account, account, any_state=True)
        if not yes:
            if not sys.stdin.isatty():
                raise InvalidInputError(words("delete_needs_yes"))
            say(words("delete_ask").format(name=found.name))
            if input().strip() != found.name:
                say(words("delete_kept"))
                raise SystemExit(REFUSED)
        delete_account(
            graph,
            LOCAL_USER,
            found.id,
            progress=ConsoleProgress(),
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

    if files is not None:
        settings, words = _settings(as_document)
        with refusals(as_document=as_document):
            written = write_files(files, today=settings.today())
        answer({"files": written}, as_document=as_document, words=lambda: out("\n".join(written)))
        return
    with _graph(as_document) as (graph, settings, words):
        loaded = load_demo(
            graph, LOCAL_USER, today=settings.today(), data_dir=settings.data_dir, progress=ConsoleProgress()
        )
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

    settings, words = _settings(as_document)
    with refusals(as_document=as_document):
        version = engine_version(settings)
        place = engine.fetch(settings.cache_dir, version, ConsoleProgress(), locale=words.locale)
    answer(
        {"version": version, "path": str(place)},
        as_document=as_document,
        words=lambda: out(words("fetched").format(version=version, place=place)),
    )


@engine_app.command("status")
def engine_status(as_document: Json = False) -> None:
    """Whether the engine is fetched, and whether it runs."""
    from service.doctor import engine_report

    settings, words = _settings(as_document)
    with refusals(as_document=as_document):
        report = engine_report(settings)
    answer(report, as_document=as_document, words=lambda: cli_words.print_facts(report, words))


@engine_app.command("stop")
def engine_stop(as_document: Json = False) -> None:
    """Stop the running engine of this data directory."""
    from service.graph import engine

    settings, words = _settings(as_document)
    with refusals(as_document=as_document):
        stopped = engine.stop(settings.data_dir)
    answer(
        {"stopped": stopped},
        as_document=as_document,
        words=lambda: out(words("engine_stopped" if stopped else "engine_was_stopped")),
    )


@app.command()
def doctor(as_document: Json = False) -> None:
    """What this installation is, where its data lie, whether it works; the address and token for scripts."""
    from service.doctor import examine

    settings, words = _settings(as_document)
    with refusals(as_document=as_document):
        report = examine(settings)
    answer(report, as_document=as_document, words=lambda: cli_words.print_facts(report, words))
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
    try:
        app()
    except KeyboardInterrupt:
        raise SystemExit(REFUSED) from None
    except BrokenPipeError:
        raise SystemExit(DONE) from None


if __name__ == "__main__":
    main()
