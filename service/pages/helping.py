"""Who can help to reach somebody: the shortest way from one of us, and alternatives, step by step."""

from datetime import date

from starlette.responses import Response

from service.domain.gaps.help_document import HelpOut, help_out
from service.graph.transaction import ReadTx
from service.helping import read_help
from service.kept_reports import KeptReports
from service.pages.chrome import Chrome, read_chrome
from service.pages.gap_checks import meeting_url, subject_url
from service.pages.visit import Visit


def _read(
    tx: ReadTx,
    reports: KeptReports,
    account_id: str,
    subject_id: str,
    as_of: date,
    since: date,
    through_opponents: bool,
    locale: str,
) -> tuple[Chrome, HelpOut]:
    found = read_help(
        tx, account_id=account_id, subject_id=subject_id, as_of=as_of, through_opponents=through_opponents
    )
    told = help_out(found, account_id=account_id, as_of=as_of, through_opponents=through_opponents, locale=locale)
    report = reports.read(tx, account_id=account_id, as_of=as_of, since=since)
    return read_chrome(tx, "gaps", account_id, report), told


def help_page(visit: Visit) -> Response:
    subject_id = visit.request.path_params["subject_id"]
    through = visit.query("through_opponents") == "1"
    site, at = visit.site, (visit.as_of, visit.since)
    chrome, told = site.graph.read(
        visit.actor, _read, site.reports, visit.account_id, subject_id, *at, through, visit.locale
    )
    return site.render(visit, "help.html", chrome=chrome, told=told, subject_url=subject_url, meeting_url=meeting_url)
