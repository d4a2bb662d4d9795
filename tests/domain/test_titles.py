"""Titles against 200 worked out by hand, and what must hold for every title."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.ranks import BANDS, ENGLISH, JAPANESE, Kind, Sector, band
from service.domain.titles import Title, read_title

GOLDEN = Path(__file__).parent / "data" / "titles.tsv"
FLAGS = {"R": "representative", "A": "acting", "T": "attached", "S": "secondary", "P": "planned", "F": "former"}


def golden() -> list[list[str]]:
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if not row[0].startswith("#")]
    return [[row[0].replace("\\n", "\n"), *row[1:]] for row in rows]


def as_row(title: Title) -> list[str]:
    return [
        title.text,
        "?" if title.rank is None else str(title.rank),
        title.band or "-",
        title.line_title or "-",
        title.legal_organ or "-",
        title.grade_title or "-",
        title.personal_grade or "-",
        "".join(flag for flag, name in FLAGS.items() if getattr(title, name)) or "-",
        ";".join(title.concurrent) or "-",
    ]


@pytest.mark.parametrize("row", golden(), ids=lambda row: row[0].replace("\n", "⏎"))
def test_golden(row: list[str]) -> None:
    assert as_row(read_title(row[0])) == row


def test_at_least_150_golden_titles() -> None:
    texts = [row[0] for row in golden()]
    assert len(texts) >= 150
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize(
    ("text", "word", "prefix", "department"),
    [
        ("第一営業部長", "部長", "第一営業", "第一営業部"),
        ("営業部 部長", "部長", "営業部", "営業部"),
        ("営業部次長", "次長", "営業部", "営業部"),
        ("営業次長", "次長", "営業", None),
        ("購買部 課長", "課長", "購買部", "購買部"),
        ("営業本部副本部長", "副本部長", "営業本部", "営業本部"),
        ("執行役員 人事部長", "部長", "人事", "人事部"),
        ("社長室長", "室長", "社長", "社長室"),
        ("名古屋支店長", "支店長", "名古屋", "名古屋支店"),
        ("グループ経営企画統轄部長", "統括部長", "グループ経営企画", "グループ経営企画統轄部"),
        ("部長", "部長", "", None),
        ("Head of Digital", "Head", "Digital", "Digital"),
        ("Director of Sales and Marketing", "Director", "Sales and Marketing", "Sales and Marketing"),
        ("営業部 General Manager", "General Manager", "営業部", "営業部"),
    ],
)
def test_department_before_the_post(text: str, word: str, prefix: str, department: str | None) -> None:
    part = read_title(text).line_part
    assert part is not None
    assert (part.word, part.department_prefix, part.department) == (word, prefix, department)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("経理部長", "部長"),
        ("経理部 部長", "部長"),
        ("グループ経営企画統轄部長", "統轄部長"),
        ("物流部長代行", "部長代行"),
        ("常務執行役員 営業本部長 兼 営業企画部長", "本部長"),
        ("代表取締役社長", "代表取締役社長"),
        ("Head of Digital", "Head"),
        ("エバンジェリスト", "エバンジェリスト"),
    ],
)
def test_the_title_on_a_card(text: str, short: str) -> None:
    assert read_title(text).short == short


def test_the_four_kinds_of_one_card() -> None:
    title = read_title("取締役 常務執行役員 事業本部長 兼 DX推進部長")
    assert [(part.text, part.kind, part.rank, part.concurrent) for part in title.parts] == [
        ("取締役", Kind.ORGAN, 82, False),
        ("常務執行役員", Kind.GRADE, 84, False),
        ("事業本部長", Kind.POST, 72, False),
        ("DX推進部長", Kind.POST, 64, True),
    ]
    assert (title.rank, title.reason, title.person_rank, title.line_rank) == (84, "常務執行役員", 84, 72)


def test_area_of_an_officer_is_no_staff_post() -> None:
    officer = read_title("執行役員 経理・財務担当")
    assert officer.areas == ("経理・財務",)
    assert officer.rank == 78
    staff = read_title("経理担当")
    assert (staff.areas, staff.rank, staff.personal_grade) == ((), 10, "経理担当")


def test_a_known_word_beside_an_unknown_one() -> None:
    title = read_title("執行役員 デジタル戦略")
    assert (title.rank, title.unread) == (78, ("デジタル戦略",))


def test_unknown_words_are_listed_and_have_no_rank() -> None:
    title = read_title("エバンジェリスト")
    assert (title.rank, title.band, title.reason, title.unread) == (None, None, "", ("エバンジェリスト",))
    assert not title.is_seat


def test_override_beats_default_and_makes_words_known() -> None:
    own = {"室長": 52, "エバンジェリスト": 60, "相談役": 90}
    assert read_title("品質室長").rank == 64
    assert read_title("品質室長", own).rank == 52
    assert read_title("品質室長", own).line_title == "品質室長"
    assert read_title("エバンジェリスト", own).personal_grade == "エバンジェリスト"
    assert read_title("相談役", own).rank == 90
    assert read_title("Principal", {"Principal": 66}).rank == 66
    assert read_title("部長", own).rank == 64
    assert read_title("執行役員 人事部長", {"執行役員": 80}).grade_title == "執行役員"
    assert read_title("執行役員 人事部長", {"執行役員": 80}).rank == 80


@pytest.mark.parametrize(
    ("text", "sector", "rank"),
    [
        ("課長", "ministry", 72),
        ("課長補佐", "ministry", 46),
        ("室長", "ministry", 60),
        ("局長", "ministry", 88),
        ("大臣官房審議官", "ministry", 78),
        ("参事官", "ministry", 72),
        ("部長", "prefecture", 84),
        ("課長", "prefecture", 64),
        ("主事", "prefecture", 28),
        ("副知事", "prefecture", 96),
        ("危機管理監", "prefecture", 84),
        ("課長", "company", 52),
    ],
)
def test_the_same_word_in_public_offices(text: str, sector: Sector, rank: int) -> None:
    assert read_title(text, sector=sector).rank == rank


@pytest.mark.parametrize(
    ("text", "seat"),
    [
        ("営業部長", True),
        ("代表取締役社長", True),
        ("CEO", True),
        ("Chairman", True),
        ("常務執行役員", False),
        ("担当部長", False),
        ("主任", False),
        ("SCS2", False),
        ("相談役", False),
    ],
)
def test_what_is_a_seat(text: str, seat: bool) -> None:
    assert read_title(text).is_seat is seat


@pytest.mark.parametrize(
    ("rank", "name"),
    [
        (98, "X1"),
        (96, "X1"),
        (95, "X2"),
        (82, "X2"),
        (81, "X3"),
        (78, "X3"),
        (77, "M1"),
        (64, "M1"),
        (63, "M2"),
        (60, "M2"),
        (59, "M3"),
        (46, "M3"),
        (45, "S1"),
        (36, "S1"),
        (35, "S2"),
        (28, "S2"),
        (27, "S3"),
        (10, "S3"),
        (0, "S3"),
    ],
)
def test_band(rank: int, name: str) -> None:
    assert band(rank) == name
    assert band(None) is None


def test_bands_fall() -> None:
    assert [lowest for lowest, _ in BANDS] == sorted((lowest for lowest, _ in BANDS), reverse=True)


def test_every_word_of_the_tables_reads_as_itself() -> None:
    for sector, rows in JAPANESE.items():
        for row in rows.values():
            title = read_title(row.word, sector=sector)
            assert title.rank == row.rank, row.word
            assert title.parts[0].kind is row.kind, row.word
    for row in ENGLISH.values():
        title = read_title(row.word)
        assert title.rank == row.rank, row.word


WORDS = st.sampled_from(
    [
        "取締役",
        "常務執行役員",
        "営業部長",
        "第一営業部",
        "部長",
        "担当",
        "課長",
        "社長",
        "社長室",
        "付",
        "代理",
        "副",
        "兼",
        "・",
        "、",
        "/",
        "元",
        "(兼)",
        "CFO",
        "Director",
        "of",
        "and",
        "主任",
        "顧問",
        "\n",
    ]
)


@given(st.lists(WORDS, max_size=6).map("".join) | st.text(max_size=20))
def test_any_text_is_read(text: str) -> None:
    title = read_title(text)
    assert title.rank is None or 0 <= title.rank <= 100
    ranks = [part.rank for part in title.parts if part.rank is not None]
    assert title.rank == max(ranks, default=None)
    assert title.band == (band(title.rank) or ("side" if any(part.kind is Kind.SIDE for part in title.parts) else None))
    assert all(part.text for part in title.parts)


@given(st.permutations([row[0] for row in golden()]))
def test_the_order_within_a_company_is_total(texts: list[str]) -> None:
    def key(text: str) -> tuple[int, str]:
        rank = read_title(text).rank
        return (-1 if rank is None else rank, text)

    assert sorted(texts, key=key) == sorted(sorted(texts), key=key)
