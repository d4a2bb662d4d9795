"""The second half of an import: plan again from the kept bytes, write, all or nothing, as one change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from service.accounts import (
    DELETING,
    FIND,
    LIVE,
    LOADING,
    Progress,
    insert_account,
    refuse_unless_live,
    set_state,
    standing,
)
from service.changes import IMPORT, ChangeRow, change_by_id
from service.domain.actor import Actor
from service.domain.batch import Batch
from service.domain.errors import ConflictError, worded
from service.domain.importing.plan import ImportPlan
from service.domain.importing.report import ImportReport
from service.domain.names import key_exact
from service.domain.portions import FIRST_LOAD, from_text, portions, to_text
from service.domain.wording import Words
from service.graph.database import Graph
from service.graph.transaction import WriteTx
from service.importing.drafts import Draft, Drafts
from service.importing.prepare import (
    Target,
    changed_meanwhile,
    check_size,
    plan_for,
    tables_of,
    target_of,
)
from service.importing.snapshot import shared_ids, shared_ids_in
from service.writing import ChangeMeta, open_change, set_summary, touches_shared, write_parts

_ATTEMPTS = 3
_WRITING = Words("取り込んでいます", "importing")
_REPORT, _NOTHING_NEW = "report.json", "nothing_new.json"


@dataclass(frozen=True)
class ImportResult:
    """What an import did. `change_id` is None when the files said nothing new; then nothing was written."""

    import_id: str
    account_id: str | None
    account_name: str
    report: ImportReport
    change_id: str | None


class _StaleError(Exception):
    """Our members or units have changed since the plan was made: plan again."""


class _AlreadyAppliedError(Exception):
    """The same import has been applied by another call in the meantime."""


def apply(
    graph: Graph, actor: Actor, import_id: str, token: str, *, data_dir: Path, progress: Progress | None = None
) -> ImportResult:
    """Do what was previewed; afterwards it is one change of the account, whose id is that of the import.

    Called again it answers the same and does nothing; cut off in the middle of a first load it goes on where it was.
    ConflictError when the account has been changed since the preview.
    """
    drafts = Drafts(data_dir)
    draft = drafts.load(import_id, token=token, actor=actor.id)
    return apply_draft(graph, actor, drafts, draft, progress=progress)


def apply_draft(
    graph: Graph,
    actor: Actor,
    drafts: Drafts,
    draft: Draft,
    *,
    plan: tuple[Target, ImportPlan] | None = None,
    progress: Progress | None = None,
) -> ImportResult:
    """As `apply`, for a draft at hand. `plan` is one made a moment ago, with the account it was made for."""
    done = graph.read(actor, change_by_id, change_id=draft.import_id)
    if done is not None:
        return _go_on(graph, actor, drafts, draft, done, progress)
    nothing_new = drafts.part(draft, _NOTHING_NEW)
    if nothing_new is not None:
        return _nothing_new(draft, ImportReport.model_validate_json(nothing_new))
    for _ in range(_ATTEMPTS):
        target, planned = plan or _plan(graph, actor, drafts, draft)
        plan = None
        report = planned.report
        if not planned.batch:
            drafts.keep_part(draft, _NOTHING_NEW, report.model_dump_json())
            drafts.drop_files(draft)
            return _nothing_new(draft, report)
        drafts.keep_part(draft, _REPORT, report.model_dump_json())
        try:
            _write(graph, actor, drafts, draft, target, planned, progress)
        except _StaleError:
            continue
        except _AlreadyAppliedError:
            return apply_draft(graph, actor, drafts, draft, progress=progress)
        return _finished(drafts, draft, report)
    raise worded(
        ConflictError("Our own members keep being changed by others. Nothing was changed: try again."),
        "自社の担当者が同時に変更されています。何も変更していません。もう一度お試しください。",
    )


def kept_report(actor: Actor, account_id: str, import_id: str, *, data_dir: Path) -> ImportReport | None:
    """What was said of the files when the actor imported them, as long as that is kept."""
    drafts = Drafts(data_dir)
    draft = drafts.of_account(account_id, import_id, actor=actor.id)
    text = drafts.part(draft, _REPORT) if draft else None
    return None if text is None else ImportReport.model_validate_json(text)


def _plan(graph: Graph, actor: Actor, drafts: Drafts, draft: Draft) -> tuple[Target, ImportPlan]:
    """The plan made again from the kept bytes, for the account as it stands; ConflictError if that has changed."""
    files = drafts.files(draft)
    tables = tables_of(files, sheet=draft.sheet, mapping=draft.mapping, choices=draft.choices)
    target = graph.read_long(actor, target_of, draft)
    if target.base != draft.base:
        raise changed_meanwhile()
    plan = plan_for(target, tables, as_of=draft.as_of, locale=draft.locale, choices=draft.choices)
    check_size(plan.batch, empty=target.empty)
    return target, plan


def _write(
    graph: Graph,
    actor: Actor,
    drafts: Drafts,
    draft: Draft,
    target: Target,
    plan: ImportPlan,
    progress: Progress | None,
) -> None:
    parts = portions(plan.batch, FIRST_LOAD) if target.empty else [plan.batch]
    summary = {
        "files": [name for name, _ in draft.files],
        "as_of": draft.as_of,
        "rows_read": plan.report.rows_read,
        "rows_used": plan.report.rows_used,
        "people": plan.report.people,
        "created": len(plan.created),
        "changed": len(plan.changed),
        "warnings": sum(f.level != "info" for f in plan.findings),
        "creates_account": draft.creates_account,
        "account_name": draft.account_name,
        "parts": len(parts),
        "written": 1,
    }
    for n, part in enumerate(parts[1:], start=1):
        drafts.keep_part(draft, f"part-{n}.json", to_text(part))
    change = ChangeMeta(draft.import_id, datetime.now(UTC), IMPORT, summary=summary)
    if progress is not None:
        progress.start(plan.batch.size, _WRITING.of(draft.locale))
    try:
        graph.write_long(
            actor, _write_first, draft, parts[0], change, shared_ids_in(target.snapshot), finished=len(parts) == 1
        )
        if progress is not None:
            progress.advance(parts[0].size)
        _write_rest(graph, actor, draft, enumerate(parts[1:], start=1), change, len(parts), progress)
    finally:
        if progress is not None:
            progress.done()


def _write_first(
    tx: WriteTx,
    draft: Draft,
    batch: Batch,
    change: ChangeMeta,
    shared: tuple[list[str], list[str]],
    *,
    finished: bool,
) -> None:
    uses_shared = touches_shared(batch)
    if draft.creates_account:
        tx.lock()
        _insert_account(tx, draft, change, state=LIVE if finished else LOADING)
    else:
        tx.lock([draft.account_id], workspace=uses_shared)
        _check_base(tx, draft)
        if not finished:
            set_state(tx, account_id=draft.account_id, state=LOADING)
    if uses_shared and shared_ids(tx) != shared:
        raise _StaleError
    open_change(tx, change, account_id=draft.account_id)
    write_parts(tx, batch, change=change)


def _insert_account(tx: WriteTx, draft: Draft, change: ChangeMeta, *, state: str) -> None:
    named = tx.rows(FIND, ref=draft.account_name, name_key=key_exact(draft.account_name))
    if any(a.last_change_id == draft.import_id for a in named):
        raise _AlreadyAppliedError
    if named:
        raise changed_meanwhile()
    insert_account(
        tx,
        account_id=draft.account_id,
        name=draft.account_name,
        currency=draft.currency,
        change_id=change.id,
        at=change.at,
        state=state,
    )


def _check_base(tx: WriteTx, draft: Draft) -> None:
    stands = standing(tx, account_id=draft.account_id)
    if stands is not None and stands.last_change_id == draft.import_id:
        raise _AlreadyAppliedError
    if stands is None or stands.last_change_id != draft.base:
        raise changed_meanwhile()
    refuse_unless_live(stands.name, stands.state)


def _write_rest(
    graph: Graph,
    actor: Actor,
    draft: Draft,
    parts: Iterable[tuple[int, Batch]],
    change: ChangeMeta,
    total: int,
    progress: Progress | None,
) -> None:
    """Write the numbered parts, each in a transaction of its own; the last one sets the account live."""
    for n, part in parts:
        graph.write_long(actor, _write_part, draft, part, change, n, total)
        if progress is not None:
            progress.advance(part.size)


def _write_part(tx: WriteTx, draft: Draft, part: Batch, change: ChangeMeta, n: int, total: int) -> None:
    tx.lock([draft.account_id], workspace=touches_shared(part))
    stands = standing(tx, account_id=draft.account_id)
    row = change_by_id(tx, change_id=change.id)
    if stands is None or row is None or stands.state == DELETING or row.told["written"] != n:
        raise worded(
            ConflictError("Somebody else went on with this import or took it back. Look at the account."),
            "この取り込みは、ほかの操作で続けられたか、取り消されました。顧客の状態を確認してください。",
        )
    write_parts(tx, part, change=change, first_item=n * FIRST_LOAD)
    set_summary(tx, change.id, {**row.told, "written": n + 1})
    if n + 1 == total:
        set_state(tx, account_id=draft.account_id, state=LIVE)


def _go_on(
    graph: Graph, actor: Actor, drafts: Drafts, draft: Draft, done: ChangeRow, progress: Progress | None
) -> ImportResult:
    """The import has been applied, wholly or as far as it came."""
    if done.undone_by_id is not None:
        raise worded(
            ConflictError("This import has been undone since. Choose the files again."),
            "この取り込みは、そのあと取り消されました。ファイルを選び直してください。",
        )
    told = done.told
    written, total = told["written"], told["parts"]
    kept = drafts.part(draft, _REPORT)
    if kept is None:
        raise worded(
            ConflictError("What was kept of this import is gone. Look at the account's history."),
            "この取り込みの控えがありません。取り込みの履歴を確認してください。",
        )
    if written < total:
        change = ChangeMeta(draft.import_id, done.at.astimezone(UTC), IMPORT, summary=told)
        parts = ((n, _kept_part(drafts, draft, n)) for n in range(written, total))
        if progress is not None:
            progress.start((total - written) * FIRST_LOAD, _WRITING.of(draft.locale))
        try:
            _write_rest(graph, actor, draft, parts, change, total, progress)
        finally:
            if progress is not None:
                progress.done()
    return _finished(drafts, draft, ImportReport.model_validate_json(kept))


def _kept_part(drafts: Drafts, draft: Draft, n: int) -> Batch:
    text = drafts.part(draft, f"part-{n}.json")
    if text is None:
        raise worded(
            ConflictError("A part of this import is gone from the disk: delete the account and import again."),
            "取り込みの残りがディスクにありません。顧客を削除して、取り込み直してください。",
        )
    return from_text(text)


def _finished(drafts: Drafts, draft: Draft, report: ImportReport) -> ImportResult:
    drafts.drop_files(draft)
    return _result(draft, report, account_id=draft.account_id, change_id=draft.import_id)


def _nothing_new(draft: Draft, report: ImportReport) -> ImportResult:
    return _result(draft, report, account_id=None if draft.creates_account else draft.account_id, change_id=None)


def _result(draft: Draft, report: ImportReport, *, account_id: str | None, change_id: str | None) -> ImportResult:
    full = report.model_copy(update={"account_id": account_id, "applied": True, "change_id": change_id})
    return ImportResult(draft.import_id, account_id, draft.account_name, full, change_id)
