"""Roles of both packs, and roles that no pack knows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.roles import APPROVING, CUSTOM, MEDDICC, PACKS, RINGI, in_pack, parse_role, role_of

RINGI_PACK = [
    "起案者",
    "推進者",
    "利用部門責任者",
    "技術評価者",
    "予算管理者",
    "購買",
    "法務・セキュリティ",
    "合議者",
    "会議体事務局",
    "決裁者",
    "影響者",
    "反対者",
]

READ_AS_RINGI = {(MEDDICC, "approver"), (MEDDICC, "legal")}
"""承認者 and 法務 are words of both packs; a Japanese file means the 稟議."""


def test_the_ringi_pack_is_the_field_list() -> None:
    assert [role.label.ja for role in PACKS[RINGI].values()] == RINGI_PACK


@pytest.mark.parametrize("pack", [RINGI, MEDDICC])
def test_labels_and_codes_are_read_back(pack: str) -> None:
    for code, role in PACKS[pack].items():
        assert role.pack == pack
        assert role_of(pack, code) is role
        assert role.label.ja
        assert role.label.en
        if (pack, code) not in READ_AS_RINGI:
            assert parse_role(role.label.ja) == role


def test_every_role_maps_to_the_other_pack() -> None:
    for pack, other in ((RINGI, MEDDICC), (MEDDICC, RINGI)):
        for role in PACKS[pack].values():
            assert role.counterpart in PACKS[other]
            assert in_pack(role, other).pack == other
            assert in_pack(role, pack) is role


@pytest.mark.parametrize(
    ("text", "pack", "code"),
    [
        ("決裁者", RINGI, "final_approver"),
        ("最終決裁者", RINGI, "final_approver"),
        ("推進者（チャンピオン）", RINGI, "promoter"),
        ("チャンピオン", MEDDICC, "champion"),
        ("社内推進者", RINGI, "promoter"),
        ("予算の監督者", RINGI, "budget_holder"),
        ("予算管理者(経理・財務)", RINGI, "budget_holder"),
        ("現場の利用者", RINGI, "user_owner"),
        ("情シス", RINGI, "technical_evaluator"),
        ("発注担当者", RINGI, "purchasing"),
        ("法務", RINGI, "legal_security"),
        ("承認者", RINGI, "concurring"),
        ("影響者（顧問・前任）", RINGI, "influencer"),
        ("Economic Buyer", MEDDICC, "economic_buyer"),
        ("economic-buyer", MEDDICC, "economic_buyer"),
        ("EB", MEDDICC, "economic_buyer"),
        ("Champion", MEDDICC, "champion"),
        ("coach", MEDDICC, "coach"),
        ("Technical Buyer", MEDDICC, "technical_buyer"),
        ("User buyer", MEDDICC, "user_buyer"),
        ("End user", MEDDICC, "user_buyer"),
        ("Decision Maker", MEDDICC, "decision_maker"),
        ("approver", MEDDICC, "approver"),
        ("Procurement", MEDDICC, "procurement"),
        ("Legal", MEDDICC, "legal"),
        ("Influencer", MEDDICC, "influencer"),
        ("Executive sponsor", MEDDICC, "executive_sponsor"),
        ("Evaluator", RINGI, "technical_evaluator"),
        ("Counter-champion", MEDDICC, "counter_champion"),
        ("ｺｰﾁ", MEDDICC, "coach"),
    ],
)
def test_how_people_write_roles(text: str, pack: str, code: str) -> None:
    role = parse_role(text)
    assert (role.pack, role.code) == (pack, code)


def test_an_unknown_role_keeps_its_text() -> None:
    role = parse_role(" 工場の重鎮 ")
    assert (role.pack, role.code, role.label.ja, role.label.en) == (CUSTOM, "工場の重鎮", "工場の重鎮", "工場の重鎮")
    assert not role.approving
    assert in_pack(role, MEDDICC) is role
    assert role_of(CUSTOM, "工場の重鎮") == role


def test_who_says_the_final_yes() -> None:
    assert all(role_of(pack, code).approving for pack, code in APPROVING)
    assert all(pack in PACKS and code in PACKS[pack] for pack, code in APPROVING)
    assert parse_role("決裁者").approving
    assert not parse_role("合議者").approving
    assert not parse_role("champion").approving


@given(st.text(max_size=12))
def test_any_text_is_a_role(text: str) -> None:
    role = parse_role(text)
    assert role.pack in (RINGI, MEDDICC, CUSTOM)
    assert role_of(role.pack, role.code) == role
