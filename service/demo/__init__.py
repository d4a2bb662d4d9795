"""Two invented accounts, made by a seeded generator and brought in by the importer like any customer's files."""

from datetime import date
from pathlib import Path

from service.accounts import list_accounts
from service.demo import manufacturer, retailer
from service.demo.sheets import Sheets
from service.domain.actor import Actor
from service.domain.errors import RefusedError, worded
from service.file_trouble import unwritable
from service.graph.database import Graph
from service.graph.engine.progress import Progress
from service.importing.apply import apply
from service.importing.prepare import prepare

CURRENCY = {manufacturer.NAME: "JPY", retailer.NAME: "EUR"}


def demo_sheets(today: date) -> dict[str, Sheets]:
    """The sheets of each demo account by its name; the same day always gives the same sheets."""
    return {manufacturer.NAME: manufacturer.build(today), retailer.NAME: retailer.build(today)}


def load_demo(
    graph: Graph,
    actor: Actor,
    *,
    today: date,
    data_dir: Path,
    locale: str = "en",
    progress: Progress | None = None,
) -> dict[str, str]:
    """The two accounts are in the graph; answers name → account id. RefusedError when one of them is there already.

    `locale` is the language of who waits for it, whatever language the accounts are in.
    """
    sheets = demo_sheets(today)
    there = {a.name for a in graph.read(actor, list_accounts)} & set(sheets)
    if there:
        names = sorted(there)
        raise worded(
            RefusedError(f"The demo is loaded already: {', '.join(names)}. Delete it first to load it anew."),
            f"デモはもう取り込まれています（{'、'.join(names)}）。取り込み直すには、先に削除してください。",
        )
    loaded = {}
    for name, made in sheets.items():
        preview = prepare(
            graph,
            actor,
            account_id=None,
            account_name=name,
            files=made.files(),
            as_of=today,
            locale=locale,
            data_dir=data_dir,
            currency=CURRENCY[name],
        )
        if preview.token is None:
            raise RefusedError(f"The demo files of {name} cannot be imported; this is a fault of the program.")
        result = apply(graph, actor, preview.import_id, preview.token, data_dir=data_dir, progress=progress)
        if result.account_id is not None:
            loaded[name] = result.account_id
    return loaded


def write_files(folder: Path, *, today: date) -> list[str]:
    """The demo's files as CSV, a folder an account; answers their paths. RefusedError when that cannot be."""
    written = []
    try:
        for name, made in demo_sheets(today).items():
            place = folder / name
            place.mkdir(parents=True, exist_ok=True)
            for file in made.files():
                (place / file.name).write_bytes(file.content)
                written.append(str(place / file.name))
    except OSError as error:
        raise unwritable(folder, error) from None
    return written
