"""How a download is named, by RFC 6266: any name, and no way out of the header or of the folder it is saved in."""

import re
import unicodedata
from urllib.parse import quote

from service.domain.characters import BIDI_CONTROLS, INVISIBLE

LONGEST = 120
_OF_PATHS = re.compile(r'[\\/:*?"<>|%]')


def file_name(*parts: str, ending: str) -> str:
    """The parts as one file name that every system takes: no path, no control or invisible character, not too long."""
    words = [_OF_PATHS.sub(" ", _visible(part)) for part in parts]
    name = "-".join(" ".join(word.split()) for word in words if word.strip())
    return f"{name[:LONGEST].strip(' .-') or 'file'}.{ending}"


def attachment(name: str) -> str:
    """The header `Content-Disposition` of a download of this name: in ASCII for old programs, then the name itself."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    plain = re.sub(r"[^A-Za-z0-9._ -]", "", plain).strip(" -")
    if not plain.partition(".")[0]:
        plain = f"download{plain}"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _visible(text: str) -> str:
    return "".join(
        c
        for c in text
        if unicodedata.category(c) not in ("Cc", "Cs", "Zl", "Zp") and c not in BIDI_CONTROLS and c not in INVISIBLE
    )
