"""What the forms of a correction show: the values as they stand, what can be chosen, what was corrected before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from service.changes import list_changes
from service.correcting import Correction, corrections_of, in_words, read_known, seat_in_words
from service.domain.correcting import Field
from service.domain.errors import NotFoundError
from service.domain.orgmap import OrgMap
from service.graph.transaction import ReadTx
from service.org import HitKind, search

MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class Correctable:
    """`values` are what the forms hold, `words` the same as people read them; `base` is the account's last change.

    `found` are the posts that a search for a manager found: id and words. `beside` are who holds the post as well.
    """

    person_id: str
    base: str
    has_post: bool
    values: Mapping[str, str]
    words: Mapping[str, str]
    departments: Sequence[tuple[str, str]]
    beside: Sequence[str]
    asked: str
    found: Sequence[tuple[str, str]]
    corrections: Sequence[Correction]


def read_correctable(tx: ReadTx, org: OrgMap, person_id: str, as_of: date, base: str, asked: str) -> Correctable | None:
    """None when the person is not with the account on the day. `asked` is whom to look for as a manager."""
    try:
        known = read_known(tx, account_id=org.account_id, person_id=person_id, as_of=as_of)
    except NotFoundError:
        return None
    values = {f.value: known.value(f) for f in Field}
    own = known.seat.id if known.seat else ""
    return Correctable(
        person_id=person_id,
        base=base,
        has_post=known.seat is not None,
        values=values,
        words={f.value: in_words(org, f, known.value(f)) for f in Field},
        departments=sorted(((d.id, " / ".join(org.path(d.id))) for d in org.departments), key=lambda d: d[1]),
        beside=[org.person[h.person_id].name for h in org.holders.get(own, ()) if h.person_id != person_id],
        asked=asked,
        found=_posts(tx, org, asked, own, as_of) if asked else (),
        corrections=corrections_of(list_changes(tx, account_id=org.account_id), person_id),
    )


def _posts(tx: ReadTx, org: OrgMap, asked: str, own: str, as_of: date) -> list[tuple[str, str]]:
    """Posts of the people and of the titles that a search finds, each once, without the person's own."""
    seats: dict[str, None] = {}
    for hit in search(tx, text=asked, account_id=org.account_id, as_of=as_of, limit=MOST_FOUND):
        if hit.kind is HitKind.POST and hit.id in org.seat:
            seats[hit.id] = None
        elif hit.kind is HitKind.PERSON:
            seats |= dict.fromkeys(h.seat_id for h in org.posts_of.get(hit.id, ()))
    seats.pop(own, None)
    return [(seat_id, seat_in_words(org, seat_id)) for seat_id in list(seats)[:MOST_FOUND]]
