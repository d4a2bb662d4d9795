"""Several values in one cell."""

import re

_LISTS = re.compile(r"\s*[;；、,，\n]\s*")
_LISTS_OF_LATIN = re.compile(r"\s*[;；\n]\s*")

LISTED = frozenset({"ours", "theirs", "people", "covered_by"})
"""The fields of several people."""


def entries(text: str) -> list[str]:
    """The entries of a list in one cell. Where a semicolon separates them, a comma belongs to a name."""
    pattern = _LISTS_OF_LATIN if re.search("[;；\n]", text) else _LISTS
    return [e for e in (part.strip() for part in pattern.split(text)) if e]
