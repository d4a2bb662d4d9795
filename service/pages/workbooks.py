"""Workbooks to take along: an account as of a day, and the template to fill in."""

from datetime import datetime

from starlette.responses import Response

from service.exporting.export import export_account
from service.exporting.template import FILE_NAME, template
from service.exporting.workbook import MEDIA_TYPE
from service.pages.visit import Visit
from service.web.attachments import attachment, file_name
from service.web.language import known_locale


def export_file(visit: Visit) -> Response:
    """The account as of the day asked about; without stances where the address says so."""
    made = export_account(
        visit.site.graph,
        visit.actor,
        account_id=visit.account_id,
        as_of=visit.as_of,
        locale=visit.locale,
        with_stances=visit.query("stances") != "0",
        made_at=datetime.now(visit.site.settings.zone),
    )
    return _workbook(made.content, file_name(made.account_name, visit.as_of.isoformat(), ending="xlsx"))


def template_file(visit: Visit) -> Response:
    """The template in the language that the address names, else in the reader's."""
    locale = known_locale(visit.query("locale")) or visit.locale
    return _workbook(template(locale, made_at=datetime.now(visit.site.settings.zone)), FILE_NAME)


def _workbook(content: bytes, name: str) -> Response:
    return Response(content, media_type=MEDIA_TYPE, headers={"content-disposition": attachment(name)})
