"""Imports: preview, apply, undo, history."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, File, Form, UploadFile

from service.accounts import find_account
from service.api.asked import AccountId, Cursor, InLocale, Limit, RecordId, TheActor, TheGraph, TheSettings
from service.api.models import ApplyIn, Page, PreviewOut, UndoOut
from service.api.paging import page_of
from service.changes import ImportRecord, list_imports
from service.domain.errors import InvalidInputError, Problem, worded
from service.domain.importing.report import ImportReport
from service.importing.apply import apply
from service.importing.files import SourceFile
from service.importing.prepare import prepare
from service.importing.undo import undo_last_import

router = APIRouter(tags=["imports"])


@router.post("/accounts/{account_id}/imports")
def post_import(
    account_id: AccountId,
    files: Annotated[list[UploadFile], File(description="CSV or XLSX")],
    graph: TheGraph,
    actor: TheActor,
    settings: TheSettings,
    locale: InLocale,
    as_of: Annotated[date | None, Form(description="The day the files show; today")] = None,
    mapping: Annotated[list[str] | None, Form(description="COLUMN=FIELD, any number of them")] = None,
    sheet: Annotated[str | None, Form(max_length=100)] = None,
) -> PreviewOut:
    """A preview: what the files hold and what would change. Nothing is written before it is applied."""
    found = graph.read(actor, find_account, account_id, any_state=True)
    preview = prepare(
        graph,
        actor,
        account_id=found.id,
        account_name=None,
        files=[SourceFile(f.filename or "file", f.file.read()) for f in files],
        as_of=as_of or settings.today(),
        mapping=_pairs(mapping or []),
        sheet=sheet or None,
        locale=locale,
        data_dir=settings.data_dir,
    )
    return PreviewOut.model_validate(preview)


@router.post("/accounts/{account_id}/imports/undo")
def post_undo(account_id: AccountId, graph: TheGraph, actor: TheActor) -> UndoOut:
    """Takes back the last import, exactly; refused with the reason when something later stands on it."""
    return UndoOut.model_validate(undo_last_import(graph, actor, account_id))


@router.post("/accounts/{account_id}/imports/{import_id}/apply")
def post_apply(
    account_id: AccountId, import_id: RecordId, body: ApplyIn, graph: TheGraph, actor: TheActor, settings: TheSettings
) -> ImportReport:
    """Writes what was previewed, as one change. 409 when the account has changed since; `change_id` is null when
    nothing changed."""
    graph.read(actor, find_account, account_id, any_state=True)
    return apply(graph, actor, import_id, body.token, data_dir=settings.data_dir).report


@router.get("/accounts/{account_id}/imports")
def get_imports(
    account_id: AccountId, graph: TheGraph, actor: TheActor, cursor: Cursor = None, limit: Limit = 100
) -> Page[ImportRecord]:
    """What came in before, the latest first, undone ones among them."""
    graph.read(actor, find_account, account_id, any_state=True)
    return page_of(graph.read(actor, list_imports, account_id=account_id), cursor, limit, key=lambda r: r.id)


def _pairs(mapping: list[str]) -> dict[str, str]:
    found = {}
    for pair in mapping:
        column, equals, field = pair.rpartition("=")
        if not (equals and column and field):
            raise worded(
                InvalidInputError(
                    "A column is mapped as COLUMN=FIELD.", [Problem("bad_mapping", "mapping", pair, "COLUMN=FIELD")]
                ),
                "列と項目は COLUMN=FIELD（列名=項目）の形で指定してください。",
            )
        found[column] = field
    return found
