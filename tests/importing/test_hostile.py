"""Files made to do harm, read in a process of its own: refused with a reason, and nothing of them is left."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

from service.domain.errors import NemawashiError
from service.importing import confined
from service.importing.confined import read_confined
from service.importing.files import SourceFile, read_tables
from service.importing.refusals import NotInFilesError, TooLargeFileError, UnusableFileError


def book() -> bytes:
    made = openpyxl.Workbook()
    assert made.active is not None
    made.active.append(["氏名", "役職"])
    made.active.append(["香取 誠", "部長"])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def rewritten(change: Callable[[str, bytes], bytes]) -> bytes:
    """The workbook with its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def with_rows(rows: bytes, after: bytes = b"") -> bytes:
    end = b"</sheetData>"
    return rewritten(lambda name, text: text.replace(end, rows + end + after) if "sheet1" in name else text)


def cell(place: bytes, text: bytes) -> bytes:
    return b'<c r="' + place + b'" t="inlineStr"><is><t>' + text + b"</t></is></c>"


def with_texts(texts: bytes) -> bytes:
    """A workbook whose first person is named by the first text of a table of texts like this."""
    part = b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument'
    part += b'.spreadsheetml.sharedStrings+xml"/></Types>'
    row = b'<row r="3"><c r="A3" t="s"><v>0</v></c></row></sheetData>'

    def change(name: str, text: bytes) -> bytes:
        if name == "[Content_Types].xml" and b"sharedStrings" not in text:
            return text.replace(b"</Types>", part)
        return text.replace(b"</sheetData>", row) if "sheet1" in name else text

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(rewritten(change))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != "xl/sharedStrings.xml":
                new.writestr(name, old.read(name))
        new.writestr("xl/sharedStrings.xml", texts)
    return out.getvalue()


def package(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, "<x/>")
    return out.getvalue()


TEXTS = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>%s</t></si></sst>'
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n"
BLOCK = b'<mergeCell ref="A%d:B%d"/>'
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY b0 "lol">' + b"".join(
    b'<!ENTITY b%d "%s">' % (n, b"&b%d;" % (n - 1) * 10) for n in range(1, 12)
) + b"]>"  # fmt: skip
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><worksheet>&x;</worksheet>'

HARM: dict[str, tuple[str, Callable[[], bytes], type[NemawashiError]]] = {
    "a million rows of text": ("a.csv", lambda: b"name,title\n" + b"a,b\n" * 1_000_000, TooLargeFileError),
    "a million rows": (
        "a.xlsx",
        lambda: with_rows(b"".join(b'<row r="%d">%s</row>' % (n, cell(b"A%d" % n, b"a")) for n in range(3, 1_000_000))),
        TooLargeFileError,
    ),
    "a cell at the far corner": (
        "a.xlsx",
        lambda: with_rows(b'<row r="1048576">' + cell(b"XFD1048576", b"a") + b"</row>"),
        TooLargeFileError,
    ),
    "one giant cell": (
        "a.xlsx",
        lambda: with_rows(b'<row r="3">' + cell(b"A3", b"xyz" * 20_000) + b"</row>"),
        TooLargeFileError,
    ),
    "one giant cell of text": ("a.csv", lambda: b"name,title\n" + b"x" * 5_000_000 + b",y\n", UnusableFileError),
    "a bomb": (
        "a.xlsx",
        lambda: rewritten(lambda n, t: b"0" * 260_000_000 if n.endswith("styles.xml") else t),
        TooLargeFileError,
    ),
    "billion laughs": (
        "a.xlsx",
        lambda: rewritten(lambda n, t: LAUGHS + b"<workbook>&b11;</workbook>" if n == "xl/workbook.xml" else t),
        UnusableFileError,
    ),
    "an external entity": (
        "a.xlsx",
        lambda: rewritten(lambda n, t: OUTSIDE if "sheet1" in n else t),
        UnusableFileError,
    ),
    "endless merged cells": (
        "a.xlsx",
        lambda: with_rows(
            b"", b"<mergeCells>" + b"".join(BLOCK % (n, n + 1) for n in range(3, 60_000, 2)) + b"</mergeCells>"
        ),
        TooLargeFileError,
    ),
    "a truncated file": ("a.xlsx", lambda: book()[:-400], UnusableFileError),
    "a quotation mark never closed": ("a.csv", lambda: b'name\n"' + b"x,\n" * 1_000_000, UnusableFileError),
    "nothing but separators": ("a.csv", lambda: b";" * 5_000_000, NemawashiError),
    "billion laughs among the texts": (
        "a.xlsx",
        lambda: with_texts(LAUGHS + TEXTS % b"&b11;"),
        UnusableFileError,
    ),
    "an external entity among the texts": (
        "a.xlsx",
        lambda: with_texts(b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + TEXTS % b"&x;"),
        UnusableFileError,
    ),
    "one giant text": ("a.xlsx", lambda: with_texts(TEXTS % (b"xyz" * 3_000_000)), TooLargeFileError),
    "macros": (
        "a.xlsx",
        lambda: package("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"),
        UnusableFileError,
    ),
    "a workbook with macros": ("a.xlsm", book, UnusableFileError),
    "a binary workbook": ("a.xlsx", lambda: package("[Content_Types].xml", "xl/workbook.bin"), UnusableFileError),
    "a workbook of the old kind": ("a.xlsx", lambda: COMPOUND + b"Workbook", UnusableFileError),
    "a workbook with a password": (
        "a.xlsx",
        lambda: COMPOUND + "EncryptedPackage".encode("utf-16-le"),
        UnusableFileError,
    ),
    "a PDF named as a workbook": ("a.xlsx", lambda: PDF, UnusableFileError),
    "a PDF named as text": ("a.csv", lambda: PDF, UnusableFileError),
    "a web page named as text": (
        "a.csv",
        lambda: b"\n<html><table><tr><td>x</td></tr></table></html>",
        UnusableFileError,
    ),
    "data named as text": ("a.csv", lambda: bytes(range(256)) * 20, UnusableFileError),
    "an empty file": ("a.csv", lambda: b"", UnusableFileError),
    "a workbook named as text": ("a.csv", book, UnusableFileError),
    "text named as a workbook": ("a.xlsx", lambda: b"name,title\n", UnusableFileError),
}


@pytest.mark.parametrize("kind", HARM)
def test_harm_is_refused_with_a_reason_in_both_languages(kind: str) -> None:
    name, made, refusal = HARM[kind]
    with pytest.raises(refusal) as told:
        read_confined([SourceFile(name, made())])
    assert all(name in told.value.told(locale) for locale in ("ja", "en"))
    assert told.value.told("ja") != told.value.told("en")
    assert told.value.told("ja").endswith("ください。"), "it says how to mend it"


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.xlsx", PDF, "PDF"), ("a.csv", PDF, "PDF"), ("a.xlsx", b"a,b\n", "text"), ("a.xlsx", b"", "-"),
        ("a.xlsx", COMPOUND, "XLS"), ("a.csv", COMPOUND, "XLS"), ("a.csv", b"\x1f\x8b\x08" + b"\0" * 9, "ZIP"),
        ("a.xlsx", package("mimetype", "content.xml"), "ZIP"), ("a.xlsx", package("word/document.xml"), "DOCX"),
        ("a.xlsx", package("xl/workbook.bin"), "XLSB"), ("a.csv", package("xl/workbook.xml"), "XLSX"),
        ("a.txt", b"<?xml version='1.0'?><x/>", "XML"), ("a.tsv", b"\x00\x01\x02\x03" * 99, "binary"),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_is_called_what_it_is(name: str, content: bytes, found: str) -> None:
    with pytest.raises(UnusableFileError) as told:
        read_tables([SourceFile(name, content)])
    assert [(p.code, p.found) for p in told.value.problems] == [("content", found)]


def test_a_sheet_that_is_not_there_is_a_wrong_call_also_through_the_child() -> None:
    with pytest.raises(NotInFilesError) as told:
        read_confined([SourceFile("a.xlsx", book())], sheet="ない")
    assert [p.found for p in told.value.problems] == ["ない"]


def test_a_child_that_dies_at_its_bound_refuses_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "WALL_SECONDS", 0.0)
    with pytest.raises(UnusableFileError, match="too much time or memory"):
        read_confined([SourceFile("a.csv", b"name,title\n" + b"a,b\n" * 100_000)])


def test_the_child_reads_what_this_process_would_read() -> None:
    told: list[int] = []
    source = SourceFile("a.xlsx", book())
    from_child, here = read_confined([source], progress=told.append), read_tables([source])
    assert from_child == here
    assert told[-1] == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bounds")
def test_the_child_has_its_bounds() -> None:
    asked = (
        "from service.importing.confined import _bound; _bound(); import resource; "
        "print(resource.getrlimit(resource.RLIMIT_AS)[0], resource.getrlimit(resource.RLIMIT_CPU)[0])"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout
    assert told.split() == [str(confined.MEMORY_BYTES), str(confined.CPU_SECONDS)]


@pytest.mark.parametrize("kind", ["billion laughs", "billion laughs among the texts", "an external entity"])
def test_what_refers_to_the_outside_or_multiplies_is_called_so(kind: str) -> None:
    with pytest.raises(UnusableFileError, match="something outside or defines own characters"):
        read_tables([SourceFile("a.xlsx", HARM[kind][1]())])
