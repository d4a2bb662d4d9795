"""What all pages share while the server runs: the graph, the settings, the templates of both languages, the files."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, StreamingResponse

from service.domain.actor import LOCAL_USER, Actor
from service.graph.database import Graph
from service.importing.running import Running
from service.kept_reports import KeptReports
from service.pages import shown
from service.pages.handover import Handover
from service.pages.i18n import read_catalogues, whole_texts
from service.pages.visit import Visit
from service.settings import Settings
from service.web.language import LOCALES, Locale
from service.web.static import StaticFiles

HERE = Path(__file__).parent

READING_BESIDE = 8
"""How many requests at once may have a second part of theirs read beside the first."""

EVENTS_AT_ONCE = 400
"""How many pieces of a template go into one part of a page that is sent while it is made."""


class Site:
    """Made once at start; safe to share between threads."""

    def __init__(
        self,
        graph: Graph,
        settings: Settings,
        static: StaticFiles,
        *,
        today: Callable[[], date] | None = None,
        actor: Actor = LOCAL_USER,
    ) -> None:
        self.graph = graph
        self.settings = settings
        self.static = static
        self.today = today or settings.today
        self.actor = actor
        self.running = Running()
        self.handover = Handover()
        self.reports = KeptReports()
        self.beside = ThreadPoolExecutor(READING_BESIDE, thread_name_prefix="beside")
        self.catalogues = read_catalogues()
        self.environments: Mapping[Locale, Environment] = {x: self._environment(x) for x in LOCALES}

    def _environment(self, locale: Locale) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            extensions=["jinja2.ext.i18n", "jinja2.ext.do", whole_texts(self.catalogues[locale])],
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.policies["json.dumps_kwargs"] = {
            "ensure_ascii": False, "allow_nan": False, "separators": (",", ":"),
        }  # fmt: skip
        environment.install_gettext_translations(self.catalogues[locale], newstyle=True)  # type: ignore[attr-defined]  # added by the extension
        environment.globals.update(locale=locale, static=self.static.url, **shown.helpers(locale))
        return environment

    def text(self, locale: Locale, message: str, **values: Any) -> str:
        """A text of the catalogue, outside of a template."""
        found = self.catalogues[locale].gettext(message)
        return found % values if values else found

    def render(self, visit: Visit, template: str, /, status: int = 200, **values: Any) -> HTMLResponse:
        """The page, in the visitor's language."""
        body = self.environments[visit.locale].get_template(template).render(v=visit, **values)
        return HTMLResponse(body, status_code=status, headers={"content-language": visit.locale})

    def stream(self, visit: Visit, template: str, /, **values: Any) -> StreamingResponse:
        """As `render`, sent while it is made: for a long page whose top asks for more. All its data is at hand."""
        made = self.environments[visit.locale].get_template(template).stream(v=visit, **values)
        made.enable_buffering(EVENTS_AT_ONCE)
        return StreamingResponse(made, media_type="text/html", headers={"content-language": visit.locale})
