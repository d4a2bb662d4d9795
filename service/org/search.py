"""Finding people, departments, posts and deals by what they are called."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from service.domain import searching
from service.domain.actor import FieldClass
from service.domain.slots import counted
from service.graph.query import Row, load
from service.graph.transaction import ReadTx


class HitKind(StrEnum):
    PERSON = "person"
    DEPARTMENT = "department"
    POST = "post"
    OPPORTUNITY = "opportunity"


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found; `detail` are the titles of a person's posts."""

    kind: HitKind
    id: str
    name: str
    account_id: str
    account_name: str
    detail: str = ""


class PersonHitRow(Row, fields=FieldClass.ORG):
    """A person whose name, reading or romanised name fits; a higher score fits better."""

    person_id: str
    name: str | None
    kana: str | None
    account_id: str
    account_name: str | None
    score: float
    titles: list[str | None]


class CalledItem(NamedTuple):
    id: str
    name: str | None
    dated: bool


class PlacesRow(Row, fields=FieldClass.ORG):
    """What an account's departments, posts and deals are called."""

    account_name: str | None
    departments: list[CalledItem]
    posts: list[CalledItem]
    deals: list[CalledItem]


IN_ACCOUNT = load("org.search_people", PersonHitRow)
EVERYWHERE = load("org.search_everybody", PersonHitRow)
PLACES = load("org.search_places", PlacesRow)


def search(tx: ReadTx, *, text: str, account_id: str | None, as_of: date, limit: int = 20) -> list[Hit]:
    """People by name, reading or romanised name; inside one account also its departments, posts and deals by name.

    Every word of `text` must occur. People come first, the best first, then the others by kind and name; at most
    `limit` of each kind. Only accounts that the actor may see; without an account only people. Nothing to look for
    gives nothing.
    """
    query = searching.index_query(text)
    if query is None:
        return []
    if account_id is None:
        return [_person(r) for r in tx.rows(EVERYWHERE, text=query, as_of=as_of, limit=limit)]
    people = tx.rows(IN_ACCOUNT, account_id=account_id, text=query, as_of=as_of, limit=limit)
    places = tx.one(PLACES, account_id=account_id, as_of=as_of)
    words = searching.words_of(text)
    found = [_person(r) for r in people]
    for kind, items in (
        (HitKind.DEPARTMENT, places.departments),
        (HitKind.POST, places.posts),
        (HitKind.OPPORTUNITY, places.deals),
    ):
        fitting = [x for x in _once(items) if searching.fits(words, x.name)]
        fitting.sort(key=lambda x: (len(x.name or ""), x.name or "", x.id))
        found += [Hit(kind, x.id, x.name or "", account_id, places.account_name or "") for x in fitting[:limit]]
    return found


def _once(items: list[CalledItem]) -> list[CalledItem]:
    return counted(items, slot=lambda x: x.id, dated=lambda x: x.dated, order=lambda x: x.name or "")


def _person(row: PersonHitRow) -> Hit:
    titles = "・".join(dict.fromkeys(t for t in row.titles if t))
    return Hit(HitKind.PERSON, row.person_id, row.name or "", row.account_id, row.account_name or "", titles)
