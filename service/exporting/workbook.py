"""Sheets into the bytes of a workbook in which every text of a user is text: no formula, no link, nothing from outside.

A text that a spreadsheet could take for a formula also carries the mark of a quoted text (`quotePrefix`).
"""

import io
import re
from collections.abc import Sequence
from datetime import date, datetime
from math import ceil
from typing import Protocol, cast
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from service.domain.exporting.columns import README, Column, Shown
from service.domain.importing.tables import Cell
from service.domain.wording import Words

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FIRST_DAY = date(1900, 3, 1)
"""From here on a spreadsheet counts days right; an earlier one is written as text."""
MORE_ROWS = 500
"""Lists to choose from are offered so many rows below the last one."""
WIDE = 240
"""Wider sheets (in characters) are printed on A3."""
LONGEST = 32_767
"""More characters no cell takes."""

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LIKE_A_FORMULA = tuple("=+-@'\t\r\n＝＋－＠")
_DAY_FORMAT = "yyyy-mm-dd"
_HEADER_FILL = PatternFill("solid", fgColor="E8ECEF")
_TITLE, _BOLD = Font(name="Calibri", bold=True, size=14), Font(name="Calibri", bold=True, size=11)
_TOP = Alignment(vertical="top", wrap_text=True)
_LEFT, _TOP_LEFT = Alignment(horizontal="left"), Alignment(horizontal="left", vertical="top")
_TEXT_WIDTH, _LINE_HEIGHT, _MOST_LINES = 96, 16, 20
_ROOM = 1.05
"""A text takes a little more than its characters, because lines break between words."""


class SheetTable(Protocol):
    """What a sheet needs of a table: its columns from the left, and rows of as many cells."""

    @property
    def columns(self) -> tuple[Column, ...]: ...

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]: ...

    def title(self, locale: str) -> str: ...


def workbook(
    tables: Sequence[SheetTable],
    *,
    title: str,
    told: Sequence[tuple[str, str]],
    locale: str,
    made_at: datetime,
    first: Words = README,
    footer: str = "",
) -> bytes:
    """A workbook with a first sheet that says what this is (`title`, then lines of a heading and a text) and the tables
    after it, each with its header in the first row. Printed, a sheet is as wide as a page, its header stands on every
    page and the `footer` below it."""
    book = Workbook()
    book.properties.creator = "Nemawashi"
    book.properties.created = book.properties.modified = made_at.replace(tzinfo=None)
    opening = book.worksheets[0]
    opening.title = first.of(locale)
    _first_sheet(opening, title, told)
    for table in tables:
        _sheet(book.create_sheet(table.title(locale)), table, locale)
    for sheet in book.worksheets:
        _for_print(sheet, footer, headed=sheet is not opening)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _for_print(sheet: Worksheet, footer: str, *, headed: bool) -> None:
    sheet.page_setup.orientation = "landscape"
    width = sum(column.width for column in sheet.column_dimensions.values())
    sheet.page_setup.paperSize = int(Worksheet.PAPERSIZE_A3 if width > WIDE else Worksheet.PAPERSIZE_A4)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0 if headed else 1
    if (below := sheet.oddFooter) is not None:
        below.center.text = footer.replace("&", "&&")
        below.right.text = "&P / &N"
    if headed:
        sheet.print_title_rows = "1:1"


def _first_sheet(sheet: Worksheet, title: str, told: Sequence[tuple[str, str]]) -> None:
    sheet.column_dimensions["A"].width = 38
    sheet.column_dimensions["B"].width = _TEXT_WIDTH
    _write(sheet, 1, 1, title).font = _TITLE
    for row, (heading, text) in enumerate(told, start=2):
        head = _write(sheet, row, 1, heading)
        head.font, head.alignment = _BOLD, _TOP
        _write(sheet, row, 2, text).alignment = _TOP
        sheet.row_dimensions[row].height = _LINE_HEIGHT * _lines(text, _TEXT_WIDTH)


def _lines(text: str, width: int) -> int:
    """About how many lines the text takes in a column, because not every spreadsheet makes room by itself."""
    if 2 * len(text) <= width and "\n" not in text:  # as most texts
        return 1
    wide = (sum(2 if east_asian_width(c) in "WFA" else 1 for c in line) for line in text.split("\n"))
    return sum(max(1, ceil(_ROOM * chars / width)) for chars in wide)


def _sheet(sheet: Worksheet, table: SheetTable, locale: str) -> None:
    sheet.freeze_panes = "A2"
    last = len(table.rows) + 1
    for at, column in enumerate(table.columns, start=1):
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = column.width
        if column.note.of(locale):
            sheet.add_data_validation(_hint(column, letter, last + MORE_ROWS, locale))
        head = _write(sheet, 1, at, column.header.of(locale))
        head.font, head.fill = _BOLD, _HEADER_FILL
    for number, row in enumerate(table.rows, start=2):
        lines, written = 1, []
        for at, value in enumerate(row, start=1):
            if value is None or value == "":
                continue
            cell, column = _write(sheet, number, at, value), table.columns[at - 1]
            written.append(cell)
            if isinstance(value, int | float):
                cell.number_format = _format(value, column.shown)
            elif isinstance(value, str):
                lines = max(lines, _lines(value, column.width))
        if lines > 1:
            sheet.row_dimensions[number].height = _LINE_HEIGHT * min(lines, _MOST_LINES)
            for cell in written:
                cell.alignment = _TOP_LEFT if cell.is_date else _TOP
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{last}"


def _format(value: int | float, shown: Shown) -> str:
    """The number format in which a number says what it is; decimals where it has some."""
    if shown == "money":
        return "#,##0" if isinstance(value, int) else "#,##0.00"
    if shown == "percent":
        return "0%" if float(value * 100).is_integer() else "0.0%"
    return "General"


def _hint(column: Column, letter: str, last: int, locale: str) -> DataValidation:
    """What to write, shown beside a cell of the column; with its words to choose from, others are accepted too."""
    choices = ",".join(word.of(locale) for word in column.choices)
    hint = DataValidation(
        type="list" if choices else None,
        formula1=f'"{choices}"' if choices else None,
        allow_blank=True,
        showErrorMessage=False,
        showInputMessage=True,
        promptTitle=column.header.of(locale)[:32],
        prompt=column.note.of(locale)[:255],
    )
    hint.add(f"{letter}2:{letter}{last}")
    return hint


def _write(sheet: Worksheet, row: int, column: int, value: Cell) -> SheetCell:
    """The cell with the value: text stays text whatever it looks like."""
    cell = cast(SheetCell, sheet.cell(row, column))
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date) and value < FIRST_DAY:
        value = value.isoformat()
    if not isinstance(value, str):
        cell.value = value
        if isinstance(value, date):
            cell.number_format, cell.alignment = _DAY_FORMAT, _LEFT
        return cell
    cell.value = _ESCAPED.sub("_x005F_", _NOT_XML.sub("", value))[:LONGEST]
    cell.data_type = "s"
    if value.startswith(_LIKE_A_FORMULA):
        cell.quotePrefix = True
    return cell
