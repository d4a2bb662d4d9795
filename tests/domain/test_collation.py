"""The order of the fifty sounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.collation import INDEX_ROWS, has_reading, index_row, sort_key

_GOLDEN = """
アオキ あべ アライ いけだ イシイ いとう ウエダ うえの えとう オーサワ おおた オオタ おか おかだ
おがわ おくだ おだ おの カー カア かい かがわ かとう ガトウ かんの きくち キムラ ぎんだ くが
くどう グレイ けいじ ごうだ こばやし コバヤシ こやま さいとう さいどう ざいとう さとう しおた
しばた しみず しょうじ しようじ じょうじま すが スガ すずき せき そね たかはし ただ だて ちば
つかだ つだ つつみ ていだ てづか どい とくだ ないとう にしだ ぬまた ねもと のぐち のむら パーク
はせがわ はば ばば はま ひぐち ふじた ぶん へいけ ほり まえだ みうら むとう めぐろ もり やまだ
ゆあさ よしだ らいおん りん るい れい ろくた わだ わたなべ ヲガワ ンゴロ
"""
GOLDEN = _GOLDEN.split()


def test_golden_order() -> None:
    assert sorted(GOLDEN, key=lambda kana: sort_key(kana, None, "")) == GOLDEN


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("さとう", "ざとう"),
        ("はは", "ばば"),
        ("ばば", "ぱぱ"),
        ("カー", "カァ"),
        ("カァ", "カア"),
        ("しょうじ", "しようじ"),
        ("おおた", "オオタ"),
        ("ざいとう", "さとう"),
        ("オオタ", "わたなべ"),
        ("いすゞ", "いすず"),
        ("ここ", "こし"),
    ],
)
def test_ties(first: str, second: str) -> None:
    assert sort_key(first, None, "") < sort_key(second, None, "")


def test_readings_then_latin_then_the_rest() -> None:
    people = [
        ("わだ", None, "和田"),
        (None, None, "阿部"),
        (None, None, "John Smith"),
        (None, "ABE Ken", "安部"),
        ("あべ", None, "阿部"),
    ]
    ordered = sorted(people, key=lambda person: sort_key(*person))
    assert [name for _, _, name in ordered] == ["阿部", "和田", "安部", "John Smith", "阿部"]


def test_half_width_and_spaces_do_not_matter() -> None:
    assert sort_key("ﾀﾅｶ ﾀﾛｳ", None, "x") == sort_key("タナカ　タロウ", None, "x")


@pytest.mark.parametrize(
    ("kana", "name", "row"),
    [
        ("ガトウ", "加藤", "か"),
        ("ぱーく", "朴", "は"),
        (None, "さくら", "さ"),
        (None, "田中", "他"),
        (None, "John", "他"),
        ("ンゴロ", "", "わ"),
    ],
)
def test_index_rows(kana: str | None, name: str, row: str) -> None:
    assert index_row(kana, name) == row
    assert has_reading(kana, name) == (row != "他")


@given(st.lists(st.text("あかがさぁーっんゝゞアパヲ漢A ", max_size=6), max_size=8))
def test_the_order_is_total_and_stable(names: list[str]) -> None:
    keys = [sort_key(name, None, name) for name in names]
    assert sorted(keys) == sorted(keys)
    assert len(set(keys)) == len(set(names))
    assert all(index_row(name, name) in INDEX_ROWS for name in names)
