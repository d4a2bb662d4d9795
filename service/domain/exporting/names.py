"""How the cells of the workbook name a record, so that the import finds this one and no other."""

import re
from collections.abc import Iterable

from service.domain.importing import keys, vocabulary
from service.domain.importing.account import AccountView
from service.domain.importing.lists import entries
from service.domain.importing.resolve import is_nameless, read_name, referenced
from service.domain.importing.stances import means_us

_PLAIN_NUMBER = re.compile(r"[A-Za-z0-9_.\-/#]+")
_MARKS = re.compile(r"[;；、,，:：=＝\[\]\n(（【)）】<>@]")


class Names:
    """The account's records by the words a person would write; where these do not do, with a number in brackets."""

    def __init__(self, view: AccountView) -> None:
        self._view = view
        self._values: dict[tuple[str, str], str] = {}
        external = view.snapshot.records("ExternalId")
        for tie in view.snapshot.ties:
            if tie.type == "IDENTIFIED_BY" and tie.end_id in external:
                known = external[tie.end_id]
                self._values[tie.start_id, str(known["system"])] = str(known["value"])
        self._deals: dict[str, list[str]] = {}
        for deal_id in view.snapshot.records("Opportunity"):
            fact = view.current("FOR", deal_id)
            if fact is not None:
                self._deals.setdefault(keys.exact(str(fact.properties.get("name") or "")), []).append(deal_id)

    # ---- numbers

    def number(self, record_id: str, system: str) -> str:
        """The record's number of a system as it was given; "" where it has none."""
        return self._values.get((record_id, system), "")

    def key(self, label: str, record_id: str, system: str) -> str:
        """The key by which an import finds the record; "" where its number does that."""
        number = self.number(record_id, system)
        if number and self._is_plain(label, record_id, system, number):
            return ""
        return self.number(record_id, keys.OWN) or record_id

    def id(self, label: str, record_id: str, system: str) -> str:
        """What stands in brackets behind the record: its number, else its key."""
        return self.key(label, record_id, system) or self.number(record_id, system)

    def _is_plain(self, label: str, record_id: str, system: str, number: str) -> bool:
        """Whether the number alone may stand in a cell and means this record and nothing else."""
        if not _PLAIN_NUMBER.fullmatch(number) or self._view.by_number(label, system, number) != record_id:
            return False
        return label != "Person" or self._view.by_number("Post", keys.POST, number) is None

    # ---- names

    def person(self, person_id: str) -> str:
        name = str(self._view.record("Person", person_id).get("name") or "")
        if self._view.people_by_name.get(keys.person(name)) == [person_id] and _is_name(name):
            taken = self._view.by_number("Person", keys.EMPLOYEE, name) or self._view.by_number("Post", keys.POST, name)
            if taken is None:
                return name
        return _with(name, self.id("Person", person_id, keys.EMPLOYEE))

    def post(self, post_id: str, shown: Iterable[str]) -> str:
        """The post by those who hold it, else by its title; always with its number or key."""
        return _with("・".join(t for t in shown if t), self.id("Post", post_id, keys.POST))

    def member(self, member_id: str) -> str:
        name = str(self._view.record("Member", member_id).get("name") or "")
        return name if not self.member_key(member_id) else _with(name, self.member_key(member_id))

    def member_key(self, member_id: str) -> str:
        """The key of one of us; "" where the name says enough."""
        name = str(self._view.record("Member", member_id).get("name") or "")
        if self._view.members_by_name.get(keys.person(name)) == [member_id] and _is_name(name):
            return ""
        return self.number(member_id, keys.OWN) or member_id

    def deal(self, deal_id: str) -> str:
        fact = self._view.current("FOR", deal_id)
        name = str(fact.properties.get("name") or "") if fact else ""
        alone = self._deals.get(keys.exact(name)) == [deal_id]
        if alone and not referenced(name) and not vocabulary.is_nobody(name) and not means_us(name):
            return name
        return _with(name, self.id("Opportunity", deal_id, keys.OPPORTUNITY))


def _is_name(name: str) -> bool:
    """Whether a cell with nothing but this name is read as this name."""
    return (
        bool(name)
        and not _MARKS.search(name)
        and entries(name) == [name]
        and read_name(name).name == name
        and not is_nameless(name)
        and not vocabulary.is_nobody(name)
    )


def _with(words: str, number: str) -> str:
    """The words with the number behind them; without them where they would be taken to say that there is nobody."""
    text = f"{' '.join(_MARKS.sub(' ', words).split())} [{number}]".strip()
    return f"[{number}]" if is_nameless(text) else text
