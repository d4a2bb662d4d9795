"""Files into tables of text: which reader takes which file, and how much of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from service.domain.importing.findings import Finding, Level
from service.domain.importing.tables import RawTable
from service.importing.csv_reader import read_text
from service.importing.grid import Grid
from service.importing.heading import table_of
from service.importing.refusals import TooLargeFileError, UnusableFileError
from service.importing.xlsx_reader import read_workbook

MAX_BYTES = 50 * 1024 * 1024

TEXT_ENDINGS = frozenset({".csv", ".tsv", ".txt"})
WORKBOOK_ENDING = ".xlsx"

_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

Progress = Callable[[int], None]
"""Is told how many rows have been read so far."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was given: its name without folders, and its bytes."""

    name: str
    content: bytes


def read_tables(
    files: Sequence[SourceFile],
    *,
    sheet: str | None = None,
    header_rows: Mapping[str, int] | None = None,
    columns: Sequence[str] = (),
    progress: Progress | None = None,
) -> list[RawTable]:
    """The tables of the files, one per text file and one per sheet that is not empty.

    `sheet` takes this one sheet of the workbooks (NotInFilesError where there is none of it); text files are read all
    the same. `header_rows` (by the table's label) and `columns` are what a person said of the header
    (see `heading.table_of`).
    UnusableFileError and TooLargeFileError say in plain words what is wrong with a file; a file is read wholly or not
    at all. A file that holds nothing is refused; one with nothing below its headers only if no other file holds a row,
    else that is a finding.
    """
    tables: list[RawTable] = []
    said = header_rows or {}
    seen = 0

    def advance(rows: int) -> None:
        if progress is not None:
            progress(seen + rows)

    for file in files:
        name = PurePath(file.name.replace("\\", "/")).name
        if len(file.content) > MAX_BYTES:
            raise TooLargeFileError(
                name, "50 MiB を超えています。分けて取り込んでください。", "larger than 50 MiB; import it in parts."
            )
        grids = _read_one(SourceFile(name, file.content), sheet, advance)
        found = [t for grid in grids if (t := table_of(grid, header_row=said.get(grid.label), columns=columns))]
        if not found:
            raise UnusableFileError(
                name, "no_rows", "空です。見出しも行もありません。", "it is empty: no header and no row."
            )
        tables += found
        seen = sum(len(t.rows) for t in tables)
    if not seen:
        names = ", ".join(dict.fromkeys(t.file for t in tables))
        raise UnusableFileError(names, "no_rows", "見出しの下に行がありません。", "there is no row below the header.")
    return [t if t.rows else _said_empty(t) for t in tables]


def _said_empty(table: RawTable) -> RawTable:
    """The table with the finding that it holds no row: a file of that is odd, an unused sheet of a workbook is not."""
    level: Level = "warning" if table.sheet is None else "info"
    return replace(table, findings=(*table.findings, Finding("no_rows", level, table.label)))


def _read_one(file: SourceFile, sheet: str | None, advance: Progress) -> list[Grid]:
    ending = PurePath(file.name).suffix.lower()
    zipped = file.content.startswith(_ZIP)
    if ending == WORKBOOK_ENDING:
        if file.content.startswith(_OLD_OFFICE):
            raise UnusableFileError(
                file.name,
                "encrypted",
                "パスワード付きか、古い形式のブックです。パスワードを外し、.xlsx で保存し直してください。",
                "protected by a password, or a workbook of the old kind; save it without one as .xlsx.",
            )
        if not zipped:
            raise UnusableFileError(
                file.name,
                "content",
                "拡張子は .xlsx ですが、中身はブックではありません。",
                "named .xlsx, but its content is no workbook.",
            )
        return read_workbook(file.name, file.content, sheet, advance)
    if ending in TEXT_ENDINGS:
        if zipped or file.content.startswith(_OLD_OFFICE):
            raise UnusableFileError(
                file.name,
                "content",
                f"拡張子は {ending} ですが、中身は文字のファイルではありません。",
                f"named {ending}, but its content is no text.",
            )
        return [read_text(file.name, file.content, advance)]
    raise UnusableFileError(
        file.name,
        "ending",
        "読めるのは .csv、.tsv、.txt、.xlsx です。.xlsx か CSV で保存し直してください。",
        "only .csv, .tsv, .txt and .xlsx can be read; save it as .xlsx or CSV.",
        found=ending or "-",
        expected=".csv .tsv .txt .xlsx",
    )
