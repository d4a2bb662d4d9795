"""The parts of a workbook that its reader passes over: how many rows a sheet has, merged cells, formulas.

Read as bytes, piece by piece, before anything is built from them: a sheet of a million rows is refused within a second.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from defusedxml import ElementTree

from service.importing.grid import Merged
from service.importing.refusals import TooLargeFileError

MAX_MERGED = 20_000
"""Blocks of merged cells of one sheet."""

_PIECE = 1 << 20
_OVERLAP = 512
_ROW = re.compile(rb"<(?:\w+:)?row[ >/]")
_HIDDEN = re.compile(rb'<(?:\w+:)?row\s(?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="(\d{1,7})"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_BLOCK = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})"')
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class Part:
    """What one sheet holds besides its values."""

    rows: int
    merged: tuple[Merged, ...]
    formulas: bool
    hidden: tuple[int, ...] = ()
    """The rows that are not shown."""


def scan(package: zipfile.ZipFile, path: str, where: str, *, most_rows: int) -> Part:
    """The sheet at `path`. TooLargeFileError as soon as it has more rows or merged blocks than are taken."""
    rows, formulas, blocks, hidden = 0, False, dict[Merged, None](), set[int]()
    for piece, counted in _pieces(package, path):
        rows += sum(1 for found in _ROW.finditer(piece) if found.end() > counted)
        formulas = formulas or _FORMULA.search(piece) is not None
        hidden.update(int(row) for row in _HIDDEN.findall(piece))
        for left, top, right, bottom in _BLOCK.findall(piece):
            blocks[Merged(int(top), _column(left), int(bottom), _column(right))] = None
        if rows > most_rows:
            raise TooLargeFileError(
                where,
                f"{most_rows:,}行を超えています。分けて取り込んでください。",
                f"more than {most_rows:,} rows; import it in parts.",
            )
        if len(blocks) > MAX_MERGED:
            raise TooLargeFileError(
                where,
                f"結合セルが{MAX_MERGED:,}か所を超えています。結合を解除してください。",
                f"more than {MAX_MERGED:,} blocks of merged cells; unmerge them.",
            )
    return Part(rows, tuple(blocks), formulas, tuple(sorted(hidden)))


def sheet_paths(package: zipfile.ZipFile) -> Mapping[str, str]:
    """The part of each sheet by its title; empty where the package does not say."""
    try:
        book = ElementTree.fromstring(package.read("xl/workbook.xml"))
        relations = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    except KeyError:
        return {}
    targets = {r.get("Id"): r.get("Target", "") for r in relations}
    found = {}
    for sheet in book.iter():
        if sheet.tag.rpartition("}")[2] == "sheet" and (target := targets.get(sheet.get(_RELATION))):
            found[sheet.get("name", "")] = posixpath.normpath(posixpath.join("xl", target)).lstrip("/")
    return found


def _pieces(package: zipfile.ZipFile, path: str) -> Iterator[tuple[bytes, int]]:
    """The part, piece by piece, each after the end of the one before, so that no tag is cut in two, and the length of
    that end."""
    with package.open(path) as part:
        kept = b""
        while read := part.read(_PIECE):
            yield kept + read, len(kept)
            kept = (kept + read)[-_OVERLAP:]


def _column(letters: bytes) -> int:
    at = 0
    for letter in letters:
        at = at * 26 + letter - 64
    return at - 1
