"""Setting a gap aside with a reason, and taking that back."""

from datetime import UTC, date, datetime
from urllib.parse import quote

from starlette.responses import RedirectResponse, Response

from service.changes import DISMISSAL
from service.checks import read_report
from service.dismissals import dismiss, take_back
from service.domain.dates import parse_date
from service.domain.errors import InvalidInputError, NotFoundError, Problem, worded
from service.domain.gaps.dismissals import MOST_REASON, AnyGap, first_last_day
from service.domain.gaps.dismissed_document import headline
from service.domain.gaps.model import UncoveredKey
from service.domain.wording import UnreadableError
from service.graph.ids import new_id
from service.graph.transaction import ReadTx
from service.pages.chrome import Chrome, read_chrome
from service.pages.visit import Visit
from service.writing import ChangeMeta


def _read(tx: ReadTx, account_id: str, as_of: date, since: date, gap_id: str) -> tuple[Chrome, AnyGap]:
    report = read_report(tx, account_id=account_id, as_of=as_of, since=since)
    gap = report.find(gap_id)
    if gap is None:
        raise worded(NotFoundError("There is no such gap on that day."), "その日に、その指摘はありません。")
    return read_chrome(tx, "gaps", account_id, report), gap


def dismiss_page(visit: Visit) -> Response:
    """The form for the gap that `?gap=` names."""
    return _form(visit, 200, None)


def _form(visit: Visit, status: int, wrong: InvalidInputError | None) -> Response:
    gap_id = visit.text("gap") or visit.query("gap")
    chrome, gap = visit.site.graph.read(visit.actor, _read, visit.account_id, visit.as_of, visit.since, gap_id)
    bad = {} if wrong is None else {p.where: p for p in wrong.problems}
    return visit.site.render(
        visit,
        "dismiss.html",
        status,
        chrome=chrome,
        gap_id=gap_id,
        name=gap.subject.name if isinstance(gap, UncoveredKey) else gap.name,
        found=headline(gap, visit.locale),
        wrong_reason=bad.get("reason"),
        wrong_until=bad.get("until_on"),
        reason=visit.text("reason"),
        until=visit.text("until_on"),
        most=MOST_REASON,
        least=first_last_day(visit.as_of, visit.today),
    )


def save(visit: Visit) -> Response:
    """Sets the gap aside from the day looked at on; an unusable form comes back with what was typed."""
    gap_id = visit.text("gap")

    def find(tx: ReadTx) -> AnyGap | None:
        return read_report(tx, account_id=visit.account_id, as_of=visit.as_of, since=visit.since).find(gap_id)

    try:
        until_on = _day(visit)
        visit.site.graph.write(
            visit.actor,
            dismiss,
            account_id=visit.account_id,
            gap_id=gap_id,
            find=find,
            reason=visit.text("reason"),
            as_of=visit.as_of,
            today=visit.today,
            until_on=until_on,
            dismissal_id=new_id(),
            change=ChangeMeta(new_id(), datetime.now(UTC), DISMISSAL),
        )
    except InvalidInputError as wrong:
        return _form(visit, 422, wrong)
    return _to_gaps(visit, "dismissed", gap_id)


def _day(visit: Visit) -> date | None:
    text = visit.text("until_on")
    if not text:
        return None
    try:
        return parse_date(text)
    except UnreadableError as error:
        problem = Problem("bad_date", "until_on", text, "YYYY-MM-DD", mend=error.reason.of(visit.locale))
        raise worded(InvalidInputError("The gap was not dismissed.", [problem]), "保留にしていません。") from None


def undo(visit: Visit) -> Response:
    """Takes the dismissal back; the gap is in the list again."""
    change = ChangeMeta(new_id(), datetime.now(UTC), DISMISSAL)
    visit.site.graph.write(
        visit.actor, take_back, account_id=visit.account_id, dismissal_id=visit.text("dismissal"), change=change
    )
    return _to_gaps(visit, "back", visit.text("gap"))


def _to_gaps(visit: Visit, told: str, gap_id: str) -> Response:
    """The list as it was looked at before."""
    gaps = f"/accounts/{quote(visit.account_id, safe='')}/gaps"
    return RedirectResponse(visit.url(gaps, told=told, gap=gap_id, **visit.looking), status_code=303)
