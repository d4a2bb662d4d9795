"""Five levels and not known."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.stance import (
    CODE,
    CODE3,
    GLYPH,
    GLYPH3,
    LABEL,
    LABEL3,
    ORDER,
    SCORE,
    STALE_DAYS,
    Level,
    Three,
    fold3,
    is_stale,
    parse_level,
)
from service.domain.wording import UnreadableError

AS_OF = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("level", "glyph", "code", "ja", "en", "score"),
    [
        (Level.STRONG_SUPPORT, "◎", "p2", "推進", "Strong supporter", 2),
        (Level.SUPPORT, "○", "p1", "支持", "Supporter", 1),
        (Level.NEUTRAL, "－", "n0", "中立", "Neutral", 0),
        (Level.RELUCTANT, "△", "m1", "消極", "Reluctant", -1),
        (Level.OPPOSE, "×", "m2", "反対", "Opponent", -2),
        (None, "?", "u", "未確認", "Not known", None),
    ],
)
def test_how_a_level_is_shown(level: Level | None, glyph: str, code: str, ja: str, en: str, score: int | None) -> None:
    assert (GLYPH[level], CODE[level], LABEL["ja"][level], LABEL["en"][level]) == (glyph, code, ja, en)
    assert (SCORE[level] if level else None) == score


@pytest.mark.parametrize("level", ORDER, ids=str)
def test_what_we_show_we_read(level: Level | None) -> None:
    for text in (GLYPH[level], LABEL["ja"][level], LABEL["en"][level], GLYPH[level] + LABEL["ja"][level]):
        assert parse_level(text) is level
    if level is not None:
        assert parse_level(level.value) is level
        assert parse_level(SCORE[level]) is level
        assert parse_level(f"{SCORE[level]:+d}") is level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("好意的", Level.SUPPORT),
        ("ニュートラル", Level.NEUTRAL),
        ("アンチ", Level.RELUCTANT),
        ("A", Level.SUPPORT),
        ("b", Level.NEUTRAL),
        ("Ｃ", Level.RELUCTANT),
        ("否定的", Level.RELUCTANT),
        ("推進派", Level.STRONG_SUPPORT),
        ("反対（強硬）", Level.OPPOSE),
        ("〇", Level.SUPPORT),
        ("✕", Level.OPPOSE),
        ("▲", Level.RELUCTANT),
        ("＋２", Level.STRONG_SUPPORT),
        ("−1", Level.RELUCTANT),
        (2.0, Level.STRONG_SUPPORT),
        (-2, Level.OPPOSE),
        ("champion", Level.STRONG_SUPPORT),
        ("Mentor", Level.STRONG_SUPPORT),
        ("Strong support", Level.STRONG_SUPPORT),
        ("favourable", Level.SUPPORT),
        ("Favorable", Level.SUPPORT),
        ("Somewhat favorable", Level.SUPPORT),
        ("Non-supporter", Level.RELUCTANT),
        ("skeptical", Level.RELUCTANT),
        ("opponent", Level.OPPOSE),
        ("Enemy", Level.OPPOSE),
        ("oppose", Level.OPPOSE),
    ],
)
def test_other_scales(text: str | float, level: Level) -> None:
    assert parse_level(text) is level


@pytest.mark.parametrize(
    "text", ["", " ", "?", "？", "-", "—", "ー", "未確認", "不明", "unknown", "Not known", "N/A", "未評価", "TBD"]
)
def test_not_known_is_never_neutral(text: str) -> None:
    assert parse_level(text) is None


@pytest.mark.parametrize("text", ["three", "5", "+3", "D", "賛否両論", "neutralish", "○×", True])
def test_unreadable_is_not_unknown(text: str) -> None:
    with pytest.raises(UnreadableError) as refusal:
        parse_level(text)
    assert refusal.value.code == "bad_stance"
    assert "推進" in refusal.value.reason.ja


def test_three_way_view() -> None:
    folded = [fold3(level) for level in ORDER]
    assert folded == [Three.FAVOURABLE, Three.FAVOURABLE, Three.NEUTRAL, Three.ANTI, Three.ANTI, None]
    assert [LABEL3["ja"][three] for three in (*Three, None)] == ["好意的", "ニュートラル", "アンチ", "未確認"]
    assert "".join(GLYPH3.values()) == "○－×?"
    assert set(CODE3.values()) <= set(CODE.values())
    assert set(LABEL3["en"]) == set(LABEL3["ja"])


@pytest.mark.parametrize(("days", "stale"), [(0, False), (STALE_DAYS, False), (STALE_DAYS + 1, True)])
def test_old_assessments(days: int, stale: bool) -> None:
    assert is_stale(AS_OF - timedelta(days=days), AS_OF, None) is stale


@pytest.mark.parametrize(
    ("moved", "stale"),
    [
        (date(2026, 10, 1), True),
        (date(2026, 9, 1), False),
        (date(2026, 8, 1), False),
        (AS_OF, True),
        (AS_OF + timedelta(days=1), False),
    ],
)
def test_an_assessment_from_before_the_last_move(moved: date, stale: bool) -> None:
    assert is_stale(date(2026, 9, 1), AS_OF, moved) is stale


def test_the_limit_is_a_setting() -> None:
    assert is_stale(AS_OF - timedelta(days=31), AS_OF, None, stale_days=30)


@given(st.text(max_size=12))
def test_any_text_is_a_level_unknown_or_a_refusal(text: str) -> None:
    refused = False
    try:
        level = parse_level(text)
    except UnreadableError:
        refused = True
    else:
        assert level is None or level in Level
    assert refused or level is None or text.strip()
