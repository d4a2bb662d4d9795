"""Classes of characters that names, labels and sort keys agree on."""

import re
import unicodedata

BIDI_CONTROLS = frozenset(
    chr(code) for code in (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
"""Characters that turn the direction of what follows: a label with one can show something it is not."""

INVISIBLE = frozenset(chr(code) for code in (0x00AD, 0x180E, 0x200B, 0x2060, 0xFEFF, *range(0xE0000, 0xE0080)))
"""Characters of no width and no meaning in a name. The joiners U+200C and U+200D are not among them."""

_LATIN_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE"}
    | {"ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ħ": "h", "Ħ": "H"}
)
_ASCII = re.compile("[\x00-\x7f]")
KATAKANA = {code: chr(code + 0x60) for code in (*range(ord("ぁ"), ord("ゖ") + 1), ord("ゝ"), ord("ゞ"))}
"""For `str.translate`: each hiragana → its katakana."""


def is_variation_selector(char: str) -> bool:
    """Whether it only chooses a glyph for the character before it (IVS and the standard ones)."""
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def is_japanese(text: str) -> bool:
    """Whether the text holds at least one kana or kanji."""
    return any(_is_cjk(char) for char in text)


def is_latin(text: str) -> bool:
    """Whether the text has letters and all of them are Latin."""
    if text.isascii():
        return any(map(str.isalpha, text))
    letters = False
    for char in text:
        if unicodedata.category(char).startswith("L"):
            if "LATIN" not in unicodedata.name(char, ""):
                return False
            letters = True
    return letters


def without_accents(text: str) -> str:
    """The text with Latin letters stripped of accents and special letters spelled out; other scripts are untouched."""
    parted = unicodedata.normalize("NFD", text.translate(_LATIN_LETTERS))
    if parted and not _ASCII.search(parted) and not unicodedata.combining(parted[0]):
        return unicodedata.normalize("NFC", parted)  # as most Japanese text: nothing an accent could stand on
    plain: list[str] = []
    base = ""
    for char in parted:
        if unicodedata.combining(char):
            if base.isascii():
                continue
        else:
            base = char
        plain.append(char)
    return unicodedata.normalize("NFC", "".join(plain))


def to_katakana(text: str) -> str:
    """The text with hiragana written as katakana."""
    return text.translate(KATAKANA)


def _is_cjk(char: str) -> bool:
    code = ord(char)
    return (
        0x3040 <= code <= 0x30FF
        or 0x31F0 <= code <= 0x31FF
        or 0x3400 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or 0xFF66 <= code <= 0xFF9F
        or 0x20000 <= code <= 0x3FFFF
        or char in "々〆〇"
    )
