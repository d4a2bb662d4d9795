"""Names as people write them: stored exactly, compared on derived keys, shortened for labels.

`key_exact` says that two writings are the same text, `key_fold` that they may be the same name. Neither ever merges two
people by itself.
"""

import re
import unicodedata
from collections.abc import Callable

from service.domain.characters import (
    BIDI_CONTROLS,
    INVISIBLE,
    KATAKANA,
    is_japanese,
    is_latin,
    is_variation_selector,
    to_katakana,
    without_accents,
)
from service.domain.collation import has_reading, index_row, sort_key
from service.domain.kanji import FOLDED_KANJI
from service.domain.labels import display_width, safe_label, truncate
from service.domain.placeholders import is_eliminated, is_placeholder_unknown, is_placeholder_vacant
from service.domain.surnames import surname_length

__all__ = [
    "clean",
    "display_width",
    "has_reading",
    "index_row",
    "is_eliminated",
    "is_placeholder_unknown",
    "is_placeholder_vacant",
    "key_exact",
    "key_fold",
    "post_taken_off",
    "romaji_key",
    "safe_label",
    "same_person_key",
    "short_name",
    "sort_key",
    "strip_honorific",
    "truncate",
]

_HYPHENS = re.compile("[‐‑‒–—―−﹘﹣－]")
_WAVES = re.compile("[〜～]")
_SMALL_KE = str.maketrans({"ヶ": "ケ", "ヵ": "カ"})
_FOLDED = FOLDED_KANJI | {code: to.translate(_SMALL_KE) for code, to in KATAKANA.items()} | _SMALL_KE
_PLAIN = re.compile("[ぁ-ゖァ-ヺー々一-鿿]*")
"""Nothing in it that `key_exact` would change: most Japanese names, once their spaces are dropped."""
_IN_NAME_MARKS = re.compile(r"[・·‧.,'’`´\-=゠]")
_LONG_VOWEL_DASH = re.compile("(?<=[ァ-ヺー])-(?=[ァ-ヺー]|$)")

_HONORIFICS = ("さま", "様", "殿", "氏", "さん", "先生", "君", "くん", "ちゃん", "各位", "御中", "どの")
_POSTS_TEXT = """
代表取締役社長 代表取締役会長 代表取締役 取締役 執行役員 監査役 相談役 顧問 理事 副会長 会長 副社長 社長 頭取 専務
常務 副本部長 本部長 事業部長 統括部長 副部長 担当部長 部長代理 部長 次長 副課長 課長代理 課長補佐 担当課長 課長
係長 主任 室長 所長 局長 支社長 支店長 工場長 店長 センター長 グループ長 チーム長 チームリーダー マネージャー
マネジャー リーダー
"""
_POSTS = tuple(_POSTS_TEXT.split())
_ENDING_IN_HONORIFIC = frozenset(("鵜殿", "真殿", "湯殿", "小殿", "大殿", "御殿"))
"""Surnames that end in a character that is also an honorific."""

_LATIN_FRONT = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|lord|lady|baroness|rev)(?:\.\s*|\s+))+", re.IGNORECASE
)
_LATIN_BACK = re.compile(
    r"(?:[-\s](?:san|sama|sensei)|,?\s+(?:ph\.?d\.?|esq\.?|obe|cbe|mbe|kcb|dcb|cb))+$", re.IGNORECASE
)
_PARTICLES_TEXT = """
de da di do dos du del della van von der den ter ten la le el al bin ibn y e
"""
PARTICLES = frozenset(_PARTICLES_TEXT.split())


_HEPBURN = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        ("sy(?=[auo])", "sh"),
        ("ty(?=[auo])", "ch"),
        ("[zj]y(?=[auo])", "j"),
        ("si", "shi"),
        ("zi", "ji"),
        ("ti", "chi"),
        ("tu", "tsu"),
        ("(?<![sctp])hu", "fu"),
        ("cch", "tch"),
        ("m(?=[bpm])", "n"),
        ("o(?:o|u|h(?![aeiou]))+", "o"),
        ("uu+", "u"),
    )
)
"""Other romanisations → Hepburn, then long vowels → short, in this order."""


def clean(text: str) -> str:
    """The text as entered, without control characters and outer spaces; a line break or tab inside becomes a space.

    Nothing else is changed: no Unicode normal form is applied, because NFC already destroys characters of names. A lone
    surrogate, which no file can hold, becomes U+FFFD.
    """
    kept: list[str] = []
    for char in text:
        category = unicodedata.category(char)
        if char in "\t\n\r\x0b\x0c\x85" or category in ("Zl", "Zp"):
            kept.append(" ")
        elif category == "Cs":
            kept.append("\ufffd")
        elif category != "Cc":
            kept.append(char)
    return "".join(kept).strip().strip("\ufeff\u200b").strip()


def key_exact(text: str) -> str:
    """The key on which the same text in other widths, cases, spaces or glyph variants is equal. Idempotent."""
    bare = text.replace(" ", "").replace("\u3000", "")
    return bare if _PLAIN.fullmatch(bare) else _settle(text, _exact_once)


def key_fold(text: str) -> str:
    """The key on which possible writings of one name meet: variant kanji, ヶ and ケ, hiragana and katakana, accents.

    It finds candidates and never merges: 斉藤 and 斎藤 have the same key and may be two families. Idempotent.
    """
    return _settle(text, _fold_once)


def romaji_key(text: str) -> str:
    """The key on which the romanisations of one Japanese name meet: Ohno, ŌNO, Oono; Honma, Homma; Sato, Satoh.

    Words stay in their order, with one space between; `same_person_key` is the key that ignores it.
    """
    return _settle(text, _romaji_once)


def same_person_key(name: str) -> str:
    """The key on which one person's name in a file is equal: `SMITH John`, `Smith, John` and `John Smith` are one key.

    Latin names: words in any order, accents and case ignored. All other names: `key_exact`, since 髙橋 and 高橋 are not
    told apart or joined without a person's word.
    """
    exact = key_exact(name)
    if not is_latin(exact):
        return exact
    plain = re.sub("['’`´.]", "", without_accents(unicodedata.normalize("NFKC", clean(name))).casefold())
    words = re.findall(r"\w+", _HYPHENS.sub("-", plain).replace("-", ""))
    return " ".join(sorted(words))


def strip_honorific(text: str) -> tuple[str, str]:
    """The name alone, and what was taken off it: 様, 殿, 氏, さん, 部長, Mr, Dr … or nothing.

    Only at the ends, and never so that no name is left: 殿村, 氏家 and 様子 stay whole.
    """
    name = clean(text)
    front = _LATIN_FRONT.match(name)
    removed_front = front.group().strip() if front and front.end() < len(name) else ""
    if removed_front and front:
        name = name[front.end() :]
    back = _LATIN_BACK.search(name)
    if back and back.start() > 0:
        return name[: back.start()], " ".join(part for part in (removed_front, back.group().strip(" ,-")) if part)
    removed_back = ""
    for words in (_HONORIFICS, _POSTS):
        ending = next((word for word in words if name.endswith(word)), None) if name.endswith(words) else None
        rest = name[: -len(ending)].rstrip() if ending else ""
        if ending and rest and is_japanese(name) and name not in _ENDING_IN_HONORIFIC:
            name, removed_back = rest, ending + removed_back
    return name, " ".join(part for part in (removed_front, removed_back) if part)


def post_taken_off(removed: str) -> str:
    """The post among what `strip_honorific` took off a name (部長様 → 部長); empty where it took off no post."""
    if not removed:
        return ""
    return next((p for p in _POSTS if removed.startswith(p) and removed.removeprefix(p) in ("", *_HONORIFICS)), "")


def short_name(name: str, locale: str) -> str:
    """The few characters that stand for a person on a pill: surname of a Japanese name, initials of a Latin one.

    On a Japanese page a Latin name is shown by its surname. A surname written without a space is guessed.
    """
    words = re.split(r"\s+", clean(name).replace("\u3000", " "))
    if is_japanese(name):
        if len(words) > 1:
            return words[0]
        pieces = re.split("[・=゠]", words[0])
        if len(pieces) > 1:
            return pieces[-1]
        if all("ァ" <= to_katakana(char) <= "ヿ" for char in name):
            return words[0]
        return words[0][: surname_length(words[0])]
    given, family = _latin_parts(words)
    if locale == "ja":
        return family
    return "".join(word[0].upper() for word in (given, family) if word)


def _latin_parts(words: list[str]) -> tuple[str, str]:
    """Given name and surname: `John Smith`, `Smith, John`, `SMITH John`; one word alone is the surname."""
    if words[0].endswith(",") and len(words) > 1:
        return words[1], words[0].rstrip(",")
    capitals = [word for word in words if len(word) > 1 and word.isupper() and not word.endswith(".")]
    others = [word for word in words if word not in capitals and word.casefold() not in PARTICLES]
    if capitals and others:
        return others[0], capitals[-1]
    return (words[0], words[-1]) if len(words) > 1 else ("", words[0])


def _settle(text: str, once: Callable[[str], str]) -> str:
    """Apply a fold until it changes nothing: taking characters out can bring others together that fold once more."""
    folded = once(text)
    while folded != text:
        text, folded = folded, once(folded)
    return folded


def _exact_once(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).translate(_UNIFIED)


class _Unified(dict[int, str | None]):
    """What stands for a character in `key_exact`, worked out when it is first met: one hyphen, one wave, no space."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        if _HYPHENS.match(char):
            self[code] = "-"
        elif _WAVES.match(char):
            self[code] = "~"
        else:
            self[code] = None if _is_dropped(char) else char
        return self[code]


_UNIFIED = _Unified()


def _is_dropped(char: str) -> bool:
    return (
        char.isspace()
        or is_variation_selector(char)
        or char in BIDI_CONTROLS
        or char in INVISIBLE
        or unicodedata.category(char) in ("Cc", "Cf", "Cs")
    )


def _fold_once(text: str) -> str:
    exact = key_exact(text)
    if _PLAIN.fullmatch(exact):
        return exact.translate(_FOLDED)
    folded = without_accents(exact).translate(_FOLDED)
    return _IN_NAME_MARKS.sub("", _LONG_VOWEL_DASH.sub("ー", folded) if "-" in folded else folded)


def _romaji_once(text: str) -> str:
    plain = without_accents(unicodedata.normalize("NFKC", text)).casefold()
    words = re.findall(r"\w+", re.sub("['’`´‐‑–-]", "", plain))
    return " ".join(_romaji_word(word) for word in words)


def _romaji_word(word: str) -> str:
    for pattern, hepburn in _HEPBURN:
        word = pattern.sub(hepburn, word)
    return word
