"""What records were called, where they stood and who held them on any day, from all facts about them."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from service.domain.actor import FieldClass
from service.domain.cards import Posting, Tense
from service.domain.time import Interval
from service.graph.query import Row, load


class TextFact(NamedTuple):
    """`value` (a name, a title, the id of a place) holds of the record `id` in the period."""

    id: str
    value: str | None
    valid_from: date | None
    valid_to: date | None

    def holds(self, day: date) -> bool:
        return Interval(self.valid_from, self.valid_to).holds(day)


class HoldingFact(NamedTuple):
    seat_id: str
    person_id: str
    name: str | None
    is_primary: bool
    acting: bool
    valid_from: date | None
    valid_to: date | None
    observed_on: date | None
    source: str | None
    confidence: str | None


class DepartmentHistoryRow(Row, fields=FieldClass.ORG):
    """All names and all parents that the departments of an account have on any day."""

    names: list[TextFact]
    parents: list[TextFact]


DEPARTMENTS = load("org.department_history", DepartmentHistoryRow)


def value_on(facts: Iterable[TextFact], day: date) -> str | None:
    """The value on the day; a fact with a start of its own counts before one without, None where none holds."""
    return _newest(f for f in facts if f.holds(day))


def value_near(facts: Sequence[TextFact], day: date) -> str | None:
    """As `value_on`; where none holds on the day, the newest there is."""
    return value_on(facts, day) or _newest(facts)


def _newest(facts: Iterable[TextFact]) -> str | None:
    best = max(facts, key=lambda f: (f.valid_from or date.min, f.value or ""), default=None)
    return best.value if best else None


class Places:
    """The tree of departments on any day."""

    def __init__(self, row: DepartmentHistoryRow) -> None:
        self._names = _by_id(row.names)
        self._parents = _by_id(row.parents)

    def path(self, department_id: str | None, day: date) -> tuple[str, ...]:
        """Names from the top down to this department on the day; empty where it is not there. Ends at a cycle."""
        names: list[str] = []
        seen: set[str] = set()
        here = department_id
        while here is not None and here not in seen:
            name = value_on(self._names.get(here, ()), day)
            if name is None:
                break
            seen.add(here)
            names.append(name)
            here = value_on(self._parents.get(here, ()), day)
        return tuple(reversed(names))


def _by_id(facts: Iterable[TextFact]) -> dict[str, list[TextFact]]:
    found: dict[str, list[TextFact]] = {}
    for f in facts:
        found.setdefault(f.id, []).append(f)
    return found


def tense(valid_from: date | None, valid_to: date | None, as_of: date) -> Tense:
    if valid_to is not None and valid_to <= as_of:
        return Tense.PAST
    return Tense.FUTURE if valid_from is not None and as_of < valid_from else Tense.CURRENT


def postings(
    holdings: Iterable[HoldingFact],
    titles: Iterable[TextFact],
    places: Iterable[TextFact],
    departments: Places,
    as_of: date,
) -> list[Posting]:
    """Each holding with the title and department of its last day, its first day if it lies ahead, else of `as_of`."""
    title_of, place_of = _by_id(titles), _by_id(places)
    found = []
    for h in holdings:
        when = tense(h.valid_from, h.valid_to, as_of)
        day = as_of
        if when is Tense.PAST and h.valid_to is not None:
            day = h.valid_to - timedelta(days=1)
        elif when is Tense.FUTURE and h.valid_from is not None:
            day = h.valid_from
        place = value_on(place_of.get(h.seat_id, ()), day)
        path = departments.path(place, day)
        found.append(
            Posting(
                seat_id=h.seat_id,
                person_id=h.person_id,
                name=h.name or "",
                title=value_near(title_of.get(h.seat_id, []), day) or "",
                department_id=place if path else None,
                department_path=path,
                tense=when,
                is_primary=h.is_primary,
                acting=h.acting,
                valid_from=h.valid_from,
                valid_to=h.valid_to,
                inferred=h.confidence == "inferred" or (h.observed_on is not None and as_of < h.observed_on),
                source=h.source,
                confidence=h.confidence,
                observed_on=h.observed_on,
            )
        )
    return found


def former(postings: Iterable[Posting]) -> tuple[Posting, ...]:
    """Those that have ended, the latest first."""
    past = [p for p in postings if p.tense is Tense.PAST]
    return tuple(
        sorted(past, key=lambda p: (p.valid_to or date.min, p.valid_from or date.min, p.seat_id), reverse=True)
    )


def future(postings: Iterable[Posting]) -> tuple[Posting, ...]:
    """Those that have not begun, the next first."""
    ahead = [p for p in postings if p.tense is Tense.FUTURE]
    return tuple(sorted(ahead, key=lambda p: (p.valid_from or date.max, not p.is_primary, p.seat_id)))
