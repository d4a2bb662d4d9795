"""What every route reads from a request: the day, the period, the language, who asks."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Literal

from fastapi import Depends, Path, Query, Request

from service.domain.actor import LOCAL_USER, Actor
from service.domain.gaps.settings import LONGEST_PERIOD, SINCE_DAYS
from service.graph.database import Graph
from service.kept_reports import KeptReports
from service.settings import Settings
from service.settings_store import read_gap_settings
from service.web.language import language_of
from service.web.secrets import ServerSecrets

FIRST_DAY, LAST_DAY = date(1868, 1, 1), date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class Asked:
    """`since` is the first day of the contact period, `as_of` its last and the day asked about."""

    today: date
    as_of: date
    since: date
    given: date | None
    """`since` where the request says how long the period is; None where the account's settings do."""


def _asked(
    request: Request,
    as_of: Annotated[date | None, Query(ge=FIRST_DAY, le=LAST_DAY, description="The day asked about; today")] = None,
    since_days: Annotated[
        int | None, Query(ge=1, le=LONGEST_PERIOD, description="Length of the contact period; the account's setting")
    ] = None,
) -> Asked:
    today: date = request.app.state.today()
    day = as_of or today
    given = None if since_days is None else day - timedelta(days=since_days)
    return Asked(today, day, given or day - timedelta(days=_usual_period(request)), given)


def _usual_period(request: Request) -> int:
    account_id = request.path_params.get("account_id")
    if account_id is None:
        return SINCE_DAYS
    graph: Graph = request.app.state.graph
    return graph.read(_actor(), read_gap_settings, account_id=str(account_id)).since_days


def _graph(request: Request) -> Graph:
    found: Graph = request.app.state.graph
    return found


def _reports(request: Request) -> KeptReports:
    found: KeptReports = request.app.state.reports
    return found


def _settings(request: Request) -> Settings:
    found: Settings = request.app.state.settings
    return found


def _secrets(request: Request) -> ServerSecrets:
    found: ServerSecrets = request.app.state.secret
    return found


def _today(request: Request) -> date:
    found: date = request.app.state.today()
    return found


def _actor() -> Actor:
    return LOCAL_USER


def _locale(
    request: Request,
    locale: Annotated[Literal["ja", "en"] | None, Query(description="Language of texts")] = None,
) -> str:
    """What the address asks for, else what the pages would choose for this reader."""
    return locale or language_of(request, request.app.state.settings.locale)


AskedDay = Annotated[Asked, Depends(_asked)]
TheDay = Annotated[date, Depends(_today)]
"""Today, whatever day is asked about."""
TheGraph = Annotated[Graph, Depends(_graph)]
TheReports = Annotated[KeptReports, Depends(_reports)]
TheSettings = Annotated[Settings, Depends(_settings)]
TheSecrets = Annotated[ServerSecrets, Depends(_secrets)]
TheActor = Annotated[Actor, Depends(_actor)]
InLocale = Annotated[str, Depends(_locale)]
AccountId = Annotated[str, Path(min_length=1, max_length=100)]
RecordId = Annotated[str, Path(min_length=1, max_length=100)]
Cursor = Annotated[str | None, Query(max_length=100, description="`next` of the page before")]
Limit = Annotated[int, Query(ge=1, le=1000)]
