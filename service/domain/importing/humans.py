"""Which rows of a file are one human. Never two humans into one without a number, an address or a remark saying so."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from service.domain.importing import keys
from service.domain.importing.contacts import choose_placing_row
from service.domain.importing.draft import Ref
from service.domain.importing.findings import Log, Place, row_named
from service.domain.importing.orgrows import OrgRow


@dataclass(slots=True, eq=False)
class Human:
    """One human of the file with all rows that speak of him or her, in the order of the file."""

    rows: list[OrgRow]
    employee_id: str = ""
    ref: Ref | None = None
    place_ids: dict[int, str | None] = field(default_factory=dict)
    """Position of the row in `rows` → the department it stands in."""

    @property
    def name(self) -> str:
        return self.rows[0].name

    @property
    def key(self) -> str:
        return keys.person(self.name)

    @property
    def emails(self) -> set[str]:
        return {r.email for r in self.rows if r.email}

    @property
    def record_ids(self) -> list[tuple[str, str]]:
        """The ids of the human's records in other systems: (system, id)."""
        return list(dict.fromkeys((r.system or keys.RECORD, r.record_id) for r in self.rows if r.record_id))

    @property
    def is_card(self) -> bool:
        """Whether only business cards or customer systems speak of the human, and no chart."""
        return all(r.is_card for r in self.rows)

    @property
    def numbered(self) -> bool:
        return bool(self.employee_id)

    @property
    def system(self) -> str:
        """Which kind of number `employee_id` is."""
        return keys.EMPLOYEE if any(r.employee_id for r in self.rows) else keys.OWN

    def first(self, name: str) -> str:
        """The first value of a field among the rows that is not empty."""
        return next((v for r in self.rows if (v := str(getattr(r, name)))), "")

    def places(self) -> list[Place]:
        """Where all its rows stand, of whichever table."""
        return [r.at_place for r in self.rows]


def same_name(a: str, b: str) -> bool:
    """Whether two names may be one person's: equal, in another order of words, or in another spelling."""
    return keys.person(a) == keys.person(b) or keys.fold(a) == keys.fold(b) or keys.alike(a) == keys.alike(b)


def cluster(rows: Sequence[OrgRow], log: Log) -> list[Human]:
    """The humans who hold the rows, in the order of their first row. Rows whose number is another's are skipped."""
    humans: list[Human] = []
    by_number: dict[str, Human] = {}
    by_mail: dict[str, list[Human]] = defaultdict(list)
    by_record: dict[tuple[str, str], Human] = {}
    for row in rows:
        human = _of_number(row, by_number, log) if row.person_id else None
        if log.is_skipped(row.where, row.number):
            continue
        record = (row.system or keys.RECORD, keys.number(row.record_id))
        if human is None and row.record_id:
            human = by_record.get(record)
            if human is not None and record[0] in keys.IN_ONE_APP and not same_name(human.name, row.name):
                human = None
        if human is None and row.email:
            human = next(
                (
                    h
                    for h in by_mail[row.email]
                    if same_name(h.name, row.name) and not (h.employee_id and row.person_id)
                ),
                None,
            )
        if human is None:
            human = Human([], row.person_id)
            humans.append(human)
        human.rows.append(row)
        if row.record_id:
            by_record.setdefault(record, human)
        if row.person_id:
            human.employee_id = row.person_id
            by_number[keys.number(row.person_id)] = human
        if row.email and human not in by_mail[row.email]:
            if by_mail[row.email]:
                _shared_mail(row, by_mail[row.email][0], log)
            by_mail[row.email].append(human)
    return _join_namesakes(humans, log)


def _of_number(row: OrgRow, by_number: dict[str, Human], log: Log) -> Human | None:
    human = by_number.get(keys.number(row.person_id))
    if human is None or same_name(human.name, row.name):
        return human
    first = human.rows[0]
    log.add(
        "duplicate_id.employee", "error", row.where, [row.number], row.headings.get("employee_id"), id=row.person_id,
        first=human.name, first_row=row_named(first.where, first.number, row.where), second=row.name,
    )  # fmt: skip
    log.skip(row.where, row.number, "duplicate_id.employee", id=row.person_id, first=human.name, second=row.name)
    return None


def _shared_mail(row: OrgRow, other: Human, log: Log) -> None:
    log.add(
        "duplicate_email", "warning", row.where, [other.rows[0].at_place, row.at_place], row.headings.get("email"),
        email=row.email,
    )  # fmt: skip


def _join_namesakes(humans: list[Human], log: Log) -> list[Human]:
    groups: dict[str, list[Human]] = defaultdict(list)
    for human in humans:
        groups[human.key].append(human)
    gone: set[int] = set()
    for group in groups.values():
        if len(group) > 1:
            gone |= _settle(group, log)
    kept = [h for h in humans if id(h) not in gone]
    _note_spellings(kept, log)
    for human in kept:
        choose_placing_row(human.rows)
        _note_several_rows(human, log)
    return kept


def _note_spellings(humans: Sequence[Human], log: Log) -> None:
    """Report humans whose names may be one name in several spellings, unless numbers or addresses tell them apart."""
    groups: dict[str, list[Human]] = defaultdict(list)
    for human in humans:
        groups[keys.alike(human.name)].append(human)
    for group in groups.values():
        names = list(dict.fromkeys(h.name for h in group))
        if len({h.key for h in group}) < 2 or all(h.numbered for h in group) or _told_apart_by_mail(group):
            continue
        first = group[0].rows[0]
        log.add(
            "duplicate_person.spelling", "warning", first.where, [place for h in group for place in h.places()],
            first.headings.get("name"), name=first.name, names=" / ".join(names),
        )  # fmt: skip


def _settle(group: list[Human], log: Log) -> set[int]:
    """Join what evidently is one human among those of one name; returns the ones that went into another."""
    gone: set[int] = set()
    seen: dict[tuple[object, ...], Human] = {}
    for human in group:
        if human.numbered:
            continue
        row = human.rows[0]
        twin = seen.setdefault(_face(row), human)
        if twin is not human and len(human.rows) == 1:
            twin.rows += human.rows
            gone.add(id(human))
    main = [h for h in group if id(h) not in gone and not all(r.secondary for r in h.rows)]
    for human in group:
        if id(human) in gone or human in main or human.numbered:
            continue
        fits = [h for h in main if not (human.emails and h.emails and human.emails.isdisjoint(h.emails))]
        if len(fits) == 1:
            fits[0].rows += human.rows
            gone.add(id(human))
    left = [h for h in group if id(h) not in gone]
    if len(left) > 1 and not all(h.numbered for h in left) and not _told_apart_by_mail(left):
        first = left[0].rows[0]
        log.add(
            "duplicate_person.namesake", "warning", first.where, [place for h in left for place in h.places()],
            first.headings.get("name"), name=first.name, n=str(len(left)),
        )  # fmt: skip
    return gone


def _face(row: OrgRow) -> tuple[object, ...]:
    """All by which a row without an employee number shows one human: rows of one name and face are one human."""
    if row.seat_id:
        return (keys.number(row.seat_id), row.email)
    return (
        tuple(keys.exact(p) for p in row.path),
        keys.exact(row.title_text),
        keys.fold(row.kana),
        row.email,
        keys.number(row.phone),
    )


def _told_apart_by_mail(group: list[Human]) -> bool:
    mails = [h.emails for h in group]
    return all(mails) and sum(len(m) for m in mails) == len(set().union(*mails))


def _note_several_rows(human: Human, log: Log) -> None:
    faces: dict[tuple[object, ...], OrgRow] = {}
    plain: list[OrgRow] = []
    for row in (r for r in human.rows if r.places):
        face = (keys.number(row.seat_id), tuple(keys.exact(p) for p in row.path), keys.exact(row.title_text))
        twin = faces.setdefault(face, row)
        if twin is not row:
            column, differing = twin.headings.get("name"), _differing(twin, row)
            if differing:
                log.add(
                    "duplicate_person.differing", "warning", twin.where, [twin.at_place, row.at_place], column,
                    name=human.name, differing=", ".join(differing),
                )  # fmt: skip
            else:
                log.add(
                    "duplicate_person.same_row", "warning", twin.where, [twin.at_place, row.at_place], column,
                    name=human.name,
                )  # fmt: skip
        elif not row.secondary:
            plain.append(row)
    if len(plain) > 1:
        log.add(
            "duplicate_person.concurrent", "info", plain[0].where, [r.at_place for r in plain],
            plain[0].headings.get("name"), name=human.name,
        )  # fmt: skip


def _differing(first: OrgRow, second: OrgRow) -> list[str]:
    """In what two rows of one human and one post differ where both say something: column and the two values."""
    found: list[str] = []
    for name, a, b in zip(_COMPARED, _compared(first), _compared(second), strict=True):
        if a and b and keys.exact(a) != keys.exact(b):
            found.append(f"{second.headings.get(name, name)} ({a} / {b})")
    a, b = ("; ".join(s.value for s in row.superiors) for row in (first, second))
    if a and b and {keys.number(s.value) for s in first.superiors} != {keys.number(s.value) for s in second.superiors}:
        found.append(f"{second.manager_column} ({a} / {b})")
    return found


_COMPARED = ("kana", "romaji", "email", "phone", "note", "key_reason", "covered_by", "start", "grade", "dotted_to")


def _compared(row: OrgRow) -> tuple[str, ...]:
    """The texts of a row that its human and its post are not known by, in the order of `_COMPARED`."""
    return (
        row.kana,
        row.romaji,
        row.email,
        row.phone,
        row.note,
        row.key_reason,
        row.covered_by,
        row.start.isoformat() if row.start else "",
        row.grade.text if row.grade else "",
        "; ".join(s.value for s in row.dotted),
    )
