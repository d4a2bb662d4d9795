"""Where a person stands towards us: five levels, and not known, which is none of them."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from service.domain.wording import UnreadableError, Words


class Level(StrEnum):
    """A member's assessment of a person. Not known is the absence of a level, written None."""

    STRONG_SUPPORT = "strong_support"
    SUPPORT = "support"
    NEUTRAL = "neutral"
    RELUCTANT = "reluctant"
    OPPOSE = "oppose"


class Three(StrEnum):
    """The three-way view of the source article: 好意的, ニュートラル, アンチ."""

    FAVOURABLE = "favourable"
    NEUTRAL = "neutral"
    ANTI = "anti"


STALE_DAYS = 180

SCORE: Mapping[Level, int] = MappingProxyType(
    {Level.STRONG_SUPPORT: 2, Level.SUPPORT: 1, Level.NEUTRAL: 0, Level.RELUCTANT: -1, Level.OPPOSE: -2}
)

ORDER: tuple[Level | None, ...] = (*Level, None)
"""The order in which levels are always shown."""

GLYPH: Mapping[Level | None, str] = MappingProxyType(dict(zip(ORDER, "◎○－△×?", strict=True)))

CODE: Mapping[Level | None, str] = MappingProxyType(
    dict(zip(ORDER, ("p2", "p1", "n0", "m1", "m2", "u"), strict=True)),
)
"""The class of the stylesheet that draws the level."""

LABEL: Mapping[str, Mapping[Level | None, str]] = MappingProxyType(
    {
        "ja": MappingProxyType(dict(zip(ORDER, ("推進", "支持", "中立", "消極", "反対", "未確認"), strict=True))),
        "en": MappingProxyType(
            dict(
                zip(
                    ORDER,
                    ("Strong supporter", "Supporter", "Neutral", "Reluctant", "Opponent", "Not known"),
                    strict=True,
                )
            )
        ),
    }
)

ORDER3: tuple[Three | None, ...] = (*Three, None)

GLYPH3: Mapping[Three | None, str] = MappingProxyType(dict(zip(ORDER3, "○－×?", strict=True)))

CODE3: Mapping[Three | None, str] = MappingProxyType(dict(zip(ORDER3, ("p1", "n0", "m2", "u"), strict=True)))

LABEL3: Mapping[str, Mapping[Three | None, str]] = MappingProxyType(
    {
        "ja": MappingProxyType(dict(zip(ORDER3, ("好意的", "ニュートラル", "アンチ", "未確認"), strict=True))),
        "en": MappingProxyType(dict(zip(ORDER3, ("Favourable", "Neutral", "Against", "Not known"), strict=True))),
    }
)

_WORDS: Mapping[Level | None, str] = {
    Level.STRONG_SUPPORT: """
        ◎ ++ +2 2 推進 推進者 強い支持 強く支持 強力な支持 強力支持 積極的 積極的支持 積極支持 大賛成 チャンピオン
        メンター strongsupport strongsupporter stronglysupportive stronglysupports stronglyfavourable
        stronglyfavorable champion mentor advocate sponsor promoter verysupportive
    """,
    Level.SUPPORT: """
        ○ 〇 ◯ + +1 1 a 支持 支持者 好意的 好意 賛成 賛成派 味方 協力的 前向き 肯定的 やや好意的 ポジティブ
        フレンドリー support supporter supportive supports favourable favorable favour favor positive friendly ally
        for pro good somewhatfavourable somewhatfavorable receptive
    """,
    Level.NEUTRAL: """
        － 0 +0 ±0 b 中立 中立的 ニュートラル ふつう 普通 どちらでもない どちらとも言えない 様子見 neutral undecided
        indifferent noopinion even evenkeel
    """,
    Level.RELUCTANT: """
        △ ▲ -1 c 消極 消極的 アンチ 否定的 やや否定的 やや反対 懐疑的 慎重 慎重派 後ろ向き ネガティブ reluctant
        negative anti against sceptical skeptical sceptic skeptic unfavourable unfavorable nonsupporter
        nonsupportive somewhatnegative cautious bad detractor notreceptive
    """,
    Level.OPPOSE: """
        × ✕ ✖ ╳ ✗ ✘ x -- -2 反対 反対者 反対派 強い反対 強く反対 強硬反対 大反対 抵抗勢力 敵 敵対 敵対的 oppose
        opposes opposed opponent opposing strongopposition stronglyopposed stronglyopposes stronglynegative enemy
        hostile blocker
    """,
    None: """
        ? ?? - -- n/a n/d na 未確認 未評価 未定 不明 わからない 分からない 不詳 なし 未 unknown notknown unclear
        unconfirmed notassessed notyetassessed unassessed tbd tbc none
    """,
}


def _table() -> dict[str, Level | None]:
    table: dict[str, Level | None] = {}
    for level in (None, *Level):
        for word in _WORDS[level].split():
            table[_key(word)] = level
    return table


def parse_level(text: str | int | float) -> Level | None:
    """The level that a cell writes, or None where it says that the stance is not known (a blank cell too).

    Reads our glyphs and labels, -2 … +2, the three-way words and the letters A B C (these mean one step: ±1), and the
    words of other tools. A plain hyphen means no entry; only the full-width － is our sign for neutral. UnreadableError
    where nothing is recognised, so that a misspelt stance is never taken for an unknown one.
    """
    shown = f"{text:g}" if isinstance(text, float) else str(text).strip()
    key = _key(shown)
    if not key:
        return None
    without_glyph = key[1:] if len(key) > 2 and key[0] in "◎○-△×?" else key
    for form in (key, re.sub(r"[(:].*$", "", key), key.strip("()[]"), without_glyph, key.removesuffix("派")):
        if form in TABLE:
            return TABLE[form]
    raise UnreadableError(
        "bad_stance",
        f"「{shown}」は姿勢として読めません。推進・支持・中立・消極・反対・未確認のどれかを書いてください。",
        f"{shown!r} is not read as a stance. Write strong support, support, neutral, reluctant, oppose or unknown.",
        Words("姿勢として読めません", "not read as a stance"),
    )


def fold3(level: Level | None) -> Three | None:
    """The three-way view of a level; not known stays not known."""
    if level is None:
        return None
    score = SCORE[level]
    return Three.FAVOURABLE if score > 0 else Three.ANTI if score < 0 else Three.NEUTRAL


def is_stale(assessed_on: date, as_of: date, last_move: date | None = None, stale_days: int = STALE_DAYS) -> bool:
    """Whether the assessment must be looked at again (要再確認): older than `stale_days` days on `as_of`, or older than
    the person's last change of post, if that has happened by then."""
    if (as_of - assessed_on).days > stale_days:
        return True
    return last_move is not None and assessed_on < last_move <= as_of


def _key(text: str) -> str:
    if text.strip() == GLYPH[Level.NEUTRAL]:
        return "中立"
    plain = re.sub("[‐‑‒–—―−]", "-", unicodedata.normalize("NFKC", text).casefold())
    if plain.strip() in ("-", "ー"):
        return "-"
    return re.sub(r"[\s・_'’.]|(?<=[a-z])-(?=[a-z])", "", plain)


TABLE: Mapping[str, Level | None] = MappingProxyType(_table())
"""Every word that is read as a stance, in the form that `parse_level` compares."""
