"""Bringing files in: choose, look at what would happen, apply, undo the last one, see what came in before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from service.changes import ImportRecord, list_changes, list_imports
from service.domain.dates import parse_date
from service.domain.errors import InvalidInputError, NemawashiError, NotFoundError, RefusedError, worded
from service.domain.importing.choices import Reading
from service.domain.importing.preview import Entry
from service.domain.importing.tables import Sheet
from service.domain.wording import UnreadableError, Words
from service.graph.transaction import ReadTx
from service.importing.columns import IGNORE
from service.importing.drafts import Draft, Drafts
from service.importing.files import SourceFile
from service.importing.headers import UNUSED, vocabularies
from service.importing.prepare import Preview
from service.importing.review import (
    Review,
    begin,
    columns_of,
    decide_on_what_is_there,
    discard,
    look,
    read_as,
    read_column_as,
    take_back,
)
from service.importing.undo import Later, last_import, later_changes, undo_last_import
from service.pages.chrome import Chrome, read_chrome
from service.pages.mending import MOST_ROWS, decision_from, decision_of, decision_written, groups, places_of
from service.pages.visit import Visit
from viz import lay_out, svg

MOST_ENTRIES = 100
MOST_OFFERED = 2_000
"""Names offered for a superior."""
MOST_DRAWN = 2_000
"""Posts of which the preview still draws a picture."""
PASTED = Words("貼り付け.txt", "pasted.txt")


@dataclass(frozen=True, slots=True)
class _Read:
    chrome: Chrome
    history: Sequence[ImportRecord] = ()
    last: ImportRecord | None = None
    """The import that an undo would take back; None when there is none."""
    later: Sequence[Later] = ()
    """What has to be taken back before the last import can be, the last change first."""


def _read(tx: ReadTx, account_id: str | None) -> _Read:
    chrome = read_chrome(tx, "import", account_id)
    if account_id is None:
        return _Read(chrome)
    history = list_imports(tx, account_id=account_id)
    try:
        undoable = last_import(tx, account_id=account_id).id
    except RefusedError:
        return _Read(chrome, history, later=later_changes(list_changes(tx, account_id=account_id)))
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
        later=found.later,
        wrong=None if wrong is None else wrong.told(visit.locale),
        problems=wrong.problems if wrong is not None else (),
        name=visit.text("name"),
        day_text=visit.text("day"),
        undone=visit.query("undone"),
        zone=visit.site.settings.zone,
        pasted=visit.text("pasted"),
        drafts=Drafts(data_dir_of(visit)).waiting(actor=visit.actor.id, account_id=_account_of(visit)),
    )


def take_files(visit: Visit) -> Response:
    """A draft is kept; on to the columns where they are not all sure, else to the preview. Nothing is written."""
    account_id = _account_of(visit)
    try:
        day, files = _day(visit), _files(visit)
        draft, sure = begin(
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
    return to(f"/import/{draft.import_id}{'' if sure else '/columns'}")


def columns_page(visit: Visit) -> Response:
    """Which list each table is, where its header stands, and what each column holds."""
    return _columns(visit, 200, None)


def _columns(visit: Visit, status: int, wrong: NemawashiError | None) -> Response:
    draft, readings = columns_of(visit.actor, import_of(visit), data_dir=data_dir_of(visit))
    chrome = visit.site.graph.read(
        visit.actor, read_chrome, "import", None if draft.creates_account else draft.account_id
    )
    fields = {kind.value: sorted(v.fields - {UNUSED}) for kind, v in vocabularies().items()}
    return visit.site.render(
        visit,
        "columns.html",
        status,
        chrome=chrome,
        draft=draft,
        tables=readings,
        kinds=list(Sheet),
        fields=fields,
        wrong=None if wrong is None else wrong.told(visit.locale),
        back=start_of(draft),
    )


def choose_columns(visit: Visit) -> Response:
    """The tables are read as said, now and for later files of the same headers."""
    _, readings = columns_of(visit.actor, import_of(visit), data_dir=data_dir_of(visit))
    said: dict[str, Reading] = {}
    for n, table in enumerate(readings):
        kind = visit.text(f"kind-{n}") or None
        row = visit.text(f"header-{n}")
        header_row = int(row) if row.isascii() and row.isdigit() else None
        moved = header_row is not None and header_row != table.header_row
        same = kind == table.likely.value and not moved  # else the columns on the page were those of another list
        columns = {c.header: visit.text(f"column-{n}-{c.at}") or "-" for c in table.columns if c.header and same}
        said[table.label] = Reading(kind, header_row if moved else None, columns)
    try:
        read_as(visit.actor, import_of(visit), said, data_dir=data_dir_of(visit))
    except InvalidInputError as error:
        return _columns(visit, 422, error)
    again = visit.text("go") == "again" or any(
        (r.kind not in (None, *IGNORE) and r.kind != t.likely.value) or (r.kind and r.header_row is not None)
        for r, t in zip(said.values(), readings, strict=True)
    )
    return to(f"/import/{import_of(visit)}{'/columns' if again else ''}")


def preview_page(visit: Visit) -> Response:
    """What the files hold and what would change, each remark with a way to put it right."""
    return _preview(visit, 200, None)


def _preview(visit: Visit, status: int, wrong: NemawashiError | None) -> Response:
    review = look(visit.site.graph, visit.actor, import_of(visit), locale=visit.locale, data_dir=data_dir_of(visit))
    if review.preview is None:
        return to(f"/import/{review.draft.import_id}/columns")
    chrome = visit.site.graph.read(visit.actor, read_chrome, "import", review.preview.account_id)
    return visit.site.render(
        visit,
        "preview.html",
        status,
        chrome=chrome,
        wrong=None if wrong is None else wrong.told(visit.locale),
        **_shown(review, review.preview, visit.locale),
    )


def picture(visit: Visit) -> Response:
    """The chart that would come of the import, small; what is doubtful in it is drawn as not confirmed."""
    review = look(visit.site.graph, visit.actor, import_of(visit), locale=visit.locale, data_dir=data_dir_of(visit))
    if review.preview is None or review.chart is None:
        raise NotFoundError("There is no chart.")
    chart = replace(review.chart, account_name=review.preview.account_name)
    created = {e.id for e in review.preview.created}
    marks = {e.id: "changed" for e in review.preview.changed}
    if not review.preview.creates_account:
        marks |= dict.fromkeys(created, "new")
    layout = lay_out(chart, open_departments=frozenset(chart.department))
    return Response(svg(layout, chart, visit.locale, marks=marks), media_type="image/svg+xml")


def _shown(review: Review, preview: Preview, locale: str) -> dict[str, Any]:
    changing = [*preview.created, *preview.changed]
    return {
        "p": preview,
        "seen": review.seen,
        "groups": groups(review.findings, review.tables, locale),
        "decisions": [(decision_written(d), d) for d in review.draft.choices.decisions],
        "lists": {t.label: t.kind.value for t in review.tables},
        "drawn": review.chart is not None and 0 < len(review.chart.seats) <= MOST_DRAWN,
        "people": review.people[:MOST_OFFERED],
        "most_rows": MOST_ROWS,
        "changing": changing[:MOST_ENTRIES],
        "changing_count": len(changing),
        "same": preview.unchanged[:MOST_ENTRIES],
        "absent": preview.absent[:MOST_ENTRIES],
        "new_people": _count(preview.created, "Person"),
        "changed_people": _count(preview.changed, "Person"),
        "same_people": _count(preview.unchanged, "Person"),
        "absent_people": _count(preview.absent, "Person"),
        "back": start_of(review.draft),
    }


def _count(entries: Sequence[Entry], kind: str) -> int:
    return sum(e.kind == kind for e in entries)


def decide_on(visit: Visit) -> Response:
    """One remark is put right, for one of its rows or for all of them; then the preview again, at the same place. What
    cannot be is said there, and nothing is decided."""
    how, table, field, value, entry = (visit.text(x) for x in ("how", "table", "field", "value", "entry"))
    if how == "column":
        read_column_as(visit.actor, import_of(visit), table, {value: field}, data_dir=data_dir_of(visit))
    else:
        places = places_of(visit.text("places")) or [(table, 0)]
        made = [d for place in places if (d := decision_of(how, *place, field, value, entry)) is not None]
        try:
            decide_on_what_is_there(visit.site.graph, visit.actor, import_of(visit), made, data_dir=data_dir_of(visit))
        except InvalidInputError as error:
            return _preview(visit, 422, error)
    return to(f"/import/{import_of(visit)}#remarks")


def take_back_decision(visit: Visit) -> Response:
    """One decision, as the form sends the whole of it, is taken back."""
    take_back(visit.actor, import_of(visit), decision_from(visit.text("decision")), data_dir=data_dir_of(visit))
    return to(f"/import/{import_of(visit)}#remarks")


def discard_draft(visit: Visit) -> Response:
    return to(start_of(discard(visit.actor, import_of(visit), data_dir=data_dir_of(visit))))


def import_of(visit: Visit) -> str:
    return str(visit.request.path_params["import_id"])


def data_dir_of(visit: Visit) -> Path:
    return visit.site.settings.data_dir


def start_of(draft: Draft) -> str:
    return "/import" if draft.creates_account else f"/accounts/{draft.account_id}/import"


def to(address: str) -> RedirectResponse:
    return RedirectResponse(address, status_code=303)


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
    pasted = visit.form.get("pasted")
    if isinstance(pasted, str) and pasted.strip():
        found.append(SourceFile(PASTED.of(visit.locale), pasted.encode()))
    if not found:
        raise worded(
            InvalidInputError("Choose at least one file, or paste the rows."),
            "ファイルを選ぶか、表を貼り付けてください。",
        )
    return found
