"""Looking an import over, as often as one likes: columns said, rows put right, and the plan made anew each time.

A draft lies in the data directory from the upload on: who comes back finds it. Nothing is in the graph before `apply`.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from service.domain.actor import Actor
from service.domain.errors import ConflictError, InvalidInputError, NotFoundError, Problem, worded
from service.domain.importing.choices import Choices, Decision, Reading
from service.domain.importing.encodings import encoding_name
from service.domain.importing.findings import Finding
from service.domain.importing.tables import MappedTable, RawTable, Sheet
from service.domain.orgmap import OrgMap
from service.graph.database import Graph
from service.graph.engine import Progress
from service.importing import remembered
from service.importing.apply import ImportResult, apply_draft
from service.importing.columns import IGNORE, kind_of
from service.importing.confined import read_safely
from service.importing.drafts import Draft, Drafts, new_token
from service.importing.files import SourceFile
from service.importing.headers import UNUSED, vocabularies
from service.importing.prepare import (
    Preview,
    check_size,
    new_draft,
    plan_for,
    preview_of,
    read_target,
    tables_of,
    target_of,
)
from service.importing.proposals import SURE, Proposal, likely_kind, propose
from service.importing.refusals import UnknownTableError
from service.importing.superiors import people_of, refuse_unknown_superiors


@dataclass(frozen=True, slots=True)
class TableReading:
    """One table as it would be read. `kind` None: it is left out. `sure`: no column of it was guessed or is unknown."""

    label: str
    file: str
    encoding: str
    """As people call it."""
    header_row: int
    above: str
    rows: int
    kind: Sheet | None
    likely: Sheet
    columns: tuple[Proposal, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class Review:
    """A draft with what it comes to. `seen` stands for all that is shown: `apply` does exactly that or nothing.

    `preview` is None as long as no table is known for what it lists.
    """

    draft: Draft
    seen: str
    preview: Preview | None
    findings: tuple[Finding, ...] = ()
    tables: tuple[MappedTable, ...] = ()
    chart: OrgMap | None = None
    """The chart that would come of it."""
    people: tuple[str, ...] = ()
    """Names that a superior may be chosen from: those of the files' charts and of the account."""


def begin(
    graph: Graph,
    actor: Actor,
    *,
    account_id: str | None,
    account_name: str | None,
    files: Sequence[SourceFile],
    as_of: date,
    sheet: str | None,
    locale: str,
    data_dir: Path,
    currency: str = "JPY",
) -> tuple[Draft, bool]:
    """A draft of the import is kept, read as files of these headers were read before; and whether every table of it is
    known for what it lists. UnusableFileError and TooLargeFileError when a file cannot be read at all."""
    raw = read_safely(files, sheet=sheet)
    target = graph.read_long(actor, read_target, account_id=account_id, account_name=account_name, currency=currency)
    drafts = Drafts(data_dir)
    drafts.prune(datetime.now(UTC))
    draft = replace(
        new_draft(actor, target, files, as_of=as_of, sheet=sheet, locale=locale, currency=currency, token=new_token()),
        choices=Choices(remembered.recall(data_dir, raw)),
    )
    drafts.keep(draft, files)
    readings = readings_of(raw, draft.choices)
    return draft, all(r.kind is not None and r.sure for r in readings)


def readings_of(raw: Sequence[RawTable], choices: Choices) -> list[TableReading]:
    """How each table would be read, with what each of its columns holds."""
    made = []
    for table in raw:
        said = choices.readings.get(table.label, Reading())
        kind = None if said.kind in IGNORE else Sheet(said.kind) if said.kind else kind_of(table, said.columns)
        likely = kind or likely_kind(table)
        columns = tuple(_as_said(p, said, likely) for p in propose(table, likely))
        sure = all(p.likeness == 100 for p in columns if p.samples)
        made.append(
            TableReading(
                table.label,
                table.file,
                encoding_name(table.encoding),
                table.header_row,
                table.above,
                len(table.rows),
                kind,
                likely,
                columns,
                sure or bool(said.kind),
            )
        )
    return made


def _as_said(proposal: Proposal, said: Reading, kind: Sheet) -> Proposal:
    field = said.columns.get(proposal.header)
    if field is None:
        return proposal if proposal.likeness >= SURE else replace(proposal, field=None)
    return replace(
        proposal, field=UNUSED if field in IGNORE else field if field in _fields(kind) else None, likeness=100
    )


def _fields(kind: Sheet) -> frozenset[str]:
    return vocabularies()[kind].fields


def columns_of(actor: Actor, import_id: str, *, data_dir: Path) -> tuple[Draft, list[TableReading]]:
    """The draft and how its tables would be read now."""
    draft, raw = _raw(actor, import_id, data_dir)
    return draft, readings_of(raw, draft.choices)


def read_as(actor: Actor, import_id: str, readings: Mapping[str, Reading], *, data_dir: Path) -> None:
    """The tables are read as said from now on, and so are later files of the same headers."""
    _read_as(actor, import_id, lambda _: readings, data_dir)


def _read_as(actor: Actor, import_id: str, said: Callable[[Draft], Mapping[str, Reading]], data_dir: Path) -> None:
    readings: dict[str, Reading] = {}

    def read(draft: Draft) -> Draft:
        readings.update({label: _checked(label, r) for label, r in said(draft).items()})
        kept = {**draft.choices.readings, **readings}
        return replace(draft, choices=replace(draft.choices, readings=kept))

    draft = Drafts(data_dir).change(import_id, actor=actor.id, made=read)
    remembered.remember(data_dir, _tables(draft, data_dir), readings)


def read_column_as(actor: Actor, import_id: str, table: str, columns: Mapping[str, str], *, data_dir: Path) -> None:
    """These columns (header → field) of the table of this label hold that from now on, as in `read_as`; the others hold
    what they did."""

    def reading(draft: Draft) -> Mapping[str, Reading]:
        files = Drafts(data_dir).files(draft)
        mapped = tables_of(files, sheet=draft.sheet, mapping=draft.mapping, choices=draft.choices)
        found = next((t for t in mapped if t.label == table), None)
        if found is None:
            raise NotFoundError("There is no such table in the import.")
        said = draft.choices.readings.get(found.raw.label, Reading())
        return {found.raw.label: Reading(found.kind.value, said.header_row, {**said.columns, **columns})}

    _read_as(actor, import_id, reading, data_dir)


def _checked(label: str, reading: Reading) -> Reading:
    """The reading; InvalidInputError names a kind or field that there is not, and a field given to two columns."""
    kind = None if reading.kind in IGNORE else reading.kind
    if kind is not None and kind not in set(Sheet):
        raise InvalidInputError("There is no such kind of list.", [Problem("kind", label, kind, ", ".join(Sheet))])
    if kind is not None:
        fields = _fields(Sheet(kind))
        wrong = [f for f in reading.columns.values() if f not in IGNORE and f not in fields]
        if wrong:
            raise InvalidInputError(
                "There is no such field.", [Problem("field", label, f, ", ".join(sorted(fields))) for f in wrong]
            )
    return reading


def look(graph: Graph, actor: Actor, import_id: str, *, locale: str, data_dir: Path) -> Review:
    """The import as it would be done now, for the account as it now stands."""
    drafts = Drafts(data_dir)
    kept = drafts.own(import_id, actor=actor.id)
    draft = replace(kept, locale=locale)
    files = drafts.files(draft)
    try:
        tables = tables_of(files, sheet=draft.sheet, mapping=draft.mapping, choices=draft.choices)
    except UnknownTableError:
        return Review(draft, _seen(draft), None)
    target = graph.read_long(actor, target_of, draft)
    plan = plan_for(target, tables, as_of=draft.as_of, locale=locale, choices=draft.choices)
    check_size(plan.batch, empty=target.empty)
    if (kept.base, kept.locale) != (target.base, locale):
        drafts.change(import_id, actor=draft.actor, made=lambda now: replace(now, base=target.base, locale=locale))
        draft = replace(draft, base=target.base)
    people = tuple(sorted(people_of(tables, target.snapshot)))
    return Review(
        draft, _seen(draft), preview_of(draft, target, plan), plan.findings, tuple(tables), plan.chart, people
    )


def decide_on_what_is_there(
    graph: Graph, actor: Actor, import_id: str, decisions: Sequence[Decision], *, data_dir: Path
) -> None:
    """As `decide`; InvalidInputError, and nothing is decided, when a superior is named who is nowhere to be found."""
    drafts = Drafts(data_dir)
    draft = drafts.own(import_id, actor=actor.id)
    if drafts.is_waiting(draft):
        refuse_unknown_superiors(graph, actor, draft, drafts.files(draft), decisions)
    decide(actor, import_id, decisions, data_dir=data_dir)


def decide(actor: Actor, import_id: str, decisions: Sequence[Decision], *, data_dir: Path) -> None:
    """The decisions are part of the draft; one about the same place takes the place of an earlier one."""
    for d in decisions:
        if d.action not in {"skip", "set", "rank"}:
            raise InvalidInputError(
                "There is no such decision.", [Problem("action", "action", d.action, "skip, set, rank")]
            )
        if d.action == "rank" and not (d.value.isascii() and d.value.isdigit() and int(d.value) <= 100):
            raise worded(
                InvalidInputError("A rank is a number from 0 to 100.", [Problem("rank", d.field, d.value, "0–100")]),
                "役職の順位は 0〜100 の数字です。",
            )
    Drafts(data_dir).change(
        import_id,
        actor=actor.id,
        made=lambda draft: replace(draft, choices=draft.choices.with_decisions(decisions)),
    )


def take_back(actor: Actor, import_id: str, decision: Decision, *, data_dir: Path) -> None:
    """The decision is gone; the others stay, whatever was decided meanwhile."""
    Drafts(data_dir).change(
        import_id,
        actor=actor.id,
        made=lambda draft: replace(draft, choices=draft.choices.without(decision)),
    )


def discard(actor: Actor, import_id: str, *, data_dir: Path) -> Draft:
    """Nothing of the draft is left."""
    drafts = Drafts(data_dir)
    with drafts.held(import_id, actor=actor.id) as draft:
        drafts.discard(import_id)
    return draft


def apply_seen(
    graph: Graph, actor: Actor, import_id: str, seen: str, *, data_dir: Path, progress: Progress | None = None
) -> ImportResult:
    """Do what was shown. ConflictError when something was decided, or the account changed, after it was."""
    drafts = Drafts(data_dir)
    with drafts.held(import_id, actor=actor.id) as draft:
        if _seen(draft) != seen:
            raise worded(
                ConflictError("The import has been changed since this page was made. Look at it again, then import."),
                "この確認画面のあとに内容が変わりました。もう一度確認してから取り込んでください。",
            )
        return apply_draft(graph, actor, drafts, draft, progress=progress)


def _seen(draft: Draft) -> str:
    told = [draft.import_id, draft.base, draft.files, asdict(draft.choices), dict(draft.mapping), draft.sheet]
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:32]


def _raw(actor: Actor, import_id: str, data_dir: Path) -> tuple[Draft, list[RawTable]]:
    draft = Drafts(data_dir).own(import_id, actor=actor.id)
    return draft, _tables(draft, data_dir)


def _tables(draft: Draft, data_dir: Path) -> list[RawTable]:
    return read_safely(
        Drafts(data_dir).files(draft),
        sheet=draft.sheet,
        header_rows=draft.choices.header_rows,
        columns=tuple(draft.mapping),
    )
