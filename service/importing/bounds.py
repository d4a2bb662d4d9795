"""How much one table may hold."""

from collections.abc import Sequence
from typing import TypeVar

from service.importing.refusals import TooLargeFileError

MAX_ROWS = 200_000
MAX_COLUMNS = 200
MAX_CELL = 32_767
"""Characters of one cell: what a spreadsheet itself allows."""

T = TypeVar("T")


def check_rows(where: str, rows: int) -> None:
    if rows > MAX_ROWS:
        raise TooLargeFileError(
            where,
            f"{MAX_ROWS:,}行を超えています。分けて取り込んでください。",
            f"more than {MAX_ROWS:,} rows; import it in parts.",
        )


def check_columns(where: str, row: int, columns: int) -> None:
    if columns > MAX_COLUMNS:
        raise TooLargeFileError(
            where,
            f"{row}行目に{MAX_COLUMNS}列より右の値があります。使わない列を消してください。",
            f"row {row} has a value to the right of column {MAX_COLUMNS}; remove the columns you do not need.",
        )


def check_cell(where: str, row: int, text: str) -> None:
    if len(text) > MAX_CELL:
        raise TooLargeFileError(
            where,
            f"{row}行目に{MAX_CELL:,}字を超えるセルがあります。短くしてください。",
            f"row {row} has a cell of more than {MAX_CELL:,} characters; shorten it.",
        )


def trimmed(values: Sequence[T]) -> tuple[T, ...]:
    """The values without the empty ones at their end; nothing if all are empty."""
    end = len(values)
    while end and (values[end - 1] is None or not str(values[end - 1]).strip()):
        end -= 1
    return tuple(values[:end])
