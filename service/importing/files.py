"""Files into tables of text: which reader takes which file, and how much of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from service.domain.importing.findings import Finding, Level
from service.domain.importing.tables import RawTable
from service.domain.wording import Words
from service.importing.content import PROTECTED, WORKBOOK, content_of
from service.importing.csv_reader import not_text, read_text
from service.importing.grid import Grid
from service.importing.heading import table_of
from service.importing.refusals import TooLargeFileError, UnusableFileError
from service.importing.xlsx_reader import read_workbook

MAX_BYTES = 50 * 1024 * 1024

TEXT_ENDINGS = frozenset({".csv", ".tsv", ".txt"})
WORKBOOK_ENDING = ".xlsx"

_EMPTY = Words("空", "nothing")

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
                name,
                "no_rows",
                "空です。見出しと行のあるファイルを選んでください。",
                "it is empty: choose a file with a header and rows.",
            )
        tables += found
        seen = sum(len(t.rows) for t in tables)
    if not seen:
        names = ", ".join(dict.fromkeys(t.file for t in tables))
        raise UnusableFileError(
            names,
            "no_rows",
            "見出しの下に行がありません。行を書いてから取り込んでください。",
            "there is no row below the header; write some and import it again.",
        )
    return [t if t.rows else _said_empty(t) for t in tables]


def _said_empty(table: RawTable) -> RawTable:
    """The table with the finding that it holds no row: a file of that is odd, an unused sheet of a workbook is not."""
    level: Level = "warning" if table.sheet is None else "info"
    return replace(table, findings=(*table.findings, Finding("no_rows", level, table.label)))


def _read_one(file: SourceFile, sheet: str | None, advance: Progress) -> list[Grid]:
    ending = PurePath(file.name).suffix.lower()
    if ending == WORKBOOK_ENDING:
        content = content_of(file.content)
        if content is WORKBOOK:
            return read_workbook(file.name, file.content, sheet, advance)
        if content is PROTECTED:
            raise UnusableFileError(
                file.name,
                "encrypted",
                "パスワード付きのブックです。パスワードを外し、.xlsx で保存し直してください。",
                "the workbook is protected by a password; save it without one as .xlsx.",
                found=content.name,
                expected="XLSX",
            )
        found = content.words if content else Words("文字のファイル", "text") if file.content else _EMPTY
        raise UnusableFileError(
            file.name,
            "content",
            f"拡張子は .xlsx ですが、中身は{found.ja}です。元の表を .xlsx か CSV で保存し直してください。",
            f"named .xlsx, but its content is {found.en}; save the original table as .xlsx or CSV.",
            found=content.name if content else "text" if file.content else "-",
            expected="XLSX",
        )
    if ending in TEXT_ENDINGS:
        if content := content_of(file.content):
            raise not_text(file.name, content)
        return [read_text(file.name, file.content, advance)]
    raise UnusableFileError(
        file.name,
        "ending",
        "読めるのは .csv、.tsv、.txt、.xlsx です。.xlsx か CSV で保存し直してください。",
        "only .csv, .tsv, .txt and .xlsx can be read; save it as .xlsx or CSV.",
        found=ending or "-",
        expected=".csv .tsv .txt .xlsx",
    )
