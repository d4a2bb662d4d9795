"""Reading files in a process of its own, with bounds on memory and time: whatever a file does, it does there.

The child gets the bytes on its standard input and answers with the tables as JSON, after a line for each piece of
progress. It knows no secret, holds no connection and writes no file; when it is killed at a bound, the file is refused.
"""

import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any, cast

import service
from service.domain.errors import NemawashiError, Problem
from service.domain.importing.findings import Finding
from service.domain.importing.tables import Cell, RawRow, RawTable
from service.importing.files import WORKBOOK_ENDING, SourceFile, read_tables
from service.importing.refusals import NotInFilesError, TooLargeFileError, UnusableFileError
from service.settings import environment_of_others

MEMORY_BYTES = 2 * 1024**3
"""Address space of the child: a workbook of 200,000 rows needs about half of it."""
CPU_SECONDS = 60
WALL_SECONDS = 120

SMALL_BYTES = 1024**2
"""A text file up to this size cannot hold what would need a child."""

_Line = Mapping[str, Any]


def read_safely(
    files: Sequence[SourceFile],
    *,
    sheet: str | None = None,
    header_rows: Mapping[str, int] | None = None,
    columns: Sequence[str] = (),
    progress: Callable[[int], None] | None = None,
) -> list[RawTable]:
    """The tables of the files: workbooks and large files are read by a child, a small text file here and at once."""
    small = sum(len(f.content) for f in files) <= SMALL_BYTES
    here = small and not any(f.name.lower().endswith(WORKBOOK_ENDING) for f in files)
    read = read_tables if here else read_confined
    return read(files, sheet=sheet, header_rows=header_rows, columns=columns, progress=progress)


def read_confined(
    files: Sequence[SourceFile],
    *,
    sheet: str | None = None,
    header_rows: Mapping[str, int] | None = None,
    columns: Sequence[str] = (),
    progress: Callable[[int], None] | None = None,
) -> list[RawTable]:
    """As `files.read_tables`, in a child process. UnusableFileError also when the child dies or takes too long."""
    orders = {
        "files": [[f.name, len(f.content)] for f in files],
        "sheet": sheet,
        "header_rows": dict(header_rows or {}),
        "columns": list(columns),
    }
    child = subprocess.Popen(
        [sys.executable, "-m", __name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=Path(service.__file__).parent.parent,
        env=environment_of_others(),
    )
    timer = threading.Timer(WALL_SECONDS, child.kill)
    timer.start()
    answer: _Line | None = None
    try:
        threading.Thread(target=_feed, args=(child.stdin, orders, files), daemon=True).start()
        for line in child.stdout or ():
            told: _Line = json.loads(line)
            if "rows" in told:
                if progress is not None:
                    progress(told["rows"])
            else:
                answer = told
    finally:
        timer.cancel()
        child.kill()
        child.wait()
        if child.stdout is not None:
            child.stdout.close()
    if answer is None:
        raise UnusableFileError(
            ", ".join(f.name for f in files),
            "too_heavy",
            "読み取りに時間かメモリーがかかりすぎるため、中止しました。必要なシートと列だけを保存し直してください。",
            "reading was stopped: it takes too much time or memory. Save only the sheets and columns you need.",
        )
    if "refused" in answer:
        raise _refusal(answer["refused"])
    return [_table(told) for told in answer["tables"]]


def _feed(stdin: IO[bytes] | None, orders: _Line, files: Sequence[SourceFile]) -> None:
    if stdin is not None:
        with contextlib.suppress(OSError), stdin:  # a child that has seen enough reads no further
            stdin.write(json.dumps(orders).encode() + b"\n")
            for file in files:
                stdin.write(file.content)


def _refusal(told: _Line) -> NemawashiError:
    if told["kind"] == TooLargeFileError.__name__:
        return TooLargeFileError("", told["ja"], told["en"])
    kind = NotInFilesError if told["kind"] == NotInFilesError.__name__ else UnusableFileError
    problem = Problem(**told["problem"]) if told["problem"] else Problem("", "", "", "")
    return kind("", problem.code, told["ja"], told["en"], problem.found, problem.expected)


def _table(told: _Line) -> RawTable:
    return RawTable(
        told["file"],
        told["sheet"],
        told["encoding"],
        tuple(told["header"]),
        told["header_row"],
        [RawRow(number, tuple(map(_cell, values))) for number, values in told["rows_read"]],
        tuple(Finding(**{**f, "rows": tuple(f["rows"])}) for f in told["findings"]),
        told["above"],
    )


def _cell(told: Any) -> Cell:
    if isinstance(told, list):
        kind, text = told
        return datetime.fromisoformat(text) if kind == "datetime" else date.fromisoformat(text)
    return cast("Cell", told)


def _told(value: Cell) -> Any:
    """A cell as JSON knows it; a day as its kind and text."""
    if isinstance(value, datetime):
        return ["datetime", value.isoformat()]
    if isinstance(value, date):
        return ["date", value.isoformat()]
    return value


def _as_told(table: RawTable) -> _Line:
    return {
        "file": table.file,
        "sheet": table.sheet,
        "encoding": table.encoding,
        "header": table.header,
        "header_row": table.header_row,
        "rows_read": [[row.number, [_told(v) for v in row.values]] for row in table.rows],
        "findings": [asdict(f) for f in table.findings],
        "above": table.above,
    }


def _bound() -> None:
    """From here on the process has its bounds, where the system knows such; Windows has the wall clock only."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _taken(orders: _Line) -> Iterator[SourceFile]:
    for name, size in orders["files"]:
        yield SourceFile(name, sys.stdin.buffer.read(size))


def main() -> None:
    _bound()
    orders: _Line = json.loads(sys.stdin.buffer.readline())
    files = list(_taken(orders))
    answer: dict[str, Any]
    try:
        tables = read_tables(
            files,
            sheet=orders["sheet"],
            header_rows=orders["header_rows"],
            columns=orders["columns"],
            progress=lambda rows: print(json.dumps({"rows": rows}), flush=True),
        )
        answer = {"tables": [_as_told(t) for t in tables]}
    except (UnusableFileError, NotInFilesError, TooLargeFileError) as error:
        problems = error.problems
        answer = {
            "refused": {
                "ja": error.told("ja"),
                "en": error.told("en"),
                "kind": type(error).__name__,
                "problem": asdict(problems[0]) if problems else None,
            }
        }
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
