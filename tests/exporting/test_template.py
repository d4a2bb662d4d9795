"""The template: untouched it brings nobody in, its rows are read where they were changed, and so are all its words."""

import io
from datetime import date

import openpyxl
import pytest

from service.domain.exporting import columns as words
from service.domain.exporting.columns import COLUMNS
from service.domain.importing import keys, vocabulary
from service.domain.importing.tables import Sheet
from service.domain.stance import Level, parse_level
from service.exporting.template import template
from service.importing.headers import field_of, vocabularies
from tests.exporting.accounts import MADE_AT, Picture, anew, planned

DAY = date(2026, 5, 1)
LOCALES = ["ja", "en"]


CHANGED = {
    Sheet.ORG: "phone", Sheet.MEMBERS: "role", Sheet.MEETINGS: "subject", Sheet.OPPORTUNITIES: "probability",
    Sheet.STANCES: "evidence", Sheet.KEY_PEOPLE: "reason",
}  # fmt: skip


def written_over(locale: str, rows: dict[Sheet, range]) -> bytes:
    """The template with one value changed in these of its rows."""
    book = openpyxl.load_workbook(io.BytesIO(template(locale, made_at=MADE_AT)))
    for sheet, numbers in rows.items():
        page = book[words.TITLES[sheet].of(locale)]
        at = [c.field for c in COLUMNS[sheet] if not c.extra].index(CHANGED[sheet]) + 1
        for number in numbers:
            if page.cell(number, 1).value or page.cell(number, 2).value:
                page.cell(number, at).value = 0.25 if sheet is Sheet.OPPORTUNITIES else f"03-0000-000{number}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("locale", LOCALES)
def test_rows_left_as_they_are_are_nobodys(locale: str) -> None:
    """Untouched nothing comes in; a row that was changed or written below the examples comes in alone."""
    made, plan = anew(template(locale, made_at=MADE_AT), DAY)
    assert not plan.batch
    assert {s.code for s in plan.skips} == {"template_example"}
    assert [(f.code, f.level, len(f.places)) for f in plan.findings if f.code != "ignored_sheet"] == [
        ("template_example", "info", plan.report.rows_read)
    ]
    made, plan = anew(written_over(locale, {Sheet.ORG: range(2, 3)}), DAY)
    sizes = {name: len(of) for name, of in Picture(made, DAY).all().items()}
    assert {name: n for name, n in sizes.items() if n} == {"people": 1, "seats": 1, "departments": 1, "holds": 1}


@pytest.mark.parametrize("locale", LOCALES)
def test_rows_written_over_go_in_without_error(locale: str) -> None:
    content = written_over(locale, {sheet: range(2, 6) for sheet in Sheet})
    made, plan = anew(content, DAY)
    assert not plan.skips
    assert {f.code for f in plan.findings} == {"ignored_sheet"}
    seen = Picture(made, DAY).all()
    sizes = {name: len(of) for name, of in seen.items()}
    assert sizes == {
        "people": 2, "seats": 4, "departments": 4, "holds": 3, "lines": 3, "members": 2, "meetings": 2, "deals": 2,
        "stances": 2, "keys": 2, "covers": 1,
    }  # fmt: skip
    assert not planned(made, content, DAY).batch


@pytest.mark.parametrize("locale", LOCALES)
def test_it_has_all_sheets_with_notes_and_lists_to_choose_from(locale: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(locale, made_at=MADE_AT)))
    assert book.sheetnames == [words.README.of(locale), *(words.TITLES[s].of(locale) for s in Sheet)]
    for sheet in Sheet:
        usual = [c for c in COLUMNS[sheet] if not c.extra]
        page = book[words.TITLES[sheet].of(locale)]
        assert [c.value for c in page[1]] == [c.header.of(locale) for c in usual]
        assert page.max_row in (3, 5)
        hints = page.data_validations.dataValidation
        assert [h.prompt for h in hints] == [c.note.of(locale) for c in usual]
        lists = [str(h.formula1).strip('"').split(",") for h in hints if h.type == "list"]
        assert lists == [[w.of(locale) for w in c.choices] for c in usual if c.choices]
        assert all(len(str(h.formula1)) < 255 for h in hints if h.type == "list")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("sheet", Sheet)
def test_each_header_is_read_as_its_column(sheet: Sheet, locale: str) -> None:
    for column in COLUMNS[sheet]:
        assert field_of(column.header.of(locale), vocabularies()[sheet]) == column.field
        assert "," not in "".join(w.of(locale) for w in column.choices)


@pytest.mark.parametrize("locale", LOCALES)
def test_each_word_means_what_it_stands_for(locale: str) -> None:
    for code, word in words.MEETING_KINDS.items():
        assert vocabulary.meeting_kind(word.of(locale)) == code
    for code, word in words.MEETING_STATES.items():
        assert vocabulary.meeting_state(word.of(locale)) == code
    for code, word in words.STAGE_WORDS.items():
        assert vocabulary.stage(word.of(locale)) == code
    for code, word in words.EMPLOYMENT.items():
        assert vocabulary.employment(word.of(locale)) == code
    for level, word in words.RELATIONSHIPS.items():
        assert vocabulary.relationship(word.of(locale)) == level
    for code, word in words.CONFIDENCE.items():
        assert vocabulary.confidence(word.of(locale)) == code
    assert [parse_level(word.of(locale)) for word in words.STANCES] == list(Level)
    assert vocabulary.yes_or_no(words.YES.of(locale)) is True
    assert vocabulary.yes_or_no(words.NO.of(locale)) is False
    assert vocabulary.is_secondary(words.BESIDE.of(locale))
    assert not vocabulary.is_secondary(words.MAIN.of(locale))
    assert keys.vacant(words.VACANT.of(locale))
    assert keys.unknown(words.UNKNOWN.of(locale))
    states = (words.HELD, words.SEATLESS, words.DEPARTMENT)
    assert [vocabulary.row_state(word.of(locale)) for word in states] == ["held", "seatless", "department"]
