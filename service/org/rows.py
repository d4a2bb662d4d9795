"""The one row that the map's query gives: lists of lists, here with names."""

from datetime import date
from typing import Annotated, NamedTuple

from service.domain.actor import FieldClass
from service.graph.query import Row


class DepartmentItem(NamedTuple):
    id: str
    name: str | None
    kind: str | None
    dated: bool
    parent_id: str | None
    parent_dated: bool


class SeatItem(NamedTuple):
    id: str
    title: str | None
    line_rank: int | None
    seat_kind: str | None
    capacity: int | None
    dated: bool
    inferred: bool
    place_id: str | None
    place_dated: bool


class LineItem(NamedTuple):
    from_id: str
    to_id: str
    kind: str
    dated: bool


class HoldingItem(NamedTuple):
    seat_id: str
    person_id: str
    is_primary: bool
    acting: bool
    since: date | None
    inferred: bool
    name: str | None
    kana: str | None
    romaji: str | None


class VacancyItem(NamedTuple):
    seat_id: str
    inferred: bool


class PersonItem(NamedTuple):
    id: str
    name: str | None
    kana: str | None
    romaji: str | None
    employment: str | None
    grade_title: str | None
    legal_organ: str | None
    personal_grade: str | None
    rank: int | None
    dated: bool
    inferred: bool


class StanceItem(NamedTuple):
    person_id: str
    member_id: str | None
    id: str
    level: str
    assessed_on: date
    evidence: str | None
    toward: str | None


class KeyItem(NamedTuple):
    who_id: str
    reason: str


class ContactItem(NamedTuple):
    person_id: str
    member_id: str
    on: date


class CoverItem(NamedTuple):
    who_id: str
    member_id: str


class MemberItem(NamedTuple):
    id: str
    name: str | None
    title: str | None
    dated: bool


class RelationItem(NamedTuple):
    id: str
    from_id: str
    to_id: str
    kind: str


class NoteItem(NamedTuple):
    fact_id: str
    note: str | None


class MapRow(Row, fields=FieldClass.ORG):
    """One account on one day, before it is folded into an `OrgMap`."""

    account_name: str | None
    departments: list[DepartmentItem]
    seats: list[SeatItem]
    lines: list[LineItem]
    holdings: list[HoldingItem]
    vacancies: list[VacancyItem]
    people: list[PersonItem]
    stances: Annotated[list[StanceItem], FieldClass.STANCE]
    keys: list[KeyItem]
    contacts: list[ContactItem]
    coverage: list[CoverItem]
    team_ids: list[str]
    members: list[MemberItem]
    relations: Annotated[list[RelationItem], FieldClass.STANCE]
    relation_notes: Annotated[list[NoteItem], FieldClass.MEMO]
