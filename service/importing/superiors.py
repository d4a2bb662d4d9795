"""Superiors that a person names while looking an import over: somebody of the files or of the account, or refused."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from service.domain.actor import Actor
from service.domain.errors import InvalidInputError, Problem, worded
from service.domain.importing import keys
from service.domain.importing.choices import SUPERIOR_FIELDS, Decision
from service.domain.importing.tables import MappedTable, Sheet
from service.domain.snapshot import Snapshot
from service.graph.database import Graph
from service.importing.drafts import Draft
from service.importing.files import SourceFile
from service.importing.prepare import plan_for, tables_of, target_of

_NOBODY = frozenset({
    "unknown_manager", "unknown_manager.further", "unknown_manager.eliminated", "manager_without_post",
})  # fmt: skip
_LIKE = 60
"""From this likeness (0–100) on somebody is named as perhaps meant."""
_MOST_NAMED = 3


def people_of(tables: Iterable[MappedTable], snapshot: Snapshot) -> set[str]:
    """The names of the files' charts and of the account."""
    known = {str(p.get("name") or "") for p in snapshot.records("Person").values()}
    return {n for n in known | _told(tables, "name") if n}


def refuse_unknown_superiors(
    graph: Graph, actor: Actor, draft: Draft, files: Sequence[SourceFile], decisions: Sequence[Decision]
) -> None:
    """InvalidInputError when a superior that the decisions name would be found neither in the files nor in the account,
    or has no post: what was named, what was expected, and who is called most like it."""
    named = {(d.table, d.row): d.value for d in decisions if d.field in SUPERIOR_FIELDS and d.value}
    if not named:
        return
    choices = draft.choices.with_decisions(decisions)
    tables = tables_of(files, sheet=draft.sheet, mapping=draft.mapping, choices=choices)
    target = graph.read_long(actor, target_of, replace(draft, choices=choices))
    plan = plan_for(target, tables, as_of=draft.as_of, locale=draft.locale, choices=choices)
    lost = {
        f.params["value"]: None
        for f in plan.findings
        if f.code in _NOBODY and any(f.params["value"] in named.get(place, "") for place in f.places)
    }
    if lost:
        raise _nobody(list(lost), people_of(tables, target.snapshot) | _told(tables, "title"))


def _told(tables: Iterable[MappedTable], name: str) -> set[str]:
    return {text for t in tables if t.kind is Sheet.ORG for row in t.rows() if (text := row.text(name))}


def _nobody(values: Sequence[str], known: set[str]) -> InvalidInputError:
    ja, en, problems = [], [], []
    for value in values:
        found = process.extract(
            value, sorted(known), scorer=fuzz.WRatio, processor=keys.fold, limit=_MOST_NAMED, score_cutoff=_LIKE
        )
        near = [name for name, _, _ in found]
        ja.append(f"「{value}」に当たる、ポストのある人もポストも、ファイルと顧客のなかにありません。")
        en.append(f"Nobody with a post, and no post, of the files and the account is “{value}”.")
        if near:
            ja.append(f"近い名前: {'、'.join(near)}。")
            en.append(f"Most like it: {', '.join(near)}.")
        problems.append(Problem("unknown_manager", "reports_to", value, ", ".join(near)))
    ja.append("氏名、役職、ポスト番号、社員番号かメールで入れてください。何も変えていません。")
    en.append("Enter a name, title, post id, employee id or mail address. Nothing was changed.")
    return worded(InvalidInputError(" ".join(en), problems), "".join(ja))
