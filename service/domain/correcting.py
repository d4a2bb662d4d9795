"""Correcting what is recorded of a person: name, reading, title, department, manager. Data in, batch out.

To correct says that it was never so: the fact is changed in its whole interval and what it was is kept in the items of
the change. Somebody who took up another post on a day is not corrected but moved.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from service.domain.batch import Batch, FactCorrection, NewFact, RecordCorrection, Retraction
from service.domain.errors import InvalidInputError, Problem, RefusedError, worded
from service.domain.importing import keys
from service.domain.names import clean, is_placeholder_unknown, is_placeholder_vacant
from service.domain.snapshot import ExistingFact
from service.domain.time import Interval
from service.domain.titles import Title, read_title

LONGEST = 200
CONFIDENCE = "confirmed"
"""Somebody said so by hand."""


class Field(StrEnum):
    """What can be corrected from a person's panel. Title, department and manager are those of the primary post."""

    NAME = "name"
    KANA = "kana"
    TITLE = "title"
    DEPARTMENT = "department"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True)
class Wish:
    """One field as it should be: a text, the id of a department, the id of the post above; empty = none.

    `was` is the value that was on the screen when it was corrected, where that is known.
    """

    field: Field
    value: str
    was: str | None = None


@dataclass(frozen=True, slots=True)
class KnownSeat:
    """The person's primary post: what it is called, where it stands, whom it reports to."""

    id: str
    naming: ExistingFact
    place: ExistingFact | None
    line: ExistingFact | None


@dataclass(frozen=True, slots=True)
class Known:
    """The person as recorded on a day."""

    account_id: str
    person_id: str
    record: Mapping[str, Any]
    works: ExistingFact | None
    seat: KnownSeat | None

    def value(self, field: Field) -> str:
        """The field as a form shows it; empty where nothing is recorded, and for what stands under the account."""
        if field in (Field.NAME, Field.KANA):
            return str(self.record.get(field.value) or "")
        if self.seat is None:
            return ""
        if field is Field.TITLE:
            return str(self.seat.naming.properties.get("title") or "")
        if field is Field.DEPARTMENT:
            place = self.seat.place
            return place.end_id if place and place.end_label == "Department" else ""
        return self.seat.line.end_id if self.seat.line else ""


def cleaned(wishes: Iterable[Wish]) -> list[Wish]:
    """The wishes with their texts cleaned; InvalidInputError with every text that cannot stand."""
    made, problems = [], []
    for wish in wishes:
        value = clean(wish.value)
        made.append(Wish(wish.field, value, wish.was))
        needed = wish.field in (Field.NAME, Field.TITLE)
        nobody = wish.field is Field.NAME and (is_placeholder_vacant(value) or is_placeholder_unknown(value))
        if (needed and not value) or nobody:
            problems.append(Problem("empty", wish.field.value, value, "a text", expected_ja="文字"))
        elif len(value) > LONGEST:
            problems.append(
                Problem(
                    "too_long", wish.field.value, value[:40], f"up to {LONGEST} characters", "", f"{LONGEST}文字まで"
                )
            )
    if problems:
        raise worded(InvalidInputError("A name or title needs a text.", problems), "氏名と役職には文字が要ります。")
    return made


def plan_correction(
    known: Known, wishes: Iterable[Wish], *, as_of: date, source: str, new_id: Callable[[], str]
) -> Batch:
    """The batch that makes the wishes true; empty when they are. RefusedError when there is no post to correct."""
    batch = Batch()
    wanted = {w.field: w.value for w in wishes if known.value(w.field) != w.value}
    if known.seat is None and wanted.keys() - {Field.NAME, Field.KANA}:
        raise worded(
            RefusedError("This person holds no post on this day: there is nothing to correct."),
            "この日に持っているポストがないため、役職・部署・上司は訂正できません。",
        )
    _correct_record(batch, known, wanted)
    if known.seat is not None:
        if Field.TITLE in wanted:
            _correct_title(batch, known, known.seat, wanted[Field.TITLE], source)
        if Field.DEPARTMENT in wanted:
            department = wanted[Field.DEPARTMENT]
            end = ("Department", department) if department else ("Account", known.account_id)
            _replace(batch, "PLACED_IN", known.seat.id, known.seat.place, end, {}, as_of, source, new_id)
        if Field.MANAGER in wanted:
            above = ("Post", wanted[Field.MANAGER]) if wanted[Field.MANAGER] else None
            line = known.seat.line
            _replace(batch, "REPORTS_TO", known.seat.id, line, above, {"kind": "line"}, as_of, source, new_id)
    return batch


def _correct_record(batch: Batch, known: Known, wanted: Mapping[Field, str]) -> None:
    own = {f.value: wanted[f] or None for f in (Field.NAME, Field.KANA) if f in wanted}
    if not own:
        return
    record = {**known.record, **own}
    name, kana, romaji = (str(record.get(x) or "") for x in ("name", "kana", "romaji"))
    after = {**own, "name_key": keys.exact(name), "search_key": keys.search(name, kana, romaji)}
    after = {k: v for k, v in after.items() if known.record.get(k) != v}
    before = {k: known.record.get(k) for k in after}
    batch.record_corrections.append(RecordCorrection("Person", known.person_id, before, after))


def _correct_title(batch: Batch, known: Known, seat: KnownSeat, text: str, source: str) -> None:
    """The seat is called otherwise; what the title says of the person (organ, grade) is the person's."""
    title = read_title(text)
    batch.fact_corrections.append(
        _correction(seat.naming, {"title": title.line_title or text, "line_rank": title.line_rank}, source)
    )
    own = of_person(title)
    if known.works is not None and any(v is not None for v in own.values()):
        batch.fact_corrections.append(_correction(known.works, {**own, "representative": title.representative}, source))


def of_person(title: Title) -> dict[str, Any]:
    """What a title says of the person, not of the seat."""
    return {
        "legal_organ": title.legal_organ,
        "grade_title": title.grade_title,
        "personal_grade": title.personal_grade,
        "person_rank": title.person_rank,
    }


def _correction(fact: ExistingFact, after: Mapping[str, Any], source: str) -> FactCorrection:
    whole = {**after, "source": source, "confidence": CONFIDENCE}
    before = {k: fact.properties.get(k) for k in whole}
    return FactCorrection(fact.type, fact.id, fact.start_label, fact.start_id, fact.end_id, before, whole)


def _replace(
    batch: Batch,
    kind: str,
    post_id: str,
    fact: ExistingFact | None,
    end: tuple[str, str] | None,
    properties: Mapping[str, Any],
    as_of: date,
    source: str,
    new_id: Callable[[], str],
) -> None:
    """The fact leads elsewhere in its whole interval: another end is another fact."""
    if fact is not None:
        batch.retractions.append(
            Retraction(
                kind, fact.id, fact.start_label, fact.start_id, fact.end_label, fact.end_id, dict(fact.properties)
            )
        )
    if end is not None:
        interval = fact.interval if fact is not None else Interval(None, None)
        batch.facts.append(
            NewFact(
                kind,
                new_id(),
                "Post",
                post_id,
                *end,
                valid_from=interval.start,
                valid_to=interval.end,
                observed_on=as_of,
                source=source,
                confidence=CONFIDENCE,
                properties=properties,
            )
        )
