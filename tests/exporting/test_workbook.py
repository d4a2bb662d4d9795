"""What stands in the package: texts of users are texts, whatever they look like, and nothing points outside."""

import io
import re
import zipfile
from datetime import date

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from service.domain.exporting.tables import Cells, table
from service.domain.importing.tables import Sheet
from service.exporting.workbook import workbook
from service.importing.files import SourceFile, read_tables
from tests.exporting.accounts import MADE_AT

TRIGGERS = [
    "=1+1", "=HYPERLINK(\"http://x.example\",\"y\")", "+1", "-1", "@SUM(1)", "＝1", "＋1",
    "－1", "＠x", "'=1", "=cmd|' /C calc'!A0",
    "http://x.example", "mailto:a@x.example", "{=1}", "#REF!x", "TRUE", "007", "1E5",
    "2026-04-01", "_x0041_", "_x005F_",
    "<f>1</f>", "&amp;", "]]>", "a\nb", "神" + chr(0xFA19), "👩‍💻", "e\u0301", "\u202egnirts",
]  # fmt: skip


@pytest.fixture(scope="module")
def content() -> bytes:
    rows: list[Cells] = [{"name": t, "title": t, "note": t, "start": date(2026, 4, 1)} for t in TRIGGERS]
    return workbook(
        [table(Sheet.ORG, rows)], title="=2+2", told=[("=3", t) for t in TRIGGERS], locale="ja", made_at=MADE_AT
    )


def test_a_text_is_never_a_formula(content: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n", "d", "inlineStr"), (cell.coordinate, cell.value)
                if isinstance(cell.value, str) and cell.value[:1] in "=+-@'＝＋－＠" and cell.value:
                    assert cell.quotePrefix, cell.value
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            text = package.read(name).decode()
            assert not re.search(r"<f[ >/]", text), name
            assert "<hyperlink" not in text, name
            assert "ddeLink" not in text, name
            assert 'TargetMode="External"' not in text, name
            assert not re.search("externalLink|vbaProject|macro", name, re.IGNORECASE)


def test_texts_come_back_exactly(content: bytes) -> None:
    found = next(t for t in read_tables([SourceFile("x.xlsx", content)]) if t.sheet == "組織図")
    at = found.header.index("氏名")
    assert [row.values[at] for row in found.rows] == TRIGGERS


def test_what_no_file_can_hold_is_left_out() -> None:
    rows = [{"name": "a\x00b\x1bc\ud800d\ufffee"}, {"name": "x" * 40_000}]
    made = workbook([table(Sheet.ORG, rows)], title="t", told=[], locale="en", made_at=MADE_AT)
    sheet = openpyxl.load_workbook(io.BytesIO(made))["Org"]
    names = [str(row[2].value) for row in sheet.iter_rows(min_row=2)]
    assert names[0] == "abcde"
    assert len(names[1]) == 32_767


def test_a_day_before_spreadsheets_count_is_text_and_others_are_days() -> None:
    rows = [{"start": date(1899, 5, 1)}, {"start": date(2026, 4, 1)}]
    made = workbook([table(Sheet.ORG, rows)], title="t", told=[], locale="en", made_at=MADE_AT)
    sheet = openpyxl.load_workbook(io.BytesIO(made))["Org"]
    at = [str(c.value) for c in sheet[1]].index("Start Date")
    assert [row[at].data_type for row in sheet.iter_rows(min_row=2)] == ["s", "d"]


def test_numbers_say_what_they_are_and_long_texts_have_room() -> None:
    rows: list[Cells] = [
        {"name": "更新", "amount": 120_000_000, "probability": 0.5, "close_date": date(2026, 9, 30)},
        {"name": "更新 " * 30, "amount": 1.5, "probability": 0.125},
    ]
    made = workbook(
        [table(Sheet.OPPORTUNITIES, rows)], title="t", told=[("a", "字" * 150)], locale="en", made_at=MADE_AT
    )
    book = openpyxl.load_workbook(io.BytesIO(made))
    sheet = book["Opportunities"]
    at = {str(c.value): get_column_letter(n) for n, c in enumerate(sheet[1], start=1)}
    formats = [[sheet[f"{at[c]}{row}"].number_format for c in ("Amount", "Probability")] for row in (2, 3)]
    assert formats == [["#,##0", "0%"], ["#,##0.00", "0.0%"]]
    assert sheet[f"{at['Close Date']}2"].number_format == "yyyy-mm-dd"
    assert sheet.row_dimensions[2].height is None
    assert sheet[f"{at['Name']}3"].alignment.wrap_text
    assert (sheet.row_dimensions[3].height or 0) > 60
    assert (book.worksheets[0].row_dimensions[2].height or 0) > 30


def test_printed_it_is_as_wide_as_a_page_with_its_header_and_footer() -> None:
    rows: list[Cells] = [{"name": "x"}]
    tables = [table(Sheet.ORG, rows), table(Sheet.MEMBERS, rows)]
    made = workbook(tables, title="t", told=[], locale="en", made_at=MADE_AT, footer="A & B")
    org, members = openpyxl.load_workbook(io.BytesIO(made)).worksheets[1:]
    assert (org.page_setup.paperSize, members.page_setup.paperSize) == (8, 9), "A3 and A4"
    for sheet in (org, members):
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.oddFooter is not None
        assert sheet.oddFooter.center.text == "A && B"
