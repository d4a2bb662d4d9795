"""Latin names that a file writes short: J. Smith, Smith, J. and de la Cruz, against whole ones."""

import re
from collections.abc import Sequence
from functools import lru_cache

from service.domain.importing import keys
from service.domain.names import PARTICLES

_SPACES = re.compile(r"[\s　]+")
_INITIALS = re.compile(r"[^\W\d_]\.?|(?:[^\W\d_]\.-?)+(?:[^\W\d_]\.?)?")
"""J, J., J.P., J.-P.; letters without a point are a name."""


@lru_cache(200_000)
def surname_with_particles(name: str) -> str:
    """The key of a Latin family name together with the particles before it: that of de la Cruz for Maria de la Cruz.
    Empty where it has none."""
    family, given = _parts(name)
    return keys.exact("".join(family)) if given and len(family) > 1 and not keys.is_japanese(name) else ""


def read_initials(text: str) -> tuple[str, str] | None:
    """The initials and the family name of a name that has its given names only so; None for any other text."""
    if keys.is_japanese(text):
        return None
    front, comma, back = (part.strip() for part in text.partition(","))
    words = _words(f"{back} {front}" if comma else text)
    at = 0
    while at < len(words) and _INITIALS.fullmatch(words[at]):
        at += 1
    if at == 0 and not comma:  # Smith J.
        while at < len(words) and _INITIALS.fullmatch(words[-1 - at]):
            at += 1
        words = [*words[len(words) - at :], *words[: len(words) - at]]
    letters = _letters(words[:at])
    return (letters, " ".join(words[at:])) if letters and at < len(words) else None


def fits_initials(name: str, initials: str) -> bool:
    """Whether a whole name may be written with these initials; given names may be more, or fewer, than they say."""
    given = _letters(_parts(name)[1])
    return bool(given) and (given.startswith(initials) or initials.startswith(given))


def _parts(name: str) -> tuple[list[str], list[str]]:
    """Family name with its particles, and given names: Maria de la Cruz, de la Cruz, Maria and CRUZ Maria."""
    front, comma, back = (part.strip() for part in name.partition(","))
    if comma:
        return _words(front), _words(back)
    words = _words(name)
    capitals = [n for n, w in enumerate(words) if len(w) > 1 and w.isupper()]
    last = capitals[0] if len(capitals) == 1 else len(words) - 1
    first = last
    while first > 0 and words[first - 1].casefold() in PARTICLES:
        first -= 1
    return words[first : last + 1], words[:first] + words[last + 1 :]


def _words(text: str) -> list[str]:
    return [w for w in _SPACES.split(keys.clean(text)) if w]


def _letters(words: Sequence[str]) -> str:
    """The first letter of each given name: of J.P. both."""
    return "".join(keys.fold(part)[:1] for word in words for part in re.split(r"[.-]", word) if part)
