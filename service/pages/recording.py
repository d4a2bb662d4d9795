"""Writing down what happened: one form each, which works without script; from a page or from the panel of the map."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from starlette.responses import RedirectResponse, Response

from service.domain.dates import parse_date
from service.domain.errors import InvalidInputError, NotFoundError, Problem, RefusedError, worded
from service.domain.orgmap import OrgMap
from service.domain.recording.known import Ref
from service.domain.recording.meetings import KINDS, MeetingEntry
from service.domain.recording.people import PersonEntry, SeatEntry
from service.domain.recording.stances import StanceEntry
from service.domain.recording.ties import RELATIONSHIPS, CoverEntry, KeyEntry
from service.domain.wording import UnreadableError
from service.graph.transaction import ReadTx
from service.org import read_map
from service.pages.chrome import Chrome, read_chrome
from service.pages.visit import Visit
from service.recording import Choices, Entry, read_choices, record
from service.undoing import undo_change
from service.web.status import status_of

ABOUT_SOMEBODY = ("stance", "meeting", "key", "cover")
WHATS = (*ABOUT_SOMEBODY, "person", "seat")
MORE_ATTENDEES = 4
"""Empty fields for further people of theirs."""


@dataclass(frozen=True, slots=True)
class _Read:
    chrome: Chrome
    org: OrgMap
    choices: Choices


def _read(tx: ReadTx, account_id: str, as_of: date) -> _Read:
    org = read_map(tx, account_id=account_id, as_of=as_of, since=as_of)
    return _Read(read_chrome(tx, "people", account_id), org, read_choices(tx, account_id=account_id, as_of=as_of))


def record_page(visit: Visit) -> Response:
    """The form of `{what}` for the person, post or department that the address names."""
    return _form(visit)


def _form(visit: Visit, status: int = 200, wrong: InvalidInputError | RefusedError | None = None) -> Response:
    what = str(visit.request.path_params["what"])
    found = visit.site.graph.read(visit.actor, _read, visit.account_id, visit.as_of)
    subject = _subject(visit, found.org) if what in ABOUT_SOMEBODY else None
    if what not in WHATS or (what in ABOUT_SOMEBODY and subject is None) or (subject and not _fits(what, subject[0])):
        raise worded(
            NotFoundError("There is no such person or post on that day."), "その日にその人やポストはありません。"
        )
    return visit.site.render(
        visit,
        "record.html",
        status,
        chrome=found.chrome,
        what=what,
        subject=subject,
        subject_name=_name(found.org, subject) if subject else "",
        org=found.org,
        departments=_departments(found.org) if what in ("person", "seat") else (),
        seats=_seats(found.org) if what in ("person", "seat") else (),
        team=found.choices.team,
        deals=found.choices.deals,
        people=sorted({p.name for p in found.org.people}) if what == "meeting" else (),
        more=range(MORE_ATTENDEES),
        kinds=KINDS,
        relationships=RELATIONSHIPS,
        typed=visit.form or visit.request.query_params,
        me=visit.request.cookies.get("nemawashi_me", ""),
        wrong=wrong.told(visit.locale) if wrong else None,
        problems={p.where: p for p in wrong.problems} if wrong else {},
    )


def _org(visit: Visit) -> OrgMap:
    day = visit.as_of
    return visit.site.graph.read(visit.actor, read_map, account_id=visit.account_id, as_of=day, since=day)


def _subject(visit: Visit, org: OrgMap) -> Ref | None:
    person, seat = (visit.text(n) or visit.query(n) for n in ("person", "seat"))
    if person in org.person:
        return "Person", person
    return ("Post", seat) if seat in org.seat else None


def _fits(what: str, label: str) -> bool:
    return label == "Person" or what in ("key", "cover")


def _name(org: OrgMap, ref: Ref) -> str:
    return org.person[ref[1]].name if ref[0] == "Person" else org.seat[ref[1]].title


def _departments(org: OrgMap) -> list[tuple[str, str]]:
    return sorted(((d.id, " / ".join(org.path(d.id))) for d in org.departments), key=lambda d: d[1])


def _seats(org: OrgMap) -> list[tuple[str, str]]:
    """Posts one can report to: holder, department and title."""
    named = []
    for seat in org.seats:
        holders = ", ".join(org.person[h.person_id].name for h in org.holders.get(seat.id, ()))
        words = (" / ".join(org.path(seat.department_id)), seat.title, holders)
        named.append((seat.id, " ".join(w for w in words if w)))
    return sorted(named, key=lambda s: s[1])


def save(visit: Visit) -> Response:
    """The entry is on record, and the page from which it came says so and offers to take it back; an unusable form
    comes back with what was typed."""
    what = str(visit.request.path_params["what"])
    try:
        org = visit.site.graph.read(
            visit.actor, read_map, account_id=visit.account_id, as_of=visit.as_of, since=visit.as_of
        )
        done = record(
            visit.site.graph,
            visit.actor,
            account_id=visit.account_id,
            entry=_ENTRY[what](visit, org) if what in _ENTRY else _nothing(),
            today=visit.today,
            as_of=visit.as_of,
        )
    except (InvalidInputError, RefusedError) as wrong:
        return _form(visit, status_of(wrong), wrong)
    made = done.made[1] if done.made else ""
    person = visit.text("person") or (made if what == "person" else "")
    seat = visit.text("seat") or (made if what == "seat" else "")
    response = _back(visit, person, seat, "recorded" if done.change_id else "so_already", done.change_id or "")
    if visit.text("member"):
        response.set_cookie("nemawashi_me", visit.text("member"), max_age=31_536_000, samesite="lax", httponly=True)
    return response


def undo(visit: Visit) -> Response:
    """The entry is taken back, and the page from which it came says so."""
    undo_change(visit.site.graph, visit.actor, account_id=visit.account_id, change_id=visit.text("change_id"))
    return _back(visit, visit.text("person"), visit.text("seat"), "entry_taken_back", "")


def _back(visit: Visit, person: str, seat: str, told: str, change_id: str) -> Response:
    base = f"/accounts/{quote(visit.account_id, safe='')}"
    said = {"told": told, "change": change_id}
    known = visit.site.graph.read(
        visit.actor, read_map, account_id=visit.account_id, as_of=visit.as_of, since=visit.as_of
    )
    if person not in known.person:
        person = ""
    if seat not in known.seat:
        seat = ""
    if visit.text("back") == "map" or not (person or seat):
        return RedirectResponse(visit.url(f"{base}/map", person=person, seat=seat, **said), status_code=303)
    place = f"people/{quote(person, safe='')}" if person else f"posts/{quote(seat, safe='')}"
    return RedirectResponse(visit.url(f"{base}/{place}", **said), status_code=303)


def _nothing() -> Entry:
    raise worded(NotFoundError("There is no such form."), "そのような入力はありません。")


def _stance(visit: Visit, _: OrgMap) -> Entry:
    return StanceEntry(
        visit.text("person"), visit.text("member"), visit.text("level"), _day(visit, "on") or visit.today,
        visit.text("evidence"), visit.text("deal") or None, visit.text("source"),
    )  # fmt: skip


def _meeting(visit: Visit, org: OrgMap) -> Entry:
    typed = [str(x).strip() for x in visit.form.getlist("who") if str(x).strip()]
    return MeetingEntry(
        state=visit.text("state") or "held",
        on=_day(visit, "on") or visit.today,
        member_ids=tuple(str(x) for x in visit.form.getlist("member")),
        person_ids=(visit.text("person"),) if visit.text("person") in org.person else (),
        new_people=tuple(typed),
        opportunity_ids=tuple(str(x) for x in visit.form.getlist("deal") if x),
        kind=visit.text("kind") or "meeting",
        two_way=None if visit.text("two_way") == "" else visit.text("two_way") == "1",
        subject=visit.text("subject"),
        note=visit.text("note"),
    )


def _of(visit: Visit) -> Ref:
    return ("Person", visit.text("person")) if visit.text("person") else ("Post", visit.text("seat"))


def _key(visit: Visit, _: OrgMap) -> Entry:
    return KeyEntry(_of(visit), visit.text("reason"), _day(visit, "on") or visit.as_of, visit.text("deal") or None)


def _cover(visit: Visit, _: OrgMap) -> Entry:
    levels = [int(visit.text(n)) if visit.text(n).isdecimal() else None for n in ("level", "desired_level")]
    return CoverEntry(_of(visit), visit.text("member"), _day(visit, "on") or visit.as_of, *levels)


def _person(visit: Visit, _: OrgMap) -> Entry:
    return PersonEntry(
        visit.text("name"), visit.text("kana"), visit.text("title"), visit.text("department") or None,
        visit.text("above") or None, _day(visit, "on"), visit.text("another") == "1",
    )  # fmt: skip


def _seat(visit: Visit, _: OrgMap) -> Entry:
    return SeatEntry(
        visit.text("title"), visit.text("department") or None, visit.text("above") or None,
        visit.text("state") != "unknown", _day(visit, "on"),
    )  # fmt: skip


_ENTRY: Mapping[str, Callable[[Visit, OrgMap], Entry]] = {
    "stance": _stance, "meeting": _meeting, "key": _key, "cover": _cover, "person": _person, "seat": _seat,
}  # fmt: skip


def _day(visit: Visit, name: str) -> date | None:
    text = visit.text(name)
    if not text:
        return None
    try:
        return parse_date(text)
    except UnreadableError as error:
        problem = Problem("bad_date", name, text, error.reason.en, expected_ja=error.reason.ja)
        message = worded(InvalidInputError("The day is not read as one.", [problem]), "日付として読めません。")
        raise message from None
