"""Reporting lines: who stands above whom, in whatever way the file says it; circles are cut, nobody is hidden."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from service.domain.importing import keys, vocabulary
from service.domain.importing.account import AccountView
from service.domain.importing.draft import Draft, Ref
from service.domain.importing.findings import Log
from service.domain.importing.orgrows import OrgRow, Superior
from service.domain.importing.resolve import MATCHED, Directory, read_name, referenced
from service.domain.importing.seats import Seat

POST_FIELDS = ("reports_to_post",)
_SHOWN_MEMBERS = 12


@dataclass(slots=True, eq=False)
class Line:
    """A line of the file: from a seat to the one above."""

    seat: Seat
    start: Ref
    end: Ref
    row: OrgRow
    column: str
    inferred: bool = False


@dataclass(slots=True)
class Tree:
    """The reporting tree of the posts of the file: the seat above each seat, None for a root."""

    above: dict[str, str | None] = field(default_factory=dict)

    def roots(self) -> int:
        return sum(1 for above in self.above.values() if above is None)

    def depth(self) -> int:
        """Levels of the tree; a root alone is 1, an empty tree 0."""
        levels: dict[str, int] = {}
        for post in self.above:
            way: dict[str, None] = {}
            at: str | None = post
            while at is not None and at not in levels and at not in way:
                way[at] = None
                at = self.above.get(at)
            level = levels.get(at, 0) if at is not None else 0
            for step in reversed(list(way)):
                level += 1
                levels[step] = level
        return max(levels.values(), default=0)


class Lines:
    """Resolves the reports-to cells of a chart and states the lines."""

    def __init__(self, draft: Draft, directory: Directory, log: Log, eliminated: frozenset[str]) -> None:
        self._draft = draft
        self._view = draft.view
        self._directory = directory
        self._log = log
        self._eliminated = eliminated
        self._systems: tuple[str, ...] = ("post", "employee")

    def write(self, seats: Sequence[Seat]) -> Tree:
        self._systems = self._preferred_systems(seats)
        lines: dict[str, Line] = {}
        for seat in seats:
            line = self._line(seat)
            if line is not None:
                lines[line.start[1]] = line
        self._lines_of_further(seats, lines)
        self._cut_cycles(seats, lines)
        for line in lines.values():
            known = [f for f in self._view.of("REPORTS_TO", line.start[1]) if f.properties.get("kind") == "line"]
            self._draft.fact(
                "REPORTS_TO", line.start, line.end, {"kind": "line"}, source=line.row.source, instead_of=known,
                naming={"kind": "line"}, confidence="inferred" if line.inferred else "reported",
            )  # fmt: skip
        self._dotted(seats, lines)
        return _tree(seats, lines)

    # ---- one line

    def _line(self, seat: Seat) -> Line | None:
        if not seat.main or seat.ref is None:
            return None
        found: list[tuple[Ref, OrgRow, Superior]] = []
        lost: list[tuple[OrgRow, Superior, str, str]] = []
        for row in seat.rows:
            for superior in row.superiors:
                if (superior.value and not vocabulary.is_nobody(superior.value)) or self._is_name(superior):
                    target, problem, detail = self._target(seat, row, superior)
                    if target is not None:
                        found.append((target, row, superior))
                    elif problem:
                        lost.append((row, superior, problem, detail))
        others = [f for f in found if f[0] != seat.ref]
        if found and not others:
            _, row, superior = found[0]
            self._log.add(
                "self_report", "warning", row.where, [row.number], superior.column, name=seat.row.shown(),
                value=superior.value,
            )  # fmt: skip
        if not others:
            for row, superior, problem, detail in lost:
                self._log.add(
                    problem, "warning", row.where, [row.number], superior.column, value=superior.value, detail=detail
                )  # fmt: skip
            return None
        target, row, superior = others[0]
        for lost_row, further, _, _ in lost:
            if not self._names_holder(further, target):
                self._log.add(
                    "unknown_manager.further", "warning", lost_row.where, [lost_row.number], further.column,
                    value=further.value, first=superior.value,
                )  # fmt: skip
        different = [f for f in others if f[0] != target and not self._same_holder(f[0], target)]
        if different:
            self._log.add(
                "two_managers", "warning", row.where, [row.at_place, *(f[1].at_place for f in different)],
                superior.column, name=seat.row.shown(), first=superior.value,
                others="; ".join(dict.fromkeys(f[2].value for f in different)),
            )  # fmt: skip
        return Line(seat, seat.ref, target, row, superior.column)

    def _is_name(self, superior: Superior) -> bool:
        return bool(self._directory.people.by_name.get(keys.person(superior.value)))

    def _names_holder(self, superior: Superior, seat: Ref) -> bool:
        """Whether an entry is the name of who holds a seat, though others have the name too."""
        names = {keys.person(self._draft.name_of(p)) for p in self._directory.held_by(seat)}
        return keys.person(read_name(superior.value).name) in names

    def _same_holder(self, a: Ref, b: Ref) -> bool:
        """Two seats of one human: columns that name the superior by number and by name may hit different ones."""
        return bool(self._directory.holders_of(a) & self._directory.holders_of(b))

    def _target(self, seat: Seat, row: OrgRow, superior: Superior) -> tuple[Ref | None, str, str]:
        """The seat that a reports-to entry means; else the finding that says why nobody is found."""
        value = superior.value
        if (number := referenced(value)) and (keyed := self._directory.seat(number)):
            return keyed, "", ""
        if superior.how in POST_FIELDS or superior.how == "reports_to":
            systems = self._systems if superior.how == "reports_to" else ("post",)
        else:
            systems = ("employee",) if superior.how == "reports_to_employee" else ()
        for system in systems:
            if system == "post" and (post := self._directory.seat(value)):
                return post, "", ""
            if system == "employee" and (person := self._directory.people.number(value)):
                return self._seat_of([person], seat, row, superior)
            if system == "employee" and (unnamed := self._directory.unnamed_seat(value)):
                return unnamed, "", ""
        by_mail = self._directory.by_mail(value)
        if by_mail:
            return self._seat_of(by_mail, seat, row, superior)
        people, how = self._directory.person(value)
        if people:
            target, problem, detail = self._seat_of(people, seat, row, superior)
            namesakes = self._directory.namesakes(value) if len(people) == 1 and how == "name" else []
            if target is not None and len(namesakes) > 1:
                self._log.add(
                    "ambiguous_manager.titled", "info", row.where, [row.number], superior.column, value=value,
                    n=str(len(namesakes)), name=self._described(people[0], self._seats_held(people[0])),
                )  # fmt: skip
            if target is not None and len(people) == 1 and how in MATCHED:
                self._log.add(
                    MATCHED[how], "info", row.where, [row.number], superior.column, value=value,
                    name=self._draft.name_of(people[0]),
                )  # fmt: skip
            return target, problem, detail
        titled = self._nearest(self._directory.seats_titled(value), seat)
        if titled is not None:
            return titled, "", ""
        if keys.unknown(value) or keys.vacant(value):
            return None, "", ""
        if keys.number(value) in self._eliminated:
            return None, "unknown_manager.eliminated", ""
        return None, "unknown_manager", ""

    def _seat_of(
        self, people: Sequence[Ref], seat: Seat, row: OrgRow, superior: Superior
    ) -> tuple[Ref | None, str, str]:
        """The seat from which a superior leads this one: of several, the nearest above it, else the primary one.

        Of several people the one who alone stands nearest above is taken, with a finding; no holder of the seat itself.
        """
        by_person = {p: self._seats_held(p) for p in people}
        own = {h.human.ref for h in seat.holders}
        if len(people) > 1:
            best: dict[int, list[Ref]] = {}
            for person in [p for p in people if p not in own] or people:
                distance = min((self._distance(s, seat) for s in by_person[person]), default=_FAR)
                best.setdefault(distance, []).append(person)
            nearest = best[min(best)]
            fits = ", ".join(self._described(p, by_person[p]) for p in people[:_SHOWN_MEMBERS])
            if len(nearest) > 1 or min(best) == _FAR:
                return None, "ambiguous_manager", fits
            self._log.add(
                "ambiguous_manager.nearest", "warning", row.where, [row.number], superior.column,
                value=superior.value, detail=fits, name=self._described(nearest[0], by_person[nearest[0]]),
            )  # fmt: skip
            people = nearest
        person = people[0]
        held = by_person[person]
        if not held:
            return None, "manager_without_post", self._draft.name_of(person)
        if person in own:
            above = [s for s in held if s != seat.ref and 0 < self._distance(s, seat) < _FAR]
            return (min(above, key=lambda s: self._distance(s, seat)) if above else seat.ref), "", ""
        if len(held) > 1:
            return self._of_posts(person, held, seat, row, superior), "", ""
        return held[0], "", ""

    def _of_posts(self, person: Ref, held: Sequence[Ref], seat: Seat, row: OrgRow, superior: Superior) -> Ref:
        """Of several posts of a superior the one whose title stands beside the name, else the nearest above the seat,
        else the main one; what was not written is said."""
        title = keys.exact(read_name(superior.value).title)
        titled = [s for s in held if title and keys.exact(self._draft.name_of(s)).endswith(title)]
        if len(titled) == 1:
            return titled[0]
        near = self._nearest([s for s in held if self._distance(s, seat) < _FAR], seat)
        found = near or held[0]
        code = "ambiguous_manager.near_post" if near else "ambiguous_manager.main_post"
        posts = ", ".join(self._post_described(s) for s in held[:_SHOWN_MEMBERS])
        self._log.add(
            code, "info" if near else "warning", row.where, [row.number], superior.column, value=superior.value,
            name=self._draft.name_of(person), detail=posts, post=self._post_described(found),
        )  # fmt: skip
        return found

    def _described(self, person: Ref, held: Sequence[Ref]) -> str:
        """A person with department and title of the first post, so that namesakes are told apart."""
        name = self._draft.name_of(person)
        if not held:
            return name
        post = self._post_described(held[0])
        return f"{name} [{post}]" if post else name

    def _post_described(self, post: Ref) -> str:
        place = "/".join(self._directory.departments.names(self._directory.place(post)))
        return " ".join(t for t in (place, self._draft.name_of(post)) if t)

    def _seats_held(self, person: Ref) -> list[Ref]:
        """The seats of a person, the primary one first: those of the file, else those known."""
        seats = self._directory.seats_of.get(person[1], [])
        primary = [s.ref for s in seats if s.ref and any(h.is_primary and h.human.ref == person for h in s.holders)]
        rest = [s.ref for s in seats if s.ref and s.ref not in primary]
        if primary or rest:
            return primary + rest
        return [("Post", f.end_id) for f in self._view.posts_of(person[1]) if self._draft.stands(f)]

    def _distance(self, above: Ref, seat: Seat) -> int:
        """Steps up from the seat's department to the one of the seat above; far if it does not lie on the way up."""
        place = self._directory.place(above)
        chain = [*self._directory.departments.chain(seat.place_id), None]
        return chain.index(place) if place in chain else _FAR

    def _nearest(self, seats: Sequence[Ref], seat: Seat) -> Ref | None:
        """The nearest of several seats above; None if two are equally near."""
        if len(seats) < 2:
            return seats[0] if seats else None
        ranked = sorted((self._distance(s, seat), n) for n, s in enumerate(seats))
        return seats[ranked[0][1]] if ranked[0][0] < ranked[1][0] else None

    def _preferred_systems(self, seats: Sequence[Seat]) -> tuple[str, ...]:
        """Whether numbers in a reports-to column are post or employee numbers: what fits oftener comes first."""
        values = {s.value for seat in seats for row in seat.rows for s in row.superiors if s.how == "reports_to"}
        posts = sum(1 for v in values if self._directory.seat(v))
        people = sum(1 for v in values if self._directory.people.number(v))
        return ("employee", "post") if people > posts else ("post", "employee")

    def _lines_of_further(self, seats: Sequence[Seat], lines: dict[str, Line]) -> None:
        """A post named after 兼 in a title has the superior of its row; that of the top of the tree stands below the
        holder's own main post."""
        main_of = {id(row): seat for seat in seats if seat.main for row in seat.rows}
        for seat in seats:
            main = main_of.get(id(seat.row))
            if seat.main or seat.ref is None or main is None or main.ref is None or seat.ref[1] in lines:
                continue
            upper = lines.get(main.ref[1])
            end = upper.end if upper else main.ref
            if end != seat.ref and not self._view.line_of(seat.ref[1]):
                lines[seat.ref[1]] = Line(seat, seat.ref, end, seat.row, upper.column if upper else "", inferred=True)

    # ---- the tree

    def _cut_cycles(self, seats: Sequence[Seat], lines: dict[str, Line]) -> None:
        """Leave one line of every circle out: that of the member of the highest rank, of equals the first row's."""
        of_post = {seat.ref[1]: seat for seat in seats if seat.ref}
        above = _Above(self._view, lines, of_post)
        done: set[str] = set()
        for post in of_post:
            ring = _ring(post, above, done)
            while ring and self._cut(ring, of_post, lines, above):  # what was known before may close another one
                ring = _ring(post, above, done)
            at: str | None = post
            while at is not None and at not in done:
                done.add(at)
                at = above[at]

    def _cut(
        self,
        members: Sequence[str],
        of_post: Mapping[str, Seat],
        lines: dict[str, Line],
        above: dict[str, str | None],
    ) -> bool:
        """Whether a line was left out. One that the account has already is none that could be: it stays as it is."""
        known = {m: self._view.line_of(m) for m in members}
        ends = {m: fact.end_id if fact else None for m, fact in known.items()}
        told = [m for m in members if m in lines]
        ours = [m for m in told if ends[m] != lines[m].end[1]]
        ours = [m for m in ours if ends[m] not in members] or ours
        if not ours:
            return False
        top = min(ours, key=lambda m: (-_rank(of_post[m]), of_post[m].row.number))
        line = lines.pop(top)
        above[top] = ends[top]
        start = members.index(top)
        ring = [*members[start:], *members[:start]]
        names = [self._shown(m, of_post) for m in ring]
        if len(names) > _SHOWN_MEMBERS:
            names = [*names[:_SHOWN_MEMBERS], "…"]
        self._log.add(
            "cycle", "warning", line.row.where, sorted({of_post[m].row.at_place for m in told}), line.column or None,
            members=" → ".join([*names, names[0]]), left_out=names[0], n=str(len(members)),
        )  # fmt: skip
        return True

    def _shown(self, post_id: str, of_post: Mapping[str, Seat]) -> str:
        seat = of_post.get(post_id)
        if seat is None:
            return self._draft.name_of(("Post", post_id))
        return seat.row.shown()

    def _dotted(self, seats: Sequence[Seat], lines: Mapping[str, Line]) -> None:
        for seat in seats:
            if seat.ref is None or not seat.main:
                continue
            for row in seat.rows:
                for superior in row.dotted:
                    target, problem, detail = self._target(seat, row, superior)
                    line = lines.get(seat.ref[1])
                    if target is None and problem:
                        self._log.add(
                            problem, "warning", row.where, [row.number], superior.column, value=superior.value,
                            detail=detail,
                        )  # fmt: skip
                    elif target is not None and target != seat.ref and (line is None or line.end != target):
                        self._draft.fact(
                            "REPORTS_TO", seat.ref, target, {"kind": "dotted"}, source=row.source,
                            naming={"kind": "dotted"},
                        )  # fmt: skip


class _Above(dict[str, str | None]):
    """Post → the seat above it on the file's day; what the file does not speak of is looked up when it is asked for."""

    def __init__(self, view: AccountView, lines: Mapping[str, Line], of_file: Iterable[str]) -> None:
        super().__init__()
        self._view = view
        for post_id in of_file:
            self[post_id] = lines[post_id].end[1] if post_id in lines else self._known(post_id)

    def __missing__(self, post_id: str) -> str | None:
        self[post_id] = self._known(post_id) if self._view.now("IN_ACCOUNT", post_id) else None
        return self[post_id]

    def _known(self, post_id: str) -> str | None:
        line = self._view.line_of(post_id)
        return line.end_id if line else None


def _ring(post: str, above: Mapping[str, str | None], done: set[str]) -> list[str]:
    """The circle into which the way up from a post runs; empty where it comes to an end."""
    way: dict[str, None] = {}
    at: str | None = post
    while at is not None and at not in done and at not in way:
        way[at] = None
        at = above[at]
    return list(way)[list(way).index(at) :] if at is not None and at in way else []


def _tree(seats: Sequence[Seat], lines: Mapping[str, Line]) -> Tree:
    """The file's own posts under one another by the file's own lines; a superior who is not in it makes a root."""
    above: dict[str, str | None] = dict.fromkeys(seat.ref[1] for seat in seats if seat.ref)
    for post in above:
        if post in lines and lines[post].end[1] in above:
            above[post] = lines[post].end[1]
    return Tree(above)


_FAR = 1_000


def _rank(seat: Seat) -> int:
    ranks = [seat.line_rank, *(t.rank for t in (seat.row.title, seat.row.grade) if t is not None)]
    return max((r for r in ranks if r is not None), default=-1)
