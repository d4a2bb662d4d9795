"""The order of the fifty sounds, after JIS X 4061: what comes first in a list of Japanese names."""

import unicodedata

from service.domain.characters import is_latin, to_katakana, without_accents

SortKey = tuple[int, str, str, str, str, str]

_SMALL = dict(zip("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ", strict=True))
_VOWELS = {
    **dict.fromkeys("アカサタナハマヤラワ", "ア"),
    **dict.fromkeys("イキシチニヒミリヰ", "イ"),
    **dict.fromkeys("ウクスツヌフムユル", "ウ"),
    **dict.fromkeys("エケセテネヘメレヱ", "エ"),
    **dict.fromkeys("オコソトノホモヨロヲ", "オ"),
}
_ROWS = (
    ("あ", "アイウエオ"),
    ("か", "カキクケコ"),
    ("さ", "サシスセソ"),
    ("た", "タチツテト"),
    ("な", "ナニヌネノ"),
    ("は", "ハヒフヘホ"),
    ("ま", "マミムメモ"),
    ("や", "ヤユヨ"),
    ("ら", "ラリルレロ"),
    ("わ", "ワヰヱヲン"),
)
INDEX_ROWS = (*(row for row, _ in _ROWS), "他")
"""The heads of an index of people, in order."""

_LONG, _SMALL_KANA, _ITERATION, _PLAIN = "0123"


def sort_key(kana: str | None, romaji: str | None, name: str) -> SortKey:
    """A key that sorts people: by kana reading, then by Latin letters, then names without any reading by code point.

    Readings compare by sound first (voicing, size and script ignored, ー as the vowel before it), then voicing
    清→濁→半濁, then long mark → small → repeated → plain, then hiragana before katakana; at last by the name itself, so
    that the order is total. A name written in kana or Latin letters is its own reading; kana goes before `romaji`.
    """
    for reading in (kana or "", name):
        levels = _levels(reading)
        if levels is not None:
            return (0, *levels, name)
    latin = romaji if romaji and not is_latin(name) else name
    if is_latin(latin):
        return (1, without_accents(unicodedata.normalize("NFKC", latin)).casefold(), latin, "", "", name)
    return (2, name, "", "", "", name)


def has_reading(kana: str | None, name: str) -> bool:
    """Whether the person sorts by sound; if not, the list says that the reading is missing."""
    return any(_levels(reading) is not None for reading in (kana or "", name))


def index_row(kana: str | None, name: str) -> str:
    """The head of the index under which a person stands: あ か さ た な は ま や ら わ, or 他 without a reading."""
    for reading in (kana or "", name):
        levels = _levels(reading)
        if levels is not None:
            return next(row for row, sounds in _ROWS if levels[0][0] in sounds)
    return "他"


def _levels(reading: str) -> tuple[str, str, str, str] | None:
    """Sounds, voicing, kind of letter, script; None if this is no kana reading."""
    text = "".join(char for char in unicodedata.normalize("NFKC", reading) if char not in " ・-=")
    sounds: list[str] = []
    voicing: list[str] = []
    kinds: list[str] = []
    scripts: list[str] = []
    for char in text:
        katakana = to_katakana(char)
        base, mark = _unvoiced(katakana)
        kind = _PLAIN
        if katakana == "ー":
            base, kind = (_VOWELS.get(sounds[-1], "ン"), _LONG) if sounds else ("", _LONG)
        elif katakana in "ヽヾ":
            base, kind = (sounds[-1], _ITERATION) if sounds else ("", _ITERATION)
            mark = "1" if katakana == "ヾ" else "0"
        elif katakana in _SMALL:
            base, kind = _SMALL[katakana], _SMALL_KANA
        if not ("ア" <= base <= "ン"):
            return None
        sounds.append(base)
        voicing.append(mark)
        kinds.append(kind)
        scripts.append("0" if katakana != char else "1")
    if not sounds:
        return None
    return "".join(sounds), "".join(voicing), "".join(kinds), "".join(scripts)


def _unvoiced(katakana: str) -> tuple[str, str]:
    parts = unicodedata.normalize("NFD", katakana)
    if len(parts) == 2 and parts[1] in "\u3099\u309a":
        return parts[0], "1" if parts[1] == "\u3099" else "2"
    return katakana, "0"
