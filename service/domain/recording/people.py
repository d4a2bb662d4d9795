"""Somebody new at the customer, with a post or without; and a seat that is vacant or whose holder is not known."""

from dataclasses import dataclass
from datetime import date

from service.domain.correcting import of_person
from service.domain.importing import keys
from service.domain.importing.seats import LOWEST_SEAT
from service.domain.names import is_placeholder_unknown, is_placeholder_vacant
from service.domain.recording.checking import Problems
from service.domain.recording.hand import Hand
from service.domain.recording.known import Ref
from service.domain.recording.meetings import new_person
from service.domain.titles import Title, read_title
from service.domain.wording import Words


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person of theirs; with a title also a post, in the department (None: under the account), below the post
    `reports_to`. `since` None: not known. `same_name_is_another`: he or she is not the one who is called so already."""

    name: str
    kana: str = ""
    title: str = ""
    department_id: str | None = None
    reports_to_id: str | None = None
    since: date | None = None
    same_name_is_another: bool = False

    @property
    def refs(self) -> list[Ref]:
        return _places(self.department_id, self.reports_to_id)


@dataclass(frozen=True, slots=True)
class SeatEntry:
    """A post that stands there without a known holder: `vacant`, else held by somebody who is not known."""

    title: str
    department_id: str | None = None
    reports_to_id: str | None = None
    vacant: bool = True
    since: date | None = None

    @property
    def refs(self) -> list[Ref]:
        return _places(self.department_id, self.reports_to_id)


def _places(department_id: str | None, reports_to_id: str | None) -> list[Ref]:
    department = [("Department", department_id)] if department_id else []
    return [*department, *([("Post", reports_to_id)] if reports_to_id else [])]


def plan_person(entry: PersonEntry, hand: Hand) -> Ref:
    """The person is with the account; with a title he or she holds a post of it.

    InvalidInputError when somebody of this name is there already, unless the entry says that this is another.
    """
    problems = Problems()
    name = problems.text("name", entry.name, needed=True)
    if is_placeholder_vacant(name) or is_placeholder_unknown(name):
        problems.add("no_name", "name", name, Words("人の名前（空席はポストに）", "a name; a vacant seat is a post"))
    if hand.known.namesakes.get(keys.person(name)) and not entry.same_name_is_another:
        problems.add(
            "same_name", "name", name,
            Words("別の人なら、そう指定", "say so if it is another one: somebody has this name"),
        )  # fmt: skip
    kana = problems.text("kana", entry.kana)
    title_text = problems.text("title", entry.title)
    _check_places(entry, hand, problems)
    problems.refuse()
    title = read_title(title_text) if title_text else None
    person = new_person(hand, name, kana=kana, works=_of_person(title) if title else {})
    if title is not None:
        post = _post(hand, title, title_text, entry.department_id, entry.reports_to_id)
        hand.begin("HOLDS", person, post, {"is_primary": True, "acting": title.acting or None}, valid_from=entry.since)
    return person


def plan_seat(entry: SeatEntry, hand: Hand) -> Ref:
    """The post stands there; if vacant, since the day that the entry gives."""
    problems = Problems()
    text = problems.text("title", entry.title, needed=True)
    _check_places(entry, hand, problems)
    problems.refuse()
    post = _post(hand, read_title(text), text, entry.department_id, entry.reports_to_id, seat_kind="seat")
    if entry.vacant:
        hand.begin("VACANT", post, ("Account", hand.known.account_id), {}, valid_from=entry.since)
    return post


def _check_places(entry: PersonEntry | SeatEntry, hand: Hand, problems: Problems) -> None:
    if entry.department_id:
        problems.there("department_id", ("Department", entry.department_id), hand.known)
    if entry.reports_to_id:
        problems.there("reports_to_id", ("Post", entry.reports_to_id), hand.known)


def _post(
    hand: Hand, title: Title, text: str, department_id: str | None, reports_to_id: str | None, seat_kind: str = ""
) -> Ref:
    account: Ref = ("Account", hand.known.account_id)
    post = hand.create("Post", {})
    rank = title.line_rank
    own = not title.is_seat or (rank is not None and rank < LOWEST_SEAT)
    named = {
        "title": title.line_title or text, "line_rank": rank, "seat_kind": seat_kind or ("personal" if own else "seat"),
        "capacity": 1,
    }  # fmt: skip
    hand.begin("IN_ACCOUNT", post, account, named, valid_from=None)
    hand.begin("PLACED_IN", post, ("Department", department_id) if department_id else account, {}, valid_from=None)
    if reports_to_id:
        hand.begin("REPORTS_TO", post, ("Post", reports_to_id), {"kind": "line"}, valid_from=None)
    return post


def _of_person(title: Title) -> dict[str, object]:
    own = {"employment": "officer" if title.legal_organ else None, "representative": title.representative or None}
    return own | of_person(title)
