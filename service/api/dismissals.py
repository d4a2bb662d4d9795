"""Gaps that are set aside with a reason, and taken back."""

from datetime import UTC, date, datetime

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from service.accounts import find_account
from service.api.asked import AccountId, AskedDay, RecordId, TheActor, TheGraph
from service.api.models import Out, Page
from service.changes import DISMISSAL
from service.checks import read_report
from service.dismissals import dismiss, read_dismissals, take_back
from service.domain.gaps.dismissals import MOST_REASON, AnyGap
from service.graph.ids import new_id
from service.graph.transaction import ReadTx
from service.writing import ChangeMeta

router = APIRouter(tags=["organisation"])


class DismissalIn(BaseModel):
    """`gap_id` as in the `ranking` of the gaps; `until_on` is the last day, null: until the gap looks different."""

    model_config = ConfigDict(extra="forbid")

    gap_id: str = Field(min_length=1, max_length=200)
    reason: str = Field(min_length=1, max_length=MOST_REASON)
    until_on: date | None = None


class DismissalOut(Out):
    id: str
    gap_id: str
    reason: str
    actor: str | None
    at: datetime
    dismissed_on: date
    until_on: date | None


@router.get("/accounts/{account_id}/dismissals")
def get_dismissals(account_id: AccountId, graph: TheGraph, actor: TheActor) -> Page[DismissalOut]:
    """All that have not been taken back, the latest first; those that are over among them."""
    found = graph.read(actor, _read, account_id=account_id)
    return Page(items=found)


def _read(tx: ReadTx, *, account_id: str) -> list[DismissalOut]:
    find_account(tx, account_id, any_state=True)
    return [DismissalOut.model_validate(d) for d in read_dismissals(tx, account_id=account_id)]


@router.post("/accounts/{account_id}/dismissals", status_code=201)
def post_dismissal(
    account_id: AccountId, body: DismissalIn, asked: AskedDay, graph: TheGraph, actor: TheActor
) -> DismissalOut:
    """Sets a gap aside from the day asked about on, with a reason."""

    def find(tx: ReadTx) -> AnyGap | None:
        report = read_report(tx, account_id=account_id, as_of=asked.as_of, since=asked.given)
        return report.find(body.gap_id)

    made = graph.write(
        actor,
        dismiss,
        account_id=account_id,
        gap_id=body.gap_id,
        find=find,
        reason=body.reason,
        as_of=asked.as_of,
        today=asked.today,
        until_on=body.until_on,
        dismissal_id=new_id(),
        change=ChangeMeta(new_id(), datetime.now(UTC), DISMISSAL),
    )
    return DismissalOut.model_validate(made)


@router.delete("/accounts/{account_id}/dismissals/{dismissal_id}", status_code=204)
def delete_dismissal(account_id: AccountId, dismissal_id: RecordId, graph: TheGraph, actor: TheActor) -> Response:
    """Takes a dismissal back: its gap is shown again."""
    change = ChangeMeta(new_id(), datetime.now(UTC), DISMISSAL)
    graph.write(actor, take_back, account_id=account_id, dismissal_id=dismissal_id, change=change)
    return Response(status_code=204)
