"""An import on its way, and what is worth doing when it has arrived."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from starlette.responses import Response

from service.changes import ImportRecord, list_imports
from service.domain.cards import Overview
from service.graph.transaction import ReadTx
from service.importing.apply import kept_report
from service.importing.drafts import Drafts
from service.importing.next_steps import NextStep, next_steps
from service.importing.review import apply_seen
from service.kept_reports import KeptReports
from service.org import read_map, read_overview
from service.pages.chrome import Chrome, read_chrome
from service.pages.imports import data_dir_of, import_of, start_of, to
from service.pages.visit import Visit

MOMENT_SECONDS = 2.0
"""How long a browser waits for an import before it is shown how far it is."""


def apply_preview(visit: Visit) -> Response:
    """The import is under way; who waits longer than a moment sees how far it is."""
    import_id, seen = import_of(visit), visit.text("seen")
    graph, actor, data_dir = visit.site.graph, visit.actor, data_dir_of(visit)
    Drafts(data_dir).own(import_id, actor=actor.id)
    run = visit.site.running.begin(
        import_id, lambda told: apply_seen(graph, actor, import_id, seen, data_dir=data_dir, progress=told)
    )
    run.finished.wait(MOMENT_SECONDS)
    return progress_page(visit)


def progress_page(visit: Visit) -> Response:
    """How far the import is; once it is done, what is worth doing now."""
    run = visit.site.running.of(import_of(visit))
    if run is None or (run.finished.is_set() and run.error is None):
        result = run.result if run else None
        if result is not None and result.account_id is None:
            return to("/")
        draft = Drafts(data_dir_of(visit)).own(import_of(visit), actor=visit.actor.id)
        return to(f"/accounts/{draft.account_id}/import/{draft.import_id}/done" if result else start_of(draft))
    if run.error is not None:
        raise run.error
    if visit.request.method == "POST":
        return to(f"/import/{import_of(visit)}/progress")
    chrome = visit.site.graph.read(visit.actor, read_chrome, "import", None)
    return visit.site.render(visit, "progress.html", chrome=chrome, run=run)


@dataclass(frozen=True, slots=True)
class _Done:
    chrome: Chrome
    record: ImportRecord | None
    overview: Overview
    steps: Sequence[NextStep]


def done_page(visit: Visit) -> Response:
    """What the import did, the three most useful things to do now, and what was in doubt, as long as that is kept."""
    site = visit.site
    found = site.graph.read(
        visit.actor, _read_done, site.reports, visit.account_id, import_of(visit), visit.as_of, visit.since
    )
    kept = kept_report(visit.actor, visit.account_id, import_of(visit), data_dir=data_dir_of(visit))
    return site.render(
        visit,
        "done.html",
        chrome=found.chrome,
        record=found.record,
        o=found.overview,
        steps=found.steps,
        remarks=[f for f in kept.findings if f.level != "info"] if kept else None,
        skipped=kept.skipped if kept else (),
    )


def _read_done(tx: ReadTx, reports: KeptReports, account_id: str, change_id: str, as_of: date, since: date) -> _Done:
    report = reports.read(tx, account_id=account_id, as_of=as_of, since=since)
    org = read_map(tx, account_id=account_id, as_of=as_of, since=since)
    overview = read_overview(tx, account_id=account_id, as_of=as_of, since=since, org=org)
    record = next((r for r in list_imports(tx, account_id=account_id) if r.id == change_id), None)
    placed = {h.person_id for h in org.holdings}
    unplaced = sum(1 for person in org.people if person.id not in placed)
    steps = next_steps(
        report,
        people=overview.people,
        without_post=unplaced,
        ours=len(org.members),
        findings=record.warnings if record else 0,
    )
    return _Done(read_chrome(tx, "import", account_id, report), record, overview, steps)
