"""The rows behind the numbers of an account: its posts, departments, meetings, open deals and key people."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from starlette.responses import Response

from service.domain import neighbours
from service.domain.cards import MeetingLine, Neighbour
from service.domain.gaps.document import KeyReasonOut, PostOut, posts_of, reasons_of
from service.domain.gaps.model import Deal, KeySubject, UncoveredKey
from service.domain.gaps.report import GapReport
from service.domain.orgmap import Contact, Department, OrgMap, Seat, SeatState
from service.graph.transaction import ReadTx
from service.kept_reports import KeptReports
from service.org import below, read_map, read_meeting_list
from service.pages.chrome import Chrome, read_chrome
from service.pages.shown import deals_of
from service.pages.visit import Visit


@dataclass(frozen=True, slots=True)
class _Read:
    chrome: Chrome
    report: GapReport
    org: OrgMap


def _read(tx: ReadTx, reports: KeptReports, active: str, account_id: str, as_of: date, since: date) -> _Read:
    report = reports.read(tx, account_id=account_id, as_of=as_of, since=since)
    org = read_map(tx, account_id=account_id, as_of=as_of, since=since)
    return _Read(read_chrome(tx, active, account_id, report), report, org)


def _found(visit: Visit, active: str) -> _Read:
    site = visit.site
    return site.graph.read(visit.actor, _read, site.reports, active, visit.account_id, visit.as_of, visit.since)


def _chosen(visit: Visit, choices: Sequence[str]) -> str:
    """What of the list is asked for; the first choice where the address names none of them."""
    asked = visit.query("show")
    return asked if asked in choices else choices[0]


def _any(_: object) -> bool:
    return True


# --- posts and departments ---


@dataclass(frozen=True, slots=True)
class PostLine:
    seat: Seat
    path: tuple[str, ...]
    holders: Sequence[Neighbour]
    superior: Neighbour | None


def _stands_empty(seat: Seat, state: SeatState) -> bool:
    return seat.state is state and not seat.personal


POSTS: Mapping[str, Callable[[Seat], bool]] = {
    "all": _any,
    "vacant": lambda s: _stands_empty(s, SeatState.VACANT),
    "unknown": lambda s: _stands_empty(s, SeatState.UNKNOWN),
}


def posts_page(visit: Visit) -> Response:
    """All posts of the day, the vacant ones, or those of unknown holder; of one department with what lies below it."""
    found = _found(visit, "people")
    org = found.org
    department = org.department.get(visit.query("department"))
    inside = below(org, department.id) if department else None
    within = [s for s in org.seats if inside is None or s.department_id in inside]
    show = _chosen(visit, tuple(POSTS))
    lines = [
        PostLine(s, org.path(s.department_id), neighbours.holders_of(org, s.id), _superior(org, s))
        for s in within
        if POSTS[show](s)
    ]
    return visit.site.render(
        visit,
        "posts.html",
        chrome=found.chrome,
        lines=sorted(lines, key=lambda x: (x.path, -(x.seat.line_rank or 0), x.seat.title, x.seat.id)),
        counts={code: sum(map(fits, within)) for code, fits in POSTS.items()},
        show=show,
        department=department,
    )


def _superior(org: OrgMap, seat: Seat) -> Neighbour | None:
    return next((n for n in neighbours.managers(org, [seat.id]) if n.kind == "line"), None)


@dataclass(frozen=True, slots=True)
class DepartmentLine:
    """The counts are those of the department with all that lies below it."""

    department: Department
    path: tuple[str, ...]
    heads: Sequence[Neighbour]
    people: int
    posts: int


def departments_page(visit: Visit) -> Response:
    found = _found(visit, "people")
    org = found.org
    posts: dict[str, int] = {}
    people: dict[str, set[str]] = {}
    for seat in org.seats:
        holders = {h.person_id for h in org.holders.get(seat.id, ())}
        for department_id in _upwards(org, seat.department_id):
            posts[department_id] = posts.get(department_id, 0) + 1
            people.setdefault(department_id, set()).update(holders)
    lines = [
        DepartmentLine(d, org.path(d.id), neighbours.heads(org, d.id), len(people.get(d.id, ())), posts.get(d.id, 0))
        for d in org.departments
    ]
    return visit.site.render(
        visit, "departments.html", chrome=found.chrome, lines=sorted(lines, key=lambda x: (x.path, x.department.id))
    )


def _upwards(org: OrgMap, department_id: str | None) -> list[str]:
    found: list[str] = []
    while department_id is not None and department_id in org.department and department_id not in found:
        found.append(department_id)
        department_id = org.department[department_id].parent_id
    return found


# --- meetings ---


MEETINGS: Mapping[str, Callable[[MeetingLine], bool]] = {
    "talks": lambda m: bool(m.state == "held" and m.two_way and m.members and m.people),
    "held": lambda m: m.state == "held",
    "planned": lambda m: m.state == "planned",
}


def _read_meetings(
    tx: ReadTx, reports: KeptReports, account_id: str, as_of: date, since: date
) -> tuple[_Read, Sequence[MeetingLine]]:
    found = _read(tx, reports, "home", account_id, as_of, since)
    return found, read_meeting_list(tx, account_id=account_id, as_of=as_of, since=since)


def meetings_page(visit: Visit) -> Response:
    """The two-way ones held in the period, all held in it, or those planned."""
    site = visit.site
    found, lines = site.graph.read(
        visit.actor, _read_meetings, site.reports, visit.account_id, visit.as_of, visit.since
    )
    show = _chosen(visit, tuple(MEETINGS))
    return visit.site.render(
        visit,
        "meetings.html",
        chrome=found.chrome,
        lines=[m for m in lines if MEETINGS[show](m)],
        counts={code: sum(map(fits, lines)) for code, fits in MEETINGS.items()},
        show=show,
        known=found.org.person,
    )


# --- deals ---


@dataclass(frozen=True, slots=True)
class DealLine:
    deal: Deal
    departments: Sequence[str]
    missed: Sequence[UncoveredKey]
    """Key people and posts without contact that play a role in it."""
    is_risk: bool
    """Whether it hangs on too few, so that there is a page with the evidence."""


DEALS: Mapping[str, Callable[[DealLine], bool]] = {
    "all": _any,
    "risk": lambda x: bool(x.missed),
    "unknown": lambda x: x.deal.amount_minor is None,
}


def deals_page(visit: Visit) -> Response:
    """The open deals, those in which a key person without contact plays a role, or those of unknown amount."""
    found = _found(visit, "gaps")
    report = found.report
    departments = report.account.departments
    thin = {r.id for r in report.risks if r.scope == "opportunity"}
    lines = [
        DealLine(
            deal,
            sorted(departments[i].name for i in deal.targets if i in departments),
            [u for u in report.uncovered if deal.id in u.subject.deals],
            deal.id in thin,
        )
        for deal in deals_of(report, report.money(report.account.deals))
    ]
    show = _chosen(visit, tuple(DEALS))
    shown = [x for x in lines if DEALS[show](x)]
    return visit.site.render(
        visit,
        "deals.html",
        chrome=found.chrome,
        lines=shown,
        counts={code: sum(map(fits, lines)) for code, fits in DEALS.items()},
        show=show,
        total=report.money(x.deal.id for x in shown),
    )


# --- key people ---


@dataclass(frozen=True, slots=True)
class KeyLine:
    subject: KeySubject
    posts: Sequence[PostOut]
    reasons: Sequence[KeyReasonOut]
    gap: UncoveredKey | None
    contacts: Sequence[Contact]
    """With those of us who met the person in the period."""


KEYS: Mapping[str, Callable[[KeyLine], bool]] = {
    "all": _any,
    "people": lambda x: x.subject.person,
    "seats": lambda x: not x.subject.person,
    "declared": lambda x: x.subject.declared,
    "proposed": lambda x: not x.subject.declared,
    "met": lambda x: x.gap is None,
    "lapsed": lambda x: bool(x.gap and x.subject.person and x.gap.last_contact),
    "never": lambda x: bool(x.gap and x.subject.person and not x.gap.last_contact),
}


def keys_page(visit: Visit) -> Response:
    """All key people and posts without a known holder: entered or proposed, met or not."""
    found = _found(visit, "gaps")
    report, org = found.report, found.org
    missed = {u.subject.id: u for u in report.uncovered}
    lines = [
        KeyLine(
            s,
            posts_of(s, report),
            reasons_of(s, report, visit.locale),
            missed.get(s.id),
            org.person[s.id].contacts if s.id in org.person else (),
        )
        for s in sorted(report.key_subjects, key=lambda s: (-(s.rank or 0), s.name, s.id))
    ]
    show = _chosen(visit, tuple(KEYS))
    return visit.site.render(
        visit,
        "keys.html",
        chrome=found.chrome,
        lines=[x for x in lines if KEYS[show](x)],
        counts={code: sum(map(fits, lines)) for code, fits in KEYS.items()},
        show=show,
        member=org.member,
        since=report.since,
    )
