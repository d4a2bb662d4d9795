"""Writing down what happened, over HTTP: the same use case as the forms of the pages."""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from service.accounts import find_account
from service.api.asked import FIRST_DAY, LAST_DAY, AccountId, AskedDay, TheActor, TheDay, TheGraph
from service.api.models import Level, Out
from service.domain.actor import Actor
from service.domain.recording.checking import LONGEST_NAME, LONGEST_TEXT
from service.domain.recording.meetings import MeetingEntry
from service.domain.recording.people import PersonEntry, SeatEntry
from service.domain.recording.stances import StanceEntry
from service.domain.recording.ties import CoverEntry, KeyEntry
from service.graph.database import Graph
from service.recording import Entry, record

router = APIRouter(tags=["records"])

Id = Annotated[str, Field(min_length=1, max_length=100)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_NAME)]
Needed = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_NAME)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_TEXT)]
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
Ids = Annotated[tuple[Id, ...], Field(max_length=100)]
RelationshipLevel = Annotated[int, Field(ge=1, le=4)]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


class StanceIn(_In):
    """One of us assesses one of theirs; `opportunity_id` null: towards us. `assessed_on` null: the day asked about."""

    person_id: Id
    member_id: Id
    level: Level
    evidence: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT)]
    assessed_on: Day | None = None
    opportunity_id: Id | None = None
    source: Name = ""
    confidence: Literal["confirmed", "reported", "inferred"] = "confirmed"


class MeetingIn(_In):
    """`on` is the day it was held or is planned for. `two_way` null: yes, but for a mail. `new_people` are names of
    theirs who are not on record yet; a name that one person has is that person."""

    state: Literal["planned", "held", "cancelled"]
    on: Day
    member_ids: Ids
    person_ids: Ids = ()
    new_people: Annotated[tuple[Needed, ...], Field(max_length=40)] = ()
    opportunity_ids: Ids = ()
    kind: Literal["meeting", "call", "web", "mail", "event", "other"] = "meeting"
    two_way: bool | None = None
    subject: Name = ""
    note: Text = ""


class SubjectIn(_In):
    """A person or a post."""

    kind: Literal["person", "post"]
    id: Id

    @property
    def ref(self) -> tuple[str, str]:
        return self.kind.capitalize(), self.id


class KeyIn(_In):
    """Who is key to the account, or to one deal, from `since` on (null: the day asked about), and why."""

    subject: SubjectIn
    reason: Needed
    since: Day | None = None
    opportunity_id: Id | None = None


class CoverIn(_In):
    """Which of us covers whom from `since` on (null: the day asked about); levels 1 vendor … 4 trusted adviser."""

    subject: SubjectIn
    member_id: Id
    since: Day | None = None
    level: RelationshipLevel | None = None
    desired_level: RelationshipLevel | None = None


class PersonIn(_In):
    """Somebody new of theirs; with a title also the post, in a department (null: directly under the account) and below
    another post. `since` null: not known. Who is called as somebody else already needs `same_name_is_another`."""

    name: Needed
    kana: Name = ""
    title: Name = ""
    department_id: Id | None = None
    reports_to_id: Id | None = None
    since: Day | None = None
    same_name_is_another: bool = False


class SeatIn(_In):
    """A post without a known holder: vacant since a day (null: not known when), or held by somebody not known."""

    title: Needed
    department_id: Id | None = None
    reports_to_id: Id | None = None
    vacant: bool = True
    since: Day | None = None


class RecordedOut(Out):
    """`change_id` is null when everything was so already; `record_id` is of the record that was made, if any."""

    account_id: str
    change_id: str | None
    record_id: str | None


def _record(graph: Graph, actor: Actor, account_id: str, entry: Entry, today: date, as_of: date) -> RecordedOut:
    found = graph.read(actor, find_account, account_id, any_state=True)
    done = record(graph, actor, account_id=found.id, entry=entry, today=today, as_of=as_of)
    return RecordedOut(
        account_id=done.account_id, change_id=done.change_id, record_id=done.made[1] if done.made else None
    )


@router.post("/accounts/{account_id}/stances", status_code=201)
def post_stance(
    account_id: AccountId, body: StanceIn, asked: AskedDay, today: TheDay, graph: TheGraph, actor: TheActor
) -> RecordedOut:
    """Records an assessment beside the earlier ones of the same member and of others."""
    entry = StanceEntry(
        body.person_id, body.member_id, body.level, body.assessed_on or asked.as_of, body.evidence, body.opportunity_id,
        body.source, body.confidence,
    )  # fmt: skip
    return _record(graph, actor, account_id, entry, today, asked.as_of)


@router.post("/accounts/{account_id}/meetings", status_code=201)
def post_meeting(
    account_id: AccountId, body: MeetingIn, asked: AskedDay, today: TheDay, graph: TheGraph, actor: TheActor
) -> RecordedOut:
    """Records a meeting that is planned, was held or was cancelled. Only a held two-way one counts as a contact."""
    return _record(graph, actor, account_id, MeetingEntry(**body.model_dump()), today, asked.as_of)


@router.post("/accounts/{account_id}/key-people", status_code=201)
def post_key_person(
    account_id: AccountId, body: KeyIn, asked: AskedDay, today: TheDay, graph: TheGraph, actor: TheActor
) -> RecordedOut:
    """Declares a person or a post as key; declared already, the reason is corrected."""
    entry = KeyEntry(body.subject.ref, body.reason, body.since or asked.as_of, body.opportunity_id)
    return _record(graph, actor, account_id, entry, today, asked.as_of)


@router.post("/accounts/{account_id}/covers", status_code=201)
def post_cover(
    account_id: AccountId, body: CoverIn, asked: AskedDay, today: TheDay, graph: TheGraph, actor: TheActor
) -> RecordedOut:
    """Says who of us covers a person or post; said already, the levels are corrected."""
    since = body.since or asked.as_of
    entry = CoverEntry(body.subject.ref, body.member_id, since, body.level, body.desired_level)
    return _record(graph, actor, account_id, entry, today, asked.as_of)


@router.post("/accounts/{account_id}/people", status_code=201)
def post_person(
    account_id: AccountId, body: PersonIn, asked: AskedDay, today: TheDay, graph: TheGraph, actor: TheActor
) -> RecordedOut:
    """Adds somebody of theirs, with a post or without."""
    return _record(graph, actor, account_id, PersonEntry(**body.model_dump()), today, asked.as_of)


@router.post("/accounts/{account_id}/posts", status_code=201)
def post_seat(
    account_id: AccountId, body: SeatIn, asked: AskedDay, today: TheDay, graph: TheGraph, actor: TheActor
) -> RecordedOut:
    """Adds a post that is vacant, or whose holder is not known."""
    return _record(graph, actor, account_id, SeatEntry(**body.model_dump()), today, asked.as_of)
