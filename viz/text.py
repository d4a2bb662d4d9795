"""Text on the map: how wide it is drawn, how it is shortened, and what is taken out of it first.

Widths are estimated here, so that the browser never measures text and every renderer cuts at the same place.
"""

import re
import unicodedata
from functools import lru_cache

from service.domain.labels import safe_label

_NARROW = frozenset("iljtfrI.,:;'!|()[]- ")
_BROAD = frozenset("mwMW@%—…")
_UNITS = ("本部", "事業部", "部門", "センター", "グループ", "チーム", "支店", "支社", "工場", "研究所")
_UNIT_CHARS = "部課係室局所店社場班科"
_NUMERALS = str.maketrans("一二三四五六七八九", "123456789")


clean = lru_cache(maxsize=16384)(safe_label)
"""The text as it may be drawn: without control, invisible and direction-turning characters."""


@lru_cache(maxsize=8192)
def _em(char: str) -> float:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(char) in "WFA":
        return 1.0
    if char in _NARROW:
        return 0.34
    if char in _BROAD:
        return 0.92
    if char.isupper():
        return 0.69
    return 0.58


@lru_cache(maxsize=16384)
def width(text: str, size: float) -> float:
    """Estimated width in pixels of the text drawn at a font size, semi-bold; never far below the true one."""
    return sum(map(_em, text)) * size


@lru_cache(maxsize=32768)
def fit(text: str, size: float, room: float) -> str:
    """The text, or as much of it as fits into `room` pixels, ended by …"""
    if sum(map(_em, text)) * size <= room:
        return text
    left = room - size
    for at, char in enumerate(text):
        left -= _em(char) * size
        if left < 0:
            while at > 0 and (_em(text[at]) == 0.0 or text[at - 1] == "\u200d"):
                at -= 1
            return text[:at].rstrip() + "…"
    return text


def short_title(title: str, department: str | None) -> str:
    """The title without the name of the department it stands in: 経理部長 in 経理部 is 部長."""
    if not department or not title.startswith(department) or title == department:
        return title
    rest = title[len(department) :].lstrip(" 　・")
    if rest.startswith("長"):
        for unit in _UNITS:
            if department.endswith(unit):
                return unit + rest
        return department[-1] + rest if department[-1] in _UNIT_CHARS else title
    return rest or title


def order_key(name: str) -> tuple[str, ...]:
    """Sorts 第一, 第二 … 第十 and numbered names in their order, everything else by its characters."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    folded = re.sub(r"第([一二三四五六七八九])", lambda m: "第" + m.group(1).translate(_NUMERALS), folded).replace(
        "第十", "第10"
    )
    return tuple(part.zfill(6) if part.isdigit() else part for part in re.split(r"(\d+)", folded))


def search_key(*texts: str | None) -> str:
    """One folded string to search in: width, case, kana kind and blanks do not matter."""
    joined = unicodedata.normalize("NFKC", "\n".join(t for t in texts if t)).casefold()
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in joined if c != " ")
