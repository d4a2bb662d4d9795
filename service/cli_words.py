"""What the commands say, in Japanese and English."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol
from zoneinfo import ZoneInfo

from service.console import out
from service.domain.actor import told_actor
from service.domain.currencies import MINOR_DIGITS
from service.domain.dates import format_day
from service.domain.money import Money, format_money
from service.domain.stance import GLYPH, LABEL, Level

if TYPE_CHECKING:  # most commands never show one
    from service.domain.gaps.document import GapDocument, PostOut, UncoveredOut
    from service.domain.gaps.parts import MoneyOut
    from service.settings_document import SettingsOut

MOST_CHECKED = 10
"""Gaps of one check that are printed; `--json` has all."""

_TEXTS: Mapping[str, tuple[str, str]] = {
    "starting": ("エンジンを起動しています…", "Starting the engine …"),
    "loading_demo": ("デモの顧客を二社取り込んでいます…", "Loading two demo accounts …"),
    "open": ("ブラウザーで開く:", "Open in the browser:"),
    "stop": ("止めるには Ctrl-C", "Ctrl-C to stop"),
    "stopped": ("止めました。", "Stopped."),
    "a_day": ("2026-04-01 や 令和8年4月1日 のような日付", "a day such as 2026-04-01 or 1 Apr 2026"),
    "map_written": ("関係図を書き出しました: {file}", "The map is written: {file}"),
    "exported": ("書き出しました: {file}", "The workbook is written: {file}"),
    "template_written": ("ひな形を書き出しました: {file}", "The template is written: {file}"),
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
    "loading": ("　（最初の取り込みが終わっていません）", "  (its first import is not finished)"),
    "deleting": ("　（削除が終わっていません）", "  (its deletion is not finished)"),
    "imported": ("{name}: 取り込みました。", "{name}: imported."),
    "nothing_changed": ("{name}: 変わるところはありません。", "{name}: nothing changed."),
    "dry_run": ("{name}: 試しました。何も変えていません。", "{name}: tried out. Nothing was changed."),
    "import_counts": (
        "  ファイルの {rows_read} 行のうち {rows_used} 行を使いました",
        "  {rows_used} of {rows_read} rows of the files used",
    ),
    "table_read": ("  {name}: {encoding}、{rows} 行", "  {name}: {encoding}, rows: {rows}"),
    "chart_counts": (
        "  ファイルの組織図: 人 {people}・ポスト {posts}（空席 {vacant_posts}、未特定 {unknown_holders}）"
        "・部署 {departments}・最上位 {roots}・{depth} 階層",
        "  on the charts of the files: {people} people, {posts} posts ({vacant_posts} vacant, {unknown_holders} holder "
        "not known), {departments} departments, {roots} at the top, {depth} levels",
    ),
    "skipped": ("  使わなかった行: {n}", "  rows not used: {n}"),
    "row": ("    {row}行目（{sheet}）: {reason}", "    row {row} of {sheet}: {reason}"),
    "rows": ("{rows}行目（{sheet}）: ", "row {rows} of {sheet}: "),
    "no_rows": ("{sheet}: ", "{sheet}: "),
    "read_column": (
        "      部署として読む: --map {column}=所属",
        "      to read it as departments: --map {column}=department",
    ),
    "more": ("    ほか {n} 件", "    and {n} more"),
    "error": ("誤り", "error"),
    "warning": ("注意", "warning"),
    "info": ("参考", "info"),
    "demo_loaded": ("取り込みました: {name}　{id}", "Loaded: {name}  {id}"),
    "gaps_head": (
        "{name}　{as_of}（{since} からの双方向の接点で判定）",
        "{name}, {as_of} (two-way contact since {since})",
    ),
    "uncovered": ("接点のない重要な人 {n}名／{num}名", "{n} of {num} key people without contact"),
    "uncovered_1": ("接点のない重要な人 {n}名／{num}名", "{n} of {num} key person without contact"),
    "empty_keys": ("空席・未特定の重要なポスト {num}件", "{num} key posts vacant or of unknown holder"),
    "empty_keys_1": ("空席・未特定の重要なポスト {num}件", "{num} key post vacant or of unknown holder"),
    "dismissed": ("保留 {num}件", "{num} gaps dismissed"),
    "compared": (
        "{day} と比べて: 新規 {new}件・解消 {closed}件・継続 {still}件",
        "compared with {day}: {new} new, {closed} closed, {still} still open",
    ),
    "until_changes": ("変わるまで", "until it changes"),
    "dismissed_line": (
        "{name}　{found}　理由: {reason}（期限: {until}）",
        "{name}  {found}  why: {reason} (until: {until})",
    ),
    "dismissed_1": ("保留 {num}件", "{num} gap dismissed"),
    "workspace": ("すべての顧客", "every account"),
    "settings_head": ("{name} の設定", "Settings of {name}"),
    "settings_history": ("変更の記録", "What was changed"),
    "set_in_default": ("はじめの値", "default"),
    "set_in_workspace": ("全体で設定", "set for the workspace"),
    "set_in_account": ("この顧客で設定", "set for the account"),
    "not_set": ("設定なし", "not set"),
    "gaps": ("指摘は全部で {num}件", "{num} gaps in all"),
    "gaps_1": ("指摘は全部で {num}件", "{num} gap in all"),
    "risks": ("一人頼みの商談・部署 {num}件", "{num} deals and departments with thin coverage"),
    "risks_1": ("一人頼みの商談・部署 {num}件", "{num} deal or department with thin coverage"),
    "nothing_found": ("点検したが指摘なし: {checks}", "Checked, nothing found: {checks}"),
    "check": ("{title} {n}件", "{title}: {n}"),
    "last": ("最終接点 {on} {who}", "last contact {on}, {who}"),
    "never": ("双方向の接点の記録なし", "no two-way contact on record"),
    "vacant": ("（空席）", " (vacant)"),
    "unknown": ("（未特定）", " (holder not known)"),
    "differ": ("・評価割れ", ", views differ"),
    "check_again": ("・要再確認", ", check again"),
    "and": ("、", ", "),
    "proposed": ("（候補）", " (proposed)"),
    "via": ("近い道筋: {path}", "nearest: {path}"),
    "contacts": ("対話のある人 {n}名", "people in dialogue: {n}"),
    "place": ("{place}　{title}", "{title}, {place}"),
    "no_deal": ("商談なし", "no open deal"),
    "fine": ("問題はありません。", "Everything is in order."),
    "server": ("サーバー", "server"),
    "server_off": ("動いていません（nemawashi serve で起動します）", "not running (nemawashi serve starts it)"),
    "link": ("ブラウザーで開く（一度だけ使えます）", "open in the browser (good once)"),
    "token": ("スクリプト用のトークン", "token for scripts"),
    "data_dir": ("データの場所", "data directory"),
    "engine": ("エンジン", "engine"),
    "engine_kind_embedded": ("組み込みの Neo4j {version}", "embedded Neo4j {version}"),
    "engine_kind_server": ("Neo4j サーバー {version}", "Neo4j server {version}"),
    "state": ("状態", "state"),
    "running": ("動いています", "running"),
    "starting_up": ("起動しています", "starting"),
    "stopped_state": ("止まっています（使うときに起動します）", "stopped (starts when needed)"),
    "stale": (
        "前回、正常に終了していません（使うときに起動します）",
        "ended abnormally last time (starts when needed)",
    ),
    "unreachable": ("接続できません", "cannot be reached"),
    "no_password": ("パスワードが設定されていません", "no password is set"),
    "uri": ("接続先", "address"),
    "pid": ("プロセス", "process"),
    "fetched_state": ("取得", "fetched"),
    "yes": ("済み", "yes"),
    "no": ("まだ（最初に使うときに取得します）", "not yet (fetched at the first use)"),
    "java": ("Java", "Java"),
    "cache_dir": ("キャッシュの場所", "cache directory"),
    "system": ("環境", "system"),
    "time_zone": ("タイムゾーン", "time zone"),
    "trouble": ("要対応", "needs mending"),
}

MOST_PLACES = 8
MOST_SKIPPED = 10
"""Rows not used are listed up to here; `--json` has them all."""


@dataclass(frozen=True, slots=True)
class Words:
    """Texts in one language."""

    locale: str

    def __call__(self, key: str) -> str:
        ja, en = _TEXTS[key]
        return ja if self.locale == "ja" else en

    def counted(self, key: str, num: int, **values: object) -> str:
        """The text of `key`, or of its form for one, with the number as `num`."""
        return self(f"{key}_1" if num == 1 else key).format(num=num, **values)


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
    @property
    def state(self) -> str: ...


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
        state = "" if a.state == "live" else words(a.state)
        out(words("accounts_head").format(name=a.name, people=a.people, departments=a.departments, id=a.id) + state)


def print_demo(loaded: Mapping[str, str], words: Words) -> None:
    for name, id_ in loaded.items():
        out(words("demo_loaded").format(name=name, id=id_))


def print_import(result: ShownImport, words: Words) -> None:
    document = result.document
    key = "imported" if document["change_id"] else "nothing_changed" if document["applied"] else "dry_run"
    out(words(key).format(name=result.account_name))
    for table in document["tables"]:
        name = f"{table['file']} [{table['sheet']}]" if table["sheet"] else table["file"]
        out(words("table_read").format(name=name, encoding=table["encoding"], rows=table["rows"]))
    out(words("import_counts").format(**document))
    if document["posts"] or document["departments"]:
        out(words("chart_counts").format(**document))
    if skipped := document["skipped"]:
        out(words("skipped").format(n=len(skipped)))
        for skip in skipped[:MOST_SKIPPED]:
            out(words("row").format(**skip))
        if len(skipped) > MOST_SKIPPED:
            out(words("more").format(n=len(skipped) - MOST_SKIPPED))
    for finding in document["findings"]:
        places = [str(r) for r in finding["rows"]] + [f"{p['sheet']}:{p['row']}" for p in finding["elsewhere"]]
        rows = ", ".join(places[:MOST_PLACES]) + ("…" if len(places) > MOST_PLACES else "")
        where = words("rows" if rows else "no_rows").format(rows=rows, sheet=finding["sheet"])
        out(f"  {words(finding['level'])}  {where}{finding['found']} → {finding['action']}")
        if finding["kind"] == "unit_name":
            out(words("read_column").format(column=finding["column"]))


def print_settings(name: str, told: "SettingsOut", words: Words, zone: ZoneInfo) -> None:
    """Each value with where it comes from and who set it, then what was changed in this place, the latest first."""

    def by(at: datetime | None, actor: str | None) -> str:
        local = "" if at is None else format_day(at.astimezone(zone).date(), words.locale, "table")
        return "  ".join(x for x in (local, told_actor(actor, words.locale)) if x)

    out(words("settings_head").format(name=name))
    for s in told.settings:
        source = words(f"set_in_{s.set_in}")
        out(f"  {s.name:<20} {s.value:>10,} {s.unit}  {source}  {s.label}  {by(s.changed_at, s.changed_by)}".rstrip())
    if told.history:
        out("")
        out(words("settings_history"))
    for change in told.history:
        for item in change.changes:
            before, after = (words("not_set") if x is None else f"{x:,}" for x in (item.before, item.after))
            out(f"  {by(change.at, change.actor)}  {item.name}  {before} → {after}")


def _money(money: "MoneyOut", words: Words) -> str:
    if not money.opportunities:
        return words("no_deal")
    if money.amount is None:
        return format_money(None, words.locale)
    minor = round(money.amount * 10 ** MINOR_DIGITS[money.currency])
    return format_money(Money(minor, money.currency), words.locale)


def print_gaps(name: str, report: "GapDocument", words: Words) -> None:
    def day(value: date) -> str:
        return format_day(value, words.locale, "table")

    out(words("gaps_head").format(name=name, as_of=day(report.as_of), since=day(report.since)))
    for note in report.notes:
        out(f"! {note.text} {note.how}")
    out(words.counted("gaps", report.summary.gaps))
    out("")
    missed = [g for g in report.uncovered_key_people if g.kind == "person"]
    seats = sum(g.kind == "seat" for g in report.uncovered_key_people)
    people = report.summary.key_people - report.summary.key_seats
    heads = [words.counted("uncovered", people, n=len(missed))] if people or not seats else []
    if seats:
        heads.append(words.counted("empty_keys", seats))
    out(words("and").join(heads))
    for gap in report.uncovered_key_people:
        out("  " + "  ".join(x for x in _gap(gap, day, words) if x))
        if gap.nearest:
            out("      " + words("via").format(path=" — ".join(step.name for step in gap.nearest.path)))
    out("")
    out(words.counted("risks", len(report.single_contact_risks)))
    for risk in report.single_contact_risks:
        why = "; ".join(r.text for r in risk.reasons)
        out(f"  {risk.name}  {_money(risk.money, words)}  {words('contacts').format(n=risk.contacts)}  {why}")
    for check in report.checks:
        out("")
        out(words("check").format(title=check.title, n=check.count))
        for gap_found in check.gaps[:MOST_CHECKED]:
            marks = "!" * gap_found.severity
            out(f"  {marks:<3} {gap_found.name}  {_money(gap_found.money, words)}  {gap_found.found}")
        if check.count > MOST_CHECKED:
            out(words("more").format(n=check.count - MOST_CHECKED))
    if report.nothing_found:
        out("")
        titles = ("、" if words.locale == "ja" else ", ").join(c.title for c in report.nothing_found)
        out(words("nothing_found").format(checks=titles))
    _print_comparison(report, words)
    _print_dismissed(report, words)


def _print_comparison(report: "GapDocument", words: Words) -> None:
    found = report.comparison
    if found is None:
        return
    out("")
    day = format_day(found.day, words.locale, "table")
    counts = {"new": len(found.new), "closed": len(found.closed), "still": len(found.still_open)}
    out(words("compared").format(day=day, **counts))
    names = {r.id: f"{r.name}  {r.found}" for r in report.ranking}
    for gap_id in found.new:
        out(f"  + {names.get(gap_id, gap_id)}")
    for gap in found.closed:
        out(f"  - {gap.name}  {gap.found}")


def _print_dismissed(report: "GapDocument", words: Words) -> None:
    if not report.dismissed:
        return
    out("")
    out(words.counted("dismissed", len(report.dismissed)))
    for gap in report.dismissed:
        until = words("until_changes") if gap.until_on is None else format_day(gap.until_on, words.locale, "table")
        out("  " + words("dismissed_line").format(name=gap.name, found=gap.found, reason=gap.reason, until=until))


def _gap(gap: "UncoveredOut", day: Callable[[date], str], words: Words) -> list[str]:
    """Who or which seat it is, where, the stance, the money, the last contact."""
    last = gap.last_contact
    told = words("last").format(on=day(last.on), who=last.name) if last else words("never")
    name = f"{'★' if gap.declared else '☆'} {gap.name}{'' if gap.declared else words('proposed')}"
    if gap.seat_state is not None:
        place = gap.posts[0].department_path if gap.posts else ""
        return [name + words(gap.seat_state), place, _money(gap.money, words)]
    return [name, _post(gap.posts[0], words) if gap.posts else "", _stance(gap, words), _money(gap.money, words), told]


def _stance(gap: "UncoveredOut", words: Words) -> str:
    level = next((x for x in Level if x == gap.stance), None)
    marks = (words("differ") if gap.stances_differ else "") + (words("check_again") if gap.stance_stale else "")
    return f"{GLYPH[level]} {LABEL[words.locale][level]}{marks}"


def _post(post: "PostOut", words: Words) -> str:
    if not post.department_path:
        return post.title
    return words("place").format(place=post.department_path, title=post.title)


def print_engine(facts: Mapping[str, Any], words: Words) -> None:
    """The engine's facts, a line each."""
    _line("engine", words(f"engine_kind_{facts['kind']}").format(version=facts["version"] or "").strip(), words)
    own = {"starting": "starting_up", "stopped": "stopped_state"}
    _line("state", words(own.get(facts["state"], facts["state"])), words)
    if "fetched" in facts:
        _line("fetched_state", words("yes" if facts["fetched"] else "no"), words)
    for name in ("uri", "pid", "java", "cache_dir"):
        if facts.get(name) is not None:
            _line(name, facts[name], words)


def print_doctor(report: Mapping[str, Any], link: str | None, words: Words) -> None:
    """What `doctor` found out, a line each; what needs mending at the end."""
    _line("server", report["address"] or words("server_off"), words)
    for name, value in (("link", link), ("token", report["token"])):
        if value is not None:
            _line(name, value, words)
    _line("data_dir", report["data_dir"], words)
    print_engine(report["engine"], words)
    _line("system", f"Nemawashi {report['version']}, Python {report['python']}, {report['system']}", words)
    _line("time_zone", report["time_zone"], words)
    for trouble in report["trouble"]:
        _line("trouble", trouble, words)
    if report["ok"]:
        out(words("fine"))


def _line(name: str, value: object, words: Words) -> None:
    out(f"{words(name)}: {value}")
