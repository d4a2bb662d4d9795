"""Corrections of one person, at once and by hand, and taking one back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from service.accounts import refuse_unless_live, standing
from service.changes import CORRECTION, ChangeRow
from service.domain.actor import Actor, FieldClass
from service.domain.correcting import (
    Field,
    Known,
    KnownSeat,
    Wish,
    cleaned,
    plan_correction,
)
from service.domain.errors import ConflictError, InvalidInputError, NotFoundError, Problem, RefusedError, worded
from service.domain.orgmap import OrgMap
from service.domain.snapshot import ExistingFact
from service.graph.database import Graph
from service.graph.ids import new_id
from service.graph.query import Row, load
from service.graph.transaction import ReadTx, WriteTx
from service.org.map import read_map
from service.undoing import undo_change
from service.writing import ChangeMeta, write_batch

_MOST_FACTS = 2
"""Facts that one correction makes: a place and a line."""


class CorrectableRow(Row, fields=FieldClass.ORG):
    """What is recorded of one person on a day; the query says what `works` and `seats` hold."""

    name: str | None
    kana: str | None
    romaji: str | None
    name_key: str | None
    search_key: str | None
    works: list[Any]
    seats: list[Any]


PERSON = load("correcting.person", CorrectableRow)


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a correction did. `change_id` is None when everything was so already; then nothing was written."""

    account_id: str
    person_id: str
    change_id: str | None


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction of a person as it is remembered: field → (before, after) in words."""

    id: str
    at: datetime
    actor: str | None
    fields: Mapping[str, tuple[str, str]]
    undone: bool


class CorrectionConflictError(ConflictError):
    """Somebody else changed a field meanwhile; `problems` say what stands now (found) and what was wanted."""


def correct_person(
    graph: Graph,
    actor: Actor,
    *,
    account_id: str,
    person_id: str,
    wishes: Sequence[Wish],
    base: str | None,
    as_of: date,
) -> Corrected:
    """The person is recorded as wished on the day, and in the whole interval of each fact; one change of the account.

    `base` is the account's last change as the caller knew it. Where there is a later one, a field that no longer holds
    what the wish says it `was` (or says nothing of) is a CorrectionConflictError, and nothing is written. NotFoundError
    when the person is not with the account on the day; InvalidInputError for a value that cannot stand; RefusedError
    without a post, and for a manager who reports to the person.
    """
    change = ChangeMeta(new_id(), datetime.now(UTC), CORRECTION)
    ids = [new_id() for _ in range(_MOST_FACTS)]
    return graph.write(actor, _correct, account_id, person_id, cleaned(wishes), base, as_of, change, ids)


def _correct(
    tx: WriteTx,
    account_id: str,
    person_id: str,
    wishes: Sequence[Wish],
    base: str | None,
    as_of: date,
    change: ChangeMeta,
    ids: Sequence[str],
) -> Corrected:
    tx.lock([account_id])
    stands = standing(tx, account_id=account_id)
    if stands is None:
        raise worded(NotFoundError("There is no such account."), "その顧客はありません。")
    refuse_unless_live(stands.name, stands.state)
    known = read_known(tx, account_id=account_id, person_id=person_id, as_of=as_of)
    org = read_map(tx, account_id=account_id, as_of=as_of, since=as_of)
    if base is not None and base != stands.last_change_id:
        _refuse_stale(org, known, wishes)
    _check(org, known, wishes)
    source = tx.actor.id
    spare = iter(ids)
    batch = plan_correction(known, wishes, as_of=as_of, source=source, new_id=lambda: next(spare))
    if not batch:
        return Corrected(account_id, person_id, None)
    told = {
        w.field.value: [in_words(org, w.field, known.value(w.field)), in_words(org, w.field, w.value)]
        for w in wishes
        if known.value(w.field) != w.value
    }
    summary = {"person_id": person_id, "fields": told, "made": len(batch.facts), "created": 0, "changed": 1}
    whole = ChangeMeta(change.id, change.at, change.kind, summary=summary)
    write_batch(tx, batch, account_id=account_id, change=whole)
    return Corrected(account_id, person_id, change.id)


def read_known(tx: ReadTx, *, account_id: str, person_id: str, as_of: date) -> Known:
    """What is recorded of the person on the day. Of several facts of one slot the dated one counts."""
    row = tx.first(PERSON, account_id=account_id, person_id=person_id, as_of=as_of)
    if row is None:
        raise worded(NotFoundError("There is no such person on that day."), "その日にその人はいません。")
    works = [_fact("WORKS_FOR", "Person", person_id, "Account", account_id, w) for w in row.works]
    record = {k: getattr(row, k) for k in ("name", "kana", "romaji", "name_key", "search_key")}
    return Known(account_id, person_id, record, _counted(works), _seat(row.seats, account_id))


def _seat(seats: Sequence[Any], account_id: str) -> KnownSeat | None:
    """The primary post, else the first by id."""
    if not seats:
        return None
    post_id = min(seats, key=lambda s: (not s[1], s[0]))[0]
    mine = [s for s in seats if s[0] == post_id]
    naming = _counted([_fact("IN_ACCOUNT", "Post", post_id, "Account", account_id, s[2]) for s in mine])
    places = [_fact("PLACED_IN", "Post", post_id, s[4], s[5], s[3]) for s in mine if s[3]]
    lines = [_fact("REPORTS_TO", "Post", post_id, "Post", s[7], s[6]) for s in mine if s[6]]
    return None if naming is None else KnownSeat(post_id, naming, _counted(places), _counted(lines))


def _fact(
    kind: str, start_label: str, start_id: str, end_label: str, end_id: str, properties: Mapping[str, Any]
) -> ExistingFact:
    return ExistingFact(kind, properties["id"], start_label, start_id, end_label, end_id, properties)


def _counted(facts: Sequence[ExistingFact]) -> ExistingFact | None:
    return min(facts, key=lambda f: (f.interval.start is None, f.id), default=None)


def in_words(org: OrgMap, field: Field, value: str) -> str:
    """A value of a field as people read it: a department by its path, a manager by name and title."""
    if field is Field.DEPARTMENT:
        return " / ".join(org.path(value)) or org.account_name
    if field is Field.MANAGER:
        return seat_in_words(org, value) if value else "–"
    return value or "–"


def seat_in_words(org: OrgMap, seat_id: str) -> str:
    """A post by its holders, title and department."""
    seat = org.seat.get(seat_id)
    if seat is None:
        return seat_id
    names = ", ".join(org.person[h.person_id].name for h in org.holders.get(seat_id, ()))
    return " ".join(t for t in (names, " / ".join(org.path(seat.department_id)), seat.title) if t)


def _refuse_stale(org: OrgMap, known: Known, wishes: Sequence[Wish]) -> None:
    """CorrectionConflictError, with both values, for each field that may have been changed since it was looked at."""
    stale = [w for w in wishes if known.value(w.field) not in (w.value, w.was)]
    if stale:
        problems = [
            Problem(
                "changed_meanwhile",
                w.field.value,
                in_words(org, w.field, known.value(w.field)),
                in_words(org, w.field, w.value),
            )
            for w in stale
        ]
        raise worded(
            CorrectionConflictError(
                "Somebody else has changed this person since you looked. Nothing was changed: look again, then decide.",
                problems,
            ),
            "ご覧になったあとに、ほかの人がこの人の記録を変更しました。何も変更していません。確認してから決めてください。",
        )


def _check(org: OrgMap, known: Known, wishes: Sequence[Wish]) -> None:
    """InvalidInputError for a department or post that is not there; RefusedError for a circle of managers."""
    for wish in wishes:
        if wish.field is Field.DEPARTMENT and wish.value and wish.value not in org.department:
            raise worded(
                InvalidInputError(
                    "There is no such department on that day.",
                    [Problem("unknown_department", "department", wish.value, "a department of the account")],
                ),
                "その日にその部署はありません。",
            )
        if wish.field is Field.MANAGER and wish.value:
            _check_manager(org, known, wish.value)


def _check_manager(org: OrgMap, known: Known, seat_id: str) -> None:
    if seat_id not in org.seat:
        raise worded(
            InvalidInputError(
                "There is no such post on that day.",
                [Problem("unknown_post", "manager", seat_id, "a post of the account")],
            ),
            "その日にそのポストはありません。",
        )
    own = known.seat.id if known.seat else ""
    above = {x.from_id: x.to_id for x in org.lines if x.kind == "line"}
    way: list[str] = []
    here: str | None = seat_id
    while here is not None and here not in way:
        way.append(here)
        if here == own:
            names = " → ".join(seat_in_words(org, x) for x in way)
            raise worded(
                RefusedError(f"This would make a circle of managers: {names}."),
                f"上司の線が輪になります: {names}",
            )
        here = above.get(here)


def corrections_of(changes: Sequence[ChangeRow], person_id: str) -> list[Correction]:
    """The corrections of one person among the changes of the account, in their order."""
    found = []
    for c in changes:
        told = c.told if c.kind == CORRECTION else {}
        if told.get("person_id") == person_id:
            fields = {name: (str(pair[0]), str(pair[1])) for name, pair in told["fields"].items()}
            found.append(Correction(c.id, c.at, c.actor, fields, c.undone_by_id is not None))
    return found


def undo_correction(graph: Graph, actor: Actor, *, account_id: str, change_id: str) -> Corrected:
    """The person is recorded as before the correction, whatever else has happened to the account since.

    RefusedError when the corrected facts have been changed again; NotFoundError when the account has no such
    correction; ConflictError when somebody was faster.
    """
    done = undo_change(graph, actor, account_id=account_id, change_id=change_id, kinds=(CORRECTION,))
    return Corrected(account_id, done.undone.told["person_id"], done.change_id)
