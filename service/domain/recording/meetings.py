"""A meeting: planned, held or cancelled; who of us and who of theirs, about which deals."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from service.domain.importing import keys
from service.domain.recording.checking import LONGEST_TEXT, Problems
from service.domain.recording.hand import Hand
from service.domain.recording.known import Ref
from service.domain.wording import Words

STATES = ("planned", "held", "cancelled")
KINDS = ("meeting", "call", "web", "mail", "event", "other")


@dataclass(frozen=True, slots=True)
class MeetingEntry:
    """`on` is the day it was held, or is planned for. `two_way` None: yes, but for a mail. `new_people` are names of
    theirs who are not on record yet: they come in without a post."""

    state: str
    on: date
    member_ids: tuple[str, ...]
    person_ids: tuple[str, ...]
    new_people: tuple[str, ...] = ()
    opportunity_ids: tuple[str, ...] = ()
    kind: str = "meeting"
    two_way: bool | None = None
    subject: str = ""
    note: str = ""

    @property
    def refs(self) -> list[Ref]:
        return [
            *(("Member", i) for i in self.member_ids),
            *(("Person", i) for i in self.person_ids),
            *(("Opportunity", i) for i in self.opportunity_ids),
        ]


def plan_meeting(entry: MeetingEntry, hand: Hand, *, today: date) -> Ref:
    """The meeting is on record with everybody named; a name that exactly one person of the account has is that person.

    InvalidInputError without anybody of us or of theirs, for a held one on a day to come, and for a name that several
    people have.
    """
    problems = Problems()
    state = problems.one_of("state", entry.state, STATES)
    kind = problems.one_of("kind", entry.kind, KINDS)
    if state == "held":
        problems.not_after("on", entry.on, today)
    ours = [problems.there("member_ids", ("Member", i), hand.known) for i in dict.fromkeys(entry.member_ids)]
    theirs = [problems.there("person_ids", ("Person", i), hand.known) for i in dict.fromkeys(entry.person_ids)]
    deals = [
        problems.there("opportunity_ids", ("Opportunity", i), hand.known) for i in dict.fromkeys(entry.opportunity_ids)
    ]
    named = [_named(name, hand, problems) for name in entry.new_people if name.strip()]
    if not ours:
        problems.add("missing", "member_ids", "", Words("自社の人を一人以上", "at least one of us"))
    if not theirs and not named:
        problems.add("missing", "person_ids", "", Words("先方の人を一人以上", "at least one person of theirs"))
    subject = problems.text("subject", entry.subject)
    note = problems.text("note", entry.note, longest=LONGEST_TEXT)
    problems.refuse()
    meeting = hand.create(
        "Meeting",
        {
            "state": state,
            "held_on" if state == "held" else "planned_on": entry.on,
            "kind": kind,
            "two_way": kind != "mail" if entry.two_way is None else entry.two_way,
            "subject": subject,
            "note": note,
            "source": hand.source,
        },
    )
    account = ("Account", hand.known.account_id)
    hand.tie("SCOPED_TO", meeting, account)
    known = [ref for ref in named if not isinstance(ref, str)]
    new = [new_person(hand, name) for name in dict.fromkeys(n for n in named if isinstance(n, str))]
    for attendee in dict.fromkeys([*ours, *theirs, *known, *new]):
        hand.tie("ATTENDED", attendee, meeting)
    for deal in deals:
        hand.tie("ABOUT", meeting, deal)
    return meeting


def _named(name: str, hand: Hand, problems: Problems) -> Ref | str:
    """The one person who is called so; else the name, of somebody new."""
    kept = problems.text("new_people", name)
    found = hand.known.namesakes.get(keys.person(kept), ())
    if len(found) > 1:
        several = Words("同じ名前の人が複数います。選んでください", "several people have this name: choose one")
        problems.add("ambiguous_person", "new_people", kept, several)
    return ("Person", found[0]) if len(found) == 1 else kept


def new_person(hand: Hand, name: str, *, kana: str = "", works: Mapping[str, Any] = MappingProxyType({})) -> Ref:
    """A person of the account, without a post yet; `works` is what is known of the employment."""
    person = hand.create(
        "Person", {"name": name, "name_key": keys.exact(name), "kana": kana, "search_key": keys.search(name, kana)}
    )
    account = ("Account", hand.known.account_id)
    hand.begin("WORKS_FOR", person, account, works, valid_from=None)
    return person
