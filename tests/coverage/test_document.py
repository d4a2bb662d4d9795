"""The report as JSON: exactly the names others build on, in both languages, amounts in whole units."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.assessments import Shown
from service.domain.gaps import texts
from service.domain.gaps.document import GapDocument, document, to_json
from service.domain.gaps.model import (
    AccountFacts,
    Counterpart,
    Deal,
    Department,
    HeldPost,
    KeyReason,
    KeyReasonCode,
    KeySubject,
    LastContact,
    Nearest,
    Note,
    NoteCode,
    PathStep,
    Risk,
    RiskCode,
    RiskReason,
    Scope,
    Tie,
    UncoveredKey,
)
from service.domain.gaps.money import sum_of
from service.domain.gaps.report import GapReport
from service.domain.orgmap import SeatState
from service.domain.wording import Words

DAY = date(2026, 7, 30)


def a_report() -> GapReport:
    account = AccountFacts(
        id="A",
        name="旭波重機械",
        currency="JPY",
        departments={"D1": Department("D1", "生産本部", None), "D2": Department("D2", "調達部", "D1")},
        deals={
            "O1": Deal("O1", "基幹刷新", "proposal", 420_000_000, "JPY"),
            "O2": Deal("O2", "Stores", None, 123_450, "EUR"),
            "O3": Deal("O3", "構想", None, None, None),
        },
        has_posts=True,
    )
    person = KeySubject(
        id="P1",
        person=True,
        name="宇佐美 恭子",
        reasons=(
            KeyReason(KeyReasonCode.DECLARED, "決裁者"),
            KeyReason(KeyReasonCode.DECLARED, None, "O1"),
            KeyReason(KeyReasonCode.RANK, "執行役員"),
            KeyReason(KeyReasonCode.RANK, "調達部長", None, "S1"),
            KeyReason(KeyReasonCode.ROLE, "final_approver", "O1"),
        ),
        rank=78,
        stance=Shown("support"),
        posts=(HeldPost("S1", "調達部長", "D2"), HeldPost("S9", "監査役", None)),
        deals=frozenset({"O1", "O2"}),
    )
    seat = KeySubject(
        "S2", False, "経理部長", (KeyReason(KeyReasonCode.RANK, "経理部長", None, "S2"),), SeatState.VACANT,
        posts=(HeldPost("S2", "経理部長", "D1"),), deals=frozenset({"O3"}),
    )  # fmt: skip
    return GapReport(
        account=account,
        as_of=date(2026, 11, 25),
        since=date(2026, 8, 27),
        key_subjects=(person, seat),
        uncovered=(
            UncoveredKey(
                person,
                sum_of(person.deals, account.deals, "JPY"),
                LastContact(DAY, "V1", "M1", "佐伯 智也"),
                Nearest(
                    "M1", "佐伯 智也", Tie.SELF, 0, DAY,
                    (PathStep("member", "M1", "佐伯 智也"), PathStep("person", "P1", "宇佐美 恭子")),
                ),
            ),
            UncoveredKey(seat, sum_of(seat.deals, account.deals, "JPY")),
        ),
        risks=(
            Risk(
                Scope.OPPORTUNITY, "O1", "基幹刷新", (Counterpart("P2", "髙嶋 慎二", frozenset({"V2"})),),
                frozenset({"M1"}), ("V2",),
                (RiskReason(RiskCode.ONE_CONTACT, 1, 2), RiskReason(RiskCode.BELOW_THRESHOLD, 1, 8)),
                sum_of(["O1"], account.deals, "JPY"), 8,
            ),
        ),
        notes=(Note(NoteCode.UNKNOWN_AMOUNTS, count=1), Note(NoteCode.NO_RECENT_MEETINGS, on=DAY)),
    )  # fmt: skip


def test_the_names_are_those_that_others_build_on() -> None:
    data = json.loads(json.dumps(to_json(a_report(), "ja")))
    assert {"account_id", "as_of", "since", "notes", "uncovered_key_people", "single_contact_risks"} <= set(data)
    assert (data["account_id"], data["as_of"], data["since"]) == ("A", "2026-11-25", "2026-08-27")
    assert set(data["notes"][0]) == {"code", "text", "how"}
    person, seat = data["uncovered_key_people"]
    assert {
        "kind", "declared", "person_id", "name", "posts", "reasons", "stance", "last_contact", "money", "nearest",
    } <= set(person)  # fmt: skip
    assert (person["kind"], person["declared"], person["person_id"]) == ("person", True, "P1")
    assert person["posts"] == [
        {"post_id": "S1", "title": "調達部長", "department_path": "生産本部 / 調達部"},
        {"post_id": "S9", "title": "監査役", "department_path": ""},
    ]
    assert person["last_contact"] == {
        "on": "2026-07-30", "member_id": "M1", "name": "佐伯 智也", "meeting_id": "V1",
    }  # fmt: skip
    assert {"member_id", "name", "path"} <= set(person["nearest"])
    assert [s["id"] for s in person["nearest"]["path"]] == ["M1", "P1"]
    assert (seat["kind"], seat["declared"], seat["person_id"], seat["seat_state"]) == ("seat", False, None, "vacant")
    assert (seat["last_contact"], seat["nearest"]) == (None, None)
    (risk,) = data["single_contact_risks"]
    assert {
        "scope", "id", "name", "contacts", "reasons", "money", "people", "evidence",
    } <= set(risk)  # fmt: skip
    assert (risk["scope"], risk["contacts"], risk["evidence"]) == ("opportunity", 1, ["V2"])
    assert risk["people"] == [{"person_id": "P2", "name": "髙嶋 慎二"}]
    assert [(r["code"], r["found"], r["expected"]) for r in risk["reasons"]] == [
        ("one_contact", 1, 2), ("below_threshold", 1, 8),
    ]  # fmt: skip


def test_money_is_in_whole_units_of_its_currency_and_unknown_is_null() -> None:
    person, seat = to_json(a_report(), "en")["uncovered_key_people"]
    assert person["money"] == {
        "amount": 420_000_000,
        "currency": "JPY",
        "opportunities": ["O1", "O2"],
        "unknown_amounts": 0,
        "others": [{"amount": 1234.5, "currency": "EUR"}],
    }
    assert seat["money"] == {
        "amount": None, "currency": "JPY", "opportunities": ["O3"], "unknown_amounts": 1, "others": [],
    }  # fmt: skip


def test_texts_are_in_the_language_asked_for() -> None:
    ja, en = document(a_report(), "ja"), document(a_report(), "en")
    assert [r.text for r in ja.uncovered_key_people[0].reasons] == [
        "決裁者",
        "重要人物として登録（「基幹刷新」）",
        "役職が高い（執行役員）",
        "組織の長（調達部長）",
        "「基幹刷新」の決裁者",
    ]
    assert [r.text for r in en.uncovered_key_people[0].reasons] == [
        "決裁者",
        "Entered as a key person (“基幹刷新”)",
        "High rank (執行役員)",
        "Head of a unit (調達部長)",
        "Final approver of “基幹刷新”",
    ]
    assert ja.notes[0].text == "進行中の商談のうち1件は金額が分かりません。合計に入っていません。"
    assert en.notes[0].text == "Open deals without a known amount: 1. They are not in the sums."
    assert "30 Jul 2026" in en.notes[1].text
    assert ja.single_contact_risks[0].reasons[1].text == "商談の規模に対する目安は8名、話せている人は1名です"


def test_the_document_reads_its_own_json() -> None:
    found = document(a_report(), "ja")
    assert GapDocument.model_validate_json(found.model_dump_json()) == found


def test_the_summary_counts_each_deal_once() -> None:
    summary = document(a_report(), "en").summary
    assert (summary.key_people, summary.declared_key_people, summary.uncovered_declared) == (2, 1, 1)
    assert (summary.uncovered_key_people, summary.single_contact_risks) == (2, 1)
    assert summary.money_at_risk.opportunities == ["O1", "O2", "O3"]


def _all_words() -> list[Words]:
    return [
        texts.KEY_DECLARED, texts.KEY_RANK, texts.KEY_RANK_PERSON, texts.KEY_RANK_SEAT,
        texts.KEY_ROLE, texts.KEY_FOR_DEAL,
        *texts.RISK.values(), *texts.TIE.values(), *(w for pair in texts.NOTE.values() for w in pair),
    ]  # fmt: skip


@pytest.mark.parametrize("words", _all_words(), ids=lambda w: w.en)
def test_both_languages_say_the_same_values(words: Words) -> None:
    assert set(re.findall(r"\{\w+\}", words.ja)) == set(re.findall(r"\{\w+\}", words.en))
    assert words.ja != words.en


def test_every_code_has_words() -> None:
    assert set(texts.RISK) == set(RiskCode)
    assert set(texts.TIE) == set(Tie)
    assert set(texts.NOTE) == set(NoteCode)


AMOUNTS = st.one_of(st.none(), st.integers(0, 10**12))
DEALS = st.dictionaries(
    st.sampled_from([f"O{n}" for n in range(6)]),
    st.builds(
        lambda amount, currency: Deal("", "", None, amount, currency),
        AMOUNTS,
        st.sampled_from([None, "JPY", "EUR", "USD"]),
    ),
)


@given(
    DEALS, st.lists(st.sampled_from([f"O{n}" for n in range(8)]), max_size=12), st.sampled_from([None, "JPY", "EUR"])
)
def test_a_sum_counts_each_known_deal_once_and_never_mixes_currencies(
    deals: dict[str, Deal], ids: list[str], home: str | None
) -> None:
    total = sum_of(ids, deals, home)
    chosen = {i: deals[i] for i in ids if i in deals}
    assert set(total.deals) == set(chosen)
    assert set(total.unknown) == {i for i, d in chosen.items() if d.amount_minor is None}
    sums: dict[str, int] = {}
    for deal in chosen.values():
        if deal.amount_minor is not None:
            currency = deal.currency or home or "JPY"
            sums[currency] = sums.get(currency, 0) + deal.amount_minor
    parts = {m.currency: m.amount_minor for m in (total.money, *total.others) if m is not None}
    assert parts == (sums if chosen else {home or "JPY": 0})
    assert total.currency == (total.money.currency if total.money else home or "JPY")
    if (home or "JPY") in sums:
        assert total.currency == (home or "JPY")


def test_what_to_do_fits_what_was_found() -> None:
    risk = a_report().risks[0]
    told = {}
    for code in RiskCode:
        report = replace(a_report(), risks=(replace(risk, reasons=(RiskReason(code, 0, 1),)),))
        data = to_json(report, "en")
        (found,) = data["single_contact_risks"]
        told[code] = found["do"]
        assert [r["do"] for r in data["ranking"] if r["code"] == "single_contact"] == [found["do"]]
        assert found["why"] != found["do"]
    assert "first meeting" in told[RiskCode.NO_CONTACT]
    assert "second person" in told[RiskCode.ONE_CONTACT]
    assert "reporting line" in told[RiskCode.ONE_LINE]
    assert "second one of us" in told[RiskCode.ONE_MEMBER]
    assert len(set(told.values())) == len(RiskCode)
    person, seat = to_json(a_report(), "en")["uncovered_key_people"]
    assert "met this person last" in person["do"]
    assert "who will take the post" in seat["do"]
