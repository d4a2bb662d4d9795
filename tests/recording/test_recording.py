"""What is written down by hand: stances, meetings, key people, cover, people and seats."""

from datetime import date, timedelta

import pytest

from service.changes import list_changes
from service.domain.actor import LOCAL_USER
from service.domain.errors import InvalidInputError, RefusedError
from service.domain.recording.meetings import MeetingEntry
from service.domain.recording.people import PersonEntry, SeatEntry
from service.domain.recording.stances import StanceEntry
from service.domain.recording.ties import CoverEntry, KeyEntry
from service.recording import Entry
from service.undoing import undo_change
from tests.recording.conftest import Place
from tests.webapp import TODAY

pytestmark = pytest.mark.graph


def stance(place: Place, member_id: str, level: str, day: date = TODAY) -> StanceEntry:
    return StanceEntry(place.person, member_id, level, day, "比較表を自分で埋めた")


def test_each_members_assessment_is_kept_and_the_latest_shown(place: Place) -> None:
    place.record(stance(place, place.sato, "support", TODAY - timedelta(days=9)))
    place.record(stance(place, place.ito, "reluctant"))
    person = place.org().person[place.person]
    assert [(a.level, a.member_id) for a in person.assessments] == [("reluctant", place.ito), ("support", place.sato)]
    assert (person.stance, person.stance_split) == ("reluctant", True)
    assert place.org(TODAY - timedelta(days=1)).person[place.person].stance == "support"


def test_all_that_is_wrong_is_told_at_once_and_nothing_written(place: Place) -> None:
    entry = StanceEntry("nobody", place.sato, "so-so", TODAY + timedelta(days=1), " ", confidence="sure")
    with pytest.raises(InvalidInputError) as refused:
        place.record(entry)
    told = {p.where: p.code for p in refused.value.problems}
    assert told == {
        "person_id": "unknown_record", "level": "unknown_value", "confidence": "unknown_value",
        "assessed_on": "in_the_future", "evidence": "missing",
    }  # fmt: skip
    assert not place.graph.read(LOCAL_USER, list_changes, account_id=place.account_id)


def test_a_meeting_makes_whom_it_names(place: Place) -> None:
    entry = MeetingEntry(
        "held", TODAY, (place.sato,), (place.person,), ("能登　健一", "久賀 実"), (place.deal,), subject="定例"
    )
    place.record(entry)
    org = place.org()
    new = next(p for p in org.people if p.name == "久賀 実")
    assert new.id not in org.posts_of
    assert [c.member_id for c in new.contacts] == [place.sato]
    assert org.person[place.person].last_contact_on == TODAY
    assert len(org.people) == 2, "who is called so already is that person"


def test_a_planned_or_cancelled_one_is_no_contact(place: Place) -> None:
    for state in ("planned", "cancelled"):
        place.record(MeetingEntry(state, TODAY, (place.sato,), (place.person,)))
    assert place.org().person[place.person].last_contact_on is None


def test_a_key_person_is_declared_from_a_day_and_told_otherwise(place: Place) -> None:
    day = date(2026, 11, 1)
    place.record(KeyEntry(("Person", place.person), "決裁者", day))
    assert not place.org(day - timedelta(days=1)).person[place.person].is_key
    assert place.org(day).person[place.person].is_key
    again = place.record(KeyEntry(("Person", place.person), "決裁者", TODAY))
    assert again.change_id is None
    place.record(KeyEntry(("Person", place.person), "投資委員", TODAY))
    (fact,) = [f for f in place.snapshot().facts if f.type == "KEY_TO"]
    assert (fact.properties["reason"], fact.interval.start) == ("投資委員", day)


def test_who_covers_with_levels(place: Place) -> None:
    place.record(CoverEntry(("Person", place.person), place.sato, date(2026, 11, 1), level=1))
    place.record(CoverEntry(("Person", place.person), place.sato, TODAY, level=2, desired_level=4))
    (fact,) = [f for f in place.snapshot().facts if f.type == "COVERS"]
    assert (fact.properties["level"], fact.properties["desired_level"]) == (2, 4)


def test_somebody_new_with_a_post_and_a_vacant_seat(place: Place) -> None:
    made = place.record(
        PersonEntry("久賀 実", "クガ ミノル", "執行役員 課長", place.department, place.seat, date(2026, 10, 1))
    )
    assert made.made is not None
    org = place.org()
    person = org.person[made.made[1]]
    seat = org.seat[org.posts_of[person.id][0].seat_id]
    assert (person.grade_title, seat.title, seat.department_id) == ("執行役員", "課長", place.department)
    assert [(x.from_id, x.to_id) for x in org.lines if x.from_id == seat.id] == [(seat.id, place.seat)]
    assert made.made[1] not in place.org(date(2026, 9, 30)).posts_of
    vacant = place.record(SeatEntry("課長", place.department, place.seat, since=date(2026, 11, 1)))
    assert vacant.made is not None
    assert place.org().seat[vacant.made[1]].state == "vacant"
    with pytest.raises(InvalidInputError) as refused:
        place.record(PersonEntry("久賀実"))
    assert [p.code for p in refused.value.problems] == ["same_name"]
    place.record(PersonEntry("久賀実", same_name_is_another=True))
    assert len(place.org().people) == 3


def entries(place: Place) -> dict[str, Entry]:
    person = ("Person", place.person)
    return {
        "stance": stance(place, place.sato, "support"),
        "meeting": MeetingEntry("held", TODAY, (place.sato,), (place.person,), ("久賀 実",), (place.deal,)),
        "key": KeyEntry(person, "決裁者", TODAY),
        "cover": CoverEntry(person, place.sato, TODAY, level=2),
        "person": PersonEntry("久賀 実", "", "課長", place.department, place.seat),
        "seat": SeatEntry("次長", place.department, place.seat),
    }


@pytest.mark.parametrize("kind", ["stance", "meeting", "key", "cover", "person", "seat"])
def test_an_entry_is_taken_back_to_the_letter(place: Place, kind: str) -> None:
    before = place.snapshot()
    done = place.record(entries(place)[kind])
    assert done.change_id
    other = next(e for k, e in entries(place).items() if k not in (kind, "person"))
    later = place.record(other)
    assert later.change_id
    for change_id in (done.change_id, later.change_id):
        undo_change(place.graph, LOCAL_USER, account_id=place.account_id, change_id=change_id)
    assert place.snapshot() == before
    with pytest.raises(RefusedError, match="already"):
        undo_change(place.graph, LOCAL_USER, account_id=place.account_id, change_id=done.change_id)


def test_what_something_later_stands_on_is_taken_back_after_it(place: Place) -> None:
    before = place.snapshot()
    person = place.record(PersonEntry("久賀 実"))
    assert person.made is not None
    later = [
        place.record(MeetingEntry("held", TODAY, (place.sato,), (person.made[1],))),
        place.record(KeyEntry(person.made, "発議者", TODAY)),
        place.record(KeyEntry(person.made, "決裁者", TODAY)),
    ]
    for change in (person, later[1]):
        with pytest.raises(RefusedError, match="since"):
            undo_change(place.graph, LOCAL_USER, account_id=place.account_id, change_id=str(change.change_id))
    for change in reversed([person, *later]):
        undo_change(place.graph, LOCAL_USER, account_id=place.account_id, change_id=str(change.change_id))
    assert place.snapshot() == before


def test_as_many_new_people_as_a_meeting_names(place: Place) -> None:
    names = tuple(f"参加者 {n:02d}" for n in range(40))
    place.record(MeetingEntry("held", TODAY, (place.sato,), (), names))
    assert len(place.org().people) == 41
