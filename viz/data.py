"""The data the drawing script needs: every text already cut to its room, every colour a code."""

from collections.abc import Iterable, Mapping
from typing import Any

from service.domain.orgmap import OrgMap
from viz.cards import Teller, middle
from viz.model import Layout


def frame_nodes(
    layout: Layout,
    org: OrgMap,
    locale: str,
    *,
    with_stances: bool = True,
    marks: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Nodes, edges, boxes and texts as JSON data for the frame, at its start or in a later `data` message.

    `marks` says what changed, by the id of a person, seat or department: `new`, `moved`, `changed` or `ended`.
    Without stances they are not in the data at all.
    """
    teller = Teller(org, locale, with_stances=with_stances, marks=marks)
    cards = [teller.card(c) for c in layout.cards]
    boxes = [teller.box(b) for b in layout.boxes]
    heads = [_head(b) for b in boxes]
    spots = _spots(layout, org)
    return {
        "nodes": cards + heads,
        "edges": _edges(layout, org, spots),
        "boxes": boxes,
        "hidden": {p: b.id for b in layout.boxes for p in (*b.inside_people, *b.inside_seats) if p not in spots},
        "texts": teller.texts(),
        "width": layout.width,
        "height": layout.height,
        "stances": with_stances,
    }


def _head(box: dict[str, Any]) -> dict[str, Any]:
    """The header of a box as a node, so that it can be clicked and reached."""
    return {
        "id": box["id"],
        "kind": "dept",
        "x": middle(box["x"], box["w"]),
        "y": box["y"] + 13,
        "w": box["w"],
        "h": 26,
        "name": box["name"],
        "title": box["title"],
        **({"did": box["did"]} if "did" in box else {}),
    }


def _spots(layout: Layout, org: OrgMap) -> dict[str, str]:
    """The one node that stands for a person or member in relations: the first post's card, or the fold it is in."""
    spots: dict[str, str] = {}
    seats: dict[str, str] = {}
    for card in layout.cards:
        if card.person_id and (card.person_id not in spots or not card.concurrent):
            spots[card.person_id] = card.id
        elif card.member_id:
            spots[card.member_id] = card.id
        if card.seat_id:
            seats.setdefault(card.seat_id, card.id)
    return {**{s: i for s, i in seats.items() if s in org.seat}, **spots}


def _edges(layout: Layout, org: OrgMap, spots: Mapping[str, str]) -> list[dict[str, Any]]:
    edges: list[dict[str, Any]] = [
        {
            "from": n.from_id,
            "to": n.to_id,
            "kind": "report" if n.kind == "line" else "dotted",
            "points": _flat(n.points),
        }
        for n in layout.lines
    ]
    folds = {p: b.id for b in layout.boxes for p in b.inside_people}

    def tie(a: str, b: str, kind: str) -> None:
        start, end = spots.get(a) or folds.get(a), spots.get(b) or folds.get(b)
        if start and end and start != end:
            edges.append({"from": start, "to": end, "kind": kind})

    for relation in org.relations:
        tie(relation.from_id, relation.to_id, "influence" if relation.kind == "influence" else "knows")
    for person in org.people:
        met = {c.member_id for c in person.contacts}
        for member in sorted(met):
            tie(member, person.id, "contact")
        for member in sorted(set(person.covered_by) - met):
            tie(member, person.id, "covers")
    return edges


def _flat(points: Iterable[tuple[int, int]]) -> list[int]:
    return [n for point in points for n in point]
