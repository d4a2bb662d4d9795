"""Where the table begins: titles above it, headers of two rows, merged cells, headers said again."""

import io
from collections.abc import Sequence

import openpyxl
import pytest

from service.domain.importing.tables import RawTable
from service.importing.files import SourceFile, read_tables


def book(rows: Sequence[Sequence[object]], *merged: str) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for block in merged:
        sheet.merge_cells(block)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def read(content: bytes, name: str = "a.xlsx", **said: object) -> RawTable:
    (table,) = read_tables([SourceFile(name, content)], **said)  # type: ignore[arg-type]  # passed on as given
    return table


PEOPLE = [["氏名", "役職", "所属"], ["香取 誠", "社長", ""], ["真壁 悠子", "部長", "経営企画部"]]


def test_a_title_a_date_and_empty_rows_above_are_said_and_not_read() -> None:
    table = read(book([["旭波重機械 体制図"], [], ["2026年4月1日現在", None, None], *PEOPLE]))
    assert (table.header, table.header_row) == (("氏名", "役職", "所属"), 4)
    assert [row.values[0] for row in table.rows] == ["香取 誠", "真壁 悠子"]
    (finding,) = table.findings
    assert (finding.kind, finding.rows) == ("above_header", (1, 3))
    assert "2026年4月1日現在" in table.above


def test_a_text_file_with_a_title_above() -> None:
    table = read("組織図、2026年度\n\n氏名,役職\n香取 誠,社長\n真壁 悠子,部長\n".encode("cp932"), "a.csv")
    assert (table.header, [r.number for r in table.rows]) == (("氏名", "役職"), [4, 5])


def test_a_header_of_two_rows_with_words_merged_over_columns_and_rows() -> None:
    table = read(
        book(
            [
                ["No", "本人", None, "所属", None, "上司", None],
                [None, "社員番号", "氏名", "本部", "部", "社員番号", "氏名"],
                [1, "0001", "香取 誠", None, None, None, None],
                [2, "0002", "真壁 悠子", "企画本部", "経営企画部", "0001", "香取 誠"],
            ],
            "A1:A2", "B1:C1", "D1:E1", "F1:G1",
        )
    )  # fmt: skip
    assert table.header == ("No", "社員番号", "氏名", "本部", "所属 部", "上司 社員番号", "上司 氏名")
    assert [row.number for row in table.rows] == [3, 4]


def test_a_first_person_whose_cells_are_words_is_no_second_header() -> None:
    table = read(book([["氏名", "役職", "区分"], ["香取 誠", "部長", "兼務"], ["真壁 悠子", "課長", "本務"]]))
    assert (table.header_row, [row.number for row in table.rows]) == (1, [2, 3])


def test_a_department_merged_over_its_people_is_the_department_of_each() -> None:
    rows: list[list[object]] = [["部", "氏名"], ["調達部", "甲"], [None, "乙"], [None, "丙"], [None, "丁"]]
    table = read(book(rows, "A2:A4"))
    assert [tuple(row.values) for row in table.rows] == [
        ("調達部", "甲"),
        ("調達部", "乙"),
        ("調達部", "丙"),
        (None, "丁"),
    ]


def test_a_header_said_again_on_each_page_is_not_a_person() -> None:
    table = read(book([*PEOPLE, PEOPLE[0], ["能登 光", "課長", "経営企画部"]]))
    assert [row.number for row in table.rows] == [2, 3, 5]
    assert [(f.kind, f.rows) for f in table.findings] == [("repeated_header", (4,))]


def test_the_row_that_a_person_names_is_the_header() -> None:
    content = book([["氏名", "役職"], ["甲", "乙"], ["丙", "丁"]])
    table = read(content, header_rows={"Sheet": 2})
    assert (table.header, [row.number for row in table.rows]) == (("甲", "乙"), [3])


def test_the_row_that_holds_the_columns_asked_for_is_the_header() -> None:
    rows: list[list[object]] = [["体制図", None], ["誰", "何"], ["甲", "部長"]]
    assert read(book(rows), columns=["誰"]).header == ("誰", "何")


@pytest.mark.parametrize("words", [["誰", "何", "どこ"], ["who is it", "what", "where"]])
def test_where_no_header_is_known_it_is_the_first_row_as_wide_as_a_table(words: list[str]) -> None:
    assert read(book([["題"], words, ["a", "b", "c"]])).header == tuple(words)


def test_a_formula_nobody_computed_is_said() -> None:
    table = read(book([["氏名", "役職"], ["甲", '=CONCATENATE("部","長")']]))
    assert [(f.code, f.rows, f.column) for f in table.findings] == [("formula_error.uncomputed", (2,), "役職")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jane Smith, Chief Executive\nMaria de la Cruz, Head of Sales, EMEA\n", ("Name", "Title")),
        ('"Jane Smith, Chief Executive"\n"Maria de la Cruz, Head of Sales, EMEA"\n', ("Name", "Title")),
        ("Jane Smith - Chief Executive\nMaria de la Cruz – Head of Sales, EMEA\n", ("Name", "Title")),
        ("Leadership Team\nJane Smith | Chief Executive\nMaria de la Cruz | Head of Sales, EMEA\n", ("Name", "Title")),
        ("Chief Executive: Jane Smith\nHead of Sales: Maria de la Cruz\n", ("Title", "Name")),
        ("Jane Smith\nMaria de la Cruz, Head of Sales\n", ("Name", "Title")),
        ("Jane Smith\nMaria de la Cruz\n", ("Name",)),
        ("Jane Smith, Manager\nMaria de la Cruz, Director\n", ("Name", "Title")),
        ("香取 誠\n真壁 悠子\n", ("氏名",)),
    ],
)
def test_officers_without_a_header_in_one_column(text: str, words: tuple[str, ...]) -> None:
    (table,) = read_tables([SourceFile("pasted.txt", text.encode())])
    assert table.header[: len(words)] == words
    assert "no_header" in {f.code for f in table.findings}
    names = [row.values[words.index("氏名" if "氏名" in words else "Name")] for row in table.rows]
    assert names in (["Jane Smith", "Maria de la Cruz"], ["香取 誠", "真壁 悠子"])


@pytest.mark.parametrize(
    "text",
    [
        "Name\nJane Smith\nJohn Doe\n",
        "Name,Manager\nJane Smith,John Doe\nJohn Doe,\n",
        "Who,What\nJane Smith,Chief Executive\nJohn Doe,Finance Director\n",
        "Board Members\nLondon\nParis\n",
        "Fruit\nApple - red\nPear - green\n",
    ],
)
def test_a_header_known_or_not_stays_one(text: str) -> None:
    (table,) = read_tables([SourceFile("list.csv", text.encode())])
    assert ",".join(table.header) == text.partition("\n")[0]
    assert table.header_row == 1
