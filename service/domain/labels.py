"""Texts that fit a card: safe to draw, measured and cut as Japanese sets them."""

import unicodedata

from service.domain.characters import BIDI_CONTROLS, INVISIBLE, is_variation_selector

ELLIPSIS = "…"
_JOINER = "\u200d"


def safe_label(text: str) -> str:
    """The text on one line without control, invisible and direction-turning characters: it shows what it is."""
    kept: list[str] = []
    for char in text:
        category = unicodedata.category(char)
        if char in "\t\n\r\x0b\x0c" or category in ("Zl", "Zp"):
            kept.append(" ")
        elif category == "Cs":
            kept.append("\ufffd")
        elif category != "Cc" and char not in BIDI_CONTROLS and char not in INVISIBLE:
            kept.append(char)
    return "".join(kept).strip()


def display_width(text: str) -> int:
    """The width in half-width cells: kanji, kana and full-width signs are 2, Latin letters and digits 1, marks 0."""
    return sum(_cells(char) for char in text)


def truncate(text: str, width: int) -> str:
    """The text if it fits into `width` cells, else its beginning and …; never wider, no character loses its marks."""
    if display_width(text) <= width:
        return text
    room = width - _cells(ELLIPSIS)
    if room < 0:
        return ""
    end = 0
    used = 0
    for at, char in enumerate(text):
        used += _cells(char)
        if used > room:
            break
        end = at + 1
    while end > 0 and end < len(text) and (_joins(text[end]) or text[end - 1] == _JOINER):
        end -= 1
    return text[:end].rstrip() + ELLIPSIS


def _cells(char: str) -> int:
    if _joins(char) or unicodedata.category(char) in ("Cc", "Cf"):
        return 0
    width = unicodedata.east_asian_width(char)
    if width in "WF":
        return 2
    return 2 if width == "A" and not unicodedata.category(char).startswith("L") else 1


def _joins(char: str) -> bool:
    """Whether the character belongs to the one before it."""
    return char == _JOINER or is_variation_selector(char) or unicodedata.category(char) in ("Mn", "Me")
