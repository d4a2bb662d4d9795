"""What all commands share: their settings and words, the open graph, the day asked about."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from service import cli_words
from service.console import refusals, say
from service.domain.errors import InvalidInputError, Problem, worded
from service.domain.wording import UnreadableError
from service.settings import Settings, read_settings, reader_locale

if TYPE_CHECKING:  # a wrong call is answered without loading the driver
    from service.graph.database import Graph
    from service.graph.engine.progress import Progress

Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output, all else on standard error.")]
AccountRef = Annotated[str, typer.Argument(metavar="ACCOUNT", help="Id or exact name of the account.")]
Day = Annotated[str | None, typer.Option("--as-of", metavar="YYYY-MM-DD", help="The day asked about; default: today.")]

SinceDays = Annotated[
    int | None,
    typer.Option("--since-days", min=1, max=3650, help="Length of the contact period; default: the account's setting."),
]


@contextmanager
def command(as_document: bool) -> Iterator[tuple[Settings, cli_words.Words]]:
    """One command: its settings and its words. What the product refuses inside becomes words and an exit code."""
    words = cli_words.Words(reader_locale())
    with refusals(as_document=as_document, locale=words.locale):
        yield read_settings(), words


@contextmanager
def graph_of(settings: Settings, words: cli_words.Words) -> "Iterator[Graph]":
    """The open graph. What can be found wrong in the call itself is found before: an engine takes seconds to start."""
    from service.opening import open_graph

    with open_graph(settings, locale=words.locale, progress=progress(), say=say) as opened:
        yield opened.graph


def progress() -> "Progress":
    from service.graph.engine.progress import ConsoleProgress

    return ConsoleProgress()


def day_of(text: str | None, settings: Settings) -> date:
    from service.domain.dates import parse_date

    if text is None:
        return settings.today()
    try:
        return parse_date(text)
    except UnreadableError as wrong:
        problem = Problem("bad_date", "--as-of", text, cli_words.Words(reader_locale())("a_day"))
        raise worded(
            InvalidInputError(f"--as-of: {wrong.reason.en}", [problem]), f"--as-of: {wrong.reason.ja}"
        ) from None
