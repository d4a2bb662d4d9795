"""Every finding has its words, in both languages, with the same blanks."""

import re
from pathlib import Path
from string import Formatter

import pytest

import service
from service.domain.importing.findings import Finding
from service.domain.importing.messages import FINDINGS, SKIPS, finding_text

ROOT = Path(service.__file__).parent
USED = re.compile(r'"([a-z_]+(?:\.[a-z_]+)?)"')


def blanks(text: str) -> set[str]:
    return {name.removesuffix("_ja").removesuffix("_en") for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", sorted(FINDINGS))
def test_both_languages_say_the_same(code: str) -> None:
    ja, en = FINDINGS[code]
    assert all((*ja, *en))
    assert blanks(" ".join(ja)) == blanks(" ".join(en))
    assert not re.search("[ぁ-ヿ一-鿿]", " ".join(en))


def test_skips_say_the_same() -> None:
    for ja, en in SKIPS.values():
        assert blanks(ja) == blanks(en)


def test_every_code_is_used_somewhere() -> None:
    sources = [*(ROOT / "domain" / "importing").glob("*.py"), *(ROOT / "importing").glob("*.py")]
    text = "\n".join(p.read_text(encoding="utf-8") for p in sources if not p.name.startswith("texts_"))
    used = set(USED.findall(text))
    made = {"matched_name.writing", "matched_name.surname", "no_attendee.ours", "no_attendee.theirs", "not_kept.fte"}
    assert set(FINDINGS) <= used | made


def test_the_kinds_that_others_build_on() -> None:
    kinds = {code.partition(".")[0] for code in FINDINGS}
    assert kinds >= {
        "self_report", "cycle", "unknown_manager", "duplicate_id", "duplicate_person", "two_managers", "unknown_title",
        "bad_date", "ignored_column", "eliminated_post",
    }  # fmt: skip


def test_the_words_of_one() -> None:
    finding = Finding("unknown_manager", "warning", "組織図", (5,), "上司", {"value": "宇佐見 恭子", "detail": ""})
    assert finding.kind == "unknown_manager"
    assert finding_text(finding, "ja")[0] == "上司「宇佐見 恭子」が見つからない"
    assert finding_text(finding, "en")[2] == "imported without a line to a superior"
