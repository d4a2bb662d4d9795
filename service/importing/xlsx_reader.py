"""Workbooks into tables: bounds from the zip directory before anything is unpacked, then values sheet by sheet."""

import io
import zipfile
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl

from service.domain.errors import NemawashiError
from service.domain.importing.findings import Finding
from service.domain.importing.tables import UNREADABLE, Cell, RawRow, RawTable
from service.importing.bounds import MAX_ROWS, check_cell, check_columns, check_rows, trimmed
from service.importing.refusals import NotInFilesError, TooLargeFileError, UnusableFileError

MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 200
_RATIO_FROM = 10 * 1024 * 1024
"""A part may shrink well when it is small; only beyond this size does its ratio count."""
MAX_PARTS = 2_000

_FORMULA_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})

_ENCRYPTED = 0x1
_REPORT_EVERY = 1000


def read_workbook(name: str, content: bytes, sheet: str | None, advance: Callable[[int], None]) -> list[RawTable]:
    """A table per sheet that holds a row below its header; formulas as the values last computed."""
    if not openpyxl.DEFUSEDXML:
        raise UnusableFileError(
            name,
            "defusedxml",
            "ブックを安全に読む部品 (defusedxml) がありません。make setup をやり直してください。",
            "the part that reads workbooks safely (defusedxml) is missing; run make setup again.",
        )
    _check_package(name, content)
    try:
        return _tables(name, content, sheet, advance)
    except NemawashiError:
        raise
    # A damaged or hostile workbook makes the parser raise almost anything; whatever it is, the file is unusable.
    except Exception as error:
        raise UnusableFileError(
            name,
            "damaged",
            "ブックが壊れているか、読めない内容を含みます。表計算ソフトで開き、保存し直してください。",
            "the workbook is damaged or holds what cannot be read; open it in a spreadsheet and save it again.",
        ) from error


def _check_package(name: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnusableFileError(name, "damaged", "ブックが壊れています。", "the workbook is damaged.") from error
    total = sum(p.file_size for p in parts)
    swollen = any(p.file_size > max(_RATIO_FROM, MAX_RATIO * max(p.compress_size, 1)) for p in parts)
    if len(parts) > MAX_PARTS or total > MAX_UNPACKED or swollen:
        raise TooLargeFileError(
            name,
            "開くと200 MiBを超えるか、圧縮率が異常です。必要なシートだけを保存し直してください。",
            "unpacks to more than 200 MiB or at an abnormal ratio; save only the sheets you need.",
        )
    names = [p.filename for p in parts]
    if any(p.flag_bits & _ENCRYPTED for p in parts) or any(n.startswith("/") or ".." in n.split("/") for n in names):
        raise UnusableFileError(
            name,
            "package",
            "暗号化されているか、不正な部品を含みます。",
            "encrypted, or holds parts with unsafe names.",
        )
    if any(n.lower().endswith(("vbaproject.bin", ".zip", ".xlsx")) for n in names):
        raise UnusableFileError(
            name,
            "macros",
            "マクロや別のファイルを含むブックは読みません。.xlsx で保存し直してください。",
            "holds macros or other files; save it as .xlsx without them.",
        )
    if "[Content_Types].xml" not in names:
        raise UnusableFileError(name, "content", "中身はブックではありません。", "its content is no workbook.")


def _tables(name: str, content: bytes, sheet: str | None, advance: Callable[[int], None]) -> list[RawTable]:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        titles = book.sheetnames
        if sheet is not None and sheet not in titles:
            raise NotInFilesError(
                name,
                "sheet",
                f"シート「{sheet}」がありません。あるのは {'、'.join(titles)} です。",
                f'there is no sheet "{sheet}"; there are {", ".join(titles)}.',
                found=sheet,
                expected=", ".join(titles),
            )
        tables: list[RawTable] = []
        read = 0
        for worksheet in book.worksheets:
            if sheet is not None and worksheet.title != sheet:
                continue
            # The declared dimension is not to be trusted; without it every row is as long as its own last cell.
            worksheet.reset_dimensions()
            table = _table(name, worksheet.title, worksheet.iter_rows(values_only=True), read, advance)
            if table is not None:
                tables.append(table)
                read += len(table.rows)
        return tables
    finally:
        book.close()


def _table(
    name: str, title: str, lines: Iterable[tuple[Any, ...]], before: int, advance: Callable[[int], None]
) -> RawTable | None:
    header: tuple[str, ...] | None = None
    header_row = 0
    rows: list[RawRow] = []
    damage: list[Finding] = []
    where = f"{name} [{title}]"
    for number, cells in enumerate(lines, start=1):
        if not cells:
            continue
        values = trimmed([_value(c) for c in cells])
        if not values:
            continue
        check_columns(where, number, len(values))
        if header is None:
            header, header_row = tuple("" if v is None else str(v).strip() for v in values), number
            continue
        check_rows(where, max(len(rows) + 1, number - MAX_ROWS))
        rows.append(RawRow(number, tuple(_checked(where, title, number, header, values, damage))))
        if len(rows) % _REPORT_EVERY == 0:
            advance(before + len(rows))
    advance(before + len(rows))
    if header is None:
        return None
    return RawTable(name, title, None, header, header_row, rows, tuple(damage))


def _value(cell: Any) -> Cell:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if cell is None or isinstance(cell, str | int | float | date | datetime):
        return cell
    if isinstance(cell, time | timedelta):
        return str(cell)
    return str(cell)


def _checked(
    where: str, title: str, number: int, header: tuple[str, ...], values: tuple[Cell, ...], damage: list[Finding]
) -> Iterable[Cell]:
    """The values; a formula that failed holds none of the customer's, it is reported and marked unreadable."""
    for at, value in enumerate(values):
        if isinstance(value, str):
            check_cell(where, number, value)
            if value in _FORMULA_ERRORS:
                column = header[at] if at < len(header) else None
                damage.append(Finding("formula_error", "warning", title, (number,), column, {"value": value}))
                yield UNREADABLE
                continue
        yield value
