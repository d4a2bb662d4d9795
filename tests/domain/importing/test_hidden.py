"""Characters that cannot be seen or turn the direction of the text: kept as entered, and said."""

import pytest

from tests.importing.fold import World


def chart(*rows: str) -> tuple[str, str]:
    return "組織図.csv", "\n".join(["社員番号,氏名,役職,所属", *rows])


@pytest.mark.parametrize(
    ("entered", "codes", "shown"),
    [
        ("山田\u202e太郎", "U+202E", "山田[U+202E]太郎"),
        ("山田\u200b太郎", "U+200B", "山田[U+200B]太郎"),
        ("\u2066山田 太郎\u2069", "U+2066, U+2069", "[U+2066]山田 太郎[U+2069]"),
        ("Ann\u200d Price", "U+200D", "Ann[U+200D] Price"),
    ],
)
def test_a_name_is_kept_as_entered_and_its_row_is_said(entered: str, codes: str, shown: str) -> None:
    world = World()
    plan = world.add(chart(f"1,{entered},部長,A部", "2,香取 誠,課長,A部"))
    assert entered in {p.name for p in plan.chart.people}
    (finding,) = [f for f in plan.report_in("en").findings if f.kind == "hidden_characters"]
    assert (finding.level, finding.rows, finding.column) == ("warning", [2], "氏名")
    assert f"{codes}: “{shown}”" in finding.found
    assert "put in the value without them" in finding.action
    (finding,) = [f for f in plan.report_in("ja").findings if f.kind == "hidden_characters"]
    assert f"{codes}:「{shown}」" in finding.found


def test_titles_and_departments_are_looked_at_as_well() -> None:
    plan = World().plan(chart("1,甲 一,部\u200f長,A部", "2,乙 二,課長,B\ufeff部"))
    told = {(f.rows[0], f.column) for f in plan.findings if f.kind == "hidden_characters"}
    assert told == {(2, "役職"), (3, "所属")}


@pytest.mark.parametrize("name", ["葛\U000e0100城 誠", "می\u200cخواهم", "香取 誠", "क्\u200dष"])
def test_what_a_script_needs_is_nothing_to_remark_on(name: str) -> None:
    plan = World().plan(chart(f"1,{name},部長,A部"))
    assert not [f for f in plan.findings if f.kind == "hidden_characters"]
