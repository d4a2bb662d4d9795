"""The import in one go, for the command and for the demo: preview, then apply."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from service.accounts import LOADING, Progress, find_account
from service.domain.actor import Actor
from service.domain.errors import NemawashiError, NotFoundError
from service.file_trouble import unreadable
from service.graph.database import Graph
from service.graph.transaction import ReadTx
from service.importing.apply import ImportResult, apply_draft
from service.importing.drafts import Drafts, hash_of
from service.importing.files import SourceFile
from service.importing.prepare import prepare_plan


@dataclass(frozen=True)
class Imported:
    """What was done, or would be: `document` is that of `import --json`."""

    account_name: str
    document: Mapping[str, Any]


def import_files(
    graph: Graph,
    actor: Actor,
    *,
    account: str,
    paths: Sequence[Path],
    as_of: date,
    mapping: Mapping[str, str] | None = None,
    sheet: str | None = None,
    dry_run: bool = False,
    locale: str = "ja",
    data_dir: Path,
    progress: Progress | None = None,
) -> Imported:
    """Import files into the account with this id or name, or into a new one of that name.

    A dry run changes nothing and leaves nothing behind. Called again with the same files after a first load was cut
    off, it goes on where that was.
    """
    return import_sources(
        graph,
        actor,
        account=account,
        files=read_sources(paths),
        as_of=as_of,
        mapping=mapping,
        sheet=sheet,
        dry_run=dry_run,
        locale=locale,
        data_dir=data_dir,
        progress=progress,
    )


def import_sources(
    graph: Graph,
    actor: Actor,
    *,
    account: str,
    files: Sequence[SourceFile],
    as_of: date,
    mapping: Mapping[str, str] | None = None,
    sheet: str | None = None,
    dry_run: bool = False,
    locale: str = "ja",
    data_dir: Path,
    currency: str = "JPY",
    progress: Progress | None = None,
) -> Imported:
    """As `import_files`, for files at hand."""
    cut_off = None if dry_run else _go_on(graph, actor, account, files, data_dir, progress)
    if cut_off is not None:
        return _told(cut_off)
    prepared = prepare_plan(
        graph,
        actor,
        account_id=None,
        account_name=account,
        files=files,
        as_of=as_of,
        mapping=mapping,
        sheet=sheet,
        locale=locale,
        data_dir=data_dir,
        currency=currency,
        keep=not dry_run,
    )
    preview, drafts = prepared.preview, Drafts(data_dir)
    if dry_run:
        return Imported(preview.account_name, preview.report.model_dump(mode="json"))
    plan = (prepared.target, prepared.plan)
    try:
        result = apply_draft(graph, actor, drafts, prepared.draft, plan=plan, progress=progress)
    except NemawashiError:
        _discard_unless_begun(graph, actor, preview.import_id, account, data_dir)
        raise
    drafts.discard(preview.import_id)
    return _told(result)


def read_sources(paths: Sequence[Path]) -> list[SourceFile]:
    """The files of these paths; what `file_trouble.unreadable` says of one that cannot be read."""
    found = []
    for path in paths:
        try:
            found.append(SourceFile(path.name, path.read_bytes()))
        except OSError as error:
            raise unreadable(path, error) from None
    return found


def _told(result: ImportResult) -> Imported:
    return Imported(result.account_name, result.report.model_dump(mode="json"))


def _loading(tx: ReadTx, *, ref: str) -> tuple[str, str | None] | None:
    """The account of this name and its last change, if its first load was cut off."""
    try:
        found = find_account(tx, ref, any_state=True)
    except NotFoundError:
        return None
    return (found.id, found.last_change_id) if found.state == LOADING else None


def _go_on(
    graph: Graph,
    actor: Actor,
    account: str,
    files: Sequence[SourceFile],
    data_dir: Path,
    progress: Progress | None,
) -> ImportResult | None:
    """Finish a first load that was cut off, if it was one of these very files."""
    loading = graph.read(actor, _loading, ref=account)
    if loading is None:
        return None
    drafts = Drafts(data_dir)
    draft = drafts.of_account(*loading, actor=actor.id)
    if draft is None or [digest for _, digest in draft.files] != [hash_of(f.content) for f in files]:
        return None
    result = apply_draft(graph, actor, drafts, draft, progress=progress)
    drafts.discard(draft.import_id)
    return result


def _discard_unless_begun(graph: Graph, actor: Actor, import_id: str, account: str, data_dir: Path) -> None:
    loading = graph.read(actor, _loading, ref=account)
    if loading is None or loading[1] != import_id:
        Drafts(data_dir).discard(import_id)
