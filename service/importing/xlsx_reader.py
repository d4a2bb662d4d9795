"""Workbooks into cells: bounds from the zip directory before anything is unpacked, then values sheet by sheet."""

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
from defusedxml import DefusedXmlException

from service.domain.errors import NemawashiError
from service.domain.importing.tables import UNREADABLE, Cell, RawRow
from service.importing.bounds import MAX_ROWS, check_cell, check_columns, check_rows, trimmed
from service.importing.grid import Damage, Grid
from service.importing.parts import scan, sheet_paths
from service.importing.refusals import NotInFilesError, TooLargeFileError, UnusableFileError

MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 200
_RATIO_FROM = 10 * 1024 * 1024
"""A part may shrink well when it is small; only beyond this size does its ratio count."""
MAX_PARTS = 2_000

NO_RESULT = "#FORMULA!"
"""What stands here for a formula whose result was never computed: programs write such files, no spreadsheet does."""
_FORMULA_ERRORS = frozenset({NO_RESULT, "#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})

_ENCRYPTED = 0x1
_REPORT_EVERY = 1000


def read_workbook(name: str, content: bytes, sheet: str | None, advance: Callable[[int], None]) -> list[Grid]:
    """The cells sheet by sheet; formulas as the values last computed, one that never was is damage."""
    if not openpyxl.DEFUSEDXML:
        raise UnusableFileError(
            name,
            "defusedxml",
            "ブックを安全に読む部品 (defusedxml) がありません。make setup をやり直してください。",
            "the part that reads workbooks safely (defusedxml) is missing; run make setup again.",
        )
    _check_package(name, content)
    try:
        return _grids(name, content, sheet, advance)
    except NemawashiError:
        raise
    # A damaged or hostile workbook makes the parser raise almost anything; whatever it is, the file is unusable.
    except Exception as error:
        if _is_forbidden(error):
            raise UnusableFileError(
                name,
                "entities",
                "外部への参照か、独自に定義した文字を含みます。表計算ソフトで開き、保存し直してください。",
                "it refers to something outside or defines own characters; open it in a spreadsheet and save it anew.",
            ) from error
        raise UnusableFileError(
            name,
            "damaged",
            "ブックが壊れているか、読めない内容を含みます。表計算ソフトで開き、保存し直してください。",
            "the workbook is damaged or holds what cannot be read; open it in a spreadsheet and save it again.",
        ) from error


def _is_forbidden(error: BaseException | None) -> bool:
    """Whether the parser stopped at entities or references; it may wrap that in an error of its own."""
    return isinstance(error, DefusedXmlException) or (error is not None and _is_forbidden(error.__context__))


def _check_package(name: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnusableFileError(
            name,
            "damaged",
            "ブックが途中で切れているか、壊れています。元のファイルを表計算ソフトで開き、保存し直してください。",
            "the workbook is cut short or damaged; open the original in a spreadsheet and save it again.",
        ) from error
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
            "暗号化されているか、不正な部品を含みます。表計算ソフトで開き、保存し直してください。",
            "encrypted, or holds parts with unsafe names; open it in a spreadsheet and save it again.",
        )
    if any(n.lower().endswith(("vbaproject.bin", ".zip", ".xlsx")) for n in names):
        raise UnusableFileError(
            name,
            "macros",
            "マクロや別のファイルを含むブックは読みません。.xlsx で保存し直してください。",
            "holds macros or other files; save it as .xlsx without them.",
        )
    if "[Content_Types].xml" not in names:
        raise UnusableFileError(
            name,
            "content",
            "中身はブックではありません。表計算ソフトで .xlsx として保存し直してください。",
            "its content is no workbook; save it as .xlsx in a spreadsheet.",
        )


def _grids(name: str, content: bytes, sheet: str | None, advance: Callable[[int], None]) -> list[Grid]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        paths = sheet_paths(package)
        parts = {
            title: scan(package, path, f"{name} [{title}]", most_rows=MAX_ROWS)
            for title, path in paths.items()
            if sheet in (None, title) and path in package.namelist()
        }
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
        grids: list[Grid] = []
        read = 0
        for worksheet in book.worksheets:
            if sheet is not None and worksheet.title != sheet:
                continue
            part = parts.get(worksheet.title)
            bare = _formulas(content, worksheet.title) if part and part.formulas else frozenset()
            # The declared dimension is not to be trusted; without it every row is as long as its own last cell.
            worksheet.reset_dimensions()
            lines = worksheet.iter_rows(values_only=True)
            rows, damage = _rows(f"{name} [{worksheet.title}]", lines, bare, read, advance)
            merged, hidden_rows = (part.merged, part.hidden) if part else ((), ())
            hidden = worksheet.sheet_state != "visible"
            grids.append(Grid(name, worksheet.title, None, rows, damage, merged, hidden, hidden_rows))
            read += max(len(rows) - 1, 0)
        return grids
    finally:
        book.close()


def _formulas(content: bytes, title: str) -> frozenset[tuple[int, int]]:
    """Where the sheet has formulas: (row, column from 0). One whose result was never computed reads as empty."""
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    try:
        worksheet = book[title]
        worksheet.reset_dimensions()
        return frozenset(
            (number, at)
            for number, cells in enumerate(worksheet.iter_rows(values_only=True), start=1)
            for at, value in enumerate(cells)
            if isinstance(value, str) and value.startswith("=") and len(value) > 1
        )
    finally:
        book.close()


def _rows(
    where: str,
    lines: Iterable[tuple[Any, ...]],
    formulas: frozenset[tuple[int, int]],
    before: int,
    advance: Callable[[int], None],
) -> tuple[list[RawRow], list[Damage]]:
    rows: list[RawRow] = []
    damage: list[Damage] = []
    formula_rows = {row for row, _ in formulas}
    for number, cells in enumerate(lines, start=1):
        values: Sequence[Cell] = [_value(c) for c in cells]
        if number in formula_rows:
            values = [_uncomputed(value, (number, at) in formulas) for at, value in enumerate(values)]
        values = trimmed(values)
        if not values:
            continue
        check_columns(where, number, len(values))
        check_rows(where, max(len(rows), number - MAX_ROWS))
        rows.append(RawRow(number, tuple(_checked(where, number, values, damage))))
        if len(rows) % _REPORT_EVERY == 1 and len(rows) > 1:
            advance(before + len(rows) - 1)
    advance(before + max(len(rows) - 1, 0))
    return rows, damage


def _uncomputed(value: Cell, formula: bool) -> Cell:
    return NO_RESULT if formula and value is None else value


def _value(cell: Any) -> Cell:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, str):
        # An inline text comes with the escapes of its file: _x005F_ before what would else be one, _x000D_ a return.
        return cell.replace("_x000D_", "\r").replace("_x005F_", "_") if "_x0" in cell else cell
    if cell is None or isinstance(cell, int | float | date | datetime):
        return cell
    if isinstance(cell, time | timedelta):
        return str(cell)
    return str(cell)


def _checked(where: str, number: int, values: Sequence[Cell], damage: list[Damage]) -> Iterable[Cell]:
    """The values; a formula that failed holds none of the customer's, it is reported and marked unreadable."""
    for at, value in enumerate(values):
        if isinstance(value, str):
            check_cell(where, number, value)
            if value in _FORMULA_ERRORS:
                code = "formula_error.uncomputed" if value == NO_RESULT else "formula_error"
                damage.append(Damage(code, number, at, {"value": value}))
                yield UNREADABLE
                continue
        yield value
