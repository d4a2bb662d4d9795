"""One visit to a page: in which language, on which day, by whom, and the addresses that keep all this."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.datastructures import FormData
from starlette.requests import Request

from service.domain.actor import Actor
from service.domain.dates import parse_date
from service.domain.errors import InvalidInputError, Problem
from service.domain.gaps.settings import LONGEST_PERIOD, SINCE_DAYS
from service.domain.wording import UnreadableError
from service.web.language import Locale

if TYPE_CHECKING:
    from service.pages.site import Site


GAP_FILTERS = ("kind", "department", "owner", "standing", "group", "compare")
MOST_FILTER = 100
"""Characters of a filter in an address; no id and no code is longer."""


@dataclass(frozen=True)
class Visit:
    """What a handler is given. `as_of` is the day asked about, `since` the first day of the contact period."""

    site: "Site"
    request: Request
    locale: Locale
    actor: Actor
    today: date
    as_of: date
    since_days: int
    form: FormData = field(default_factory=FormData)
    usual_days: int = SINCE_DAYS
    """The length of the period where the address does not name one: a setting of the account."""

    @property
    def since(self) -> date:
        return self.as_of - timedelta(days=self.since_days)

    @property
    def account_id(self) -> str:
        return str(self.request.path_params["account_id"])

    def query(self, name: str) -> str:
        """A value of the address, without outer spaces; empty when absent."""
        return self.request.query_params.get(name, "").strip()

    def text(self, name: str) -> str:
        """A text of the form, without outer spaces; empty when absent or a file."""
        value = self.form.get(name)
        return value.strip() if isinstance(value, str) else ""

    def url(self, path: str, **query: str | int | None) -> str:
        """An address that keeps the day and the period when they are not the usual ones."""
        keep: dict[str, str | int] = {}
        if self.as_of != self.today:
            keep["as_of"] = self.as_of.isoformat()
        if self.since_days != self.usual_days:
            keep["since_days"] = self.since_days
        merged = {**keep, **query}
        rest = urlencode({k: v for k, v in merged.items() if v is not None and v != ""})
        return f"{path}?{rest}" if rest else path

    @property
    def looking(self) -> dict[str, str]:
        """Of the address: how the list of gaps is filtered, grouped and compared."""
        return {name: self.query(name)[:MOST_FILTER] for name in GAP_FILTERS if self.query(name)}

    def on_day(self, day: date) -> str:
        """This same page on another day."""
        return self._here(as_of=None if day == self.today else day.isoformat())

    def in_locale(self, locale: str) -> str:
        """This same page in another language."""
        return self._here(lang=locale)

    def _here(self, **changes: str | None) -> str:
        kept = {k: v for k, v in self.request.query_params.items() if k not in changes and k != "lang"}
        kept |= {k: v for k, v in changes.items() if v is not None}
        path = self.request.url.path if self.request.method in ("GET", "HEAD") else "/"
        return f"{path}?{urlencode(kept)}" if kept else path


def read_day(request: Request, today: date) -> date:
    """The day the address asks about, today without one. InvalidInputError says what is wrong with it."""
    text = request.query_params.get("as_of", "").strip()
    if not text:
        return today
    try:
        return parse_date(text)
    except UnreadableError as error:
        raise InvalidInputError(
            str(error), [Problem(code="bad_date", where="as_of", found=text, expected="YYYY-MM-DD", mend=str(error))]
        ) from None


def read_period(request: Request) -> int | None:
    """The number of days in which a contact counts, None without one."""
    text = request.query_params.get("since_days", "").strip()
    if not text:
        return None
    if text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= LONGEST_PERIOD:
        return int(text[:6])
    raise InvalidInputError(
        "The period is a number of days.",
        [Problem(code="bad_number", where="since_days", found=text, expected=f"1–{LONGEST_PERIOD}")],
    )
