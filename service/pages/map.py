"""The relationship map: the page, the frame that draws, the panel beside it, the picture for print."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from service.domain.cards import PersonLine, Stop
from service.domain.dates import format_day
from service.domain.errors import InvalidInputError, Problem
from service.domain.gaps.report import GapReport
from service.domain.orgmap import OrgMap, Seat, SeatState
from service.domain.roster import Place, Section, roster
from service.graph.transaction import ReadTx
from service.kept_reports import KeptReports
from service.mapping import offline_map
from service.org import department_card, list_people, read_map, read_stops
from service.pages.chrome import Chrome, read_chrome
from service.pages.gaps import view
from service.pages.handover import Drawing
from service.pages.people import gaps_of, read_of_person, read_of_seat
from service.pages.visit import Visit
from service.web.headers import MAP_POLICY
from viz import VIS_PACKAGE, Layout, frame_nodes, frame_page, lay_out, svg

STOPS_BEFORE, STOPS_AFTER = 4, 2
ASPECT = 1.4
"""Width to height of the room for the drawing, on a screen beside the panel and on A4 alike."""
MOST_OPEN = 400


@dataclass(frozen=True, slots=True)
class _Drawn:
    chrome: Chrome
    org: OrgMap
    report: GapReport
    stops: Sequence[Stop]


def _read_drawing(
    tx: ReadTx, reports: KeptReports, account_id: str, as_of: date, since: date
) -> tuple[OrgMap, GapReport]:
    org = read_map(tx, account_id=account_id, as_of=as_of, since=since)
    report = reports.read(tx, account_id=account_id, as_of=as_of, since=since)
    return replace(org, gap_counts=report.gap_counts()), report


def _drawing(visit: Visit) -> tuple[OrgMap, GapReport]:
    site = visit.site
    return site.graph.read(visit.actor, _read_drawing, site.reports, visit.account_id, visit.as_of, visit.since)


def _read_around(
    tx: ReadTx, reports: KeptReports, account_id: str, as_of: date, since: date
) -> tuple[GapReport, Chrome, Sequence[Stop]]:
    report = reports.read(tx, account_id=account_id, as_of=as_of, since=since)
    return report, read_chrome(tx, "map", account_id, report), read_stops(tx, account_id=account_id, around=as_of)


def _read_page(visit: Visit) -> _Drawn:
    """The organisation and what stands around it, read side by side: together they are most of the wait for a map."""
    site, actor, account_id, as_of, since = visit.site, visit.actor, visit.account_id, visit.as_of, visit.since
    graph = site.graph
    around = site.beside.submit(lambda: graph.read(actor, _read_around, site.reports, account_id, as_of, since))
    org = graph.read(actor, read_map, account_id=account_id, as_of=as_of, since=since)
    report, chrome, stops = around.result()
    return _Drawn(chrome, replace(org, gap_counts=report.gap_counts()), report, stops)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the tree beside the map: a person in a department, or a seat without a known holder."""

    id: str
    name: str
    title: str
    person: PersonLine | None
    seat: Seat | None
    second: bool
    """True on every post of a person but the first."""
    key: bool
    bare: bool
    search: str


@dataclass(frozen=True, slots=True)
class Branch:
    """A department with the entries of its own, in the order of the tree; `level` 1 stands under the account."""

    id: str | None
    name: str
    path: tuple[str, ...]
    level: int
    entries: Sequence[Entry]


def branches(org: OrgMap, lines: Mapping[str, PersonLine], missed: frozenset[str]) -> list[Branch]:
    """The sections of the roster, each post or person with what the list says about it."""
    whole = roster(org)

    def branch(section: Section, name: str) -> Branch:
        entries = [_entry(p, lines, missed, section.path) for p in section.places]
        return Branch(section.department_id, name, section.path, section.level, entries)

    found = [branch(whole.top, org.account_name)] if whole.top else []
    found += [branch(s, s.path[-1]) for s in whole.departments]
    return [*found, branch(whole.unplaced, "")] if whole.unplaced else found


def _entry(place: Place, lines: Mapping[str, PersonLine], missed: frozenset[str], path: Sequence[str]) -> Entry:
    line = lines[place.person.id] if place.person else None
    return Entry(
        id=place.id,
        name=place.person.name if place.person else "",
        title=place.title,
        person=line,
        seat=place.seat,
        second=place.second,
        key=place.key,
        bare=place.id in missed,
        search=_search_text(line, place.seat, path),
    )


def _search_text(line: PersonLine | None, seat: Seat | None, path: Sequence[str]) -> str:
    p = line.person if line else None
    texts = [p.name, p.name.replace(" ", ""), p.kana, p.romaji] if p else []
    return " ".join(x for x in (*texts, seat.title if seat else None, *path) if x).casefold()


def near_stops(stops: Sequence[Stop], as_of: date, today: date) -> tuple[list[Stop], Stop | None, Stop | None]:
    """The stops shown around the day, and those before and after it; the day itself and today are always among them."""
    known = {s.day: s for s in stops}
    for day in (as_of, today):
        known.setdefault(day, Stop(day, 0, 0, 0))
    days = sorted(known)
    at = days.index(as_of)
    shown = days[max(at - STOPS_BEFORE, 0) : at + STOPS_AFTER + 1]
    if today not in shown:
        shown = sorted({*shown, today})
    before = known[days[at - 1]] if at > 0 else None
    after = known[days[at + 1]] if at + 1 < len(days) else None
    return [known[d] for d in shown], before, after


def _count_keys(org: OrgMap) -> int:
    """Key people, and key seats that nobody (or nobody known) holds."""
    empty = sum(bool(s.key_reasons) and s.state is not SeatState.HELD for s in org.seats)
    return sum(p.is_key for p in org.people) + empty


def map_page(visit: Visit) -> Response:
    found = _read_page(visit)
    missed = frozenset(u.subject.id for u in found.report.uncovered)
    lines = {x.person.id: x for x in list_people(found.org)}
    stops, before, after = near_stops(found.stops, visit.as_of, visit.today)
    person, seat, department = visit.query("person"), visit.query("seat"), visit.query("department")
    layout = _laid_out(found.org, None, person or seat or department)
    drawing = Drawing(visit.actor, visit.account_id, visit.as_of, visit.since, found.org, layout)
    counts: dict[str, int] = {}
    for p in found.org.people:
        counts[p.stance or "unknown"] = counts.get(p.stance or "unknown", 0) + 1
    return visit.site.stream(
        visit,
        "map.html",
        chrome=found.chrome,
        org=found.org,
        branches=branches(found.org, lines, missed),
        stops=stops,
        before=before,
        after=after,
        counts=counts,
        keys=_count_keys(found.org),
        missed=missed,
        open_now=open_now(layout),
        made=visit.site.handover.keep(drawing),
        picked=person or seat,
        panel=_panel_body(visit, person, seat, department) if person or seat or department else None,
        highlight=visit.query("highlight"),
        department=department,
        told=visit.query("told"),
        changed=visit.query("change"),
        picked_person=person,
        picked_seat=seat,
    )


def open_now(layout: Layout) -> list[str]:
    """The departments that could be folded and are not."""
    return [b.department_id for b in layout.boxes if b.department_id and b.foldable and not b.folded]


def _open_departments(visit: Visit) -> frozenset[str] | None:
    """Which departments are unfolded: none named is the usual folding."""
    text = visit.request.query_params.get("open")
    if text is None:
        return None
    return frozenset(x for x in text.split(",")[:MOST_OPEN] if x)


def _laid_out(org: OrgMap, open_departments: Collection[str] | None, shown: str) -> Layout:
    """The drawing with these departments open (None: the usual ones), and those in which `shown` stands.

    `shown` is the id of a card, person, seat or department; one that is nowhere opens nothing.
    """
    layout = lay_out(org, open_departments=open_departments, aspect=ASPECT)
    around = _around(org, shown) if shown and not _stands(layout, shown) else frozenset()
    if not around:
        return layout
    wanted = {*(open_departments if open_departments is not None else open_now(layout)), *around}
    return lay_out(org, open_departments=wanted, aspect=ASPECT)


def _stands(layout: Layout, shown: str) -> bool:
    """Whether it has a card or a box of its own."""
    cards = any(shown in (c.id, c.person_id, c.seat_id) for c in layout.cards)
    return cards or any(b.department_id == shown for b in layout.boxes)


def _around(org: OrgMap, shown: str) -> frozenset[str]:
    """The departments from the one in which it stands up to the account."""
    if shown in org.department:
        place = org.department[shown].parent_id
    else:
        posts = org.posts_of.get(shown, ())
        seat_id = posts[0].seat_id if posts else shown.split(":")[1] if shown.startswith("c:") else shown
        place = org.seat[seat_id].department_id if seat_id in org.seat else None
    found: set[str] = set()
    while place is not None and place in org.department and place not in found:
        found.add(place)
        place = org.department[place].parent_id
    return frozenset(found)


def frame(visit: Visit) -> Response:
    """The document of the sandboxed frame; its data stands in it, for its scripts have no cookie."""
    at = (visit.account_id, visit.as_of, visit.since)
    made = visit.site.handover.take(visit.query("made"), visit.actor, *at)
    if made:
        org, layout = made.org, made.layout
    else:
        org, _ = _drawing(visit)
        layout = _laid_out(org, _open_departments(visit), visit.query("show"))
    static = visit.site.static
    html = frame_page(
        layout,
        org,
        visit.locale,
        vis_url=static.url("vis/" + VIS_PACKAGE[1].rpartition("/")[2]),
        script_url=static.url("viz/map.js"),
        style_url=static.url("viz/map.css"),
    )
    return HTMLResponse(html, headers={"content-security-policy": MAP_POLICY, "content-language": visit.locale})


def data(visit: Visit) -> Response:
    """The drawing after a department was folded or unfolded, for the page to hand to the frame."""
    org, _ = _drawing(visit)
    layout = _laid_out(org, _open_departments(visit), visit.query("show"))
    body = json.dumps(
        {"data": frame_nodes(layout, org, visit.locale), "open": open_now(layout)}, ensure_ascii=False, allow_nan=False
    )
    return Response(body, media_type="application/json")


def picture(visit: Visit) -> Response:
    """The map as one drawing, for print and for browsers without script: whole, or as it is folded on the screen."""
    org, _ = _drawing(visit)
    wanted = _open_departments(visit)
    everything = frozenset(org.department)
    layout = lay_out(org, open_departments=everything if wanted is None else wanted, aspect=ASPECT)
    site, day = visit.site, format_day(visit.as_of, visit.locale, "table")
    marked = site.text(
        visit.locale, "%(mark)s. Nemawashi, as of %(day)s", mark=site.text(visit.locale, "Confidential"), day=day
    )
    drawn = svg(layout, org, visit.locale, marked=f"{org.account_name}　{marked}")
    return Response(drawn, media_type="image/svg+xml")


def offline_file(visit: Visit) -> Response:
    """One file that draws the map without network; stances are in it only when asked for."""
    html = offline_map(
        visit.site.graph,
        visit.actor,
        account_id=visit.account_id,
        as_of=visit.as_of,
        since=visit.since,
        locale=visit.locale,
        with_stances=visit.query("stances") == "1",
        made_on=visit.today,
    )
    name = f"relationship-map-{visit.as_of.isoformat()}.html"
    return HTMLResponse(html, headers={"content-disposition": f'attachment; filename="{name}"'})


def panel(visit: Visit) -> Response:
    """What the panel beside the map says about a person, a post or a department."""
    body = _panel_body(visit, visit.query("person"), visit.query("seat"), visit.query("department"))
    return HTMLResponse(body)


def _panel_body(visit: Visit, person_id: str, seat_id: str, department_id: str) -> Markup:
    site, at = visit.site, (visit.as_of, visit.since)
    account_id = visit.account_id

    def made(template: str, **values: object) -> Markup:
        text = site.environments[visit.locale].get_template(template).render(v=visit, account_id=account_id, **values)
        return Markup(text)  # noqa: S704  # our own template, which escapes

    if person_id:
        of_person = site.graph.read(visit.actor, read_of_person, site.reports, account_id, person_id, *at)
        gaps = gaps_of(of_person.report, visit, person_id)
        return made("panel_person.html", card=of_person.card, ours=of_person.ours, fix=of_person.fix, **gaps)
    if seat_id:
        of_seat = site.graph.read(visit.actor, read_of_seat, site.reports, account_id, seat_id, *at)
        return made("panel_seat.html", card=of_seat.card, **gaps_of(of_seat.report, visit, seat_id))
    if department_id:
        org, report = _drawing(visit)
        shown = view(report, {}, visit.locale)
        risk = next((x for x in shown.risks if x.risk.gap_id == f"department:{department_id}"), None)
        return made("panel_department.html", card=department_card(org, department_id), risk=risk)
    raise InvalidInputError(
        "Say whose panel it is.", [Problem("missing", "person, seat, department", "", "one of the three")]
    )
