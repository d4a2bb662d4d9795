"""Who stands above and below whom on the map: lines run between posts, people are their holders."""

from collections.abc import Iterable

from service.domain.cards import Neighbour
from service.domain.orgmap import OrgMap


def holders_of(org: OrgMap, seat_id: str, kind: str = "line") -> list[Neighbour]:
    """One entry per holder of the post; one without a person where nobody holds it or nobody knows who does."""
    seat = org.seat[seat_id]
    people = [org.person[h.person_id] for h in org.holders.get(seat_id, ())]
    if not people:
        return [Neighbour(seat_id, seat.title, seat.state.value, kind)]
    return [Neighbour(seat_id, seat.title, seat.state.value, kind, p.id, p.name) for p in people]


def managers(org: OrgMap, seat_ids: Iterable[str]) -> tuple[Neighbour, ...]:
    """Whom these posts report to: the line of the first post first, dotted lines last, nobody twice."""
    order = list(seat_ids)
    lines = [x for i in dict.fromkeys(order) for x in org.lines_from.get(i, ())]
    lines.sort(key=lambda x: (x.kind != "line", order.index(x.from_id), x.to_id))
    return _once(n for x in lines for n in holders_of(org, x.to_id, x.kind))


def reports(org: OrgMap, seat_ids: Iterable[str]) -> tuple[Neighbour, ...]:
    """Who reports to these posts: lines before dotted lines, the higher rank first, nobody twice."""
    lines = [x for i in dict.fromkeys(seat_ids) for x in org.lines_to.get(i, ())]
    lines.sort(key=lambda x: (x.kind != "line", -(org.seat[x.from_id].line_rank or 0), x.from_id))
    return _once(n for x in lines for n in holders_of(org, x.from_id, x.kind))


def heads(org: OrgMap, department_id: str) -> tuple[Neighbour, ...]:
    """The holders of the department's leading posts: those placed in it that report to no other post in it, of the
    highest rank among them. Personal posts lead nothing."""
    here = {s.id: s for s in org.seats if s.department_id == department_id and not s.personal}
    below = {x.from_id for x in org.lines if x.kind == "line" and x.to_id in here and x.from_id != x.to_id}
    top = [s for i, s in here.items() if i not in below] or list(here.values())
    best = max((s.line_rank or 0 for s in top), default=0)
    return _once(n for s in top if (s.line_rank or 0) == best for n in holders_of(org, s.id))


def _once(found: Iterable[Neighbour]) -> tuple[Neighbour, ...]:
    kept: dict[tuple[str, str | None], Neighbour] = {}
    for n in found:
        kept.setdefault((n.seat_id, n.person_id), n)
    return tuple(kept.values())
