"""Text files into cells: which encoding, which separator, and which bytes are no text."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import PurePath

from service.domain.importing.tables import UNREADABLE, RawRow
from service.importing.bounds import MAX_CELL, check_cell, check_columns, check_rows, trimmed
from service.importing.content import DATA, Content, is_data
from service.importing.grid import Damage, Grid
from service.importing.refusals import UnusableFileError

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_JIS = b"\x1b$B"
"""Turns to Japanese in ISO-2022-JP, the encoding of mails."""
_ASCII = bytes(range(0x80))
_SEPARATORS = (",", "\t", ";")
_ESCAPED = re.compile("[\udc80-\udcff]+")
_CP932_LONE = str.maketrans(
    {"\x80": "\udc80", "\uf8f0": "\udca0", "\uf8f1": "\udcfd", "\uf8f2": "\udcfe", "\uf8f3": "\udcff"}
)
"""Single bytes that CP932 does not define and Python's codec still lets through."""
_HIGH_PAIR = re.compile(rb"[\x80-\xff]{2}")
_QUOTED = re.compile(r'"[^"]*"')
_LINES_LOOKED_AT = 60
_REPORT_EVERY = 1000
_LONGEST_RECORD = 500
"""Lines of one record. A cell with more of them is a quotation mark that was never closed."""

csv.field_size_limit(4 * MAX_CELL)


def read_text(name: str, content: bytes, advance: Callable[[int], None]) -> Grid:
    """The cells of a text file with separators. Bytes that are no text in its encoding leave their cell marked as
    unreadable, each with its damage."""
    encoding, text = decode(content)
    if is_data(text):
        raise not_text(name, DATA)
    rows: list[RawRow] = []
    damage: list[Damage] = []
    for number, cells in _records(name, text, _separator(text, name)):
        values = trimmed(cells)
        if not values:
            continue
        check_rows(name, len(rows))
        check_columns(name, number, len(values))
        rows.append(RawRow(number, tuple(_checked(name, number, values, damage))))
        if len(rows) % _REPORT_EVERY == 1 and len(rows) > 1:
            advance(len(rows) - 1)
    advance(max(len(rows) - 1, 0))
    return Grid(name, None, encoding, rows, damage)


def not_text(name: str, content: Content) -> UnusableFileError:
    """The refusal of a file that is called text and is something else."""
    ending = PurePath(name).suffix.lower()
    return UnusableFileError(
        name,
        "content",
        f"拡張子は {ending} ですが、中身は{content.words.ja}です。元の表を .xlsx か CSV で保存し直してください。",
        f"named {ending}, but its content is {content.words.en}; save the original table as .xlsx or CSV.",
        found=content.name,
        expected="CSV",
    )


def decode(content: bytes) -> tuple[str, str]:
    """The encoding and the text. Bytes that are no text stay in it as lone surrogates, so that nothing gets lost.

    UTF-8, UTF-16 and UTF-32 by their mark or their look, ISO-2022-JP by its escapes, else CP932 (what Excel writes in
    Japan). A file in which no two bytes beyond ASCII ever stand together is Western (Windows-1252), not Japanese. Where
    several encodings are mixed, the one of most of the text is taken.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return encoding, content[len(mark) :].decode(encoding, _lenient(encoding))
    sample = content[:4096]
    if sample.count(0) > len(sample) * 0.45 and len(content) % 4 == 0:
        encoding = "utf-32-le" if sample[3::4].count(0) >= sample[::4].count(0) else "utf-32-be"
        text = content.decode(encoding, "replace")
        if text.count(UNREADABLE) * 10 < len(text):
            return encoding, text
    if sample and sample.count(0) > len(sample) // 5:
        encoding = "utf-16-le" if sample[1::2].count(0) >= sample[::2].count(0) else "utf-16-be"
        return encoding, content.decode(encoding, _lenient(encoding))
    if _JIS in content and content.isascii():
        return "iso2022_jp", content.decode("iso2022_jp", "replace")
    for encoding in ("utf-8", "cp932"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "cp932":
            if not _HIGH_PAIR.search(content):
                break
            text = text.translate(_CP932_LONE)
        return encoding, text
    if not _HIGH_PAIR.search(content):
        return "cp1252", content.decode("cp1252", "surrogateescape")
    candidates = [
        ("utf-8", content.decode("utf-8", "surrogateescape")),
        ("cp932", content.decode("cp932", "surrogateescape").translate(_CP932_LONE)),
    ]
    lost = {encoding: sum(len(m) for m in _ESCAPED.findall(text)) for encoding, text in candidates}
    kept = len(content.translate(None, _ASCII)) - lost["utf-8"]
    if kept > lost["utf-8"]:  # by accident hardly any bytes of CP932 are whole characters of UTF-8
        return candidates[0]
    return min(candidates, key=lambda c: lost[c[0]])


def _lenient(encoding: str) -> str:
    """UTF-16 and UTF-32 have no single bytes to keep: what they cannot read becomes the mark of it at once."""
    return "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"


def _separator(text: str, name: str) -> str:
    """The separator that stands in most of the first lines, of several the one that stands in them most often; a tab or
    a comma if none does."""
    lines = [_QUOTED.sub("", line) for line in islice(io.StringIO(text), _LINES_LOOKED_AT) if line.strip(' \t,;"\r\n')]
    fallback = "\t" if name.lower().endswith(".tsv") else ","

    def weight(separator: str) -> tuple[int, int, bool]:
        counts = [line.count(separator) for line in lines]
        return sum(1 for n in counts if n), sum(counts), separator == fallback

    best = max(_SEPARATORS, key=weight)
    return best if weight(best)[0] else fallback


def _records(name: str, text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Records with their numbers, the first one being 1; a line break inside a cell does not count."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 0
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnusableFileError(
                name,
                "cell",
                f"{line + 1}行目から読めません。引用符が閉じていないか、セルが長すぎます。その行を直してください。",
                f"cannot be read from line {line + 1} on: a quotation mark is not closed, or a cell is too long; "
                "mend that line.",
            ) from error
        if reader.line_num - line > _LONGEST_RECORD:
            raise UnusableFileError(
                name,
                "quote",
                f"{line + 1}行目で開いた引用符が閉じていません。その行を直してください。",
                f"a quotation mark opened in line {line + 1} is never closed; mend that line.",
            )
        line = reader.line_num
        yield number, cells


def _readable(cell: str) -> str:
    return _ESCAPED.sub(UNREADABLE, cell)


def _checked(name: str, number: int, values: tuple[str, ...], damage: list[Damage]) -> Iterator[str]:
    for at, value in enumerate(values):
        check_cell(name, number, value)
        found = _ESCAPED.search(value)
        if found is None and UNREADABLE not in value:
            yield value
            continue
        shown = " ".join(f"{ord(c) - 0xDC00:02X}" for c in found.group()) if found else UNREADABLE
        rest = _ESCAPED.sub("…", value).replace(UNREADABLE, "…")
        damage.append(Damage("unreadable_bytes", number, at, {"bytes": shown, "rest": rest}))
        yield _readable(value)
