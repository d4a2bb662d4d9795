"""Money × severity: known amounts in yen, a floor for what is small or unknown, and a fixed order."""

from hypothesis import given
from hypothesis import strategies as st

from service.domain.gaps import check_texts
from service.domain.gaps.checks import SEVERITY, CheckCode, Gap
from service.domain.gaps.model import Risk, RiskCode, RiskReason, Scope
from service.domain.gaps.money import MoneySum, sum_of
from service.domain.gaps.ranking import leading, rank, score, severity_of
from service.domain.money import Money
from service.domain.wording import Words

NOTHING = sum_of([], {}, "JPY")


def gap(money: MoneySum, *, grave: bool = False, name: str = "") -> Gap:
    return Gap(CheckCode.GHOST, "person", name or "P", name, grave, money)


def test_the_score_is_money_in_yen_times_severity() -> None:
    assert score(MoneySum("JPY", Money(4_000_000, "JPY")), 2) == 8_000_000
    assert score(MoneySum("EUR", Money(10_000_00, "EUR"), others=(Money(400_000, "JPY"),)), 3) == 6_000_000
    assert score(MoneySum("JPY", None, ("D",), ("D",)), 2) == 2_000_000
    assert score(NOTHING, 1) == 1_000_000
    assert score(NOTHING, 3, floor_yen=10) == 30


def test_of_equal_scores_the_more_severe_comes_first_then_the_name() -> None:
    small = gap(MoneySum("JPY", Money(2_000_000, "JPY")), name="乙")
    grave = gap(MoneySum("JPY", Money(1_000_000, "JPY")), grave=True, name="丙")
    same = gap(MoneySum("JPY", Money(2_000_000, "JPY")), name="丁")
    assert [r.name for r in rank([small, grave, same])] == ["丙", "丁", "乙"]


@given(st.lists(st.tuples(st.integers(0, 10**12), st.booleans(), st.text(max_size=3)), max_size=12))
def test_the_order_does_not_hang_on_the_order_given(told: list[tuple[int, bool, str]]) -> None:
    gaps = [gap(MoneySum("JPY", Money(m, "JPY")), grave=g, name=f"{n}{k}") for k, (m, g, n) in enumerate(told)]
    assert rank(gaps) == rank(gaps[::-1])
    assert [r.score for r in rank(gaps)] == sorted((r.score for r in rank(gaps)), reverse=True)


def test_a_risk_is_as_severe_as_its_gravest_reason() -> None:
    reasons = (RiskReason(RiskCode.BELOW_THRESHOLD, 1, 2), RiskReason(RiskCode.ONE_CONTACT, 1, 2))
    risk = Risk(Scope.OPPORTUNITY, "D", "商談", (), frozenset(), (), reasons, NOTHING)
    assert severity_of(risk) == 3


def test_every_check_has_words_in_both_languages_and_a_severity() -> None:
    assert set(check_texts.CHECK) == set(SEVERITY) == set(CheckCode)
    for words in check_texts.CHECK.values():
        for text in (words.title, words.severity, *words.found, words.why, words.do):
            assert isinstance(text, Words)
            assert text.ja
            assert text.en
            assert text.ja != text.en
    assert all(1 <= usual < grave <= 3 for usual, grave in SEVERITY.values())


def test_the_top_names_each_once_with_all_that_was_found_about_it() -> None:
    money = [MoneySum("JPY", Money(n * 1_000_000, "JPY")) for n in range(10)]
    ghost, cold = (Gap(c, "person", "P", "宇佐美", True, money[9]) for c in (CheckCode.GHOST, CheckCode.COLD))
    late = Gap(CheckCode.ONE_ASSESSOR, "person", "P", "宇佐美", False, money[1])
    other, same_id = gap(money[5], name="Q"), Gap(CheckCode.GHOST, "seat", "P", "部長", False, money[3])
    top = leading(rank([late, other, cold, ghost, same_id]), 2)
    assert [(x.first.name, x.first.score) for x in top] == [("宇佐美", score(money[9], 3)), ("Q", 5_000_000)]
    assert {r.code for r in (top[0].first, *top[0].also)} == {"ghost", "cold", "one_assessor"}
    assert [r.code for r in top[0].also][-1] == "one_assessor"
    assert [x.first.kind for x in leading(rank([late, other, same_id]), 9)] == ["person", "seat", "person"]
