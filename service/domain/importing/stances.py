"""Stances: one member's dated assessment of one person of theirs, towards us or towards a deal or a theme."""

from datetime import date
from typing import Any

from service.domain.importing import keys, vocabulary
from service.domain.importing.deals import Deals
from service.domain.importing.draft import CONFIDENCE, Ref
from service.domain.importing.sheets import Desk, find_member, find_person, order_of, read_day, skip_if_lost
from service.domain.importing.tables import MappedTable, Row
from service.domain.stance import parse_level
from service.domain.wording import UnreadableError

_US_TEXT = "当社 自社 弊社 全般 全体 us general overall company ourselves"
_US = frozenset(keys.exact(word) for word in _US_TEXT.split())
_Face = tuple[str, str | None, object, str | None]


def means_us(text: str) -> bool:
    """Whether a topic is no topic but ourselves in general."""
    return keys.exact(text) in _US


def plan_stances(desk: Desk, deals: Deals, table: MappedTable) -> None:
    """A row is one assessment; the same person, assessor, day and topic is the same assessment, corrected."""
    order = order_of(table, "date")
    topics = _Topics(desk, deals)
    known = _known(desk)
    for row in table.rows():
        read = _read(desk, table, row)
        if read is None:
            continue
        level, person = read
        day = read_day(desk, table, row, "date", order, needed=True)
        if day is None:
            if row.cell("date") is not None:
                desk.log.skip(table.label, row.number, "bad_date", value=row.text("date"))
                continue
            day = desk.as_of
            desk.log.add(
                "bad_date.from_file", "info", table.label, [row.number], table.heading("date"), on=day.isoformat()
            )  # fmt: skip
        elif day > desk.as_of:
            desk.log.add(
                "future_stance", "warning", table.label, [row.number], table.heading("date"), on=day.isoformat(),
                as_of=desk.as_of.isoformat(),
            )  # fmt: skip
        by = _assessor(desk, table, row)
        toward = topics.find(table, row)
        face: _Face = (person[1], by[1] if by else None, day, toward[1] if toward else None)
        properties: dict[str, Any] = {
            "level": level,
            "assessed_on": day,
            "evidence": keys.memo(row.text("evidence")),
            **_origin(desk, table, row),
        }
        shown = desk.draft.name_of(person)
        ref = known.get(face)
        if ref is not None:
            desk.draft.mention(ref, shown)
            desk.draft.correct(ref, properties)
            continue
        ref = desk.draft.create(
            "Stance", shown, {"source": table.source, "confidence": CONFIDENCE, **properties}
        )  # fmt: skip
        known[face] = ref
        desk.draft.tie("OF", ref, person)
        if by is not None:
            desk.draft.tie("BY", ref, by)
        if toward is not None:
            desk.draft.tie("TOWARD", ref, toward)
        desk.draft.tie("SCOPED_TO", ref, desk.account)


def _read(desk: Desk, table: MappedTable, row: Row) -> tuple[str, Ref] | None:
    """Level and person of a row; None if it holds none, with the reason noted."""
    who = row.text("person")
    if skip_if_lost(desk, table, row, "person", "level", "date"):
        return None
    if not who:
        desk.log.add("empty_row", "error", table.label, [row.number], table.heading("person"))
        desk.log.skip(table.label, row.number, "empty_row")
        return None
    text = row.text("level")
    try:
        level = parse_level(text) if text else None
    except UnreadableError as error:
        desk.log.add(
            "bad_stance", "error", table.label, [row.number], table.heading("level"), value=text,
            reason_ja=error.cause.ja, reason_en=error.cause.en,
        )  # fmt: skip
        desk.log.skip(table.label, row.number, "bad_stance", value=text)
        return None
    person = find_person(desk, table, row, "person", who, create=False)
    if person is None:
        desk.log.skip(table.label, row.number, "unknown_person", value=who)
        return None
    if level is None:
        desk.log.add("stance_unknown", "info", table.label, [row.number], table.heading("level"), value=text or "-")
        return None
    return level.value, person


def _origin(desk: Desk, table: MappedTable, row: Row) -> dict[str, str | None]:
    """Where the assessment comes from and how sure it is, as far as the row says so; None where it says: not known."""
    found: dict[str, str | None] = {}
    if source := keys.clean(row.text("source")):
        found["source"] = None if vocabulary.is_nobody(source) else source
    if text := row.text("confidence"):
        found["confidence"] = vocabulary.confidence(text)
        if found["confidence"] is None and not vocabulary.is_nobody(text):
            found["confidence"] = CONFIDENCE
            desk.log.add(
                "bad_confidence", "info", table.label, [row.number], table.heading("confidence"), value=text
            )  # fmt: skip
    return found


def _assessor(desk: Desk, table: MappedTable, row: Row) -> Ref | None:
    text = row.text("by")
    if text:
        return find_member(desk, table, row, "by", text)
    desk.log.add("no_assessor", "warning", table.label, [row.number], table.heading("by"))
    return None


def _known(desk: Desk) -> dict[_Face, Ref]:
    view = desk.draft.view
    found: dict[_Face, Ref] = {}
    by_age = sorted(
        view.snapshot.records("Stance").items(), key=lambda s: (not _withdrawn(s[1].get("withdrawn_on"), desk), s[0])
    )
    for stance_id, properties in by_age:
        of, by, toward = (view.tied_from(kind, stance_id) for kind in ("OF", "BY", "TOWARD"))
        if of:
            face = (of[0], by[0] if by else None, properties.get("assessed_on"), toward[0] if toward else None)
            found[face] = ("Stance", stance_id)
    return found


def _withdrawn(day: Any, desk: Desk) -> bool:
    return isinstance(day, date) and day <= desk.as_of


class _Topics:
    """What a stance is towards: nothing (us), a deal, a product or theme that is known, else a new theme."""

    def __init__(self, desk: Desk, deals: Deals) -> None:
        self._desk = desk
        self._deals = deals
        self._known: dict[str, Ref] = {}
        for label in ("Initiative", "Product"):
            for record_id, properties in sorted(desk.draft.view.snapshot.records(label).items()):
                self._known.setdefault(keys.exact(str(properties.get("name") or "")), (label, record_id))

    def find(self, table: MappedTable, row: Row) -> Ref | None:
        text = keys.clean(row.text("topic"))
        key = keys.exact(text)
        if not text or vocabulary.is_nobody(text) or means_us(text):
            return None
        deals = self._deals.named(text)
        if deals:
            return deals[0]
        if key not in self._known:
            self._desk.log.add("new_topic", "info", table.label, [row.number], table.heading("topic"), name=text)
            self._known[key] = self._desk.draft.create("Initiative", text, {"name": text})
            self._desk.draft.tie("SCOPED_TO", self._known[key], self._desk.account)
        return self._known[key]
