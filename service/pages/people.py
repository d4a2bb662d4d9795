"""The list of people, and the page of one person or post."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.responses import Response

from service.domain.cards import PersonCard, PersonLine, SeatCard
from service.domain.errors import NemawashiError
from service.domain.gaps.model import RiskCode
from service.domain.gaps.report import GapReport
from service.domain.orgmap import Department, OrgMap
from service.graph.transaction import ReadTx
from service.kept_reports import KeptReports
from service.org import below, list_people, read_map, read_person, read_seat
from service.pages.chrome import Chrome, read_chrome
from service.pages.correctable import Correctable, read_correctable
from service.pages.gap_checks import about
from service.pages.gaps import view
from service.pages.visit import Visit
from service.pages.words import BAND


@dataclass(frozen=True, slots=True)
class _People:
    chrome: Chrome
    report: GapReport
    org: OrgMap
    lines: Sequence[PersonLine]


@dataclass(frozen=True, slots=True)
class OfPerson:
    """A person's card with the gaps that name the person."""

    chrome: Chrome
    report: GapReport
    card: PersonCard
    ours: Sequence[tuple[str, date | None]]
    """Names of those of us who met the person in the period, with the latest day, then of those only assigned."""
    fix: Correctable | None
    """What can be corrected; None when the person is not with the account on the day."""


@dataclass(frozen=True, slots=True)
class OfSeat:
    chrome: Chrome
    report: GapReport
    card: SeatCard


def _read_people(tx: ReadTx, reports: KeptReports, account_id: str, as_of: date, since: date) -> _People:
    report = reports.read(tx, account_id=account_id, as_of=as_of, since=since)
    org = read_map(tx, account_id=account_id, as_of=as_of, since=since)
    return _People(read_chrome(tx, "people", account_id, report), report, org, list_people(org))


def read_of_person(
    tx: ReadTx, reports: KeptReports, account_id: str, person_id: str, as_of: date, since: date, asked: str = ""
) -> OfPerson:
    report = reports.read(tx, account_id=account_id, as_of=as_of, since=since)
    org = read_map(tx, account_id=account_id, as_of=as_of, since=since)
    card = read_person(tx, account_id=account_id, person_id=person_id, as_of=as_of, since=since, org=org)
    met = sorted(card.person.contacts, key=lambda c: (-c.on.toordinal(), c.member_id))
    ours: list[tuple[str, date | None]] = [(org.member[c.member_id].name, c.on) for c in met]
    ours += [(c.member.name, None) for c in card.covers if c.member.id not in {x.member_id for x in met}]
    chrome = read_chrome(tx, "people", account_id, report)
    base = (chrome.account.last_change_id if chrome.account else None) or ""
    fix = read_correctable(tx, org, person_id, as_of, base, asked)
    return OfPerson(chrome, report, card, ours, fix)


def read_of_seat(tx: ReadTx, reports: KeptReports, account_id: str, seat_id: str, as_of: date, since: date) -> OfSeat:
    report = reports.read(tx, account_id=account_id, as_of=as_of, since=since)
    card = read_seat(tx, account_id=account_id, seat_id=seat_id, as_of=as_of, since=since)
    return OfSeat(read_chrome(tx, "people", account_id, report), report, card)


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list is narrowed to; everything empty is no filter."""

    stances: frozenset[str] = frozenset()
    key: bool = False
    bare: bool = False
    differ: bool = False
    department: Department | None = None
    seats: frozenset[str] = frozenset()
    """The posts of the department and of all that lies below it."""
    rank: int = 0
    text: str = ""

    @property
    def is_on(self) -> bool:
        return bool(self.stances or self.key or self.bare or self.differ or self.department or self.rank or self.text)

    def fits(self, line: PersonLine, missed: frozenset[str]) -> bool:
        p = line.person
        told = " ".join(x for x in (p.name, p.kana, p.romaji, *line.titles, *line.department_path) if x).casefold()
        return (
            (not self.stances or (p.stance or "unknown") in self.stances)
            and (not self.key or p.is_key)
            and (not self.bare or p.id in missed)
            and (not self.differ or p.stance_split)
            and (self.department is None or not self.seats.isdisjoint(line.seat_ids))
            and (not self.rank or (p.rank or 0) >= self.rank)
            and all(word in told or word.replace(" ", "") in told for word in self.text.casefold().split())
        )


def read_filter(visit: Visit, org: OrgMap) -> Filter:
    rank = visit.query("rank")
    department = org.department.get(visit.query("department"))
    inside = below(org, department.id) if department else frozenset()
    return Filter(
        stances=frozenset(visit.request.query_params.getlist("stance")),
        key=visit.query("key") == "1",
        bare=visit.query("bare") == "1",
        differ=visit.query("differ") == "1",
        department=department,
        seats=frozenset(s.id for s in org.seats if s.department_id in inside),
        rank=int(rank) if rank in {str(x) for x in BAND} else 0,
        text=visit.query("q")[:200],
    )


def people_page(visit: Visit) -> Response:
    site = visit.site
    found = site.graph.read(visit.actor, _read_people, site.reports, visit.account_id, visit.as_of, visit.since)
    missed = frozenset(u.subject.id for u in found.report.uncovered)
    chosen = read_filter(visit, found.org)
    return visit.site.render(
        visit,
        "people.html",
        chrome=found.chrome,
        lines=[x for x in found.lines if chosen.fits(x, missed)],
        total=len(found.lines),
        keys=sum(x.person.is_key for x in found.lines),
        missed=missed,
        bare=sum(x.person.id in missed for x in found.lines),
        chosen=chosen,
    )


def gaps_of(report: GapReport, visit: Visit, subject_id: str) -> dict[str, Any]:
    """Every open gap of a person or post, as its page and panel show them: being without contact, what hangs on
    this one contact, what the further checks found."""
    shown = view(report, {}, visit.locale)
    return {
        "gap": next((x for x in shown.uncovered if x.gap.subject.id == subject_id), None),
        "alone": [x for x in shown.risks if x.risk.has(RiskCode.ONE_CONTACT) and x.risk.people[0].id == subject_id],
        "further": about(report, subject_id, visit.locale),
    }


def person_page(visit: Visit) -> Response:
    return person_response(visit, str(visit.request.path_params["person_id"]))


def person_response(
    visit: Visit,
    person_id: str,
    status: int = 200,
    *,
    wrong: NemawashiError | None = None,
    wishes: Mapping[str, str] | None = None,
) -> Response:
    """The person's page; with what was wrong about a correction, and what was wished for, in its forms."""
    asked = visit.query("manager")[:200]
    site = visit.site
    found = site.graph.read(
        visit.actor, read_of_person, site.reports, visit.account_id, person_id, visit.as_of, visit.since, asked
    )
    return visit.site.render(
        visit,
        "person.html",
        status,
        fix=found.fix,
        wrong=None if wrong is None else wrong.told(visit.locale),
        problems=wrong.problems if wrong is not None else (),
        wishes=wishes or {},
        told=visit.query("told"),
        changed=visit.query("change"),
        zone=visit.site.settings.zone,
        chrome=found.chrome,
        card=found.card,
        ours=found.ours,
        **gaps_of(found.report, visit, person_id),
    )


def seat_page(visit: Visit) -> Response:
    seat_id = str(visit.request.path_params["seat_id"])
    site = visit.site
    found = site.graph.read(
        visit.actor, read_of_seat, site.reports, visit.account_id, seat_id, visit.as_of, visit.since
    )
    return visit.site.render(
        visit,
        "seat.html",
        told=visit.query("told"),
        changed=visit.query("change"),
        chrome=found.chrome,
        card=found.card,
        **gaps_of(found.report, visit, seat_id),
    )
