"""Files as people have them: encodings, separators, damage, bounds, and files that mean harm."""

import io
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.errors import InvalidInputError, TooLargeError
from service.domain.importing.tables import UNREADABLE, RawTable
from service.importing import bounds, files
from service.importing.csv_reader import decode
from service.importing.files import SourceFile, read_tables
from service.importing.refusals import NotInFilesError, UnusableFileError
from tests.importing.workbook import JA, workbook

DAY = datetime.combine(date(2026, 4, 1), time())
"""A day as a workbook holds it: an instant without a zone."""

TEXT = "氏名,役職\n髙橋 一郎,部長\n﨑山 二郎,課長\n"


def read(content: bytes, name: str = "org.csv") -> RawTable:
    (table,) = read_tables([SourceFile(name, content)])
    return table


@pytest.mark.parametrize(
    ("encoded", "encoding"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("cp932"), "cp932"),
        (TEXT.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-32"), "utf-32-le"),
        (TEXT.encode("utf-32-be"), "utf-32-be"),
        ("Name,Title\nIda Lund,Head\n".encode("utf-16-le"), "utf-16-le"),
        ("Name,Title\nJosé Müller,Head\n".encode("cp1252"), "cp1252"),
    ],
)
def test_encodings(encoded: bytes, encoding: str) -> None:
    table = read(encoded)
    assert table.encoding == encoding
    assert table.header[0] in ("氏名", "Name")
    assert table.rows[0].values[0] in ("髙橋 一郎", "Ida Lund", "José Müller")
    assert [f.code for f in table.findings] == (["encoding_guessed"] if encoding == "cp1252" else [])


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_what_is_utf_8_is_read_as_written(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode()) == ("utf-8", text)


@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
def test_bytes_that_are_no_text_are_reported_and_never_replaced(encoding: str) -> None:
    good = "氏名,役職,備考\n田中 次郎,課長,よい\n".encode(encoding)
    bad = "佐藤 健,部長,".encode(encoding) + b"\x85\xff\xa0\n"
    table = read(good + bad + "鈴木 花子,主任,よい\n".encode(encoding))
    (finding,) = table.findings
    assert (finding.kind, finding.level, finding.rows, finding.column) == ("unreadable_bytes", "warning", (3,), "備考")
    assert "FF" in finding.params["bytes"]
    assert UNREADABLE in str(table.rows[1].values[2])
    assert [row.values[0] for row in table.rows] == ["田中 次郎", "佐藤 健", "鈴木 花子"]


@pytest.mark.parametrize(("separator", "name"), [(",", "a.csv"), ("\t", "a.tsv"), ("\t", "a.txt"), (";", "a.csv")])
def test_separators(separator: str, name: str) -> None:
    table = read(TEXT.replace(",", separator).encode(), name)
    assert table.header == ("氏名", "役職")
    assert table.rows[1].values == ("﨑山 二郎", "課長")


def test_rows_are_numbered_as_a_spreadsheet_does() -> None:
    table = read('\n\n氏名,備考\n田中,"一\n二\n三"\n\n,,\n佐藤,x\n'.encode())
    assert table.header_row == 3
    assert [(r.number, r.values[0]) for r in table.rows] == [(4, "田中"), (7, "佐藤")]


def test_a_quotation_mark_that_is_never_closed() -> None:
    with pytest.raises(UnusableFileError, match="line 2"):
        read(("氏名,役職\n" + '"田中,課長\n' + "佐藤,部長\n" * 2000).encode())


def test_values_of_a_workbook() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([])
    sheet.append(["社員番号", "氏名", "発令日", "金額", "双方向", "誤り"])
    sheet.append([4512, "田中 次郎", DAY, 1.5, True, "#REF!"])
    sheet.append([None, None, None, None, None, None])
    sheet.append(["004512", "佐藤 健", date(2026, 4, 2), 2.0, None, None])
    content = io.BytesIO()
    book.save(content)
    table = read(content.getvalue(), "a.xlsx")
    assert table.header_row == 2
    assert [r.number for r in table.rows] == [3, 5]
    assert table.rows[0].values == (4512, "田中 次郎", DAY, 1.5, "TRUE", UNREADABLE)
    assert table.rows[1].values[0] == "004512"
    assert [(f.code, f.rows, f.column) for f in table.findings] == [("formula_error", (3,), "誤り")]


def test_one_sheet_of_a_workbook() -> None:
    source = SourceFile("a.xlsx", workbook(JA))
    assert [t.sheet for t in read_tables([source])] == list(JA)
    assert [t.sheet for t in read_tables([source], sheet="商談")] == ["商談"]
    with pytest.raises(NotInFilesError, match="there is no sheet") as refused:
        read_tables([source], sheet="ない")
    assert "シート「ない」がありません" in refused.value.told("ja")


def test_progress_is_told() -> None:
    told: list[int] = []
    read_tables([SourceFile("a.csv", ("氏名\n" + "田中\n" * 2500).encode())] * 2, progress=told.append)
    assert told == [1000, 2000, 2500, 3500, 4500, 5000]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0"),
        ("a.xlsm", workbook(JA)),
        ("a.pdf", b"%PDF"),
        ("a", b"x"),
        ("a.xlsx", TEXT.encode()),
        ("a.csv", workbook(JA)),
        ("a.xlsx", b"\xd0\xcf\x11\xe0 protected"),
        ("a.xlsx", b"PK\x03\x04 cut off"),
        ("a.xlsx", workbook(JA)[:2000]),
        ("a.csv", b""),
        ("a.csv", b"\n\n"),
    ],
)
def test_files_that_are_no_tables(name: str, content: bytes) -> None:
    with pytest.raises(UnusableFileError) as refused:
        read_tables([SourceFile(name, content)])
    assert isinstance(refused.value, InvalidInputError)
    assert refused.value.told("ja")
    assert refused.value.told("en")


def packed(**parts: bytes) -> bytes:
    """A workbook with parts added or replaced; a name stands for `xl/<name>.xml`, or for itself if it has a dot."""
    content = io.BytesIO()
    plain = io.BytesIO(workbook({"Org": [["Name"], ["Ida Lund"]]}))
    names = {n if "." in n else f"xl/{n}.xml": v for n, v in parts.items()}
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part not in names:
                new.writestr(part, old.read(part))
        for part, data in names.items():
            new.writestr(part, data)
    return content.getvalue()


SHEET = "worksheets/sheet1"


def sheet_xml(rows: str, prefix: str = "") -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<?xml version="1.0"?>{prefix}<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def cell(ref: str, text: str) -> str:
    return f'<c r="{ref}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(TooLargeError):
        read(packed(sharedStrings=b"<sst>" + b" " * 60_000_000 + b"</sst>"), "a.xlsx")


def test_a_far_cell_is_refused_or_ignored() -> None:
    far = f'<row r="1">{cell("A1", "Name")}</row><row r="1048576">{cell("XFD1048576", "x")}</row>'
    with pytest.raises(TooLargeError):
        read(packed(**{SHEET: sheet_xml(far)}), "a.xlsx")
    empty = f'<row r="1">{cell("A1", "Name")}</row><row r="2">{cell("A2", "Ida")}<c r="XFD2" s="0"/></row>'
    assert read(packed(**{SHEET: sheet_xml(empty)}), "a.xlsx").rows[0].values == ("Ida",)


def test_entities_are_refused() -> None:
    doctype = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    with pytest.raises(UnusableFileError):
        read(packed(**{SHEET: sheet_xml(f'<row r="1">{cell("A1", "&b;")}</row>', doctype)}), "a.xlsx")


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "inner.zip", "../evil.xml", "/evil.xml"])
def test_macros_archives_and_unsafe_names_are_refused(part: str) -> None:
    with pytest.raises(UnusableFileError):
        read(packed(**{part: b"x"}), "a.xlsx")


def test_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TooLargeError, match="column 200"):
        read(("a," * 201 + "b\n").encode())
    with pytest.raises(TooLargeError, match="32,767"):
        read(b"Name\n" + b"x" * 32_768 + b"\n")
    monkeypatch.setattr(bounds, "MAX_ROWS", 3)
    with pytest.raises(TooLargeError, match="more than 3 rows"):
        read(b"Name\n" + b"x\n" * 4)
    monkeypatch.setattr(files, "MAX_BYTES", 10)
    with pytest.raises(TooLargeError, match="50 MiB"):
        read(TEXT.encode())


@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.tsv", "a.xlsx"]))
def test_any_bytes_are_read_or_refused(content: bytes, name: str) -> None:
    try:
        tables = read_tables([SourceFile(name, content)])
    except (InvalidInputError, TooLargeError):
        return
    assert all(len(t.header) for t in tables)


HEADER = "氏名,役職\n"


@pytest.mark.parametrize(
    ("files", "named", "en"),
    [
        ({"組織図.csv": HEADER}, "組織図.csv", "no row below the header"),
        ({"組織図.csv": HEADER, "名簿.csv": HEADER + "\n,\n"}, "組織図.csv, 名簿.csv", "no row below the header"),
        ({"組織図.csv": ""}, "組織図.csv", "it is empty"),
        ({"組織図.csv": HEADER + "甲 一,部長\n", "空.csv": "\n"}, "空.csv", "it is empty"),
    ],
)
def test_files_without_a_row_are_refused_by_name(files: dict[str, str], named: str, en: str) -> None:
    with pytest.raises(UnusableFileError) as refused:
        read_tables([SourceFile(n, text.encode()) for n, text in files.items()])
    told = refused.value.words
    assert told
    assert told.en.startswith(f"{named}: ")
    assert en in told.en
    assert told.ja.startswith(f"{named}: ")


def test_one_file_of_several_without_a_row_is_a_finding() -> None:
    full, bare = read_tables(
        [SourceFile("a.csv", f"{HEADER}甲 一,部長\n".encode()), SourceFile("b.csv", HEADER.encode())]
    )
    assert full.findings == ()
    assert [(f.code, f.level, f.sheet) for f in bare.findings] == [("no_rows", "warning", "b.csv")]


def test_an_unused_sheet_of_a_workbook_is_said() -> None:
    book = workbook({"組織図": [["氏名"], ["甲 一"]], "自社": [["氏名", "メール"]]})
    _, ours = read_tables([SourceFile("a.xlsx", book)])
    assert [(f.code, f.level, f.sheet) for f in ours.findings] == [("no_rows", "info", "自社")]


def test_where_encodings_are_mixed_most_of_the_text_decides() -> None:
    head = "氏名,役職\n香取 誠,部長\n鈴木 花子,課長\n"
    strange = "佐藤 健,主任\n"
    mixed = read(head.encode() + strange.encode("cp932"))
    assert (mixed.encoding, mixed.header) == ("utf-8", ("氏名", "役職"))
    assert "unreadable_bytes" in {f.code for f in mixed.findings}
    other = read(head.encode("cp932") + strange.encode())
    assert (other.encoding, other.header) == ("cp932", ("氏名", "役職"))


def test_the_encoding_of_mails_is_read() -> None:
    table = read("氏名,役職\n香取 誠,部長\n".encode("iso-2022-jp"))
    assert (table.encoding, table.header) == ("iso2022_jp", ("氏名", "役職"))
    assert [row.values for row in table.rows] == [("香取 誠", "部長")]
