"""Names: stored exactly, equal on keys, shortened for labels."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.kanji import VARIANTS
from service.domain.labels import ELLIPSIS
from service.domain.names import (
    clean,
    display_width,
    is_eliminated,
    is_placeholder_unknown,
    is_placeholder_vacant,
    key_exact,
    key_fold,
    romaji_key,
    safe_label,
    same_person_key,
    short_name,
    strip_honorific,
    truncate,
)

NASTY = [
    "髙橋",
    "山﨑",
    "𠮷田",
    "葛󠄀城",
    "辻󠄀",
    "渡邉",
    "神谷",
    "ｻﾄｳ",
    "O’Brien",
    "José",
    "ßtraße",
    "김민수",
    "e\u0301",
    "\u202eabc",
    "👨‍👩‍👧",
]
TEXTS = st.text(max_size=20) | st.sampled_from(NASTY)


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("田中太郎", "田中 太郎"),
        ("田中太郎", "田中　太郎"),
        ("ﾀﾅｶ ﾀﾛｳ", "タナカタロウ"),
        ("ＴＡＮＡＫＡ", "tanaka"),
        ("葛󠄀城", "葛城"),
        ("辻\ufe00", "辻"),
        ("\ufa19田", "神田"),
        ("㈱あおば", "(株)あおば"),
        ("㍿あおば", "株式会社あおば"),
        ("A－1", "A-1"),
        ("A‐1", "A−1"),
        ("Ａ～Ｚ", "A〜Z"),
        ("田\u200b中", "田中"),
        ("田中\ufeff", "田中"),
    ],
)
def test_key_exact_ignores_width_case_spaces_and_glyphs(written: str, same: str) -> None:
    assert key_exact(written) == key_exact(same)


@pytest.mark.parametrize(
    ("one", "other"), [("髙橋", "高橋"), ("山﨑", "山崎"), ("斉藤", "斎藤"), ("𠮷田", "吉田"), ("さとう", "サトウ")]
)
def test_key_exact_keeps_variants_apart(one: str, other: str) -> None:
    assert key_exact(one) != key_exact(other)
    assert key_fold(one) == key_fold(other)


@pytest.mark.parametrize(
    ("variant", "usual"),
    [
        *[
            ("髙", "高"),
            ("﨑", "崎"),
            ("邊", "辺"),
            ("邉", "辺"),
            ("齋", "斎"),
            ("齊", "斎"),
            ("斉", "斎"),
            ("濵", "浜"),
        ],
        *[
            ("濱", "浜"),
            ("栁", "柳"),
            ("德", "徳"),
            ("瀨", "瀬"),
            ("桒", "桑"),
            ("黑", "黒"),
            ("𠮷", "吉"),
            ("澤", "沢"),
        ],
        *[
            ("廣", "広"),
            ("國", "国"),
            ("眞", "真"),
            ("櫻", "桜"),
            ("惠", "恵"),
            ("龍", "竜"),
            ("嶋", "島"),
            ("嶌", "島"),
        ],
        *[
            ("冨", "富"),
            ("舘", "館"),
            ("曾", "曽"),
            ("條", "条"),
            ("彌", "弥"),
            ("淵", "渕"),
            ("槇", "槙"),
            ("堯", "尭"),
        ],
        *[("\ufa19", "神"), ("\ufa10", "塚"), ("\ufa1a", "祥"), ("\ufa1b", "福"), ("\ufa1e", "羽"), ("\ufa4f", "祐")],
        ("\ufa5b", "者"),
    ],
)
def test_key_fold_finds_every_variant_of_the_field(variant: str, usual: str) -> None:
    assert key_fold(f"{variant}田") == key_fold(f"{usual}田")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("関ヶ原", "関ケ原"),
        ("三ヵ尻", "三カ尻"),
        ("さいとう", "サイトウ"),
        ("ジョン・スミス", "ジョン スミス"),
        ("ジャン＝ポール", "ジャンポール"),
        ("オ―ノ", "オーノ"),
        ("José García", "Jose Garcia"),
        ("O’Brien", "O'Brien"),
        ("Jean-Pierre", "Jean Pierre"),
        ("Søren Ærø", "Soren Aero"),
    ],
)
def test_key_fold_joins(one: str, other: str) -> None:
    assert key_fold(one) == key_fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("オオタ", "オタ"), ("鈴木", "鈴本"), ("ハナ", "バナ"), ("佐々木", "佐木"), ("", "田中")]
)
def test_key_fold_does_not_join(one: str, other: str) -> None:
    assert key_fold(one) != key_fold(other)


@pytest.mark.parametrize(
    "same",
    [
        ("Ohno Taro", "ONO TARO", "Oono Tarou", "Ōno Tarō", "ôno tarô"),
        ("Honma", "Homma"),
        ("Sato", "Satoh", "SATOU", "Satō"),
        ("Shunsuke", "Syunsuke"),
        ("Junichi", "Jun'ichi", "Zyunichi", "Jun-ichi"),
        ("Tsuchiya", "Tutiya"),
        ("Yuki", "Yuuki"),
        ("Fujimoto", "Huzimoto"),
        ("Ohyama", "Oyama"),
    ],
)
def test_romanisations_of_one_name_meet(same: tuple[str, ...]) -> None:
    assert len({romaji_key(name) for name in same}) == 1


def test_romaji_keeps_a_real_h() -> None:
    assert romaji_key("Ohara") != romaji_key("Oara")
    assert romaji_key("Ohashi") == romaji_key("Ōhashi")


@pytest.mark.parametrize(
    "name", ["SMITH John", "John Smith", "Smith, John", "john smith", "SMITH, JOHN", "Smith  John"]
)
def test_one_latin_person(name: str) -> None:
    assert same_person_key(name) == same_person_key("John Smith")


def test_same_person_is_careful_with_kanji() -> None:
    assert same_person_key("高橋 太郎") == same_person_key("高橋太郎")
    assert same_person_key("髙橋太郎") != same_person_key("高橋太郎")
    assert same_person_key("John Smith") != same_person_key("Jon Smith")
    assert same_person_key("Conor O'Neil") == same_person_key("O’NEIL Conor")


@pytest.mark.parametrize(
    ("text", "name", "removed"),
    [
        ("田中様", "田中", "様"),
        ("田中 様", "田中", "様"),
        ("田中　太郎　殿", "田中　太郎", "殿"),
        ("鈴木氏", "鈴木", "氏"),
        ("鈴木さん", "鈴木", "さん"),
        ("高木先生", "高木", "先生"),
        ("木村君", "木村", "君"),
        ("スミスさん", "スミス", "さん"),
        ("あおば工業御中", "あおば工業", "御中"),
        ("田中部長", "田中", "部長"),
        ("田中部長様", "田中", "部長様"),
        ("久我本部長", "久我", "本部長"),
        ("田中 課長代理", "田中", "課長代理"),
        ("Mr. John Smith", "John Smith", "Mr."),
        ("MR JOHN SMITH", "JOHN SMITH", "MR"),
        ("Mrs Jones", "Jones", "Mrs"),
        ("Dr. Jane Doe", "Jane Doe", "Dr."),
        ("Prof. Dr. Max Weber", "Max Weber", "Prof. Dr."),
        ("Sir John Smith KCB", "John Smith", "Sir KCB"),
        ("Tanaka-san", "Tanaka", "san"),
        ("殿村", "殿村", ""),
        ("殿村様", "殿村", "様"),
        ("氏家", "氏家", ""),
        ("氏家氏", "氏家", "氏"),
        ("様子", "様子", ""),
        ("様", "様", ""),
        ("君島", "君島", ""),
        ("真殿", "真殿", ""),
        ("日高氏", "日高", "氏"),
        ("Drew Barry", "Drew Barry", ""),
        ("Missy Elle", "Missy Elle", ""),
        ("Mr", "Mr", ""),
        ("田中太郎", "田中太郎", ""),
        ("", "", ""),
    ],
)
def test_honorifics(text: str, name: str, removed: str) -> None:
    assert strip_honorific(text) == (name, removed)


@pytest.mark.parametrize(
    ("name", "ja", "en"),
    [
        ("田中 太郎", "田中", "田中"),
        ("田中　太郎", "田中", "田中"),
        ("田中太郎", "田中", "田中"),
        ("林太郎", "林", "林"),
        ("林 翔", "林", "林"),
        ("森健太郎", "森", "森"),
        ("森田健", "森田", "森田"),
        ("佐々木希", "佐々木", "佐々木"),
        ("長谷川一", "長谷川", "長谷川"),
        ("勅使河原宏", "勅使河原", "勅使河原"),
        ("𠮷田花子", "𠮷田", "𠮷田"),
        ("髙橋", "髙橋", "髙橋"),
        ("ジョン・スミス", "スミス", "スミス"),
        ("さくら", "さくら", "さくら"),
        ("John Smith", "Smith", "JS"),
        ("SMITH John", "SMITH", "JS"),
        ("Smith, John", "Smith", "JS"),
        ("Jan van der Berg", "Berg", "JB"),
        ("Anna Maria Rossi", "Rossi", "AR"),
        ("Madonna", "Madonna", "M"),
    ],
)
def test_short_names(name: str, ja: str, en: str) -> None:
    assert (short_name(name, "ja"), short_name(name, "en")) == (ja, en)


@pytest.mark.parametrize(
    "text",
    [
        "空席",
        "（空席）",
        "【空席】",
        "空席（募集中）",
        "欠員",
        "未定",
        "後任未定",
        "Vacant",
        "VACANT",
        "Vacant post",
        "Vacant - recruiting",
        "vacancy",
        "TBD",
        "TBC",
        "tba",
        "To be confirmed",
        "T B D",
        "空席※",
    ],
)
def test_vacant(text: str) -> None:
    assert is_placeholder_vacant(text)
    assert not is_placeholder_unknown(text)
    assert not is_eliminated(text)


@pytest.mark.parametrize(
    "text",
    [
        "N/D",
        "n/d",
        "Ｎ／Ｄ",
        "N/A",
        "非公開",
        "不明",
        "氏名不明",
        "未特定",
        "Unknown",
        "undisclosed",
        "(unknown)",
        "Not disclosed",
    ],
)
def test_unknown_holder(text: str) -> None:
    assert is_placeholder_unknown(text)
    assert not is_placeholder_vacant(text)


@pytest.mark.parametrize(
    "text", ["廃止", "廃止済", "（廃止）", "Eliminated", "ELIMINATED", "Abolished", "Eliminated post"]
)
def test_eliminated(text: str) -> None:
    assert is_eliminated(text)
    assert not is_placeholder_vacant(text)


@pytest.mark.parametrize(
    "text",
    [
        "空野 翼",
        "田中",
        "未来 花",
        "Vacanti Maria",
        "Na, Hyejin",
        "Open, John",
        "不二 明",
        "廣川 止",
        "",
        "Unknown Soldier",
    ],
)
def test_names_are_no_placeholders(text: str) -> None:
    assert not is_placeholder_vacant(text)
    assert not is_placeholder_unknown(text)
    assert not is_eliminated(text)


@pytest.mark.parametrize("name", ["髙橋", "\ufa19谷", "葛󠄀城", "ﾀﾅｶ", "e\u0301", "㈱あおば", "Ａ　Ｂ"])
def test_clean_keeps_what_was_entered(name: str) -> None:
    assert clean(name) == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("　田中　太郎　", "田中　太郎"),
        ("田中\n太郎", "田中 太郎"),
        ("田\x00中\x0b", "田中"),
        ("\ufeff田中\u200b", "田中"),
        ("田\ud842中", "田\ufffd中"),
        ("a\u2028b", "a b"),
    ],
)
def test_clean_takes_control_characters_and_outer_spaces(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_safe_label_shows_what_it_is() -> None:
    assert safe_label("abc\u202edef\u2066g\u200f") == "abcdefg"
    assert safe_label("田中\r\n太郎\x00") == "田中  太郎"
    assert safe_label("a\u200bb\ufeffc\U000e0041") == "abc"
    assert safe_label("\ud842") == "\ufffd"
    assert safe_label("葛󠄀城 👨‍👩‍👧") == "葛󠄀城 👨‍👩‍👧"


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("田中", 4),
        ("ABC", 3),
        ("ｱｲｳ", 3),
        ("ＡＢＣ", 6),
        ("葛󠄀城", 4),
        ("e\u0301", 1),
        ("Я", 1),
        ("○", 2),
        ("𠮷", 2),
        ("", 0),
    ],
)
def test_display_width(text: str, width: int) -> None:
    assert display_width(text) == width


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("経営企画本部", 12, "経営企画本部"),
        ("経営企画本部", 11, "経営企画…"),
        ("経営企画本部", 10, "経営企画…"),
        ("Chief Financial Officer", 10, "Chief Fi…"),
        ("Head of IT", 9, "Head of…"),
        ("葛󠄀葛󠄀葛󠄀", 4, "葛󠄀…"),
        ("経営", 1, ""),
        ("経営", 2, "…"),
    ],
)
def test_truncate(text: str, width: int, expected: str) -> None:
    assert truncate(text, width) == expected


def test_the_variant_table_has_no_chains() -> None:
    assert not [variant for variant, usual in VARIANTS.items() if usual in VARIANTS]
    assert all(len(variant) == len(usual) == 1 for variant, usual in VARIANTS.items())
    assert all(unicodedata.normalize("NFKC", variant) == variant for variant in VARIANTS)


@given(TEXTS)
def test_keys_are_idempotent(text: str) -> None:
    for key in (key_exact, key_fold, romaji_key, safe_label, clean):
        assert key(key(text)) == key(text)


@given(TEXTS)
def test_key_fold_is_coarser_than_key_exact(text: str) -> None:
    assert key_fold(key_exact(text)) == key_fold(text)


@given(TEXTS, st.integers(0, 12))
def test_truncated_text_fits(text: str, width: int) -> None:
    cut = truncate(text, width)
    assert display_width(cut) <= width
    assert cut == text or not cut or cut.endswith(ELLIPSIS)


@given(TEXTS)
def test_a_name_is_never_emptied(text: str) -> None:
    name, _ = strip_honorific(text)
    assert bool(name) == bool(clean(text))
    for locale in ("ja", "en"):
        assert isinstance(short_name(text, locale), str)


@given(TEXTS)
def test_cleaned_text_is_storable(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert not any(unicodedata.category(char) == "Cc" for char in cleaned)
    assert cleaned == cleaned.strip()
