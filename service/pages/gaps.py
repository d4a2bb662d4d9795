"""Thin coverage: the key people nobody met, and what hangs on a single contact, each figure with its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from starlette.responses import Response

from service.comparing import read_compared
from service.coverage import MeetingRow, read_meetings
from service.domain.actor import told_actor
from service.domain.errors import NotFoundError
from service.domain.gaps.compare import Comparison
from service.domain.gaps.comparison_document import comparison_out
from service.domain.gaps.dismissed_document import DismissedOut
from service.domain.gaps.document import GapDocument, RiskOut, UncoveredOut, document
from service.domain.gaps.filtering import Places, narrow, narrow_comparison
from service.domain.gaps.model import Deal, KeySubject, Risk, UncoveredKey
from service.domain.gaps.money import MoneySum
from service.domain.gaps.naming import known_part, named_filter
from service.domain.gaps.reaching import whom_to_reach
from service.domain.gaps.report import GapReport
from service.domain.orgmap import OrgMap
from service.exporting.gaps import gap_workbook
from service.exporting.workbook import MEDIA_TYPE
from service.graph.transaction import ReadTx
from service.kept_reports import KeptReports
from service.org import read_map
from service.pages.chrome import Chrome, read_chrome
from service.pages.gap_checks import OPEN_AT_ONCE, checks_view, meeting_url, subject_url
from service.pages.gap_filters import filter_view, read_asked, read_compared_day
from service.pages.shown import deals_of, shares
from service.pages.visit import Visit
from service.web.attachments import attachment, file_name

MOST_MEETINGS = 12
"""Meetings that open inside a row; all of them stand on the page of the evidence."""
PERIODS = (30, 90, 180, 365)


@dataclass(frozen=True, slots=True)
class UncoveredLine:
    gap: UncoveredKey
    said: UncoveredOut
    share: int
    deals: Sequence[Deal]
    also: int
    """Reasons beside the first one."""


@dataclass(frozen=True, slots=True)
class RiskLine:
    risk: Risk
    said: RiskOut
    share: int
    deals: Sequence[Deal]
    meetings: Sequence[MeetingRow]


@dataclass(frozen=True, slots=True)
class GapView:
    """The report in one language, with what opens behind each figure."""

    report: GapReport
    said: GapDocument
    uncovered: Sequence[UncoveredLine]
    risks: Sequence[RiskLine]
    notes: Sequence[tuple[str, str, str]]
    met: Sequence[KeySubject]
    money: MoneySum
    money_deals: Sequence[Deal]
    dismissed: Sequence[DismissedOut]


@dataclass(frozen=True, slots=True)
class _Read:
    chrome: Chrome
    report: GapReport
    meetings: Mapping[str, MeetingRow]


def _read(tx: ReadTx, reports: KeptReports, account_id: str, as_of: date, since: date) -> _Read:
    report = reports.read(tx, account_id=account_id, as_of=as_of, since=since)
    rows = read_meetings(tx, account_id=account_id, meeting_ids=report.meeting_ids())
    return _Read(read_chrome(tx, "gaps", account_id, report), report, {r.id: r for r in rows})


def gaps_file(visit: Visit) -> Response:
    """The same report as a workbook, in the reader's language; narrowed and compared as the address says.

    InvalidInputError for a filter that names what there is not: a file cannot say that it was not applied.
    """
    site, found = visit.site, _found(visit)
    places = Places(found.report, found.org)
    chosen = named_filter(places, read_asked(visit))
    content = gap_workbook(
        narrow(found.report, places, chosen),
        narrow_comparison(found.comparison, places, chosen),
        locale=visit.locale,
        by=told_actor(visit.actor.id, visit.locale),
        made_at=datetime.now(site.settings.zone),
    )
    name = file_name(found.report.account.name, "gaps", visit.as_of.isoformat(), ending="xlsx")
    return Response(content, media_type=MEDIA_TYPE, headers={"content-disposition": attachment(name)})


@dataclass(frozen=True, slots=True)
class _Compared:
    """What the page shows: the whole report, the part that the filter leaves, and what became of the gaps."""

    chrome: Chrome
    report: GapReport
    comparison: Comparison | None
    org: OrgMap
    meetings: Mapping[str, MeetingRow]


def _read_compared(
    tx: ReadTx, reports: KeptReports, account_id: str, as_of: date, since: date, earlier: date | None
) -> tuple[_Read, Comparison | None]:
    report, comparison = read_compared(
        tx, account_id=account_id, as_of=as_of, earlier=earlier, since=since, read=reports.read
    )
    rows = read_meetings(tx, account_id=account_id, meeting_ids=report.meeting_ids())
    chrome = read_chrome(tx, "gaps", account_id, report)
    return _Read(chrome, report, {r.id: r for r in rows}), comparison


def _found(visit: Visit) -> _Compared:
    """The report and the map of the same day, read side by side: the map tells where each gap belongs."""
    site, account_id, as_of, since = visit.site, visit.account_id, visit.as_of, visit.since
    earlier = read_compared_day(visit)
    beside = site.beside.submit(
        lambda: site.graph.read(visit.actor, read_map, account_id=account_id, as_of=as_of, since=since)
    )
    read, comparison = site.graph.read(visit.actor, _read_compared, site.reports, account_id, as_of, since, earlier)
    return _Compared(read.chrome, read.report, comparison, beside.result(), read.meetings)


def view(report: GapReport, meetings: Mapping[str, MeetingRow], locale: str) -> GapView:
    """The report as the page shows it; without `meetings` the risks open no rows."""
    said = document(report, locale)
    missed = {u.subject.id for u in report.uncovered} | report.dismissed_keys
    bars = shares(u.money for u in report.uncovered)
    thick = shares(r.money for r in report.risks)
    money = report.uncovered_money
    return GapView(
        report=report,
        said=said,
        uncovered=[
            UncoveredLine(gap, words, bar, deals_of(report, gap.money), max(len(words.reasons) - 1, 0))
            for gap, words, bar in zip(report.uncovered, said.uncovered_key_people, bars, strict=True)
        ],
        risks=[
            RiskLine(
                risk, words, bar, deals_of(report, risk.money), [meetings[i] for i in risk.evidence if i in meetings]
            )
            for risk, words, bar in zip(report.risks, said.single_contact_risks, thick, strict=True)
        ],
        notes=[(n.code, n.text, n.how) for n in said.notes],
        met=sorted((s for s in report.key_subjects if s.id not in missed), key=lambda s: (-(s.rank or 0), s.name)),
        money=money,
        money_deals=deals_of(report, money),
        dismissed=said.dismissed,
    )


def gaps_page(visit: Visit) -> Response:
    found = _found(visit)
    places = Places(found.report, found.org)
    chosen, unknown = known_part(places, read_asked(visit))
    left = narrow(found.report, places, chosen)
    comparison = narrow_comparison(found.comparison, places, chosen)
    compared = comparison_out(comparison, visit.locale)
    whole = view(found.report, found.meetings, visit.locale)
    part = whole if left is found.report else view(left, found.meetings, visit.locale)
    return visit.site.render(
        visit,
        "gaps.html",
        chrome=found.chrome,
        g=whole,
        most=MOST_MEETINGS,
        periods=PERIODS,
        person=visit.query("person"),
        part=part,
        checks=checks_view(left, part.said, visit.locale),
        filters=filter_view(visit, chosen, unknown, found.report, left, places),
        comparison=comparison,
        closed=compared.closed if compared else (),
        subject_url=subject_url,
        meeting_url=meeting_url,
        open_at_once=OPEN_AT_ONCE,
        whom=lambda gap: whom_to_reach(gap, places),
    )


def _read_evidence(tx: ReadTx, reports: KeptReports, account_id: str, as_of: date, since: date) -> tuple[_Read, OrgMap]:
    org = read_map(tx, account_id=account_id, as_of=as_of, since=since)
    return _read(tx, reports, account_id, as_of, since), org


def evidence_page(visit: Visit) -> Response:
    """Everything one risk was counted from: the people, all the meetings, the deals; and who of a deal was not met."""
    site = visit.site
    found, org = site.graph.read(visit.actor, _read_evidence, site.reports, visit.account_id, visit.as_of, visit.since)
    wanted = f"{visit.request.path_params['scope']}:{visit.request.path_params['record_id']}"
    shown = view(found.report, found.meetings, visit.locale)
    line = next((r for r in shown.risks if r.risk.gap_id == wanted), None)
    if line is None:
        raise NotFoundError("Nothing hangs on a single contact here on that day.")
    deal = found.report.account.deals.get(line.risk.id)
    players = (deal.players if deal else frozenset()) - {p.id for p in line.risk.people}
    missed = sorted((org.person[i] for i in players & org.person.keys()), key=lambda p: (-(p.rank or 0), p.name, p.id))
    return site.render(visit, "evidence.html", chrome=found.chrome, line=line, missed=missed)
