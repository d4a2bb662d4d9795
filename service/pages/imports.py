"""Bringing files in: choose, look at what would happen, apply, undo the last one, see what came in before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from service.changes import ImportRecord, list_imports
from service.domain.dates import parse_date
from service.domain.errors import InvalidInputError, NemawashiError, RefusedError, worded
from service.domain.importing.preview import Entry
from service.domain.wording import UnreadableError
from service.graph.transaction import ReadTx
from service.importing.apply import apply
from service.importing.files import SourceFile
from service.importing.prepare import Preview, prepare
from service.importing.undo import last_import, undo_last_import
from service.pages.chrome import Chrome, read_chrome
from service.pages.visit import Visit

MOST_ENTRIES = 100
LEVELS = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class _Read:
    chrome: Chrome
    history: Sequence[ImportRecord] = ()
    last: ImportRecord | None = None
    """The import that an undo would take back; None when there is none."""


def _read(tx: ReadTx, account_id: str | None) -> _Read:
    chrome = read_chrome(tx, "import", account_id)
    if account_id is None:
        return _Read(chrome)
    history = list_imports(tx, account_id=account_id)
    try:
        undoable = last_import(tx, account_id=account_id).id
    except RefusedError:
        return _Read(chrome, history)
    return _Read(chrome, history, next((h for h in history if h.id == undoable), None))


def _account_of(visit: Visit) -> str | None:
    found = visit.request.path_params.get("account_id")
    return None if found is None else str(found)


def import_page(visit: Visit) -> Response:
    return _form(visit, 200, wrong=None)


def _form(visit: Visit, status: int, wrong: NemawashiError | None) -> Response:
    found = visit.site.graph.read(visit.actor, _read, _account_of(visit))
    return visit.site.render(
        visit,
        "import.html",
        status,
        chrome=found.chrome,
        history=found.history,
        last=found.last,
        wrong=None if wrong is None else wrong.told(visit.locale),
        problems=wrong.problems if wrong is not None else (),
        name=visit.text("name"),
        day_text=visit.text("day"),
        undone=visit.query("undone"),
        zone=visit.site.settings.zone,
    )


def preview_page(visit: Visit) -> Response:
    """What the files hold and what would change; nothing is written before it is applied."""
    account_id = _account_of(visit)
    try:
        day, files = _day(visit), _files(visit)
        preview = prepare(
            visit.site.graph,
            visit.actor,
            account_id=account_id,
            account_name=None if account_id else _name(visit),
            files=files,
            as_of=day,
            sheet=visit.text("sheet") or None,
            locale=visit.locale,
            data_dir=visit.site.settings.data_dir,
        )
    except InvalidInputError as error:
        return _form(visit, 422, error)
    chrome = visit.site.graph.read(visit.actor, read_chrome, "import", account_id)
    return visit.site.render(visit, "preview.html", chrome=chrome, **_shown(preview))


def _shown(preview: Preview) -> dict[str, Any]:
    changing = [*preview.created, *preview.changed]
    findings = [(level, [f for f in preview.report.findings if f.level == level]) for level in LEVELS]
    return {
        "p": preview,
        "findings": [(level, found) for level, found in findings if found],
        "changing": changing[:MOST_ENTRIES],
        "changing_count": len(changing),
        "new_people": _count(preview.created, "Person"),
        "changed_people": _count(preview.changed, "Person"),
        "same_people": _count(preview.unchanged, "Person"),
        "absent_people": _count(preview.absent, "Person"),
    }


def _count(entries: Sequence[Entry], kind: str) -> int:
    return sum(e.kind == kind for e in entries)


def apply_preview(visit: Visit) -> Response:
    result = apply(
        visit.site.graph,
        visit.actor,
        visit.text("import_id"),
        visit.text("token"),
        data_dir=visit.site.settings.data_dir,
    )
    to = f"/accounts/{result.account_id}?told=imported" if result.account_id else "/"
    return RedirectResponse(to, status_code=303)


def undo(visit: Visit) -> Response:
    result = undo_last_import(visit.site.graph, visit.actor, visit.account_id)
    to = "/" if result.account_removed else f"/accounts/{visit.account_id}/import?undone=1"
    return RedirectResponse(to, status_code=303)


def _day(visit: Visit) -> date:
    text = visit.text("day")
    if not text:
        return visit.today
    try:
        return parse_date(text)
    except UnreadableError as error:
        raise worded(InvalidInputError(error.reason.en), error.reason.ja) from None


def _name(visit: Visit) -> str:
    name = visit.text("name")
    if not name:
        raise worded(InvalidInputError("Enter the account's name."), "顧客の名前を入れてください。")
    return name


def _files(visit: Visit) -> list[SourceFile]:
    found = []
    for item in visit.form.getlist("files"):
        if isinstance(item, UploadFile) and item.filename:
            found.append(SourceFile(item.filename, item.file.read()))
    if not found:
        raise worded(InvalidInputError("Choose at least one file."), "ファイルを選んでください。")
    return found
