"""What has been done to an account, by whom and when."""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict

from service.domain import typed_json
from service.domain.actor import FieldClass
from service.domain.undoing import RecordedItem
from service.graph.query import Row, load
from service.graph.transaction import ReadTx

IMPORT, UNDO, CORRECTION, RECORD = "import", "undo", "correction", "record"
SETTINGS, DISMISSAL = "settings", "dismissal"
BESIDE_FACTS = frozenset({SETTINGS, DISMISSAL})
"""Kinds of changes that leave the account's facts alone: an undo of an import does not mind them."""


class ChangeRow(Row, fields=FieldClass.ORG):
    """A change as it is recorded; `summary` is JSON text."""

    id: str
    at: datetime
    actor: str | None
    kind: str
    reason: str | None
    undoes_id: str | None
    undone_by_id: str | None
    summary: str | None

    @property
    def told(self) -> dict[str, Any]:
        return typed_json.loads(self.summary) if self.summary else {}


class ItemRow(Row, fields=FieldClass.ORG):
    """One thing a change corrected, removed or tied; `before` and `after` are JSON text."""

    id: str
    fact_id: str | None
    type: str
    start_label: str | None
    start_id: str
    end_label: str | None
    end_id: str | None
    before: Annotated[str | None, FieldClass.STANCE]
    after: Annotated[str | None, FieldClass.STANCE]


class ImportRecord(BaseModel):
    """An import of the account, or the undo of one. Rows and people are those of its files."""

    model_config = ConfigDict(frozen=True)

    id: str
    at: datetime
    actor: str | None
    kind: str
    file_names: list[str]
    as_of: date | None
    rows_read: int
    rows_used: int
    people: int
    created: int
    changed: int
    warnings: int
    """Remarks that wanted somebody's look."""
    undoes_id: str | None
    undone_by_id: str | None


HISTORY = load("changes.history", ChangeRow)
BY_ID = load("changes.by_id", ChangeRow)
ITEMS = load("changes.items", ItemRow)


def list_changes(tx: ReadTx, *, account_id: str) -> list[ChangeRow]:
    """All changes of the account, the last one first."""
    return tx.rows(HISTORY, account_id=account_id)


def change_by_id(tx: ReadTx, *, change_id: str) -> ChangeRow | None:
    """The change, if it has been written."""
    return tx.first(BY_ID, change_id=change_id)


def list_imports(tx: ReadTx, *, account_id: str) -> list[ImportRecord]:
    """The imports of the account and the undos of imports, the last one first."""
    found = []
    changes = list_changes(tx, account_id=account_id)
    kinds = {c.id: c.kind for c in changes}
    for c in changes:
        if c.kind not in (IMPORT, UNDO) or kinds.get(c.undoes_id or "", IMPORT) != IMPORT:
            continue
        told = c.told
        found.append(
            ImportRecord(
                id=c.id,
                at=c.at,
                actor=c.actor,
                kind=c.kind,
                file_names=list(told.get("files", [])),
                as_of=told.get("as_of"),
                rows_read=told.get("rows_read", 0),
                rows_used=told.get("rows_used", 0),
                people=told.get("people", 0),
                created=told.get("created", 0),
                changed=told.get("changed", 0),
                warnings=told.get("warnings", 0),
                undoes_id=c.undoes_id,
                undone_by_id=c.undone_by_id,
            )
        )
    return found


def items_of(tx: ReadTx, *, account_id: str, change_id: str) -> list[RecordedItem]:
    """What the change corrected, removed or tied, in its order."""
    return [
        RecordedItem(
            i.type,
            i.fact_id,
            i.start_label or "",
            i.start_id,
            i.end_label,
            i.end_id,
            None if i.before is None else typed_json.loads(i.before),
            None if i.after is None else typed_json.loads(i.after),
        )
        for i in tx.rows(ITEMS, account_id=account_id, change_id=change_id)
    ]


def last_standing(changes: list[ChangeRow]) -> ChangeRow | None:
    """The last change of facts that is still in force: undone ones and the undos of them cancel out."""
    return next((c for c in changes if c.kind not in {UNDO, *BESIDE_FACTS} and c.undone_by_id is None), None)
