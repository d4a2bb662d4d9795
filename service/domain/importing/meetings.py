"""Meetings: when, who of us met whom of theirs, about which deal; the same meeting is not entered twice."""

from collections import defaultdict
from datetime import date
from typing import Any

from service.domain.importing import keys, vocabulary
from service.domain.importing.deals import Deals, find_deals
from service.domain.importing.draft import Ref
from service.domain.importing.findings import Log, row_named
from service.domain.importing.sheets import Desk, find_members, find_people, order_of, read_day, skip_if_lost
from service.domain.importing.tables import MappedTable, Row

Day = date
_Key = tuple[date, str]


class Meetings:
    """The meetings of the files, across their sheets, and those that are known."""

    def __init__(self, desk: Desk) -> None:
        self.known = _known(desk)
        self.taken: set[str] = set()
        self.rows: dict[tuple[object, ...], tuple[str, int]] = {}
        """Number, day, subject and attendees of a meeting of the files → its row."""


def plan_meetings(desk: Desk, deals: Deals, meetings: Meetings, table: MappedTable) -> None:
    order = order_of(table, "date")
    for row in table.rows():
        day = read_day(desk, table, row, "date", order, needed=True)
        if day is None:
            _skip_without_day(desk, table, row)
            continue
        ours = find_members(desk, table, row, "ours")
        theirs = find_people(desk, table, row, "theirs")
        for side, name in ((ours, "ours"), (theirs, "theirs")):
            if not side:
                desk.log.add(f"no_attendee.{name}", "warning", table.label, [row.number], table.heading(name))
        properties = _properties(desk.log, table, row, day, desk.as_of)
        subject = keys.exact(str(properties.get("subject") or ""))
        number, key = row.text("meeting_id"), row.text("meeting_key")
        attendees = {r[1] for r in (*ours, *theirs)}
        face = (keys.number(number or key),) if number or key else (day, subject, *sorted(attendees))
        if face in meetings.rows:
            desk.log.add(
                "duplicate_meeting", "error", table.label, [row.number], table.heading("date"),
                first_row=row_named(*meetings.rows[face], table.label),
            )  # fmt: skip
            desk.log.skip(table.label, row.number, "duplicate_meeting")
            continue
        meetings.rows[face] = (table.label, row.number)
        found = desk.draft.view.by_number("Meeting", keys.MEETING, number) if number else None
        if found is None and key:
            found = desk.draft.view.by_number("Meeting", keys.OWN, key)
        if found is None:
            found = _match(desk, meetings.known.get((day, subject), []), attendees, meetings.taken, number)
        _write(desk, deals, table, row, found, properties, [*ours, *theirs])
        if found is not None:
            meetings.taken.add(found)


def _skip_without_day(desk: Desk, table: MappedTable, row: Row) -> None:
    if skip_if_lost(desk, table, row, "date"):
        return
    if row.cell("date") is None:
        desk.log.add("bad_date.missing", "error", table.label, [row.number], table.heading("date"))
    desk.log.skip(table.label, row.number, "bad_date", value=row.text("date") or "-")


def _known(desk: Desk) -> dict[_Key, list[str]]:
    found: dict[_Key, list[str]] = defaultdict(list)
    for meeting_id, properties in sorted(desk.draft.view.snapshot.records("Meeting").items()):
        day = properties.get("held_on") or properties.get("planned_on")
        if day is not None:
            found[day, keys.exact(str(properties.get("subject") or ""))].append(meeting_id)
    return found


def _match(desk: Desk, candidates: list[str], attendees: set[str], taken: set[str], number: str) -> str | None:
    """The known meeting of this day and subject with most of the same attendees; none without a common one."""
    best: tuple[int, str] | None = None
    for meeting_id in candidates:
        if meeting_id in taken or (number and desk.draft.view.number_of(meeting_id, keys.MEETING)):
            continue
        common = len(attendees & set(desk.draft.view.tied_to("ATTENDED", meeting_id)))
        if (common or not attendees) and (best is None or common > best[0]):
            best = (common, meeting_id)
    return best[1] if best else None


def _properties(log: Log, table: MappedTable, row: Row, day: date, as_of: date) -> dict[str, Any]:
    state = "held"
    text = row.text("state")
    if text:
        known = vocabulary.meeting_state(text)
        if known is None:
            log.add("unknown_state", "warning", table.label, [row.number], table.heading("state"), value=text)
            known = "planned" if day > as_of else "held"
        state = known
    if state == "held" and day > as_of:
        log.add(
            "future_meeting", "warning", table.label, [row.number], table.heading("date"), on=day.isoformat(),
            as_of=as_of.isoformat(),
        )  # fmt: skip
    kind_text = keys.clean(row.text("kind"))
    known_kind = vocabulary.meeting_kind(kind_text)
    kind = (known_kind or "other") if kind_text else "meeting"
    if kind_text and known_kind is None:
        log.add("unknown_kind", "info", table.label, [row.number], table.heading("kind"), value=kind_text)
    answer = row.text("two_way")
    two_way = vocabulary.yes_or_no(answer)
    if two_way is None:
        if answer:
            log.add("bad_two_way", "warning", table.label, [row.number], table.heading("two_way"), value=answer)
        two_way = kind != "mail"
    note = "\n".join(text for text in map(keys.memo, row.texts("note")) if text)
    if kind_text and known_kind is None:
        note = "\n".join(t for t in (kind_text, note) if t)
    return {
        "state": state,
        "held_on" if state == "held" else "planned_on": day,
        "kind": kind,
        "two_way": two_way,
        "subject": keys.clean(row.text("subject")),
        "note": note,
    }


def _write(
    desk: Desk,
    deals: Deals,
    table: MappedTable,
    row: Row,
    found: str | None,
    properties: dict[str, Any],
    attendees: list[Ref],
) -> None:
    day = properties.get("held_on") or properties["planned_on"]
    shown = f"{day.isoformat()} {properties['subject']}".strip()
    if found is None:
        ref = desk.draft.create("Meeting", shown, {**properties, "source": table.source})
        desk.draft.tie("SCOPED_TO", ref, desk.account)
    else:
        ref = ("Meeting", found)
        desk.draft.mention(ref, shown)
        desk.draft.correct(ref, properties)
    for system, column in ((keys.MEETING, "meeting_id"), (keys.OWN, "meeting_key")):
        if row.text(column):
            desk.draft.identify(ref, system, row.text(column))
    for attendee in attendees:
        desk.draft.tie("ATTENDED", attendee, ref)
    for deal in find_deals(desk, deals, table, row, "opportunity"):
        desk.draft.tie("ABOUT", ref, deal)
