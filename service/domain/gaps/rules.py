"""Where our relationship is thin: key people nobody met, and what hangs on a single contact.

Pure rules over the facts of one account on one day. "Met" always means: a held two-way meeting of the account, inside
the period, with at least one of us there. Unknown is never zero: a deal without an amount adds nothing to a sum and
is named beside it, and no number of people is wanted for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from service.domain.gaps.model import (
    AccountFacts,
    Counterpart,
    KeySubject,
    Note,
    NoteCode,
    Risk,
    RiskCode,
    RiskReason,
    Scope,
    Talk,
    UncoveredKey,
)
from service.domain.gaps.money import sum_of
from service.domain.gaps.nearest import Surroundings
from service.domain.gaps.settings import DEFAULTS, GapSettings


def uncovered(subjects: Iterable[KeySubject], counterparts: Mapping[str, Counterpart]) -> list[KeySubject]:
    """Whom nobody of us met in the period; a seat without a known holder cannot be met."""
    return [s for s in subjects if s.id not in counterparts]


def find_uncovered(
    facts: AccountFacts, subjects: Iterable[KeySubject], surroundings: Surroundings
) -> tuple[UncoveredKey, ...]:
    """The gaps of these uncovered subjects: the most money first (unknown before none), then rank, then name."""
    found = [
        UncoveredKey(
            subject=s,
            money=sum_of(s.deals, facts.deals, facts.currency),
            last_contact=surroundings.last_contact(s.id),
            nearest=surroundings.nearest(s),
        )
        for s in subjects
    ]
    return tuple(
        sorted(
            found,
            key=lambda u: (
                *u.money.order,
                u.subject.rank is None,
                -(u.subject.rank or 0),
                u.subject.name,
                u.subject.id,
            ),
        )
    )


def one_line(people: Sequence[Counterpart]) -> bool:
    """Whether all of several people stand in one reporting line: one of them has all the others above."""
    return len(people) > 1 and any(
        all(other.id == lowest.id or other.seats & lowest.above for other in people) for lowest in people
    )


_SCOPES = tuple(Scope)


def find_risks(
    facts: AccountFacts,
    talks: Mapping[str, Talk],
    counterparts: Mapping[str, Counterpart],
    settings: GapSettings = DEFAULTS,
) -> tuple[Risk, ...]:
    """Every open deal, every department an open deal targets, and the account, where a reason is found.

    The most money first (unknown before none), then the account, departments, deals, then by name.
    """
    at_table: dict[str, list[str]] = {}
    for c in counterparts.values():
        for talk_id in c.talks:
            at_table.setdefault(talk_id, []).append(c.id)

    def risk(scope: Scope, id: str, name: str, met: set[tuple[str, str]], about: Iterable[str]) -> Risk:
        people = sorted((counterparts[i] for i in {p for p, _ in met}), key=lambda c: (c.name, c.id))
        evidence = sorted({v for _, v in met}, key=lambda v: (-talks[v].held_on.toordinal(), v))
        members = frozenset().union(*(talks[v].members for v in evidence))
        money = sum_of(about, facts.deals, facts.currency)
        size = money.money if scope is Scope.OPPORTUNITY else None
        contacts = None if size is None else settings.contacts(size)
        return Risk(
            scope=scope,
            id=id,
            name=name,
            people=tuple(people),
            members=members,
            evidence=tuple(evidence),
            reasons=_reasons(people, members, contacts),
            money=money,
            wanted=contacts,
        )

    everybody = {(c.id, v) for c in counterparts.values() for v in c.talks}
    found = [risk(Scope.ACCOUNT, facts.id, facts.name, everybody, facts.deals)]
    targeted: dict[str, list[str]] = {}
    for deal in facts.deals.values():
        for department_id in deal.targets & facts.departments.keys():
            targeted.setdefault(department_id, []).append(deal.id)
    for department_id, about in targeted.items():
        met = {
            (p, v)
            for p, v in everybody
            if department_id in counterparts[p].departments or (v, department_id) in counterparts[p].departments_then
        }
        found.append(risk(Scope.DEPARTMENT, department_id, facts.departments[department_id].name, met, about))
    for deal in facts.deals.values():
        met = {(p, v) for p in deal.players & counterparts.keys() for v in counterparts[p].talks}
        met |= {(p, v) for v in deal.meetings for p in at_table.get(v, ())}
        found.append(risk(Scope.OPPORTUNITY, deal.id, deal.name, met, [deal.id]))
    return tuple(
        sorted((r for r in found if r.reasons), key=lambda r: (*r.money.order, _SCOPES.index(r.scope), r.name, r.id))
    )


def _reasons(
    people: Sequence[Counterpart], members: frozenset[str], wanted_contacts: int | None
) -> tuple[RiskReason, ...]:
    """Each reason on its own: a deal on one contact is also below what its size asks for."""
    count = len(people)
    reasons = []
    if count == 0:
        reasons.append(RiskReason(RiskCode.NO_CONTACT, 0, 1))
    if count == 1:
        reasons.append(RiskReason(RiskCode.ONE_CONTACT, 1, 2))
    if one_line(people):
        reasons.append(RiskReason(RiskCode.ONE_LINE, 1, 2))
    if count > 1 and len(members) == 1:
        reasons.append(RiskReason(RiskCode.ONE_MEMBER, 1, 2))
    if wanted_contacts is not None and count < wanted_contacts:
        reasons.append(RiskReason(RiskCode.BELOW_THRESHOLD, count, wanted_contacts))
    return tuple(reasons)


def find_notes(
    facts: AccountFacts, since: date, subjects: Iterable[KeySubject], last_talk_on: date | None
) -> tuple[Note, ...]:
    """What is missing in the account, in the order in which a person would add it.

    `last_talk_on` is the latest held two-way meeting ever, up to the day asked for.
    """
    notes = []
    if not facts.has_posts:
        notes.append(Note(NoteCode.NO_ORGANISATION))
    if last_talk_on is None:
        notes.append(Note(NoteCode.NO_MEETINGS))
    elif last_talk_on < since:
        notes.append(Note(NoteCode.NO_RECENT_MEETINGS, on=last_talk_on))
    if not any(s.declared for s in subjects):
        notes.append(Note(NoteCode.NO_KEY_PEOPLE))
    if not facts.deals:
        notes.append(Note(NoteCode.NO_DEALS))
    unknown = sum(d.amount_minor is None for d in facts.deals.values())
    if unknown:
        notes.append(Note(NoteCode.UNKNOWN_AMOUNTS, count=unknown))
    currencies = {d.currency for d in facts.deals.values() if d.amount_minor is not None}
    if len(currencies) > 1:
        notes.append(Note(NoteCode.SEVERAL_CURRENCIES, count=len(currencies)))
    return tuple(notes)
