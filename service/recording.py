"""Writing down what happened, by hand: one entry is one transaction is one change, which can be taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from service.accounts import refuse_unless_live, standing
from service.changes import RECORD
from service.domain.actor import Actor, FieldClass
from service.domain.errors import NotFoundError, worded
from service.domain.importing import keys
from service.domain.recording.hand import Hand
from service.domain.recording.known import Known, Ref
from service.domain.recording.meetings import MeetingEntry, plan_meeting
from service.domain.recording.people import PersonEntry, SeatEntry, plan_person, plan_seat
from service.domain.recording.stances import StanceEntry, plan_stance
from service.domain.recording.ties import CoverEntry, KeyEntry, plan_cover, plan_key
from service.domain.snapshot import ExistingFact
from service.graph.database import Graph
from service.graph.ids import new_id
from service.graph.query import Row, load
from service.graph.transaction import ReadTx, WriteTx
from service.writing import ChangeMeta, write_batch

Entry = StanceEntry | MeetingEntry | KeyEntry | CoverEntry | PersonEntry | SeatEntry

_SPARE_IDS = 16
"""What one entry makes beside the people it names: ids are made before the transaction, which may run twice."""


class AroundRow(Row, fields=FieldClass.ORG):
    """What is recorded around an entry; the query says what the lists hold."""

    records: list[Any]
    facts: list[Any]
    namesakes: list[Any]


class ChoicesRow(Row, fields=FieldClass.ORG):
    """What forms let one choose from; the query says what the lists hold."""

    team: list[Any]
    deals: list[Any]


AROUND = load("recording.around", AroundRow)
CHOICES = load("recording.choices", ChoicesRow)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What an entry did: the record that it made, if any. `change_id` is None when everything was so already."""

    account_id: str
    change_id: str | None
    made: Ref | None


@dataclass(frozen=True, slots=True)
class Choices:
    """What the forms of entries let one choose from, each as (id, name), by name."""

    team: Sequence[tuple[str, str]]
    deals: Sequence[tuple[str, str]]
    """The open ones."""


def read_choices(tx: ReadTx, *, account_id: str, as_of: date) -> Choices:
    """Who of us is on the account's team on the day, and its open deals."""
    row = tx.one(CHOICES, account_id=account_id, as_of=as_of)
    team, deals = ([(record_id, name or record_id) for record_id, name in rows] for rows in (row.team, row.deals))
    return Choices(sorted(team, key=_by_name), sorted(deals, key=_by_name))


def _by_name(choice: tuple[str, str]) -> tuple[str, str]:
    return choice[1], choice[0]


def record(graph: Graph, actor: Actor, *, account_id: str, entry: Entry, today: date, as_of: date) -> Recorded:
    """The entry is on record, as one change of the account; `as_of` is the day on which it was observed.

    InvalidInputError with everything that is wrong, and nothing is written; NotFoundError without the account;
    RefusedError while the account is being loaded or deleted.
    """
    change = ChangeMeta(new_id(), datetime.now(UTC), RECORD)
    ids = [new_id() for _ in range(_SPARE_IDS + 2 * len(tuple(_names(entry))))]  # a person and whom he or she works for
    return graph.write(actor, _record, account_id, entry, today, as_of, change, ids)


def _record(
    tx: WriteTx, account_id: str, entry: Entry, today: date, as_of: date, change: ChangeMeta, ids: list[str]
) -> Recorded:
    tx.lock([account_id])
    stands = standing(tx, account_id=account_id)
    if stands is None:
        raise worded(NotFoundError("There is no such account."), "その顧客はありません。")
    refuse_unless_live(stands.name, stands.state)
    known = read_known(tx, account_id=account_id, refs=entry.refs, names=_names(entry))
    spare = iter(ids)
    hand = Hand(known, source=tx.actor.id, day=as_of, new_id=lambda: next(spare))
    made = _plan(entry, hand, today)
    if not hand.batch:
        return Recorded(account_id, None, None)
    told = ChangeMeta(change.id, change.at, change.kind, summary=_summary(entry, hand, as_of))
    write_batch(tx, hand.batch, account_id=account_id, change=told)
    return Recorded(account_id, change.id, made)


def _plan(entry: Entry, hand: Hand, today: date) -> Ref | None:
    match entry:
        case StanceEntry():
            return plan_stance(entry, hand, today=today)
        case MeetingEntry():
            return plan_meeting(entry, hand, today=today)
        case PersonEntry():
            return plan_person(entry, hand)
        case SeatEntry():
            return plan_seat(entry, hand)
        case KeyEntry():
            plan_key(entry, hand)
        case CoverEntry():
            plan_cover(entry, hand)
    return None


def _names(entry: Entry) -> Iterable[str]:
    if isinstance(entry, MeetingEntry):
        return entry.new_people
    return (entry.name,) if isinstance(entry, PersonEntry) else ()


def _summary(entry: Entry, hand: Hand, as_of: date) -> dict[str, Any]:
    """What a feed says of the change: what kind of entry, about whom, in names as they were."""
    about = [hand.known.name(ref, as_of) for ref in entry.refs]
    new = [n.properties.get("name") for n in hand.batch.nodes if n.label == "Person"]
    kind = type(entry).__name__.removesuffix("Entry").lower()
    return {"entry": kind, "about": [n for n in (*about, *new) if n], "made": len(hand.batch.facts)}


def read_known(tx: ReadTx, *, account_id: str, refs: Iterable[Ref], names: Iterable[str] = ()) -> Known:
    """The named records that are there, with their facts, and who of the account is called as one of the names."""
    by_label: dict[str, list[str]] = {}
    for label, record_id in dict.fromkeys(refs):
        by_label.setdefault(label, []).append(record_id)
    row = tx.one(
        AROUND,
        account_id=account_id,
        people=by_label.get("Person", []),
        posts=by_label.get("Post", []),
        departments=by_label.get("Department", []),
        deals=by_label.get("Opportunity", []),
        members=by_label.get("Member", []),
        name_keys=[keys.exact(name) for name in names],
    )
    namesakes: dict[str, list[str]] = {}
    for record_id, name in row.namesakes:
        namesakes.setdefault(keys.person(name), []).append(record_id)
    return Known(
        account_id,
        {(label, record_id): properties for label, record_id, properties in row.records},
        tuple({p["id"]: _fact(t, a, b, c, d, p) for t, a, b, c, d, p in row.facts}.values()),
        namesakes,
    )


def _fact(kind: str, start_label: str, start_id: str, labels: list[str], end_id: str, told: Any) -> ExistingFact:
    end_label = "Account" if "Account" in labels else labels[0]
    return ExistingFact(kind, told["id"], start_label, start_id, end_label, end_id, told)
