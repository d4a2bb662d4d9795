"""The text of a title made comparable, without losing how it was written."""

import re
import unicodedata
from dataclasses import dataclass

_OPEN, _CLOSE = "([{【〔<〈", ")]}】〕>〉"


@dataclass(frozen=True, slots=True)
class TitleText:
    """A title, or a piece of one, as half-width lower-case characters without spaces.

    `spans` says for each character where it stands in `original`; `breaks` are the places before which there was a
    space or a line break.
    """

    original: str
    chars: str
    spans: tuple[tuple[int, int], ...]
    breaks: frozenset[int]

    def piece(self, start: int, end: int) -> "TitleText":
        """The characters from `start` to `end`, without marks like 、 at their ends."""
        while start < end and self.chars[start] in _EDGE:
            start += 1
        while end > start and self.chars[end - 1] in _EDGE:
            end -= 1
        breaks = frozenset(at - start for at in self.breaks if start < at < end)
        return TitleText(self.original, self.chars[start:end], self.spans[start:end], breaks)

    def written(self, start: int = 0, end: int | None = None) -> str:
        """The characters as they stand in the original."""
        span = self.spans[start:end]
        return self.original[span[0][0] : span[-1][1]] if span else ""


_EDGE = "・/、,;&+|:：-–—"


def compact(text: str) -> TitleText:
    """The whole text, comparable."""
    chars: list[str] = []
    spans: list[tuple[int, int]] = []
    breaks: set[int] = set()
    for match in re.finditer(r"\s+|.[\u3099\u309a\uff9e\uff9f]?", text):
        plain = unicodedata.normalize("NFKC", match.group()).replace("轄", "括")
        if not plain.strip():
            breaks.add(len(chars))
        for char in plain:
            lower = char.lower()
            if not char.isspace():
                chars.append(lower if len(lower) == 1 else char)
                spans.append(match.span())
    return TitleText(text, "".join(chars), tuple(spans), frozenset(at for at in breaks if 0 < at < len(chars)))


def take_brackets(title: TitleText) -> tuple[TitleText, tuple[TitleText, ...]]:
    """The title without what stands in brackets, and the contents of the brackets."""
    kept: list[int] = []
    inside: list[TitleText] = []
    breaks: set[int] = set()
    opened: list[int] = []
    for at, char in enumerate(title.chars):
        if char in _OPEN:
            opened.append(at)
        elif char in _CLOSE and opened:
            start = opened.pop()
            if not opened:
                inside.append(title.piece(start + 1, at))
                breaks.add(len(kept))
        elif not opened:
            if at in title.breaks:
                breaks.add(len(kept))
            kept.append(at)
    main = TitleText(
        title.original,
        "".join(title.chars[at] for at in kept),
        tuple(title.spans[at] for at in kept),
        frozenset(at for at in breaks if 0 < at < len(kept)),
    )
    return main, tuple(inside)
