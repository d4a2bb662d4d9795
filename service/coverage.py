"""Which key people nobody of us met, and what hangs on a single contact: asked of the graph, decided in `domain.gaps`.

A report takes six queries in one transaction, whatever the size of the account. Met means: a held two-way meeting
of this account with one of us there; planned and cancelled ones, and those after the day asked for, do not exist.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated

from pydantic import BaseModel, ConfigDict

from service.dismissals import read_dismissals
from service.domain import assessments
from service.domain.actor import FieldClass
from service.domain.gaps.model import (
    AccountFacts,
    Counterpart,
    Deal,
    Department,
    HeldPost,
    KeyReason,
    KeyReasonCode,
    KeySubject,
    Talk,
)
from service.domain.gaps.nearest import Acquaintance, KnownSeat, Superior, Surroundings
from service.domain.gaps.proposals import DECIDING
from service.domain.gaps.report import GapReport, set_aside
from service.domain.gaps.rules import find_notes, find_risks, find_uncovered, uncovered
from service.domain.orgmap import Assessment, SeatState
from service.graph.query import Row, load
from service.graph.transaction import ReadTx
from service.settings_store import read_gap_settings


class _Item(BaseModel):
    """A map inside a row."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DepartmentItem(_Item):
    id: str
    name: str
    parent_id: str | None


class DealItem(_Item):
    id: str
    name: str
    stage: str | None
    amount_minor: int | None
    currency: str | None
    order_on: date | None
    targets: list[str]
    players: list[str]
    seats: list[str]
    meetings: list[str]


class AccountRow(Row, fields=FieldClass.ORG):
    account_id: str
    name: str
    currency: str | None
    departments: list[DepartmentItem]
    deals: list[DealItem]
    has_posts: bool


class TalkItem(_Item):
    id: str
    held_on: date
    members: list[str]
    departments: list[str]


class CounterpartRow(Row, fields=FieldClass.ORG):
    person_id: str
    name: str
    talks: list[TalkItem]
    seats: list[tuple[str, str | None]]
    above: list[str]


class PostItem(_Item):
    id: str
    title: str
    line_rank: int | None
    department_id: str | None


class KeyRow(Row, fields=FieldClass.ORG):
    id: str
    person: bool
    name: str | None
    reasons: list[tuple[KeyReasonCode, str | None, str | None, str | None]]
    vacant: bool
    person_ranks: list[int]
    posts: list[PostItem]
    stances: Annotated[list[tuple[str | None, str, str, date, bool]], FieldClass.STANCE]
    moved_on: date | None
    deals: list[str]


class SurroundingsRow(Row, fields=FieldClass.ORG):
    met: list[tuple[str, str, str, str, date, str, int, bool]]
    seats: list[tuple[str, str, str | None]]
    lines: list[tuple[str, str]]
    superiors: list[tuple[str, str, str | None, str | None, str | None, bool]]


class NamedItem(_Item):
    id: str
    name: str


class MeetingRow(Row, fields=FieldClass.ORG):
    """A meeting a number was counted from, with everybody who was there."""

    id: str
    held_on: date | None
    kind: str | None
    subject: str | None
    people: list[NamedItem]
    members: list[NamedItem]


ACCOUNT = load("coverage.account", AccountRow)
COUNTERPARTS = load("coverage.counterparts", CounterpartRow)
KEY_PEOPLE = load("coverage.key_people", KeyRow)
SURROUNDINGS = load("coverage.surroundings", SurroundingsRow)
MEETINGS = load("coverage.meetings", MeetingRow)

_DECIDING = sorted(DECIDING)


def read_gaps(tx: ReadTx, *, account_id: str, as_of: date, since: date | None = None) -> GapReport:
    """The gaps of the account on the day, by contacts from `since` to `as_of`, both days included.

    Gaps that somebody has dismissed stand apart. What counts as thin is decided by the account's settings, read in the
    same transaction; without `since` they say how long the period is as well. NotFoundError when there is no such
    account.
    """
    settings = read_gap_settings(tx, account_id=account_id)
    since = since or as_of - timedelta(days=settings.since_days)
    facts = read_facts(tx, account_id=account_id, as_of=as_of)
    met = tx.rows(COUNTERPARTS, account_id=account_id, as_of=as_of, since=since)
    counterparts = {row.person_id: _counterpart(row, facts) for row in met}
    talks = {t.id: Talk(t.id, t.held_on, frozenset(t.members)) for row in met for t in row.talks}
    subjects = [
        _subject(row, as_of, settings.stale_days)
        for row in tx.rows(
            KEY_PEOPLE,
            account_id=account_id,
            as_of=as_of,
            deciding_roles=_DECIDING,
            officer_rank=settings["officer_rank"],
            head_rank=settings["head_rank"],
        )
    ]
    missed = uncovered(subjects, counterparts)
    seat_ids = sorted({post.id for s in missed for post in s.posts})
    around = _surroundings(tx.one(SURROUNDINGS, account_id=account_id, as_of=as_of, seat_ids=seat_ids))
    report = GapReport(
        account=facts,
        as_of=as_of,
        since=since,
        settings=settings,
        key_subjects=tuple(subjects),
        uncovered=find_uncovered(facts, missed, around),
        risks=find_risks(facts, talks, counterparts, settings),
        notes=find_notes(facts, since, subjects, around.last_talk_on),
        dismissals=read_dismissals(tx, account_id=account_id),
    )
    return set_aside(report)


def read_facts(tx: ReadTx, *, account_id: str, as_of: date) -> AccountFacts:
    """Departments and open deals of the account on the day. NotFoundError when there is no such account."""
    return _account(tx.one(ACCOUNT, account_id=account_id, as_of=as_of))


def read_meetings(tx: ReadTx, *, account_id: str, meeting_ids: Iterable[str]) -> list[MeetingRow]:
    """The meetings behind a number, the latest first; those of other accounts are left out."""
    return tx.rows(MEETINGS, account_id=account_id, meeting_ids=sorted(set(meeting_ids)))


def _account(row: AccountRow) -> AccountFacts:
    return AccountFacts(
        id=row.account_id,
        name=row.name,
        currency=row.currency,
        departments={d.id: Department(d.id, d.name, d.parent_id) for d in row.departments},
        deals={
            d.id: Deal(
                id=d.id,
                name=d.name,
                stage=d.stage,
                amount_minor=d.amount_minor,
                currency=d.currency,
                order_on=d.order_on,
                targets=frozenset(d.targets),
                players=frozenset(d.players),
                seats=frozenset(d.seats),
                meetings=frozenset(d.meetings),
            )
            for d in row.deals
        },
        has_posts=row.has_posts,
    )


def _counterpart(row: CounterpartRow, facts: AccountFacts) -> Counterpart:
    return Counterpart(
        id=row.person_id,
        name=row.name,
        talks=frozenset(t.id for t in row.talks),
        seats=frozenset(post_id for post_id, _ in row.seats),
        above=frozenset(row.above),
        departments=frozenset(d.id for _, home in row.seats for d in facts.upwards(home)),
        departments_then=frozenset((t.id, d) for t in row.talks for d in t.departments),
    )


def _subject(row: KeyRow, as_of: date, stale_days: int) -> KeySubject:
    ranks = [*row.person_ranks, *(p.line_rank for p in row.posts if p.line_rank is not None)]
    reasons = [KeyReason(code, text, deal_id, seat_id) for code, text, deal_id, seat_id in row.reasons]
    judged = [
        Assessment(member_id, level, on, evidence=None, toward="" if about_a_deal else None, id=stance_id)
        for member_id, stance_id, level, on, about_a_deal in row.stances
    ]
    return KeySubject(
        id=row.id,
        person=row.person,
        name=row.name if row.person and row.name else row.posts[0].title,
        reasons=tuple(sorted(reasons, key=lambda r: (r.code, r.text or "", r.deal_id or "", r.seat_id or ""))),
        seat_state=None if row.person else SeatState.VACANT if row.vacant else SeatState.UNKNOWN,
        rank=max(ranks, default=None),
        stance=assessments.fold(judged, as_of=as_of, last_move=row.moved_on, stale_days=stale_days),
        posts=tuple(HeldPost(p.id, p.title, p.department_id) for p in row.posts),
        deals=frozenset(row.deals),
    )


def _surroundings(row: SurroundingsRow) -> Surroundings:
    return Surroundings(
        met=[Acquaintance(*values) for values in row.met],
        seats=[KnownSeat(*values) for values in row.seats],
        lines=row.lines,
        superiors=[Superior(*values) for values in row.superiors],
    )
