"""Workbooks to take along: an account as of a day, and the template to fill in."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from service.api.asked import AccountId, AskedDay, InLocale, TheActor, TheGraph, TheSettings
from service.exporting.export import export_account
from service.exporting.template import FILE_NAME, template
from service.exporting.workbook import MEDIA_TYPE
from service.web.attachments import attachment, file_name

router = APIRouter(tags=["workbooks"])

_WORKBOOK: dict[int | str, dict[str, Any]] = {200: {"description": "A workbook", "content": {MEDIA_TYPE: {}}}}


@router.get("/accounts/{account_id}/export.xlsx", response_class=Response, responses=_WORKBOOK)
def get_export(
    account_id: AccountId,
    asked: AskedDay,
    graph: TheGraph,
    actor: TheActor,
    settings: TheSettings,
    locale: InLocale,
    stances: Annotated[bool, Query(description="Whether the stances are in it")] = True,
) -> Response:
    """The account as of a day in the sheets that the import reads; imported again on that day it changes nothing."""
    made = export_account(
        graph,
        actor,
        account_id=account_id,
        as_of=asked.as_of,
        locale=locale,
        with_stances=stances,
        made_at=datetime.now(settings.zone),
    )
    return _workbook(made.content, file_name(made.account_name, asked.as_of.isoformat(), ending="xlsx"))


@router.get("/template.xlsx", response_class=Response, responses=_WORKBOOK)
def get_template(settings: TheSettings, locale: InLocale) -> Response:
    """A workbook to fill in: all sheets that the import reads, with example rows, notes and lists to choose from."""
    return _workbook(template(locale, made_at=datetime.now(settings.zone)), FILE_NAME)


def _workbook(content: bytes, name: str) -> Response:
    return Response(content, media_type=MEDIA_TYPE, headers={"content-disposition": attachment(name)})
