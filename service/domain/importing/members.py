"""Our own people: found by mail address or name, with their units and titles."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from service.domain.importing import keys
from service.domain.importing.draft import Draft, Ref
from service.domain.importing.resolve import read_name, referenced


class Members:
    """Finds a member of ours, known or of this file; several answers mean that nobody can tell."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._by_mail: dict[str, list[Ref]] = defaultdict(list)
        self._by_name: dict[str, list[Ref]] = defaultdict(list)
        self._by_fold: dict[str, list[Ref]] = defaultdict(list)
        self._by_surname: dict[str, list[Ref]] = defaultdict(list)
        self._by_key: dict[str, Ref] = {}
        for member_id, properties in sorted(draft.view.snapshot.records("Member").items()):
            self._register(("Member", member_id), str(properties.get("name") or ""), str(properties.get("email") or ""))

    def _register(self, ref: Ref, name: str, email: str) -> None:
        entries = [(self._by_name, keys.person(name)), (self._by_fold, keys.fold(name))]
        surname = keys.surname(name)
        if surname != keys.exact(name):
            entries.append((self._by_surname, surname))
        if email:
            entries.append((self._by_mail, email.casefold()))
        for index, key in entries:
            if ref not in index[key]:
                index[key].append(ref)

    def find(self, text: str) -> tuple[list[Ref], str]:
        """Members whom a cell may mean and how they were found: key, mail, name, writing (other kanji), surname."""
        keyed = self.of_key(referenced(text))
        if keyed is not None:
            return [keyed], "key"
        mail = keys.mail(text)
        if mail and self._by_mail.get(mail):
            return self._by_mail[mail], "mail"
        cell = read_name(text)
        for index, key, how in (
            (self._by_name, keys.person(cell.name), "name"),
            (self._by_name, keys.person(cell.text), "name"),
            (self._by_fold, keys.fold(cell.name), "writing"),
            (self._by_surname, keys.exact(cell.name), "surname"),
        ):
            if index.get(key):
                return index[key], how
        return [], ""

    def of_key(self, key: str) -> Ref | None:
        """The member of the key of an export, of the file or known."""
        found = self._by_key.get(keys.number(key)) if key else None
        if found is None and key and (known := self._draft.view.by_number("Member", keys.OWN, key)):
            return ("Member", known)
        return found

    def claim_key(self, ref: Ref, key: str) -> None:
        """From now on the member is found by this key of an export."""
        self._by_key[keys.number(key)] = ref
        self._draft.identify(ref, keys.OWN, key)

    def of_mail(self, email: str) -> list[Ref]:
        return self._by_mail.get(email, []) if email else []

    def of_name(self, name: str) -> list[Ref]:
        return self._by_name.get(keys.person(name), [])

    @cached_property
    def _team(self) -> frozenset[str]:
        view = self._draft.view
        members = self._draft.to_be("ON_TEAM_OF", [view.account_id])
        return frozenset(member for member, _, interval in members if interval.holds(view.as_of))

    def is_of_account(self, ref: Ref) -> bool:
        """Whether the member is on the account's team or first named by these files. Asked when all lists of members
        have been planned."""
        return ref[1] in self._team or self._draft.is_new(ref)

    def described(self, ref: Ref) -> str:
        """The member's name, with unit and title as far as they are known."""
        name, belongs = self._draft.name_of(ref), self._draft.view.current("BELONGS_TO", ref[1])
        unit = self._draft.view.record("Unit", belongs.end_id).get("name") if belongs else ""
        told = " ".join(str(t) for t in (unit, belongs.properties.get("title") if belongs else "") if t)
        return f"{name} [{told}]" if told else name

    def add(self, name: str, email: str = "") -> Ref:
        ref = self._draft.create(
            "Member",
            name,
            {"name": name, "name_key": keys.exact(name), "search_key": keys.search(name), "email": email},
        )
        self._register(ref, name, email)
        return ref

    def rename(self, ref: Ref, name: str, email: str) -> None:
        """From now on the member is found by this name, and by this address where there is one."""
        for index in (self._by_name, self._by_fold, self._by_surname, *((self._by_mail,) if email else ())):
            for known in index.values():
                if ref in known:
                    known.remove(ref)
        self._register(ref, name, email)


class Units:
    """Our own organisation, by the path of its names."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._children: dict[tuple[str | None, str], str] = {}
        self._by_name: dict[str, list[str]] = defaultdict(list)
        for unit_id, properties in sorted(draft.view.snapshot.records("Unit").items()):
            placing = draft.view.current("PART_OF", unit_id)
            key = keys.exact(str(properties.get("name") or ""))
            self._children.setdefault((placing.end_id if placing else None, key), unit_id)
            self._by_name[key].append(unit_id)

    def at(self, path: Sequence[str], source: str) -> Ref:
        """The unit at the end of a path of at least one name; what is missing of the path is made."""
        parent: str | None = None
        for name in path:
            key = keys.exact(name)
            found = self._children.get((parent, key))
            if found is None and parent is None and len(self._by_name[key]) == 1:
                found = self._by_name[key][0]
            parent = found or self._make(name, key, parent, source)
        return ("Unit", parent or "")

    def _make(self, name: str, key: str, parent: str | None, source: str) -> str:
        ref = self._draft.create("Unit", name, {"name": name, "name_key": key})
        if parent is not None:
            self._draft.fact("PART_OF", ref, ("Unit", parent), {}, source=source)
        self._children[parent, key] = ref[1]
        self._by_name[key].append(ref[1])
        return ref[1]
