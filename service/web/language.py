"""Which of our two languages a reader gets: on the pages and in the JSON interface by the same choice."""

from typing import Literal, get_args

from starlette.requests import Request

Locale = Literal["ja", "en"]
LOCALES: tuple[Locale, ...] = get_args(Locale)
LANGUAGE_COOKIE = "nemawashi_language"


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


def language_of(request: Request, otherwise: Locale | None) -> Locale:
    """The reader's choice, else the browser's wish, else the installation's language, else English."""
    chosen = known_locale(request.cookies.get(LANGUAGE_COOKIE))
    return chosen or preferred_locale(request.headers.get("accept-language", ""), otherwise or "en")
