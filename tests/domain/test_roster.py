"""The list of people: everybody once per post, empty posts too, and whoever stands above all departments first."""

from dataclasses import replace

from hypothesis import given, settings

from service.domain.orgmap import OrgMap, SeatState
from service.domain.roster import roster
from tests.viz.orgs import make, orgs


def company() -> OrgMap:
    """A president above two departments, p001 with a post in each, a vacant and an unknown post, two without a post."""
    seats = [(None, 100), (0, 80), (1, 60), (1, 50), (0, 40)]
    org = make([None, None], seats, [(0, 0), (1, 1), (2, 1)], [(1, 0, "line"), (2, 1, "line")], 4)
    people = tuple(replace(p, rank=r) for p, r in zip(org.people, (100, 80, 20, 10), strict=True))
    states = {"s003": SeatState.VACANT, "s004": SeatState.UNKNOWN}
    keys = {"s003": ("rank",)}
    known = (replace(s, state=states.get(s.id, s.state), key_reasons=keys.get(s.id, ())) for s in org.seats)
    return replace(org, people=people, seats=tuple(known))


def test_whoever_stands_above_all_departments_comes_first_and_whoever_has_no_post_last() -> None:
    first, *_, last = roster(company()).sections()
    assert [p.id for p in first.places] == ["p000"]
    assert (first.department_id, first.path) == (None, ())
    assert [p.id for p in last.places] == ["p002", "p003"]


def test_second_posts_vacant_and_unknown_posts_are_listed() -> None:
    found = [(s.department_id, p.id, p.second, p.key) for s in roster(company()).departments for p in s.places]
    assert found == [
        ("d000", "p001", False, False),
        ("d000", "s004", False, False),
        ("d001", "p001", True, False),
        ("d001", "s003", False, True),
    ]


@settings(max_examples=80, deadline=None)
@given(orgs())
def test_any_organisation_is_listed_whole_and_nothing_twice(org: OrgMap) -> None:
    sections = roster(org).sections()
    places = [p for s in sections for p in s.places]
    cards = [(p.person.id if p.person else "", p.seat.id if p.seat else "") for p in places]
    assert len(set(cards)) == len(cards)
    assert {p.person.id for p in places if p.person} == {p.id for p in org.people}
    assert {p.seat.id for p in places if p.seat} == {s.id for s in org.seats}
    assert sorted(s.department_id for s in sections if s.department_id) == sorted(org.department)
