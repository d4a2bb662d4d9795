"""The chart that an import would leave, as a map of the posts of the files; what is doubtful in it is drawn as such."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from service.domain.importing.departments import Departments
from service.domain.importing.draft import Draft
from service.domain.importing.findings import Finding
from service.domain.importing.lines import Tree
from service.domain.importing.seats import PERSONAL, Seat
from service.domain.orgmap import Department, Holding, MapPerson, OrgMap, ReportingLine
from service.domain.orgmap import Seat as MapSeat


def doubtful_rows(findings: Iterable[Finding]) -> frozenset[tuple[str, int]]:
    """(table, row) of each row about which something should be looked at."""
    return frozenset(place for f in findings if f.level != "info" for place in f.places)


def outcome(
    seats: Sequence[Seat],
    tree: Tree,
    departments: Departments,
    draft: Draft,
    *,
    doubtful: Collection[tuple[str, int]],
    as_of: date,
) -> OrgMap:
    """The posts of the files in their departments with their holders and lines. A post of a doubtful row, and its
    holders, are `inferred`: the map draws them as not confirmed."""
    places: dict[str, Department] = {}
    found: list[MapSeat] = []
    holdings: list[Holding] = []
    people: dict[str, MapPerson] = {}
    for seat in seats:
        if seat.ref is None:
            continue
        _note_places(seat.place_id, departments, places)
        unsure = any((row.where, row.number) in doubtful for row in seat.rows)
        found.append(
            MapSeat(
                seat.ref[1],
                seat.title,
                seat.line_rank,
                seat.kind == PERSONAL,
                seat.place_id if seat.place_id in places else None,
                seat.state,
                unsure,
            )
        )
        for holder in seat.holders:
            ref = holder.human.ref
            if ref is not None:
                holdings.append(Holding(seat.ref[1], ref[1], holder.is_primary, holder.acting, unsure))
                people.setdefault(ref[1], MapPerson(ref[1], draft.name_of(ref), inferred=unsure))
    return OrgMap(
        account_id=draft.view.account_id,
        account_name="",
        as_of=as_of,
        since=as_of,
        departments=tuple(places.values()),
        seats=tuple(found),
        holdings=tuple(holdings),
        lines=tuple(_lines(tree.above)),
        people=tuple(people.values()),
    )


def _note_places(place_id: str | None, departments: Departments, places: dict[str, Department]) -> None:
    chain = departments.chain(place_id)
    for at, (department_id, name) in enumerate(zip(reversed(chain), departments.names(place_id), strict=True)):
        above = chain[len(chain) - at] if at else None
        places.setdefault(department_id, Department(department_id, name, None, above))


def _lines(above: Mapping[str, str | None]) -> Iterable[ReportingLine]:
    return (ReportingLine(post, superior, "line") for post, superior in above.items() if superior is not None)
