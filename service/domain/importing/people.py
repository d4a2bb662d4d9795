"""Humans of a file against the people who are known: who is who, who is new, what is corrected."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from service.domain.importing import keys
from service.domain.importing.contacts import fit_to_known
from service.domain.importing.departments import Departments
from service.domain.importing.draft import Draft, Ref
from service.domain.importing.findings import Log
from service.domain.importing.humans import Human, same_name
from service.domain.importing.orgrows import ABOUT_PERSON, OrgRow
from service.domain.titles import Title

_BY_RECORD, _BY_NUMBER, _BY_MAIL, _BY_PLACE_AND_TITLE, _BY_PLACE, _BY_TITLE, _OFF_CHART, _ONLY_ONE = range(8)
"""How a known person was found, the surest first."""


class People:
    """Gives every human of a chart his or her record."""

    def __init__(self, draft: Draft, departments: Departments, log: Log) -> None:
        self._draft = draft
        self._view = draft.view
        self._departments = departments
        self._log = log
        self._claimed: set[str] = set()
        self._names: Counter[str] = Counter()
        self._post_numbers: frozenset[str] = frozenset()
        self.by_name: dict[str, list[Ref]] = {}
        self.by_number: dict[str, Ref] = {}
        self.by_mail: dict[str, list[Ref]] = {}
        for name, ids in self._view.people_by_name.items():
            self.by_name[name] = [("Person", i) for i in ids]
        for mail, ids in self._view.people_by_mail.items():
            self.by_mail[mail] = [("Person", i) for i in ids]

    def settle(self, humans: Sequence[Human], rows: Sequence[OrgRow]) -> None:
        """Match all humans, the surest ones first, so that a namesake never takes another's record; then write them."""
        self._names = Counter(h.key for h in humans)
        self._post_numbers = frozenset(keys.number(r.post_id) for r in rows if r.post_id)
        possible = [h for h in humans if h.numbered or h.record_ids or self._candidates(h)]
        for way in range(_ONLY_ONE + 1):
            for human in possible:
                found = self._find(human, way) if human.ref is None else None
                if found is not None:
                    human.ref = ("Person", found)
                    self._claimed.add(found)
        for human in humans:
            if human.ref is None:
                self._warn_of_candidates(human)
                human.ref = self._create(human)
            else:
                self._update(human, human.ref)
            self._register(human, human.ref)

    # ---- matching

    def _find(self, human: Human, way: int) -> str | None:
        if way == _BY_RECORD:
            known = [(system, self._view.by_number("Person", system, value)) for system, value in human.record_ids]
            return next((p for system, p in known if p and self._is_record_of(system, p, human)), None)
        if way == _BY_NUMBER:
            named = [(human.system, human.employee_id), *((keys.OWN, r.person_key) for r in human.rows)]
            numbered = (self._view.by_number("Person", system, value) for system, value in named if value)
            return next((p for p in numbered if p and p not in self._claimed), None)
        fits = [p for p in self._candidates(human) if p not in self._claimed and not self._is_another(human, p)]
        if way == _BY_MAIL:
            fits = [
                p for p in fits if str(self._view.record("Person", p).get("email") or "").casefold() in human.emails
            ]
        elif way == _BY_PLACE_AND_TITLE:
            fits = [p for p in fits if self._shares(human, p, place=True, title=True)]
        else:
            exact = [p for p in fits if self._is_called(human, p) and not self._mail_differs(human, p)]
            if way == _BY_PLACE:
                fits = [p for p in exact if self._shares(human, p, place=True, title=False)]
            elif way == _BY_TITLE:
                fits = [p for p in exact if self._shares(human, p, place=False, title=True)]
            elif way == _OFF_CHART:
                fits = [p for p in exact if not self._view.posts_of(p)] if self._is_only_one(human) else []
            else:
                fits = exact if self._may_be_the_only_one(human) else []
        if len(fits) > 1 and way in (_BY_PLACE, _BY_TITLE, _OFF_CHART, _ONLY_ONE):
            return None
        return fits[0] if fits else None

    def _candidates(self, human: Human) -> list[str]:
        return list(
            dict.fromkeys(
                [
                    *self._view.people_by_name.get(human.key, []),
                    *self._view.people_by_fold.get(keys.fold(human.name), []),
                    *self._romanised(human),
                    *self._spelt_otherwise(human),
                    *self._surname_with_post(human),
                ]
            )
        )

    def _is_record_of(self, system: str, person_id: str, human: Human) -> bool:
        """Whether a record id found the right person: one that counts in one app only needs the name or address too."""
        if person_id in self._claimed:
            return False
        mail = str(self._view.record("Person", person_id).get("email") or "").casefold()
        return system not in keys.IN_ONE_APP or self._is_called(human, person_id) or mail in human.emails

    def _romanised(self, human: Human) -> list[str]:
        """People whose romanised name is the human's name: YAMADA Taro for 山田 太郎."""
        return [] if keys.is_japanese(human.name) else self._view.people_by_romaji.get(keys.romaji(human.name), [])

    def _spelt_otherwise(self, human: Human) -> list[str]:
        """People of a Latin name in another spelling: Anna Müller for MUELLER, Anna."""
        return [] if keys.is_japanese(human.name) else self._view.people_by_alike.get(keys.alike(human.name), [])

    def _surname_with_post(self, human: Human) -> list[str]:
        """People of the surname before a post (能登部長) who hold such a post."""
        glued = human.rows[0].glued
        if not glued or keys.surname(human.name) != keys.exact(human.name):
            return []
        held = {
            p: [self._view.posts[f.end_id].title for f in self._view.posts_of(p) if f.end_id in self._view.posts]
            for p in self._view.people_by_surname.get(keys.exact(human.name), [])
        }
        return [p for p, titles in held.items() if any(keys.exact(t).endswith(keys.exact(glued)) for t in titles)]

    def _is_called(self, human: Human, person_id: str) -> bool:
        """Whether the human's name is the known person's: the same words, romanised, or the surname with the post."""
        return (
            keys.person(self._name(person_id)) == human.key
            or person_id in self._romanised(human)
            or person_id in self._surname_with_post(human)
        )

    def _may_be_the_only_one(self, human: Human) -> bool:
        """Whether the name alone may decide: of a card, or a surname with a post, that nobody else in the file has."""
        return (human.is_card or bool(human.rows[0].glued)) and self._names[human.key] == 1

    def _name(self, person_id: str) -> str:
        return str(self._view.record("Person", person_id).get("name") or "")

    def _is_another(self, human: Human, person_id: str) -> bool:
        known = self._view.number_of(person_id, human.system)
        return bool(known and human.numbered and known != keys.number(human.employee_id))

    def _mail_differs(self, human: Human, person_id: str) -> bool:
        known = str(self._view.record("Person", person_id).get("email") or "").casefold()
        return bool(known and human.emails and known not in human.emails)

    def _is_only_one(self, human: Human) -> bool:
        return self._names[human.key] == 1 and len(self._view.people_by_name.get(human.key, [])) == 1

    def _shares(self, human: Human, person_id: str, *, place: bool, title: bool) -> bool:
        """Whether a post of the known person has the number, or the place and title, of a row of the human.

        A post whose number the file has beside somebody else is no evidence.
        """
        for fact in self._view.posts_of(person_id):
            post = self._view.posts.get(fact.end_id)
            if post is None:
                continue
            number = self._view.number_of(post.id, keys.POST)
            if number in self._post_numbers and all(number != keys.number(r.post_id) for r in human.rows):
                continue
            for at, row in enumerate(human.rows):
                if number and row.post_id and number == keys.number(row.post_id):
                    return True
                same_place = human.place_ids.get(at) == post.place_id
                same_title = bool(row.title_text) and self._same_title(row, post.title)
                if not row.title_text and not post.title:
                    same_title = same_place
                if (same_place or not place) and (same_title or not title):
                    return True
        return False

    def _same_title(self, row: OrgRow, known: str) -> bool:
        titles = {keys.exact(t) for t, _ in line_posts(row)}
        return keys.exact(known) in titles

    def _warn_of_candidates(self, human: Human) -> None:
        row = human.rows[0]
        for person_id in self._candidates(human):
            if self._is_another(human, person_id) or person_id in self._claimed:
                continue
            code = (
                "duplicate_person.known"
                if keys.person(self._name(person_id)) == human.key
                else "duplicate_person.writing"
            )
            self._log.add(
                code, "warning", row.where, human.places(), row.headings.get("name"), name=human.name,
                known=self._name(person_id), known_id=person_id,
            )  # fmt: skip

    # ---- writing

    def _properties(self, human: Human) -> dict[str, Any]:
        kana, romaji = human.first("kana"), human.first("romaji")
        return {
            "name": human.name,
            "name_key": keys.exact(human.name),
            "kana": kana,
            "romaji": romaji,
            "search_key": keys.search(human.name, kana, romaji),
            "email": human.first("email"),
            "phone": human.first("phone"),
            "note": "\n".join(dict.fromkeys(r.note for r in human.rows if r.note)),
        }

    def _create(self, human: Human) -> Ref:
        ref = self._draft.create("Person", human.name, self._properties(human))
        self._finish(human, ref)
        return ref

    def _update(self, human: Human, ref: Ref) -> None:
        known = self._name(ref[1])
        kept = self._keeps_name(human, ref[1])
        name = known if kept else human.name
        self._draft.mention(ref, name)
        row = human.rows[0]
        for card in human.rows if human.is_card else ():
            fit_to_known(card, ref[1], self._view, self._departments, self._log)
        if kept and keys.exact(known) != keys.exact(human.name):
            self._log.add(
                "matched_name.record", "info", row.where, human.places(), row.headings.get("name"),
                name=human.name, known=known,
            )  # fmt: skip
        elif not kept and not same_name(known, human.name):
            self._log.add(
                "name_changed", "warning", row.where, human.places(), row.headings.get("name"), known=known,
                name=human.name,
            )  # fmt: skip
        properties = self._properties(human)
        kana = properties["kana"] or self._draft.value(ref, "kana") or ""
        romaji = properties["romaji"] or self._draft.value(ref, "romaji") or ""
        properties["search_key"] = keys.search(name, kana, romaji)
        if kept:
            properties["name"] = properties["name_key"] = ""
        self._draft.correct(ref, properties, shown=("name", "kana", "romaji", "email", "phone", "note"))
        self._finish(human, ref)

    def _keeps_name(self, human: Human, person_id: str) -> bool:
        """Whether the known name stays: the file has it romanised, without its given name, or, on a card, in another
        order or in capitals."""
        if keys.person(self._name(person_id)) == human.key:
            return human.is_card
        return self._is_called(human, person_id)

    def _finish(self, human: Human, ref: Ref) -> None:
        if human.numbered:
            self._draft.identify(ref, human.system, human.employee_id)
        for system, value in human.record_ids:
            self._draft.identify(ref, system, value, several=True)
        source = human.rows[0].source
        known = next((f for f in self._view.now("WORKS_FOR", ref[1]) if f.end_id == self._view.account_id), None)
        properties = works_for(human, dict(known.properties) if known else {})
        self._draft.fact("WORKS_FOR", ref, ("Account", self._view.account_id), properties, source=source)

    def _register(self, human: Human, ref: Ref) -> None:
        old_name = keys.person(self._name(ref[1]))
        if old_name != human.key:
            _take_out(self.by_name, old_name, ref)
        old_mail = str(self._view.record("Person", ref[1]).get("email") or "").casefold()
        if human.emails and old_mail not in human.emails:
            _take_out(self.by_mail, old_mail, ref)
        _put_in(self.by_name, human.key, ref)
        for mail in human.emails:
            _put_in(self.by_mail, mail, ref)
        if human.numbered:
            self.by_number[keys.number(human.employee_id)] = ref
        for row in human.rows:
            if row.person_key:
                self.by_number.setdefault(keys.number(row.person_key), ref)

    def add_off_chart(self, name: str, source: str) -> Ref:
        """A new person whom another sheet names: without a post, shown apart from the chart."""
        ref = self._draft.create(
            "Person", name, {"name": name, "name_key": keys.exact(name), "search_key": keys.search(name)}
        )
        self._draft.fact("WORKS_FOR", ref, ("Account", self._view.account_id), {}, source=source)
        self.by_name.setdefault(keys.person(name), []).append(ref)
        return ref

    def number(self, value: str) -> Ref | None:
        """The person of an employee number or of the key of an export, of the file or known."""
        found = self.by_number.get(keys.number(value))
        for system in (keys.EMPLOYEE, keys.OWN):
            if found is None and (known := self._view.by_number("Person", system, value)):
                found = ("Person", known)
        return found


def _put_in(index: dict[str, list[Ref]], key: str, ref: Ref) -> None:
    known = index.setdefault(key, [])
    if ref not in known:
        known.append(ref)


def _take_out(index: dict[str, list[Ref]], key: str, ref: Ref) -> None:
    """What a person was called, or written to, before the file is no longer his or hers."""
    if ref in index.get(key, ()):
        index[key].remove(ref)


def titles_of(row: OrgRow) -> list[Title]:
    return [t for t in (row.title, row.grade) if t is not None]


def line_posts(row: OrgRow) -> list[tuple[str, bool]]:
    """The titles of the seats that a row speaks of, the main one first; True for the main one."""
    title = row.title
    if title is None:
        return [(row.title_text, True)]
    main = title.line_title or row.title_text
    return [(main, True), *((t, False) for t in title.concurrent if keys.exact(t) != keys.exact(main))]


def works_for(human: Human, known: Mapping[str, Any]) -> dict[str, Any]:
    """What the rows say of the person outright, else what their titles say: organ, grade, own rank. Without any title,
    what is known stays."""
    found = _of_titles(human, known)
    for name in ABOUT_PERSON:
        told = [r.told[name] for r in human.rows if name in r.told]
        if told:
            found[name] = told[0]
    return found


def _of_titles(human: Human, known: Mapping[str, Any]) -> dict[str, Any]:
    titles = [t for r in human.rows if r.places for t in titles_of(r)]
    employment = next((r.employment for r in human.rows if r.employment), None) or known.get("employment")
    if not titles:
        return {"employment": employment} if employment else {}
    ranks = [t.person_rank for t in titles if t.person_rank is not None]
    return {
        "employment": employment,
        "legal_organ": next((t.legal_organ for t in titles if t.legal_organ), None),
        "grade_title": next((t.grade_title for t in titles if t.grade_title), None),
        "personal_grade": next((t.personal_grade for t in titles if t.personal_grade), None),
        "person_rank": max(ranks, default=None),
        "representative": any(t.representative for t in titles),
    }
