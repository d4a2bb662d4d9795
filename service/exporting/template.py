"""The workbook to fill in: all sheets that the import reads, with example rows, notes and lists to choose from."""

from datetime import datetime

from service.domain.exporting.examples import example_tables
from service.exporting.told import TEMPLATE_TITLE, of_template
from service.exporting.workbook import workbook

FILE_NAME = "nemawashi-template.xlsx"


def template(locale: str, *, made_at: datetime) -> bytes:
    """The template in the language; imported untouched it gives no error."""
    title = TEMPLATE_TITLE.of(locale)
    return workbook(example_tables(locale), title=title, told=of_template(locale), locale=locale, made_at=made_at)
