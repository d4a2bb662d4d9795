"""The gap report as a workbook for the session: one page of summary first, then the details."""

from datetime import datetime

from service.domain.gaps.compare import Comparison
from service.domain.gaps.document import document
from service.domain.gaps.report import GapReport
from service.domain.gaps.workbook import FIRST_SHEET, footer, summary, tables, title
from service.exporting.workbook import workbook


def gap_workbook(report: GapReport, comparison: Comparison | None, *, locale: str, by: str, made_at: datetime) -> bytes:
    """The report in the language, marked with its day, its source and as confidential; texts of users are inert."""
    told = document(report, locale, comparison)
    return workbook(
        tables(report, told, locale),
        title=title(report, locale),
        told=summary(report, told, locale, by=by, made_at=made_at),
        locale=locale,
        made_at=made_at,
        first=FIRST_SHEET,
        footer=footer(report, locale),
    )
