"""From what a person types into a search field to what an index is asked, and to a test on plain texts."""

import re
import unicodedata
from collections.abc import Sequence

from service.domain.names import key_fold, romaji_key

MOST_WORDS = 8
_SPECIAL = re.compile(r'[+\-&|!(){}\[\]^"~*?:\\/]')
_LATIN = re.compile(r"[0-9a-z\u00df-\u024f]+")
_BREAKS = re.compile(r"[\s,、，・;；]+")


def words_of(text: str) -> tuple[str, ...]:
    """The words to look for, folded as search keys are folded; the first eight, empty for a text without any."""
    folded = (key_fold(w) for w in _BREAKS.split(text))
    return tuple(dict.fromkeys(w for w in folded if any(c.isalnum() for c in w)))[:MOST_WORDS]


def index_query(text: str) -> str | None:
    """The text as a full-text query in which every word must occur; None when there is nothing to look for.

    Latin words are found by their beginning, Japanese ones anywhere inside, each as typed and as folded. Nothing a user
    types has a meaning of its own in the query.
    """
    folded = words_of(text)
    typed = {key_fold(w): unicodedata.normalize("NFKC", w).casefold() for w in _BREAKS.split(text)}
    return " ".join(f"+({' OR '.join(_forms(w, typed[w]))})" for w in folded) or None


def _forms(folded: str, typed: str) -> list[str]:
    """The word as it may stand in the index: the beginning of a Latin word, the inside of a Japanese one."""
    forms: dict[str, None] = {}
    for word in (folded, typed, romaji_key(typed)):
        if not word:
            continue
        if _LATIN.fullmatch(word):
            forms[f"{word}*"] = None
        elif len(word) == 1:
            forms |= {f"{_escape(word)}*": None, f"*{_escape(word)}": None}
        else:
            forms[f'"{_escape(word)}"'] = None
    return list(forms)


def _escape(word: str) -> str:
    return _SPECIAL.sub(lambda m: "\\" + m.group(), word)


def fits(words: Sequence[str], *texts: str | None) -> bool:
    """Whether every word occurs in one of the texts, folded."""
    keys = [key_fold(t) for t in texts if t]
    return bool(words) and all(any(w in k for k in keys) for w in words)
