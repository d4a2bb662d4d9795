"""Everything known about one person of an account."""

from datetime import date
from typing import Annotated, NamedTuple

from service.domain import neighbours
from service.domain.actor import FieldClass
from service.domain.cards import Cover, DealRole, Judgement, KeyReason, MeetingLine, Named, PersonCard, Posting, Tie
from service.domain.errors import NotFoundError, worded
from service.domain.gaps.money import MoneySum, sum_of
from service.domain.orgmap import MapPerson, OrgMap
from service.graph.query import Row, load
from service.graph.transaction import ReadTx
from service.org.history import DEPARTMENTS, HoldingFact, Places, TextFact, former, future, postings
from service.org.map import read_map


class JudgementItem(NamedTuple):
    id: str
    member_id: str | None
    member_name: str | None
    level: str
    assessed_on: date
    withdrawn_on: date | None
    evidence: str | None
    source: str | None
    confidence: str | None
    toward: str | None


class MeetingItem(NamedTuple):
    id: str
    state: str
    on: date
    kind: str | None
    subject: str | None
    two_way: bool
    members: list[tuple[str, str | None]]
    people: list[tuple[str, str | None]]


class CoverItem(NamedTuple):
    member_id: str
    member_name: str | None
    level: int | None
    desired_level: int | None
    seat_id: str | None


class RoleItem(NamedTuple):
    deal_id: str
    name: str | None
    stage: str | None
    is_open: bool
    amount_minor: int | None
    currency: str | None
    order_on: date | None
    role: str | None
    seat_id: str | None


class KeyItem(NamedTuple):
    reason: str
    deal_id: str | None
    deal_name: str | None
    seat_id: str | None
    source: str | None
    confidence: str | None


class EmploymentItem(NamedTuple):
    valid_from: date | None
    source: str | None
    confidence: str | None
    observed_on: date | None


class PersonRow(Row, fields=FieldClass.ORG):
    """What hangs off one person on a day."""

    currency: str | None
    judgements: Annotated[list[JudgementItem], FieldClass.STANCE]
    meetings_held: int
    meetings: list[MeetingItem]
    covers: list[CoverItem]
    roles: list[RoleItem]
    keys: list[KeyItem]
    employments: list[EmploymentItem]


class PersonHistoryRow(Row, fields=FieldClass.ORG):
    """The person, and the posts of all days."""

    name: str | None
    kana: str | None
    romaji: str | None
    email: Annotated[str | None, FieldClass.MEMO]
    phone: Annotated[str | None, FieldClass.MEMO]
    note: Annotated[str | None, FieldClass.MEMO]
    holdings: list[HoldingFact]
    titles: list[TextFact]
    places: list[TextFact]


PERSON = load("org.person", PersonRow)
HISTORY = load("org.person_history", PersonHistoryRow)


def read_person(
    tx: ReadTx, *, account_id: str, person_id: str, as_of: date, since: date, org: OrgMap | None = None
) -> PersonCard:
    """The card of the person on `as_of`; contacts are those from `since` on.

    Posts, lines, rank, stance and keys are those of the map of that day: `org` where the caller has read it in the same
    transaction, else it is read here. Somebody who has left or is yet to come has a card with `present` false.
    NotFoundError when the account never had this person.
    """
    history = tx.first(HISTORY, account_id=account_id, person_id=person_id)
    if history is None:
        raise worded(NotFoundError("There is no such person."), "その人はいません。")
    row = tx.one(PERSON, account_id=account_id, person_id=person_id, as_of=as_of)
    places = Places(tx.one(DEPARTMENTS, account_id=account_id))
    if org is None:
        org = read_map(tx, account_id=account_id, as_of=as_of, since=since)
    seats = [h.seat_id for h in org.posts_of.get(person_id, ())]
    all_posts = postings(history.holdings, history.titles, history.places, places, as_of)
    known = org.person.get(person_id)
    person = known or MapPerson(person_id, history.name or "", history.kana, history.romaji)
    deals = _deals(row, seats)
    works = max(row.employments, key=lambda e: e.valid_from or date.min, default=None)
    return PersonCard(
        account_id=account_id,
        as_of=as_of,
        since=since,
        person=person,
        present=known is not None,
        posts=_current(all_posts, seats),
        former=former(all_posts),
        future=future(all_posts),
        managers=neighbours.managers(org, seats),
        reports=neighbours.reports(org, seats),
        judgements=_judgements(org, row, {a.id for a in person.assessments}),
        meetings=_meetings(org, row),
        meetings_held=row.meetings_held,
        covers=_covers(org, row, seats),
        deals=deals,
        money=_money(deals, row.currency),
        keys=tuple(
            KeyReason(
                k.reason, Named(k.deal_id, k.deal_name or "") if k.deal_id else None, k.seat_id, k.source, k.confidence
            )
            for k in sorted(row.keys, key=lambda k: (k.deal_id is not None, k.reason, k.deal_id or "", k.seat_id or ""))
            if k.seat_id is None or k.seat_id in seats
        ),
        ties=_ties(org, person_id),
        email=history.email,
        phone=history.phone,
        note=history.note,
        source=works.source if works else None,
        confidence=works.confidence if works else None,
        observed_on=works.observed_on if works else None,
    )


def _current(all_posts: list[Posting], seats: list[str]) -> tuple[Posting, ...]:
    """The postings of today that the map counts, in its order: the primary one first."""
    now = {p.seat_id: p for p in sorted(all_posts, key=lambda p: p.valid_from or date.min) if p.tense == "current"}
    return tuple(now[s] for s in seats)


def _member(org: OrgMap, member_id: str, name: str | None) -> Named:
    known = org.member.get(member_id)
    return Named(member_id, name or "", known.title if known else None)


def _judgements(org: OrgMap, row: PersonRow, standing: set[str]) -> tuple[Judgement, ...]:
    return tuple(
        Judgement(
            id=j.id,
            by=_member(org, j.member_id, j.member_name) if j.member_id else None,
            level=j.level,
            assessed_on=j.assessed_on,
            withdrawn_on=j.withdrawn_on,
            evidence=j.evidence,
            source=j.source,
            confidence=j.confidence,
            toward=j.toward,
            stands=j.id in standing,
        )
        for j in sorted(row.judgements, key=lambda j: (j.assessed_on, j.id), reverse=True)
    )


def _meetings(org: OrgMap, row: PersonRow) -> tuple[MeetingLine, ...]:
    return tuple(
        MeetingLine(
            id=v.id,
            state=v.state,
            on=v.on,
            kind=v.kind,
            subject=v.subject,
            two_way=v.two_way,
            members=tuple(_member(org, i, name) for i, name in v.members),
            people=tuple(Named(i, name or "") for i, name in v.people),
        )
        for v in sorted(row.meetings, key=lambda v: (v.on, v.id), reverse=True)
    )


def _covers(org: OrgMap, row: PersonRow, seats: list[str]) -> tuple[Cover, ...]:
    return tuple(
        Cover(_member(org, c.member_id, c.member_name), c.level, c.desired_level, c.seat_id)
        for c in sorted(row.covers, key=lambda c: (-(c.level or 0), c.member_id, c.seat_id or ""))
        if c.seat_id is None or c.seat_id in seats
    )


def _deals(row: PersonRow, seats: list[str]) -> tuple[DealRole, ...]:
    roles: dict[str, set[str]] = {}
    found: dict[str, RoleItem] = {}
    for r in row.roles:
        if r.seat_id is None or r.seat_id in seats:
            found[r.deal_id] = r
            roles.setdefault(r.deal_id, set()).add(r.role or "")
    lines = [
        DealRole(
            id=i,
            name=r.name or "",
            stage=r.stage,
            is_open=r.is_open,
            roles=tuple(sorted(x for x in roles[i] if x)),
            amount_minor=r.amount_minor,
            currency=r.currency,
            order_on=r.order_on,
        )
        for i, r in found.items()
    ]
    return tuple(sorted(lines, key=lambda d: (not d.is_open, d.name, d.id)))


def _money(deals: tuple[DealRole, ...], currency: str | None) -> MoneySum:
    still_open = {d.id: d for d in deals if d.is_open}
    return sum_of(still_open, still_open, currency)


def _ties(org: OrgMap, person_id: str) -> tuple[Tie, ...]:
    ties = []
    for r in org.relations:
        if person_id in (r.from_id, r.to_id):
            other = org.person[r.to_id if r.from_id == person_id else r.from_id]
            ties.append(Tie(Named(other.id, other.name), r.kind, r.from_id == person_id, r.note))
    return tuple(ties)
