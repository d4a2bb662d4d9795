"""The account today: the finding first, then the counts, the largest gaps, the meetings."""

from dataclasses import dataclass
from datetime import date

from starlette.responses import Response

from service.domain.cards import Overview
from service.domain.gaps.check_document import checks_out
from service.domain.gaps.report import GapReport
from service.graph.transaction import ReadTx
from service.kept_reports import KeptReports
from service.org import read_map, read_overview
from service.pages.chrome import Chrome, read_chrome
from service.pages.gaps import view
from service.pages.visit import Visit

TOP = 5


@dataclass(frozen=True, slots=True)
class _Read:
    chrome: Chrome
    report: GapReport
    overview: Overview
    differ: int
    """People of whom our members' judgements differ."""


def _read(tx: ReadTx, reports: KeptReports, account_id: str, as_of: date, since: date) -> _Read:
    report = reports.read(tx, account_id=account_id, as_of=as_of, since=since)
    org = read_map(tx, account_id=account_id, as_of=as_of, since=since)
    overview = read_overview(tx, account_id=account_id, as_of=as_of, since=since, org=org)
    differ = sum(p.stance_split for p in org.people)
    return _Read(read_chrome(tx, "home", account_id, report), report, overview, differ)


def home_page(visit: Visit) -> Response:
    site = visit.site
    found = site.graph.read(visit.actor, _read, site.reports, visit.account_id, visit.as_of, visit.since)
    return site.render(
        visit,
        "home.html",
        chrome=found.chrome,
        o=found.overview,
        differ=found.differ,
        g=view(found.report, {}, visit.locale),
        top=TOP,
        further=checks_out(found.report, visit.locale),
        zone=site.settings.zone,
        told=visit.query("told"),
    )
