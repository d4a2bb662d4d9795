"""The two languages of the pages: catalogues read at start."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from service.web.language import LOCALES, Locale

CATALOGUES = Path(__file__).parent / "locale"


def read_catalogues(folder: Path = CATALOGUES) -> Mapping[Locale, NullTranslations]:
    """The translations of every language. English is what stands in the templates: it needs no catalogue."""
    found: dict[Locale, NullTranslations] = {"en": NullTranslations()}
    for locale in LOCALES:
        file = folder / f"{locale}.po"
        if not file.exists():
            continue
        with file.open("rb") as text:
            catalogue = read_po(text, locale=locale)
        compiled = BytesIO()
        write_mo(compiled, catalogue)
        compiled.seek(0)
        found[locale] = Translations(compiled)
    return found
