"""What the commands say, in Japanese and English."""

import locale as machine_locale
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from service.console import out
from service.domain.currencies import MINOR_DIGITS
from service.domain.dates import format_day
from service.domain.gaps.document import GapDocument, MoneyOut
from service.domain.money import Money, format_money

_TEXTS: Mapping[str, tuple[str, str]] = {
    "starting": ("エンジンを起動しています…", "Starting the engine …"),
    "migrating": ("グラフを整えています:", "Preparing the graph:"),
    "loading_demo": ("デモの顧客を二社取り込んでいます…", "Loading two demo accounts …"),
    "open": ("ブラウザーで開く:", "Open in the browser:"),
    "stop": ("止めるには Ctrl-C", "Ctrl-C to stop"),
    "stopped": ("止めました。", "Stopped."),
    "map_written": ("関係図を書き出しました: {file}", "The map is written: {file}"),
    "undone": ("{name} の最後の取り込みを取り消しました。", "The last import of {name} is undone."),
    "delete_needs_yes": (
        "削除は元に戻せません。よければ --yes を付けてください。",
        "Deleting cannot be undone. Add --yes if you mean it.",
    ),
    "delete_ask": (
        "{name} と、それに連なるすべての記録を消します。元に戻せません。よければ顧客名を入力してください。",
        "This deletes {name} and every record that hangs off it. It cannot be undone. "
        "Type the account's name to go on.",
    ),
    "delete_kept": ("消していません。", "Nothing was deleted."),
    "deleted": ("{name} を消しました。", "{name} is deleted."),
    "fetched": ("Neo4j {version} は取得済みです: {place}", "Neo4j {version} is here: {place}"),
    "engine_stopped": ("エンジンを止めました。", "The engine is stopped."),
    "engine_was_stopped": ("エンジンは動いていません。", "The engine was not running."),
    "no_accounts": (
        "顧客はまだありません。nemawashi import FILE --account 名前 で取り込みます。",
        "There are no accounts yet. Bring one in: nemawashi import FILE --account NAME",
    ),
    "accounts_head": (
        "{name}　{people}名・{departments}部署　{id}",
        "{name}  {people} people, {departments} departments  {id}",
    ),
    "imported": ("{name}: 取り込みました。", "{name}: imported."),
    "nothing_changed": ("{name}: 変わるところはありません。", "{name}: nothing changed."),
    "dry_run": ("{name}: 試しました。何も変えていません。", "{name}: tried out. Nothing was changed."),
    "import_counts": (
        "  {rows_used}/{rows_read} 行を使いました　人 {people}・ポスト {posts}"
        "（空席 {vacant_posts}、未特定 {unknown_holders}）・部署 {departments}",
        "  {rows_used} of {rows_read} rows used: {people} people, {posts} posts ({vacant_posts} vacant, "
        "{unknown_holders} holder not known), {departments} departments",
    ),
    "skipped": ("  使わなかった行 {n}", "  {n} rows not used"),
    "rows": ("{rows} 行", "rows {rows}"),
    "demo_loaded": ("取り込みました: {name}　{id}", "Loaded: {name}  {id}"),
    "gaps_head": (
        "{name}　{as_of}（{since} からの双方向の接点で判定）",
        "{name}, {as_of} (two-way contact since {since})",
    ),
    "uncovered": ("接点のない重要な人 {n}名／{all}名", "{n} of {all} key people without contact"),
    "risks": ("一人頼みの商談・部署 {n}件", "{n} deals and departments with thin coverage"),
    "last": ("最終接点 {on} {who}", "last contact {on}, {who}"),
    "never": ("接点の記録なし", "no contact on record"),
    "proposed": ("（候補）", " (proposed)"),
    "via": ("近い道筋: {path}", "nearest: {path}"),
    "contacts": ("対話のある人 {n}名", "{n} people in dialogue"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """Texts in one language."""

    locale: str

    def __call__(self, key: str) -> str:
        ja, en = _TEXTS[key]
        return ja if self.locale == "ja" else en


def words(wanted: str | None) -> Words:
    """The texts in the language asked for; None: that of the machine, English when it is neither."""
    if wanted is None:
        here = machine_locale.getlocale()[0] or ""
        wanted = "ja" if here.lower().startswith("ja") else "en"
    return Words(wanted)


class ShownAccount(Protocol):
    """What the list of accounts shows."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def people(self) -> int: ...
    @property
    def departments(self) -> int: ...


class ShownImport(Protocol):
    """What an import command shows; `document` is that of `import --json`."""

    @property
    def account_name(self) -> str: ...
    @property
    def document(self) -> Mapping[str, Any]: ...


def print_accounts(found: Sequence[ShownAccount], words: Words) -> None:
    if not found:
        out(words("no_accounts"))
    for a in found:
        out(words("accounts_head").format(name=a.name, people=a.people, departments=a.departments, id=a.id))


def print_demo(loaded: Mapping[str, str], words: Words) -> None:
    for name, id_ in loaded.items():
        out(words("demo_loaded").format(name=name, id=id_))


def print_import(result: ShownImport, words: Words) -> None:
    document = result.document
    key = "imported" if document["change_id"] else "nothing_changed" if document["applied"] else "dry_run"
    out(words(key).format(name=result.account_name))
    out(words("import_counts").format(**document))
    if document["skipped"]:
        out(words("skipped").format(n=len(document["skipped"])))
    for finding in document["findings"]:
        rows = ", ".join(str(r) for r in finding["rows"][:8]) + ("…" if len(finding["rows"]) > 8 else "")
        where = f" [{words('rows').format(rows=rows)}]" if finding["rows"] else ""
        out(f"  {finding['level']}: {finding['kind']}{where} {finding['found']} → {finding['action']}")


def _money(money: MoneyOut, words: Words) -> str:
    if money.amount is None:
        return format_money(None, words.locale)
    minor = round(money.amount * 10 ** MINOR_DIGITS[money.currency])
    return format_money(Money(minor, money.currency), words.locale)


def print_gaps(name: str, report: GapDocument, words: Words) -> None:
    def day(value: date) -> str:
        return format_day(value, words.locale, "table")

    out(words("gaps_head").format(name=name, as_of=day(report.as_of), since=day(report.since)))
    for note in report.notes:
        out(f"! {note.text} {note.how}")
    out("")
    out(words("uncovered").format(n=len(report.uncovered_key_people), all=report.summary.key_people))
    for gap in report.uncovered_key_people:
        mark = "★" if gap.declared else "☆"
        post = f"{gap.posts[0].department_path} {gap.posts[0].title}" if gap.posts else ""
        last = gap.last_contact
        told = words("last").format(on=day(last.on), who=last.name) if last else words("never")
        kind = "" if gap.declared else words("proposed")
        out(f"  {mark} {gap.name}{kind}  {post}  {_money(gap.money, words)}  {told}")
        if gap.nearest:
            out("      " + words("via").format(path=" — ".join(step.name for step in gap.nearest.path)))
    out("")
    out(words("risks").format(n=len(report.single_contact_risks)))
    for risk in report.single_contact_risks:
        why = "; ".join(r.text for r in risk.reasons)
        out(f"  {risk.name}  {_money(risk.money, words)}  {words('contacts').format(n=risk.contacts)}  {why}")


def print_facts(facts: Mapping[str, Any], _: Words, indent: int = 0) -> None:
    """A report as lines of name and value; lists one below the other."""
    for key, value in facts.items():
        if isinstance(value, Mapping):
            out(f"{' ' * indent}{key}")
            print_facts(value, _, indent + 2)
        elif isinstance(value, list):
            for item in value:
                out(f"{' ' * indent}{key}: {item}")
        else:
            out(f"{' ' * indent}{key}: {'-' if value is None else value}")
