"""The slot rule: whatever is learned in whatever order, a day has one fact of a slot, and the latest word about it."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from service.domain.recording.hand import Hand
from service.domain.recording.known import Known
from service.domain.snapshot import ExistingFact

FIRST = date(2026, 1, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(12)]
POST = ("Post", "p")

entry = st.tuples(st.sampled_from([None, *DAYS]), st.sampled_from(["a", "b", "c"]))


def learned(facts: list[ExistingFact], day: date | None, place: str, ids: "count[int]") -> list[ExistingFact]:
    """What is on record after the post was said to be placed there from the day on."""
    known = Known("k", {}, tuple(facts))
    hand = Hand(known, source="us", day=FIRST, new_id=lambda: f"f{next(ids)}")
    hand.begin("PLACED_IN", POST, ("Department", place), {}, valid_from=day)
    gone = {r.fact_id for r in hand.batch.retractions}
    changed = {c.fact_id: c.after for c in hand.batch.fact_corrections}
    kept = [replace(f, properties={**f.properties, **changed.get(f.id, {})}) for f in facts if f.id not in gone]
    made = [
        ExistingFact(
            f.type, f.id, f.start_label, f.start_id, f.end_label, f.end_id,
            {"id": f.id, "valid_from": f.valid_from, "valid_to": f.valid_to},
        )
        for f in hand.batch.facts
    ]  # fmt: skip
    return [*kept, *made]


def told(entries: list[tuple[date | None, str]]) -> list[ExistingFact]:
    ids = count()
    facts: list[ExistingFact] = []
    for day, place in entries:
        facts = learned(facts, day, place, ids)
    return facts


def places_on(facts: list[ExistingFact], day: date) -> list[str]:
    return [f.end_id for f in facts if f.interval.holds(day)]


@given(st.lists(entry, max_size=9))
def test_a_day_has_one_place(entries: list[tuple[date | None, str]]) -> None:
    facts = told(entries)
    for day in [FIRST - timedelta(days=1), *DAYS, DAYS[-1] + timedelta(days=400)]:
        assert len(places_on(facts, day)) <= 1, day


@given(st.lists(entry, max_size=6), entry)
def test_what_is_said_holds_on_its_first_day_and_no_later_start_is_lost(
    entries: list[tuple[date | None, str]], last: tuple[date | None, str]
) -> None:
    before = told(entries)
    after = told([*entries, last])
    day, place = last
    first = day or FIRST - timedelta(days=1)
    assert places_on(after, first) == [place]
    later = [f for f in before if f.interval.start is not None and f.interval.start > first]
    for fact in later:
        start = fact.interval.start
        assert start is not None
        assert places_on(after, start) == places_on(before, start)


def test_a_change_to_come_is_not_undone_by_what_is_learned_of_before() -> None:
    facts = told([(None, "a"), (DAYS[9], "b"), (DAYS[3], "c")])
    assert [places_on(facts, DAYS[n]) for n in (0, 2, 3, 8, 9)] == [["a"], ["a"], ["c"], ["c"], ["b"]]
