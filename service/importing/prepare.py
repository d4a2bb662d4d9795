"""The first half of an import: read the files, plan, say what would happen, keep a draft. Nothing is written yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from service.accounts import find_account, refuse_unless_live, standing
from service.domain.actor import Actor
from service.domain.batch import Batch
from service.domain.errors import ConflictError, InvalidInputError, NotFoundError, TooLargeError, worded
from service.domain.importing.choices import Choices, decided
from service.domain.importing.plan import ImportPlan, plan_import, with_own_names
from service.domain.importing.preview import Entry
from service.domain.importing.report import ImportReport
from service.domain.importing.tables import MappedTable
from service.domain.names import clean
from service.domain.portions import LIVE_LIMIT, PER_ROW
from service.domain.snapshot import Snapshot
from service.graph.database import Graph
from service.graph.ids import new_id
from service.graph.transaction import ReadTx
from service.importing.collector import collector_at_rest
from service.importing.columns import recognise_all
from service.importing.confined import read_safely
from service.importing.drafts import Draft, Drafts, hash_of, new_token
from service.importing.files import SourceFile
from service.importing.snapshot import read_empty, read_snapshot

_NO_CHOICES = Choices()


@dataclass(frozen=True)
class Preview:
    """What an import would do. `token` is needed to apply it; None when no draft was kept.

    `account_id` is None for an account that the import would make. `rows` counts the records, facts and corrections
    that would be written.
    """

    import_id: str
    token: str | None
    account_id: str | None
    account_name: str
    creates_account: bool
    as_of: date
    file_names: tuple[str, ...]
    report: ImportReport
    created: tuple[Entry, ...]
    changed: tuple[Entry, ...]
    unchanged: tuple[Entry, ...]
    absent: tuple[Entry, ...]
    rows: int

    @property
    def changes_anything(self) -> bool:
        return self.rows > 0


@dataclass(frozen=True)
class Target:
    """The account an import goes into, as it stands. `base` is its last change; `empty`: nothing hangs off it yet."""

    account_id: str
    name: str
    exists: bool
    base: str | None
    empty: bool
    snapshot: Snapshot


@dataclass(frozen=True)
class Prepared:
    """A preview with the plan behind it."""

    preview: Preview
    draft: Draft
    target: Target
    plan: ImportPlan


def prepare(
    graph: Graph,
    actor: Actor,
    *,
    account_id: str | None,
    account_name: str | None = None,
    files: Sequence[SourceFile],
    as_of: date,
    mapping: Mapping[str, str] | None = None,
    sheet: str | None = None,
    locale: str = "ja",
    data_dir: Path,
    currency: str = "JPY",
    keep: bool = True,
) -> Preview:
    """Plan the import of the files into an account; nothing is written into the graph.

    The account is the one of `account_id`, else that whose id or name is `account_name`, else a new one of that name.
    With `keep` a draft lies in the data directory, to be applied with the token. TooLargeError when it is more than an
    account in use takes at once.
    """
    return prepare_plan(
        graph,
        actor,
        account_id=account_id,
        account_name=account_name,
        files=files,
        as_of=as_of,
        mapping=mapping,
        sheet=sheet,
        locale=locale,
        data_dir=data_dir,
        currency=currency,
        keep=keep,
    ).preview


def prepare_plan(
    graph: Graph,
    actor: Actor,
    *,
    account_id: str | None,
    account_name: str | None,
    files: Sequence[SourceFile],
    as_of: date,
    mapping: Mapping[str, str] | None,
    sheet: str | None,
    locale: str,
    data_dir: Path,
    currency: str,
    keep: bool,
) -> Prepared:
    """As `prepare`, with the plan itself, for a caller who applies it at once."""
    tables = tables_of(files, sheet=sheet, mapping=mapping or {})
    target = graph.read_long(actor, read_target, account_id=account_id, account_name=account_name, currency=currency)
    plan = plan_for(target, tables, as_of=as_of, locale=locale)
    check_size(plan.batch, empty=target.empty)
    drafts = Drafts(data_dir)
    drafts.prune(datetime.now(UTC))
    token = new_token() if keep else None
    draft = replace(
        new_draft(actor, target, files, as_of=as_of, sheet=sheet, locale=locale, currency=currency, token=token or ""),
        mapping=dict(mapping or {}),
    )
    if keep:
        drafts.keep(draft, files)
    return Prepared(preview_of(draft, target, plan, token), draft, target, plan)


def new_draft(
    actor: Actor,
    target: Target,
    files: Sequence[SourceFile],
    *,
    as_of: date,
    sheet: str | None,
    locale: str,
    currency: str,
    token: str,
) -> Draft:
    """A draft of an import of the files into the account, with nothing decided yet; not kept."""
    return Draft(
        import_id=new_id(),
        actor=actor.id,
        account_id=target.account_id,
        account_name=target.name,
        creates_account=not target.exists,
        currency=currency,
        base=target.base,
        as_of=as_of,
        mapping={},
        choices=Choices(),
        sheet=sheet,
        locale=locale,
        made_at=datetime.now(UTC),
        files=tuple((f.name, hash_of(f.content)) for f in files),
        token_hash=hash_of(token.encode()),
    )


def preview_of(draft: Draft, target: Target, plan: ImportPlan, token: str | None = None) -> Preview:
    """What the plan comes to."""
    return Preview(
        import_id=draft.import_id,
        token=token,
        account_id=target.account_id if target.exists else None,
        account_name=target.name,
        creates_account=draft.creates_account,
        as_of=draft.as_of,
        file_names=tuple(name for name, _ in draft.files),
        report=plan.report.model_copy(update={"account_id": target.account_id if target.exists else None}),
        created=plan.created,
        changed=plan.changed,
        unchanged=plan.unchanged,
        absent=plan.absent,
        rows=plan.batch.size,
    )


def tables_of(
    files: Sequence[SourceFile], *, sheet: str | None, mapping: Mapping[str, str], choices: Choices = _NO_CHOICES
) -> list[MappedTable]:
    """The tables of the files as they were told to be read, with all decisions carried out."""
    raw = read_safely(files, sheet=sheet, header_rows=choices.header_rows, columns=tuple(mapping))
    return decided(with_own_names(recognise_all(raw, mapping, choices.readings)), choices)


@collector_at_rest()
def plan_for(
    target: Target, tables: Sequence[MappedTable], *, as_of: date, locale: str, choices: Choices = _NO_CHOICES
) -> ImportPlan:
    """The plan for the account as it stands."""
    return plan_import(
        tables, target.snapshot, as_of=as_of, new_id=new_id, title_overrides=choices.ranks, locale=locale
    )


def read_target(tx: ReadTx, *, account_id: str | None, account_name: str | None, currency: str) -> Target:
    """The account an import is for, one that does not exist yet included, and all of it as it stands."""
    if account_id is None:
        name = clean(account_name or "")
        if not name:
            raise worded(InvalidInputError("An account needs a name."), "顧客の名前を入れてください。")
        try:
            account_id = find_account(tx, name).id
        except NotFoundError:
            return new_target(tx, account_id=new_id(), name=name, currency=currency)
    found = existing_target(tx, account_id=account_id)
    if found is None:
        raise worded(NotFoundError("There is no such account."), "その顧客はありません。")
    return found


def existing_target(tx: ReadTx, *, account_id: str) -> Target | None:
    """The account as it stands; None when there is none. RefusedError while it is loading or being deleted."""
    stands = standing(tx, account_id=account_id)
    if stands is None:
        return None
    refuse_unless_live(stands.name, stands.state)
    return Target(
        account_id,
        stands.name,
        True,
        stands.last_change_id,
        stands.attached == 0,
        read_snapshot(tx, account_id=account_id),
    )


def new_target(tx: ReadTx, *, account_id: str, name: str, currency: str) -> Target:
    """An account that is not there yet."""
    snapshot = read_empty(tx, account_id=account_id, name=name, currency=currency)
    return Target(account_id, name, False, None, True, snapshot)


def target_of(tx: ReadTx, draft: Draft) -> Target:
    """The account of a draft as it stands now; ConflictError when one was to be made that is there by now."""
    found = existing_target(tx, account_id=draft.account_id)
    if draft.creates_account:
        if found is not None:
            raise changed_meanwhile()
        return new_target(tx, account_id=draft.account_id, name=draft.account_name, currency=draft.currency)
    if found is None:
        raise worded(NotFoundError("There is no such account."), "その顧客はありません。")
    return found


def check_size(batch: Batch, *, empty: bool) -> None:
    """TooLargeError when the batch is more than an account in use takes in one transaction."""
    if not empty and batch.size > LIVE_LIMIT:
        rows, most = -(-batch.size // PER_ROW), LIVE_LIMIT // PER_ROW
        raise worded(
            TooLargeError(
                f"About {rows:,} rows would change; an account in use takes {most:,} at once. "
                "Divide the files, by department for example, and import them one after the other."
            ),
            f"約{rows:,}行が変わりますが、使用中の顧客に一度に取り込めるのは{most:,}行までです。"
            "ファイルを部署などで分けて、順に取り込んでください。",
        )


def changed_meanwhile() -> ConflictError:
    """Somebody changed the account after the preview."""
    return worded(
        ConflictError("The account has been changed since the preview. Look at the preview again, then apply."),
        "確認したあとに、この顧客が変更されました。もう一度確認してから適用してください。",
    )
