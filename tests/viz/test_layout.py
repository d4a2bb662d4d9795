"""What must hold for the place of every card, box and line, whatever the data says."""

import json
from collections import Counter
from collections.abc import Iterable
from itertools import combinations

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from service.domain.orgmap import OrgMap
from tests.viz.orgs import make, orderly, orgs, with_holder
from viz import Box, Card, Layout, Line, lay_out


def _bytes(layout: Layout) -> str:
    return json.dumps(layout.to_dict(), ensure_ascii=False)


def _overlap(a: Card | Box, b: Card | Box) -> bool:
    return a.x < b.x + b.w and b.x < a.x + a.w and a.y < b.y + b.h and b.y < a.y + a.h


def _inside(inner: Card | Box, outer: Box) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.x + inner.w <= outer.x + outer.w
        and inner.y + inner.h <= outer.y + outer.h
    )


def _crosses(line: Line, what: Card | Box) -> bool:
    """True when a segment runs through the inside, not only along the edge."""
    for (ax, ay), (bx, by) in zip(line.points, line.points[1:], strict=False):
        low_x, high_x, low_y, high_y = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
        if high_x > what.x and low_x < what.x + what.w and high_y > what.y and low_y < what.y + what.h:
            return True
    return False


def _around(layout: Layout, end: str) -> set[str]:
    """Ids of the boxes a line may be in, because its end is in them."""
    boxes = {b.id: b for b in layout.boxes}
    at: str | None = end if end in boxes else next(c.box_id for c in layout.cards if c.id == end)
    found: set[str] = set()
    while at:
        found.add(at)
        at = boxes[at].parent_id
    return found


def check(layout: Layout) -> None:
    boxes = {b.id: b for b in layout.boxes}
    for a, b in combinations(layout.cards, 2):
        assert not _overlap(a, b), (a.id, b.id)
    for card in layout.cards:
        assert _inside(card, boxes[card.box_id])
    for box in layout.boxes:
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.w <= layout.width
        assert box.y + box.h <= layout.height
        if box.parent_id:
            assert _inside(box, boxes[box.parent_id])
    for one, other in combinations(layout.boxes, 2):
        if one.parent_id == other.parent_id:
            assert not _overlap(one, other), (one.id, other.id)
    for card in layout.cards:
        for box in layout.boxes:
            if box.parent_id == card.box_id:
                assert not _overlap(card, box), (card.id, box.id)
    for line in layout.lines:
        check_line(layout, line)


def check_line(layout: Layout, line: Line) -> None:
    for (ax, ay), (bx, by) in zip(line.points, line.points[1:], strict=False):
        assert ax == bx or ay == by, line
    for card in layout.cards:
        assert not _crosses(line, card), (line, card)
    allowed = _around(layout, line.from_id) | _around(layout, line.to_id)
    for box in layout.boxes:
        if box.id not in allowed:
            assert not _crosses(line, box), (line, box)
    for x, y in line.points:
        assert -40 <= x <= layout.width + 40, line
        assert -40 <= y <= layout.height + 40, line


def _shown(layout: Layout) -> tuple[set[str | None], set[str | None]]:
    people: set[str | None] = {c.person_id for c in layout.cards}
    seats: set[str | None] = {c.seat_id for c in layout.cards}
    for box in layout.boxes:
        people.update(box.inside_people)
        seats.update(box.inside_seats)
    return people - {None}, seats - {None}


def _everybody(org: OrgMap) -> tuple[set[str], set[str]]:
    return {p.id for p in org.people}, {s.id for s in org.seats}


@settings(max_examples=120, deadline=None)
@given(orgs())
def test_any_organisation_is_drawn_whole_and_clean(org: OrgMap) -> None:
    layout = lay_out(org)
    assert _shown(layout) == _everybody(org)
    assert len({c.id for c in layout.cards}) == len(layout.cards)
    check(layout)


@settings(max_examples=60, deadline=None)
@given(orgs(most_seats=30), st.data())
def test_any_folding_is_clean_and_hides_nobody(org: OrgMap, data: st.DataObject) -> None:
    wanted = data.draw(st.sets(st.sampled_from([d.id for d in org.departments]))) if org.departments else set()
    layout = lay_out(org, open_departments=wanted)
    assert _shown(layout) == _everybody(org)
    check(layout)
    for box in layout.boxes:
        if box.foldable:
            assert box.folded == (box.department_id not in wanted)


@settings(max_examples=40, deadline=None)
@given(orgs())
def test_equal_structures_give_equal_bytes(org: OrgMap) -> None:
    again = OrgMap(**{f: getattr(org, f) for f in org.__dataclass_fields__})
    assert _bytes(lay_out(org)) == _bytes(lay_out(again))


def _places(layout: Layout, boxes: Iterable[str]) -> dict[str, tuple[int, int, int]]:
    at = {b.id: b for b in layout.boxes}
    wanted = set(boxes)
    return {
        f"{c.box_id} {c.seat_id}": (c.x - at[c.box_id].x, c.y - at[c.box_id].y, c.w)
        for c in layout.cards
        if c.box_id in wanted
    }


def _stays(before: OrgMap, after: OrgMap, touched: set[str]) -> None:
    old, new = lay_out(before), lay_out(after)
    rest = {b.id for b in old.boxes} - touched - {"d:ours", "d:unassigned"}
    assert _places(old, rest) == _places(new, rest)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(orgs(), st.data())
def test_after_one_move_all_other_departments_keep_their_inside(org: OrgMap, data: st.DataObject) -> None:
    known = {p.id for p in org.people}
    assume(all(h.person_id in known for h in org.holdings))
    # who is put out of the seat by the move has moved as well: only seats held by nobody else are asked for
    free = [s for s in org.seats if not org.holders.get(s.id)]
    times = Counter(h.person_id for h in org.holdings)
    once = [h for h in org.holdings if times[h.person_id] == 1]
    assume(free and once)
    holding = data.draw(st.sampled_from(once))
    target = data.draw(st.sampled_from(free))
    left = org.seat[holding.seat_id]
    touched = {f"d:{s.department_id}" if s.department_id in org.department else "d:account" for s in (left, target)}
    _stays(org, with_holder(org, holding.person_id, target.id), touched)


def test_a_move_across_a_large_organisation_moves_nothing_else() -> None:
    org = orderly(4, 4, 6)
    free = org.seats[-1].id
    emptied = with_holder(org, org.holdings[-1].person_id, org.seats[1].id)
    _stays(org, emptied, {f"d:{org.seat[free].department_id}", f"d:{org.seats[1].department_id}"})


def test_a_department_of_200_is_a_block_and_not_a_tower() -> None:
    seats = [(0, 64)] + [(0, 20)] * 199
    lines = [(i, 0, "line") for i in range(1, 200)]
    org = make([None], seats, [(i, i) for i in range(200)], lines, 200)
    layout = lay_out(org)
    check(layout)
    assert len(layout.cards) == 202
    assert 0.7 < layout.width / layout.height < 3


def test_rings_and_self_reports_hide_nobody() -> None:
    seats = [(0, 64), (1, 60), (0, 20)]
    org = make(
        ["d001", "d000"],
        seats,
        [(0, 0), (1, 1), (2, 2)],
        [(0, 1, "line"), (1, 0, "line"), (2, 2, "line")],
        3,
    )
    layout = lay_out(org)
    check(layout)
    assert {c.person_id for c in layout.cards if c.person_id} == {"p000", "p001", "p002"}
    assert {(n.from_id, n.to_id) for n in layout.lines} == {
        ("c:s000:p000", "c:s001:p001"),
        ("c:s001:p001", "c:s000:p000"),
    }


def test_more_than_300_people_start_folded_and_smaller_ones_open() -> None:
    small, large = lay_out(orderly(3, 3, 8)), lay_out(orderly(6, 6, 9))
    assert not any(b.folded for b in small.boxes)
    folded = [b for b in large.boxes if b.folded]
    assert len(folded) == 36
    assert all(b.people == 10 for b in folded)
    assert len(large.cards) < 100


def test_the_board_stands_above_all_others() -> None:
    layout = lay_out(orderly(3, 2, 2))
    board = next(b for b in layout.boxes if b.department_id == "d000")
    assert all(b.y >= board.y + board.h for b in layout.boxes if b is not board)


def test_someone_with_two_posts_has_two_cards_and_one_of_them_is_concurrent() -> None:
    layout = lay_out(make([None], [(0, 64), (0, 46)], [(0, 0), (1, 0)], [], 1))
    cards = {c.id: c.concurrent for c in layout.cards if c.person_id}
    assert cards == {"c:s000:p000": False, "c:s001:p000": True}


def test_who_has_no_post_and_who_is_ours_have_boxes_of_their_own() -> None:
    layout = lay_out(make([None], [], [], [], 2))
    at = {c.id: c.box_id for c in layout.cards}
    assert at == {"c::p000": "d:unassigned", "c::p001": "d:unassigned", "u:m0": "d:ours", "u:m1": "d:ours"}


def test_an_empty_organisation_is_a_layout_too() -> None:
    layout = lay_out(make([], [], [], [], 0))
    assert [b.id for b in layout.boxes] == ["d:ours"]
