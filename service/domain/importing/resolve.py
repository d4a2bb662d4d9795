"""Who or what a cell names: a seat by its number, a person by number, mail address or name with titles glued on."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from service.domain.importing import keys
from service.domain.importing.departments import Departments
from service.domain.importing.draft import Draft, Ref
from service.domain.importing.latin import fits_initials, read_initials, surname_with_particles
from service.domain.importing.people import People
from service.domain.importing.seats import Seat
from service.domain.names import strip_honorific

_BRACKETED = re.compile(r"[（(\[【].*?[)）\]】]")
_APPENDED = re.compile(r"\s*,\s*|\s+[-–—/|]\s+")
_REFERENCE = re.compile(r"\[([^\[\]\s]+)\]\s*$")
_SPACES = re.compile(r"[\s　]+")

MATCHED: Mapping[str, str] = MappingProxyType(
    {
        "writing": "matched_name.writing",
        "surname": "matched_name.surname",
        "surname_writing": "matched_name.surname_writing",
        "titled": "matched_name.titled",
        "initials": "matched_name.initials",
    }
)
"""How somebody was found by less than the whole name → the finding that says so."""


@dataclass(frozen=True, slots=True)
class NameCell:
    """A name as a cell writes it, taken apart. `title` is what was glued to the name."""

    text: str
    name: str
    title: str


def read_name(text: str) -> NameCell:
    """The name without brackets, honorific and title before or after it."""
    plain = keys.clean(_BRACKETED.sub(" ", text)) or keys.clean(text)
    name, removed = strip_honorific(plain)
    return NameCell(text, name, removed)


def referenced(text: str) -> str:
    """The number in square brackets at the end of an entry, "" where there is none: 佐藤 健 [E0012]."""
    found = _REFERENCE.search(text)
    return found.group(1) if found else ""


def is_nameless(text: str) -> bool:
    """Whether an entry of a list names nobody: 不明, 他2名, and others."""
    return (
        keys.unknown(text)
        or keys.vacant(text)
        or bool(
            re.fullmatch(
                r"(?:他|ほか|外|その他|\+)\s*[\d０-９]*\s*(?:名|人|者)?|(?:and )?\d* ?others?|etc\.?|ほか",
                text.strip(),
                re.IGNORECASE,
            )
        )
    )


class Directory:
    """Finds the people and seats of the account, those of the file included. Several answers mean: nobody can tell."""

    def __init__(self, draft: Draft, people: People, departments: Departments, seats: Sequence[Seat]) -> None:
        self.draft = draft
        self.view = draft.view
        self.people = people
        self.departments = departments
        self._place_of: dict[str, str | None] = {}
        self.seat_by_number: dict[str, Ref] = {}
        self._unnamed: dict[str, Ref] = {}
        self.seats_of: dict[str, list[Seat]] = defaultdict(list)
        self._by_title: dict[str, dict[str, Ref]] = defaultdict(dict)
        self._titles_of: dict[str, set[str]] = defaultdict(set)
        self._holders: dict[str, set[Ref]] = defaultdict(set)
        for seat in seats:
            if seat.ref is None:
                continue
            self._by_title[keys.exact(seat.title)][seat.ref[1]] = seat.ref
            self._place_of[seat.ref[1]] = seat.place_id or self.place(seat.ref)
            for row in seat.rows:
                for number in (row.post_id, row.post_key):
                    if number and seat.main:
                        self.seat_by_number[keys.number(number)] = seat.ref
                if row.employee_id and seat.main and not row.held:
                    self._unnamed[keys.number(row.employee_id)] = seat.ref
            for holder in seat.holders:
                if holder.human.ref:
                    self._holders[seat.ref[1]].add(holder.human.ref)
                    self.seats_of[holder.human.ref[1]].append(seat)
                    self._titles_of[holder.human.ref[1]].add(keys.exact(seat.row.title_text))
                    self._titles_of[holder.human.ref[1]].add(keys.exact(seat.title))
        self._by_surname: dict[str, list[Ref]] | None = None
        self._by_fold: dict[str, list[Ref]] | None = None
        self._by_folded_surname: dict[str, list[Ref]] | None = None

    def seat(self, value: str) -> Ref | None:
        """The seat of a post number or key, alone or in brackets behind other words, of the file or known."""
        for text in (value, referenced(value)):
            found = self.seat_by_number.get(keys.number(text)) if text else None
            for system in (keys.POST, keys.OWN):
                if text and found is None and (known := self.view.by_number("Post", system, text)):
                    found = ("Post", known)
            if found is not None:
                return found
        return None

    def unnamed_seat(self, value: str) -> Ref | None:
        """The seat of an employee number beside which no name stands."""
        return self._unnamed.get(keys.number(value))

    def held_by(self, seat: Ref) -> list[Ref]:
        """Who holds a seat: by the file, else as known."""
        own = sorted(self._holders.get(seat[1], ()))
        if own or seat[1] not in self.view.posts:
            return own
        return [("Person", f.start_id) for f in self.view.to("HOLDS", seat[1]) if self.draft.stands(f)]

    def holders_of(self, seat: Ref) -> frozenset[Ref]:
        """The people of the file who hold a seat."""
        return frozenset(self._holders.get(seat[1], ()))

    def seats_titled(self, text: str) -> list[Ref]:
        """Seats that a title names, alone or behind its department: 情報システム部長, 情報システム部 部長."""
        key = keys.exact(text)
        found = self._titled(key)
        if found:
            return found
        for cut in range(len(text) - 1, 0, -1):
            titled = self._titled(keys.exact(text[cut:]))
            if not titled:
                continue
            before = keys.exact(text[:cut])
            fits = [r for r in titled if before in self._place_keys(r)]
            if fits:
                return fits
        return []

    def _titled(self, key: str) -> list[Ref]:
        """The seats of a title, those of the file first."""
        own = self._by_title.get(key, {})
        return [*own.values(), *(("Post", p) for p in self.view.posts_by_title.get(key, ()) if p not in own)]

    def _place_keys(self, ref: Ref) -> set[str]:
        names = self.departments.names(self.place(ref))
        return {keys.exact(n) for n in names} | {keys.exact("".join(names))}

    def place(self, seat: Ref) -> str | None:
        """The department of a seat; None under the account itself."""
        known = self.view.posts.get(seat[1])
        return self._place_of.get(seat[1], known.place_id if known else None)

    def by_mail(self, text: str) -> list[Ref]:
        mail = keys.mail(text)
        return self.people.by_mail.get(mail, []) if mail else []

    def named(self, cell: NameCell) -> tuple[list[Ref], str]:
        """People of a name and how they were found: `name`, or a way of `MATCHED`."""
        found = self.people.by_name.get(keys.person(cell.name), []) or self.people.by_name.get(
            keys.person(cell.text), []
        )
        found = found or self._behind_other_words(cell.name)
        if found:
            return self._of_title(found, cell.title), "name"
        found = self._folded().get(keys.fold(cell.name), [])
        if found:
            return self._of_title(found, cell.title), "writing"
        return self._of_surname(cell)

    def _of_surname(self, cell: NameCell) -> tuple[list[Ref], str]:
        """People of a surname alone, with initials or with a title. Of one writing of it those whom the title fits come
        first, then those of another writing whom it fits."""
        ways = [
            (self._surnames().get(keys.exact(cell.name), []), "surname"),
            (self._surnames_folded().get(keys.fold(cell.name), []), "surname_writing"),
        ]
        for found, how in ways if cell.title else ():
            titled = self._with_title(found, cell.title)
            if titled:
                return titled, how if len(titled) == len(found) else "titled"
        for found, how in ways:
            if found:
                return found, how
        return self._of_initials(cell.name), "initials"

    def _of_initials(self, text: str) -> list[Ref]:
        read = read_initials(text)
        if read is None:
            return []
        initials, family = read
        found = self._surnames().get(keys.exact(family), []) or self._surnames_folded().get(keys.fold(family), [])
        return [p for p in found if fits_initials(str(self.draft.value(p, "name") or ""), initials)]

    def namesakes(self, text: str) -> list[Ref]:
        """All people of the name in a cell, whatever title stands beside it."""
        return self.people.by_name.get(keys.person(read_name(text).name), [])

    def _behind_other_words(self, text: str) -> list[Ref]:
        """People whose whole name stands behind a company, department or title, or before a comma or dash."""
        words = _SPACES.split(text)
        for first in range(1, len(words) - 1 if not keys.is_japanese(text) else len(words)):
            found = self.people.by_name.get(keys.person(" ".join(words[first:])))
            if found:
                return found
        before = _APPENDED.split(text)[0]
        return self.people.by_name.get(keys.person(before), []) if before != text else []

    def _of_title(self, people: list[Ref], title: str) -> list[Ref]:
        """Of several people those whose title fits the one that stands beside the name."""
        if len(people) < 2 or not title:
            return people
        return self._with_title(people, title) or people

    def _with_title(self, people: Iterable[Ref], title: str) -> list[Ref]:
        key = keys.exact(title)
        return [p for p in people if any(t.endswith(key) for t in self._all_titles_of(p[1]))]

    def _all_titles_of(self, person_id: str) -> Iterator[str]:
        yield from self._titles_of.get(person_id, ())
        for fact in self.view.now("HOLDS", person_id):
            if fact.end_id in self.view.posts:
                yield keys.exact(self.view.posts[fact.end_id].title)

    def add_off_chart(self, name: str, source: str) -> Ref:
        """A person whom no chart names; found by this name from now on."""
        ref = self.people.add_off_chart(name, source)
        if self._by_fold is not None:
            self._by_fold[keys.fold(name)].append(ref)
        if self._by_surname is not None:
            for surname in _surnames_of(name):
                self._by_surname[surname].append(ref)
            self._by_folded_surname = None
        return ref

    def _everybody(self) -> Iterable[tuple[str, Ref]]:
        for people in self.people.by_name.values():
            for ref in people:
                yield str(self.draft.value(ref, "name") or ""), ref

    def _folded(self) -> dict[str, list[Ref]]:
        if self._by_fold is None:
            self._by_fold = defaultdict(list)
            for name, ref in self._everybody():
                self._by_fold[keys.fold(name)].append(ref)
        return self._by_fold

    def _surnames(self) -> dict[str, list[Ref]]:
        if self._by_surname is None:
            self._by_surname = defaultdict(list)
            for name, ref in self._everybody():
                for surname in _surnames_of(name):
                    self._by_surname[surname].append(ref)
        return self._by_surname

    def _surnames_folded(self) -> dict[str, list[Ref]]:
        if self._by_folded_surname is None:
            self._by_folded_surname = defaultdict(list)
            for surname, people in self._surnames().items():
                self._by_folded_surname[keys.fold(surname)] += people
        return self._by_folded_surname

    def person(self, text: str) -> tuple[list[Ref], str]:
        """People whom a cell may mean, by number, mail address or name; and how they were found."""
        for number in (text, referenced(text)):
            by_number = self.people.number(number) if number else None
            if by_number is not None:
                return [by_number], "number"
        by_mail = self.by_mail(text)
        if by_mail:
            return by_mail, "mail"
        return self.named(read_name(text))


def _surnames_of(name: str) -> list[str]:
    """The keys of the family name, without and with its particles; none where nothing else is written."""
    found = (keys.surname(name), surname_with_particles(name))
    return [key for key in dict.fromkeys(found) if key and key != keys.exact(name)]
