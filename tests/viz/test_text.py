"""Widths, cuts and keys of the texts on the map."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viz.cards import short_names
from viz.text import clean, fit, order_key, search_key, short_title, width


@pytest.mark.parametrize(
    ("title", "department", "shown"),
    [
        ("経理部長", "経理部", "部長"),
        ("営業本部長", "営業本部", "本部長"),
        ("管理本部長代理", "管理本部", "本部長代理"),
        ("経理部 主任", "経理部", "主任"),
        ("主計課長", "経理部", "主計課長"),
        ("経理部", "経理部", "経理部"),
        ("横浜工場長", "横浜工場", "工場長"),
        ("社長", None, "社長"),
        ("Finance Director", "Finance", "Director"),
        ("Financeurs", "Sales", "Financeurs"),
        ("長", "", "長"),
    ],
)
def test_a_title_leaves_out_its_own_department(title: str, department: str | None, shown: str) -> None:
    assert short_title(title, department) == shown


def test_invisible_and_direction_turning_characters_are_taken_out() -> None:
    assert clean("山田\u202e太郎\u0000") == "山田太郎"
    assert clean(" a\u2028b\tc ") == "a b c"
    assert clean("葛\U000e0100城 𠮷野") == "葛\U000e0100城 𠮷野"


@given(st.text(max_size=60), st.floats(8, 20), st.floats(20, 300))
def test_a_cut_text_fits_and_an_uncut_one_is_untouched(text: str, size: float, room: float) -> None:
    cut = fit(text, size, room)
    assert width(cut, size) <= room + 1e-6 or cut == "…"
    assert cut == text or cut.endswith("…")


@given(st.text(max_size=40), st.text(max_size=20))
def test_any_title_stays_a_title(title: str, department: str) -> None:
    assert bool(short_title(title, department)) == bool(title)


def test_numbered_departments_stand_in_their_order() -> None:
    names = ["第十営業部", "第二営業部", "第一営業部", "第三営業部", "営業2課", "営業10課"]
    assert sorted(names, key=order_key) == [
        "営業2課",
        "営業10課",
        "第一営業部",
        "第二営業部",
        "第三営業部",
        "第十営業部",
    ]


def test_searching_ignores_width_case_kana_and_blanks() -> None:
    assert search_key("やまだ 太郎", "ＤＸ") == search_key("ヤマダ太郎", "dx")


def test_equal_short_names_are_told_apart() -> None:
    found = short_names(["佐藤 健", "佐藤 翔", "久我 麻衣"], "ja")
    assert found == {"佐藤 健": "佐藤健", "佐藤 翔": "佐藤翔", "久我 麻衣": "久我"}
    assert short_names(["Rosa Feldman", "Marcus Dale"], "en") == {"Rosa Feldman": "RF", "Marcus Dale": "MD"}
