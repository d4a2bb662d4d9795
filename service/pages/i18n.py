"""The two languages of the pages: catalogues read at start, and which one a reader gets."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Literal, get_args

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

Locale = Literal["ja", "en"]
LOCALES: tuple[Locale, ...] = get_args(Locale)
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


def known_locale(text: str | None) -> Locale | None:
    """`text` as one of our languages, or None."""
    return next((locale for locale in LOCALES if locale == text), None)


def preferred_locale(accept_language: str, otherwise: Locale) -> Locale:
    """The first of our languages in the order the browser wishes; `otherwise` when it names none of them."""
    wishes: list[tuple[float, int, Locale]] = []
    for place, item in enumerate(accept_language.split(",")):
        tag, _, parameters = item.strip().partition(";")
        locale = known_locale(tag.split("-")[0].strip().lower())
        weight = parameters.strip().removeprefix("q=") if parameters else "1"
        if locale is not None:
            try:
                wishes.append((-float(weight), place, locale))
            except ValueError:
                continue
    wished = [w for w in sorted(wishes) if w[0] < 0]
    return wished[0][2] if wished else otherwise
