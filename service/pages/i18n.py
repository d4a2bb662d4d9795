"""The two languages of the pages: catalogues read at start, and texts put into the templates when they are compiled."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

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


def whole_texts(translations: NullTranslations) -> type[Extension]:
    """An extension by which `_("A whole text")` becomes its translation when a template is compiled.

    A page asks for thousands of them, row by row: looking each up would cost as much as the rest of its row. Texts with
    values in them are looked up as ever.
    """

    class WholeTexts(Extension):
        def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
            """The tokens, each such call replaced by its text, which is markup as what the call answers is."""
            call: list[Token] = []
            for token in stream:
                if call and token.type != _CALL[len(call)]:
                    yield from call
                    call = []
                if not call and not token.test("name:_"):
                    yield token
                    continue
                call.append(token)
                if len(call) == len(_CALL):
                    yield from _text(call, translations)
                    call = []
            yield from call

    return WholeTexts


_CALL = ("name", "lparen", "string", "rparen")


def _text(call: Sequence[Token], translations: NullTranslations) -> Iterator[Token]:
    _, opening, text, closing = call
    yield opening
    yield Token(text.lineno, "string", translations.gettext(text.value) % {})
    yield Token(text.lineno, "pipe", "|")
    yield Token(text.lineno, "name", "safe")
    yield closing
