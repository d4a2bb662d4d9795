"""The organisation of an account: map, people, one person, gaps, search."""

from dataclasses import replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from service.api.asked import (
    FIRST_DAY,
    LAST_DAY,
    AccountId,
    AskedDay,
    Cursor,
    InLocale,
    Limit,
    RecordId,
    TheActor,
    TheGraph,
    TheReports,
)
from service.api.models import HitOut, MapOut, Page, PersonLineOut, PersonOut
from service.api.paging import page_of
from service.comparing import read_narrowed
from service.domain.gaps.document import GapDocument, document
from service.domain.gaps.help_document import HelpOut, help_out
from service.domain.gaps.naming import KINDS, AskedFilter
from service.graph.transaction import ReadTx
from service.helping import read_help
from service.kept_reports import KeptReports
from service.org import read_map, read_people, read_person, search

router = APIRouter(tags=["organisation"])

MOST_NAME = 500
"""Characters of a name in a filter; a path of departments is long."""


def _map_with_gaps(tx: ReadTx, reports: KeptReports, account_id: str, asked: AskedDay) -> MapOut:
    org = read_map(tx, account_id=account_id, as_of=asked.as_of, since=asked.since)
    report = reports.read(tx, account_id=account_id, as_of=asked.as_of, since=asked.since)
    return MapOut.model_validate(replace(org, gap_counts=report.gap_counts()))


@router.get("/accounts/{account_id}/map")
def get_map(account_id: AccountId, asked: AskedDay, graph: TheGraph, reports: TheReports, actor: TheActor) -> MapOut:
    """Departments, posts, people, reporting lines, stances and our contacts on a day."""
    return graph.read(actor, _map_with_gaps, reports, account_id, asked)


@router.get("/accounts/{account_id}/gaps")
def get_gaps(
    account_id: AccountId,
    asked: AskedDay,
    graph: TheGraph,
    reports: TheReports,
    actor: TheActor,
    locale: InLocale,
    compare: Annotated[date | None, Query(ge=FIRST_DAY, le=LAST_DAY, description="An earlier day")] = None,
    kind: Annotated[str, Query(max_length=MOST_NAME, description="Only one of: " + ", ".join(KINDS))] = "",
    department: Annotated[str, Query(max_length=MOST_NAME, description="Id, name or path; what is below too")] = "",
    owner: Annotated[str, Query(max_length=MOST_NAME, description="Id or name of one of us")] = "",
    standing: Annotated[str, Query(max_length=MOST_NAME, description="Only key people: declared, proposed")] = "",
) -> GapDocument:
    """Key people nobody of us met, what hangs on a single contact, further checks, and all of it ranked."""
    report, comparison = graph.read(
        actor,
        read_narrowed,
        account_id=account_id,
        as_of=asked.as_of,
        earlier=compare,
        since=asked.given,
        asked=AskedFilter(kind, department, owner, standing),
        read=reports.read,
    )
    return document(report, locale, comparison)


@router.get("/accounts/{account_id}/gaps/help/{subject_id:path}")
def get_help(
    account_id: AccountId,
    subject_id: RecordId,
    asked: AskedDay,
    graph: TheGraph,
    actor: TheActor,
    locale: InLocale,
    through_opponents: bool = False,
) -> HelpOut:
    """Who of us can help to reach a person or a post: the shortest way, and alternatives from others of us."""
    found = graph.read(
        actor,
        read_help,
        account_id=account_id,
        subject_id=subject_id,
        as_of=asked.as_of,
        through_opponents=through_opponents,
    )
    return help_out(found, account_id=account_id, as_of=asked.as_of, through_opponents=through_opponents, locale=locale)


@router.get("/accounts/{account_id}/people")
def get_people(
    account_id: AccountId,
    asked: AskedDay,
    graph: TheGraph,
    actor: TheActor,
    cursor: Cursor = None,
    limit: Limit = 200,
) -> Page[PersonLineOut]:
    """Everybody of theirs on a day, by reading."""
    lines = graph.read(actor, read_people, account_id=account_id, as_of=asked.as_of, since=asked.since)
    found = page_of(lines, cursor, limit, key=lambda x: x.person.id)
    return Page(items=[PersonLineOut.model_validate(x) for x in found.items], next=found.next)


@router.get("/accounts/{account_id}/people/{person_id:path}")
def get_person(
    account_id: AccountId, person_id: RecordId, asked: AskedDay, graph: TheGraph, actor: TheActor
) -> PersonOut:
    """One person: posts, stance with evidence, meetings, who of us covers, roles in deals."""
    card = graph.read(
        actor, read_person, account_id=account_id, person_id=person_id, as_of=asked.as_of, since=asked.since
    )
    return PersonOut.model_validate(card)


@router.get("/search")
def get_hits(
    q: Annotated[str, Query(min_length=1, max_length=200)],
    asked: AskedDay,
    graph: TheGraph,
    actor: TheActor,
    account_id: Annotated[str | None, Query(max_length=100)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Page[HitOut]:
    """People of all accounts; inside one account also departments, posts and deals."""
    hits = graph.read(actor, search, text=q, account_id=account_id, as_of=asked.as_of, limit=limit)
    return Page(items=[HitOut.model_validate(h) for h in hits])
