"""What the JSON interface returns. Days are ISO dates, instants UTC, amounts minor units; null is unknown."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from service.domain.importing.report import ImportReport

T = TypeVar("T")

Level = Literal["strong_support", "support", "neutral", "reluctant", "oppose"]


class Out(BaseModel):
    model_config = ConfigDict(extra="forbid", from_attributes=True)


class Page(Out, Generic[T]):
    """A list. `next` is the cursor of the following page, null on the last one."""

    items: list[T]
    next: str | None = None


class AccountOut(Out):
    id: str
    name: str
    state: str
    currency: str | None
    people: int
    posts: int
    departments: int
    last_change_id: str | None
    last_change_at: datetime | None


class NewAccount(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=200)
    currency: str = Field(default="JPY", pattern="^[A-Z]{3}$")


class DepartmentOut(Out):
    id: str
    name: str
    kind: str | None
    parent_id: str | None


class SeatOut(Out):
    id: str
    title: str
    line_rank: int | None
    personal: bool
    department_id: str | None
    state: Literal["held", "vacant", "unknown"]
    inferred: bool
    key_reasons: list[str]


class HoldingOut(Out):
    seat_id: str
    person_id: str
    is_primary: bool
    acting: bool
    inferred: bool


class LineOut(Out):
    from_id: str
    to_id: str
    kind: str


class AssessmentOut(Out):
    member_id: str | None
    level: str
    assessed_on: date
    evidence: str | None
    toward: str | None


class ContactOut(Out):
    member_id: str
    on: date


class MapPersonOut(Out):
    id: str
    name: str
    kana: str | None
    romaji: str | None
    employment: str | None
    grade_title: str | None
    rank: int | None
    rank_reason: str | None
    stance: str | None
    stance_stale: bool
    stance_split: bool
    assessments: list[AssessmentOut]
    contacts: list[ContactOut]
    last_contact_on: date | None
    covered_by: list[str]
    key_reasons: list[str]
    inferred: bool


class MemberOut(Out):
    id: str
    name: str
    title: str | None


class RelationOut(Out):
    from_id: str
    to_id: str
    kind: str
    note: str | None


class MapOut(Out):
    """The organisation on the day. `gap_counts`: open gaps by person or seat id."""

    account_id: str
    account_name: str
    as_of: date
    since: date
    departments: list[DepartmentOut]
    seats: list[SeatOut]
    holdings: list[HoldingOut]
    lines: list[LineOut]
    people: list[MapPersonOut]
    members: list[MemberOut]
    relations: list[RelationOut]
    gap_counts: Mapping[str, int]


class NamedOut(Out):
    id: str
    name: str
    title: str | None


class PersonLineOut(Out):
    person: MapPersonOut
    titles: list[str]
    department_id: str | None
    department_path: list[str]
    seat_ids: list[str]
    manager: NamedOut | None
    members: list[NamedOut]


class PostingOut(Out):
    seat_id: str
    person_id: str
    name: str
    title: str
    department_id: str | None
    department_path: list[str]
    tense: Literal["past", "current", "future"]
    is_primary: bool
    acting: bool
    valid_from: date | None
    valid_to: date | None
    inferred: bool
    source: str | None
    confidence: str | None
    observed_on: date | None


class NeighbourOut(Out):
    seat_id: str
    title: str
    state: str
    kind: str
    person_id: str | None
    name: str | None


class JudgementOut(Out):
    id: str
    by: NamedOut | None
    level: str
    assessed_on: date
    withdrawn_on: date | None
    evidence: str | None
    source: str | None
    confidence: str | None
    toward: str | None
    stands: bool


class MeetingLineOut(Out):
    id: str
    state: str
    on: date
    kind: str | None
    subject: str | None
    two_way: bool
    members: list[NamedOut]
    people: list[NamedOut]


class CoverOut(Out):
    member: NamedOut
    level: int | None
    desired_level: int | None
    seat_id: str | None


class DealRoleOut(Out):
    id: str
    name: str
    stage: str | None
    is_open: bool
    roles: list[str]
    amount_minor: int | None
    currency: str | None
    order_on: date | None


class KeyReasonOut(Out):
    reason: str
    deal: NamedOut | None
    seat_id: str | None
    source: str | None
    confidence: str | None


class TieOut(Out):
    person: NamedOut
    kind: str
    outward: bool
    note: str | None


class PersonOut(Out):
    account_id: str
    as_of: date
    since: date
    person: MapPersonOut
    present: bool
    posts: list[PostingOut]
    former: list[PostingOut]
    future: list[PostingOut]
    managers: list[NeighbourOut]
    reports: list[NeighbourOut]
    judgements: list[JudgementOut]
    meetings: list[MeetingLineOut]
    meetings_held: int
    covers: list[CoverOut]
    deals: list[DealRoleOut]
    keys: list[KeyReasonOut]
    ties: list[TieOut]
    email: str | None
    phone: str | None
    note: str | None
    source: str | None
    confidence: str | None
    observed_on: date | None


class HitOut(Out):
    kind: Literal["person", "department", "post", "opportunity"]
    id: str
    name: str
    account_id: str
    account_name: str
    detail: str


class ChangeEntryOut(Out):
    field: str
    before: str | None
    after: str | None


class EntryOut(Out):
    kind: str
    id: str
    name: str
    changes: list[ChangeEntryOut]


class PreviewOut(Out):
    """What an import would do. `import_id` and `token` are needed to apply it; nothing has been written."""

    import_id: str
    token: str | None
    account_id: str | None
    account_name: str
    as_of: date
    file_names: list[str]
    rows: int
    changes_anything: bool
    report: ImportReport
    created: list[EntryOut]
    changed: list[EntryOut]
    absent: list[EntryOut]


class ApplyIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    token: str = Field(min_length=1, max_length=200)


class UndoOut(Out):
    change_id: str
    undone_change_id: str
    account_id: str
    account_removed: bool
    removed: int
    restored: int


class OpeningOut(Out):
    """`path` opens the product in a browser, once."""

    path: str
