"""Whom to reach so that a gap closes: of a deal or department the people and posts that the gap is about."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from service.domain.gaps.checks import CheckCode, Gap
from service.domain.gaps.dismissals import AnyGap
from service.domain.gaps.filtering import Places
from service.domain.gaps.model import Risk, UncoveredKey
from service.domain.orgmap import OrgMap

MOST = 3


@dataclass(frozen=True, slots=True)
class Whom:
    kind: str
    """`person` or `seat`."""
    id: str
    name: str


def whom_to_reach(gap: AnyGap, places: Places) -> tuple[Whom, ...]:
    """At most three people or empty posts, the highest rank first; none that the gap counts as met.

    Of somebody it is that one. Of a deal: who stands above its approvers where that is the gap, else who plays a role,
    else the head of the departments it targets. Of a department or the account: the key people and posts there without
    contact, else the head. Empty: the chart knows nobody else.
    """
    if isinstance(gap, UncoveredKey):
        return (Whom("person" if gap.subject.person else "seat", gap.subject.id, gap.subject.name),)
    kind = gap.scope.value if isinstance(gap, Risk) else gap.kind
    if kind in ("person", "seat"):
        return (Whom(kind, gap.id, gap.name),)
    org = places.org
    met = {c.id for c in gap.people} if isinstance(gap, Risk) else set()
    found = _of_deal(gap, places) if kind == "opportunity" else _key_in(gap, kind, places)
    first = _named(found - met, org) or _named(_head(places.departments(gap), places, met), org)
    return first[:MOST]


def _of_deal(gap: Gap | Risk, places: Places) -> set[str]:
    org, deal = places.org, places.report.account.deals.get(gap.id)
    told = {e.id for e in gap.evidence if e.kind == "person"} if isinstance(gap, Gap) else set()
    if isinstance(gap, Gap) and gap.code is CheckCode.ABOVE_APPROVER:
        return _above(told, org) or told
    players = deal.players | {s for s in deal.seats if not org.holders.get(s)} if deal else frozenset[str]()
    return (set(players) - told) or told


def _key_in(gap: Gap | Risk, kind: str, places: Places) -> set[str]:
    """Key people and posts without contact of the department and below, or of the whole account."""
    missed = places.report.uncovered
    return {u.subject.id for u in missed if kind == "account" or gap.id in places.above(u)}


def _above(people: Iterable[str], org: OrgMap) -> set[str]:
    """Who stands one step above these in the reporting line; a post that nobody holds for itself."""
    seats = {h.seat_id for p in people for h in org.posts_of.get(p, ())}
    above = {x.to_id for s in seats for x in org.lines_from.get(s, ()) if x.kind == "line"}
    return {i for s in above for i in _holders(s, org)} - set(people)


def _head(departments: Collection[str], places: Places, met: set[str]) -> set[str]:
    """Who holds the highest post of the departments and below, or of the account without any, that was not met; or that
    post."""
    upwards = places.report.account.upwards
    inside = (
        s for s in places.org.seats if not departments or any(d.id in departments for d in upwards(s.department_id))
    )
    highest_first = sorted(inside, key=lambda s: (-(s.line_rank or 0), s.id))
    return next((left for s in highest_first if (left := _holders(s.id, places.org) - met)), set())


def _holders(seat_id: str, org: OrgMap) -> set[str]:
    return {h.person_id for h in org.holders.get(seat_id, ())} or {seat_id}


def _named(ids: Iterable[str], org: OrgMap) -> tuple[Whom, ...]:
    people = [(org.person[i].rank, Whom("person", i, org.person[i].name)) for i in ids if i in org.person]
    seats = [(org.seat[i].line_rank, Whom("seat", i, org.seat[i].title)) for i in ids if i in org.seat]
    return tuple(w for _, w in sorted([*people, *seats], key=lambda x: (-(x[0] or 0), x[1].name, x[1].id)))
