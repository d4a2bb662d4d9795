"""Commands that work on the graph: one document on standard output, words in both languages, the right exit code."""

import json
import secrets
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from service.domain.actor import LOCAL_USER
from service.domain.gaps.document import GapDocument
from service.domain.importing.report import ImportReport
from service.graph.database import Graph
from service.graph.ids import new_id
from service.graph.transaction import WriteTx
from service.org.map import read_map
from tests.cli import files
from tests.cli.conftest import Command, Customer

pytestmark = pytest.mark.graph

IMPORT_KEYS = {
    "account_id", "rows_read", "rows_used", "people", "posts", "vacant_posts", "unknown_holders", "departments",
    "roots", "depth", "skipped", "findings", "applied", "change_id", "counts_of", "tables",
}  # fmt: skip
FINDING_KEYS = {"kind", "level", "rows", "elsewhere", "column", "found", "expected", "action"}
GAP_KEYS = {
    "kind", "declared", "person_id", "name", "posts", "reasons", "stance", "last_contact", "money", "nearest",
}  # fmt: skip
RISK_KEYS = {"scope", "id", "name", "contacts", "reasons", "money", "people", "evidence"}


def register(folder: Path) -> str:
    place = folder / "register.csv"
    place.write_text(files.csv(files.REGISTER), encoding="utf-8")
    return str(place)


def names(nemawashi: Command) -> list[str]:
    return [a["name"] for a in nemawashi("accounts", "--json").document["items"]]


# --- import ---


def test_an_import_answers_with_its_report_alone(customer: Customer) -> None:
    document = customer.first.document
    assert set(document) == IMPORT_KEYS
    ImportReport.model_validate(document)
    assert document["applied"] is True
    assert document["change_id"]
    assert document["rows_read"] == document["rows_used"] + len(document["skipped"]) == 16
    assert (document["people"], document["posts"]) == (8, 10)
    assert (document["vacant_posts"], document["unknown_holders"]) == (1, 1)
    assert {f["kind"] for f in document["findings"]} == {"self_report", "cycle", "unknown_manager", "ignored_column"}
    for finding in document["findings"]:
        assert set(finding) - {"sheet"} == FINDING_KEYS
        assert finding["level"] in ("error", "warning", "info")
    assert "取り込んでいます" in customer.first.err


def test_the_same_files_twice_change_nothing(nemawashi: Command, customer: Customer) -> None:
    paths = [str(customer.folder / f"{sheet}.csv") for sheet in files.JA]
    again = nemawashi("import", *paths, "--account", customer.id, "--as-of", "2026-11-20", "--json")
    assert again.code == 0
    assert again.document["applied"] is True
    assert again.document["change_id"] is None
    assert again.document["account_id"] == customer.id
    words = nemawashi("import", *paths, "--account", customer.name, "--as-of", "2026-11-20", locale="ja")
    assert words.out.startswith(f"{customer.name}: 変わるところはありません。")


def test_a_dry_run_changes_nothing(nemawashi: Command, new_name: str, tmp_path: Path) -> None:
    tried = nemawashi("import", register(tmp_path), "--account", new_name, "--dry-run", "--json")
    assert tried.code == 0
    document = tried.document
    assert set(document) == IMPORT_KEYS
    assert (document["applied"], document["change_id"], document["account_id"]) == (False, None, None)
    assert (document["rows_read"], document["rows_used"], document["people"], document["posts"]) == (5, 4, 2, 4)
    assert (document["vacant_posts"], document["unknown_holders"], document["roots"], document["depth"]) == (1, 1, 1, 2)
    assert [s["row"] for s in document["skipped"]] == [6]
    assert "eliminated_post" in {f["kind"] for f in document["findings"]}
    assert new_name not in names(nemawashi)


def test_an_import_is_told_in_words(nemawashi: Command, customer: Customer) -> None:
    chart = str(customer.folder / "組織図.csv")
    ja = nemawashi("import", chart, "--account", customer.name, "--dry-run", locale="ja").out
    en = nemawashi("import", chart, "--account", customer.name, "--dry-run", locale="en").out
    assert "試しました。何も変えていません。" in ja
    assert "ファイルの 10 行のうち 10 行を使いました" in ja
    assert "ファイルの組織図: 人 8・ポスト 10（空席 1、未特定 1）・部署 5・" in ja
    assert "注意  7, 8行目（組織図.csv）: " in ja
    assert "参考  組織図.csv: 使わない列「血液型」" in ja
    assert "tried out. Nothing was changed." in en
    assert "10 of 10 rows of the files used" in en
    assert "on the charts of the files: 8 people, 10 posts (1 vacant, 1 holder not known), 5 departments, " in en
    assert "warning  row 7, 8 of 組織図.csv: " in en
    for text in (ja, en):
        assert "self_report" not in text


def test_a_column_is_mapped_to_a_field(nemawashi: Command, new_name: str, tmp_path: Path) -> None:
    place = tmp_path / "odd.csv"
    place.write_text("通り名,上の人,仕事\n香取 誠,,社長\n真壁 悠子,香取 誠,部長\n", encoding="utf-8")
    call = ("import", str(place), "--account", new_name, "--dry-run", "--json")
    refused = nemawashi(*call)
    assert refused.code == 1
    assert refused.document["error"] == "unusable_file"
    mapped = nemawashi(*call, "--map", "通り名=name", "--map", "上の人=reports_to", "--map", "仕事=title")
    assert mapped.code == 0
    assert (mapped.document["people"], mapped.document["roots"], mapped.document["depth"]) == (2, 1, 2)
    unknown = nemawashi(*call, "--map", "通り名=nickname")
    assert unknown.code == 2
    assert (unknown.document["problems"][0]["found"], unknown.document["problems"][0]["where"]) == (
        "nickname", "通り名",
    )  # fmt: skip


def test_one_sheet_of_a_workbook_is_taken(nemawashi: Command, new_name: str, tmp_path: Path) -> None:
    from tests.importing.workbook import workbook

    place = tmp_path / "両方.xlsx"
    place.write_bytes(workbook({"組織図": files.JA["組織図"], "自社": files.JA["自社"]}))
    call = ("import", str(place), "--account", new_name, "--dry-run", "--json")
    assert nemawashi(*call).document["rows_read"] == 11
    assert nemawashi(*call, "--sheet", "自社").document["rows_read"] == 1
    missing = nemawashi(*call, "--sheet", "無い")
    assert missing.code == 2
    assert "自社" in missing.err


def test_a_day_is_asked_for_in_any_usual_form(nemawashi: Command, customer: Customer) -> None:
    for day in ("令和8年11月20日", "20 Nov 2026"):
        assert nemawashi("gaps", customer.id, "--as-of", day, "--json").document["as_of"] == "2026-11-20"


def test_a_second_file_is_counted_by_itself(nemawashi: Command, new_name: str, tmp_path: Path) -> None:
    chart, part = tmp_path / "chart.csv", tmp_path / "part.csv"
    header = "Employee ID,Name,Job Title,Department,Reports To\n"
    chart.write_text(header + "1,Ida Lund,Head,A,\n2,Tom Berg,Lead,A/B,1\n3,Eva Holm,Clerk,A/B/C,2\n", encoding="utf-8")
    part.write_text(header + "3,Eva Holm,Clerk,C,2\n4,Jon Moe,Clerk,C,3\n", encoding="utf-8")
    counts = ("counts_of", "people", "posts", "departments", "roots", "depth")
    first = nemawashi("import", str(chart), "--account", new_name, "--json").document
    assert [first[c] for c in counts] == ["files", 3, 3, 3, 1, 3]
    tried = nemawashi("import", str(part), "--account", new_name, "--dry-run")
    assert "on the charts of the files: 2 people, 2 posts (0 vacant, 0 holder not known), 1 departments" in tried.out
    assert "1 at the top, 2 levels" in tried.out
    second = nemawashi("import", str(part), "--account", new_name, "--json").document
    assert [second[c] for c in counts] == ["files", 2, 2, 1, 1, 2]
    assert second["findings"] == []


def test_a_holder_who_is_not_shown_for_want_of_a_start_is_said(
    nemawashi: Command, graph: Graph, new_name: str, tmp_path: Path
) -> None:
    later, now = tmp_path / "later.csv", tmp_path / "now.csv"
    header = "Post ID,Name,Job Title,Department,Start Date\n"
    later.write_text(header + "P1,Ida Lund,Head,A,2027-04-01\n", encoding="utf-8")
    now.write_text(header + "P1,Tom Berg,Head,A,\n", encoding="utf-8")
    call = ("--account", new_name, "--as-of", "2026-11-20", "--json")
    assert nemawashi("import", str(later), *call).document["findings"] == []
    (finding,) = nemawashi("import", str(now), *call).document["findings"]
    assert (finding["kind"], finding["level"], finding["rows"]) == ("start_unknown", "warning", [2])
    for text in ("Tom Berg", "Ida Lund", "2027-04-01"):
        assert text in finding["action"]
    account_id = nemawashi("import", str(now), *call).document["account_id"]
    for day, name in ((date(2026, 11, 20), "Tom Berg"), (date(2027, 4, 1), "Ida Lund")):
        shown = graph.read(LOCAL_USER, read_map, account_id=account_id, as_of=day, since=day)
        assert [p.name for p in shown.people for h in shown.holdings if h.person_id == p.id] == [name]


def test_errors_are_about_rows_left_out_and_warnings_about_rows_kept(
    nemawashi: Command, customer: Customer, new_name: str, tmp_path: Path
) -> None:
    place = tmp_path / "双方.csv"
    rows = "社員番号,氏名,役職,所属,上司,備考\n1,甲 一,部長,A部,1,".encode() + b"\xff\xff\n"
    rows += (
        "1,乙 二,課長,A部,,\n,,,A部,,\n3,丙 三,課長,A部,4,\n4,丁 四,課長,A部,3,\n5,".encode()
        + b"\xff\xff"
        + "戊,,,,\n".encode()
    )
    place.write_bytes(rows)
    document = nemawashi("import", str(place), "--account", new_name, "--dry-run", "--json").document
    skipped = {s["row"] for s in document["skipped"]}
    assert skipped == {3, 4, 7}
    level = {(f["kind"], *f["rows"]): f["level"] for f in document["findings"]}
    assert level == {
        ("duplicate_id", 3): "error",
        ("empty_row", 4): "error",
        ("unreadable_bytes", 7): "error",
        ("unreadable_bytes", 2): "warning",
        ("self_report", 2): "warning",
        ("cycle", 5, 6): "warning",
    }
    kept = customer.first.document
    assert not [f for f in kept["findings"] if f["level"] == "error"]
    assert kept["skipped"] == []


def test_content_that_cannot_be_used_is_refused_and_a_path_that_is_not_there_is_a_wrong_call(
    nemawashi: Command, new_name: str, tmp_path: Path
) -> None:
    junk = {
        "junk.xlsx": b"no workbook",
        "junk.csv": b"PK\x03\x04",
        "empty.csv": b"",
        "no rows.csv": "氏名,役職\n".encode(),
        "no list.csv": b"Colour,Weight\nred,3\n",
        "old.pdf": b"%PDF-1.4",
    }
    for name, content in junk.items():
        (tmp_path / name).write_bytes(content)
        ran = nemawashi("import", str(tmp_path / name), "--account", new_name, "--json")
        assert (ran.code, ran.document["error"]) == (1, "unusable_file"), name
        assert ran.document["message"] in ran.err
    good = register(tmp_path)
    for call in (
        (str(tmp_path / "gone.csv"),),
        (good, "--map", "Nix=name"),
        (good, "--map", "Name=nickname"),
        (good, "--nix"),
    ):
        ran = nemawashi("import", *call, "--account", new_name, "--dry-run", "--json")
        assert ran.code == 2, call
    assert new_name not in names(nemawashi)


# --- gaps and map ---


def test_gaps_answer_with_their_document_alone(nemawashi: Command, customer: Customer) -> None:
    call = ("gaps", customer.name, "--as-of", "2026-11-20", "--since-days", "30")
    ran = nemawashi(*call, "--json", locale="ja")
    assert ran.code == 0
    document = ran.document
    GapDocument.model_validate(document)
    assert {"account_id", "as_of", "since", "notes", "uncovered_key_people", "single_contact_risks"} <= set(document)
    assert (document["account_id"], document["as_of"], document["since"]) == (customer.id, "2026-11-20", "2026-10-21")
    (makabe,) = [g for g in document["uncovered_key_people"] if g["name"] == "真壁 悠子"]
    assert set(makabe) >= GAP_KEYS
    assert makabe["declared"] is True
    assert makabe["stance"] == "oppose"
    assert makabe["last_contact"] is None
    assert (makabe["money"]["amount"], makabe["money"]["currency"]) == (150_000_000, "JPY")
    (deal,) = [r for r in document["single_contact_risks"] if r["scope"] == "opportunity"]
    assert set(deal) >= RISK_KEYS
    assert deal["contacts"] == 1
    assert {"code", "found", "expected"} <= set(deal["reasons"][0])


def test_gaps_are_told_in_words(nemawashi: Command, customer: Customer) -> None:
    ja = nemawashi("gaps", customer.name, "--as-of", "2026-11-20", locale="ja").out
    en = nemawashi("gaps", customer.name, "--as-of", "2026-11-20", locale="en").out
    assert "★ 真壁 悠子  営業本部　" in ja
    assert "× 反対  1億5,000万円  双方向の接点の記録なし" in ja
    assert "× Opponent  JPY 150m  no two-way contact on record" in en
    assert "基盤更改" in en


TORN: Mapping[str, files.Rows] = {
    "組織図": [
        ["社員番号", "ポスト番号", "氏名", "役職", "所属", "上司"],
        ["1", "P1", "立花 一", "課長", "購買課", ""],
        ["", "P2", "空席", "経理部長", "経理部", ""],
    ],
    "自社": [["氏名", "役職"], ["佐伯 健太", "課長"], ["江口 亮", "部長"]],
    "スタンス": [
        ["氏名", "立場", "日付", "根拠", "評価者"],
        ["立花 一", "支持", "2026/11/1", "好意的", "佐伯 健太"],
        ["立花 一", "反対", "2026/11/10", "他社寄り", "江口 亮"],
    ],
    "面談": [
        ["日付", "自社参加者", "先方参加者", "種別", "件名"],
        ["2026/11/12", "佐伯 健太", "立花 一", "メール", "資料送付"],
    ],
    "キーパーソン": [["氏名", "理由"], ["立花 一", "窓口"]],
}


def test_gaps_tell_views_that_differ_one_from_many_and_people_from_posts(
    nemawashi: Command, new_name: str, tmp_path: Path
) -> None:
    paths = files.write(tmp_path, TORN, "utf-8")
    made = nemawashi("import", *paths, "--account", new_name, "--as-of", "2026-11-20", "--json")
    assert made.code == 0, made.err
    call = ("gaps", new_name, "--as-of", "2026-11-20")
    document = nemawashi(*call, "--json").document
    found = {g["name"]: (g["kind"], g["stance"], g["stances_differ"]) for g in document["uncovered_key_people"]}
    assert found == {"立花 一": ("person", "oppose", True), "経理部長": ("seat", None, False)}
    ja, en = (nemawashi(*call, locale=locale).out.splitlines() for locale in ("ja", "en"))
    assert "接点のない重要な人 1名／1名、空席・未特定の重要なポスト 1件" in ja
    assert "  ★ 立花 一  購買課　課長  × 反対・評価割れ  商談なし  双方向の接点の記録なし" in ja
    assert "  ☆ 経理部長（候補）（空席）  経理部  商談なし" in ja
    assert "1 of 1 key person without contact, 1 key post vacant or of unknown holder" in en
    assert "  ★ 立花 一  課長, 購買課  × Opponent, views differ  no open deal  no two-way contact on record" in en
    assert "  ☆ 経理部長 (proposed) (vacant)  経理部  no open deal" in en
    assert "1 deal or department with thin coverage" in en
    assert ja[ja.index("次の面談の予定がない反対者 1件") + 1].startswith("  !!! 立花 一  商談なし  ")
    assert en[en.index("Opponents without a next meeting: 1") + 1].startswith(
        "  !!! 立花 一  no open deal  Opposed, says "
    )


@pytest.mark.parametrize(("locale", "mark", "oppose"), [("ja", "社外秘", "反対"), ("en", "Confidential", "Opponent")])
def test_a_map_is_one_page_and_holds_stances_only_when_asked(
    nemawashi: Command, customer: Customer, tmp_path: Path, locale: str, mark: str, oppose: str
) -> None:
    def page(*more: str) -> str:
        place = tmp_path / "関係 図.html"
        ran = nemawashi("map", customer.id, "-o", str(place), "--as-of", "2026-11-20", "--json", *more, locale=locale)
        assert ran.code == 0, ran.err
        assert ran.document == {
            "account_id": customer.id,
            "as_of": "2026-11-20",
            "file": str(place),
            "with_stances": bool(more),
        }
        return place.read_text(encoding="utf-8")

    without, with_them = page(), page("--with-stances")
    for text in (without, with_them):
        assert "真壁 悠子" in text
        assert mark in text
        assert "他社の品に肩入れ" not in text
    for word in (oppose, "oppose", "△", "◎"):
        assert word not in without
        assert json.dumps(word).strip('"') not in without, "nor escaped"
    assert oppose in with_them


def test_a_map_in_words_names_the_file(nemawashi: Command, customer: Customer, tmp_path: Path) -> None:
    place = tmp_path / "m.html"
    assert nemawashi("map", customer.id, "-o", str(place), locale="ja").out == f"関係図を書き出しました: {place}\n"


# --- accounts ---


def test_accounts_are_listed(nemawashi: Command, customer: Customer) -> None:
    document = nemawashi("accounts", "--json").document
    assert set(document) == {"items", "next"}
    (mine,) = [a for a in document["items"] if a["id"] == customer.id]
    assert (mine["name"], mine["state"], mine["people"]) == (customer.name, "live", 8)
    assert f"{customer.name}　8名・" in nemawashi("accounts", locale="ja").out
    assert f"{customer.name}  8 people, " in nemawashi("accounts", locale="en").out


def test_the_last_import_is_undone_and_the_account_deleted(nemawashi: Command, new_name: str, tmp_path: Path) -> None:
    first = nemawashi("import", register(tmp_path), "--account", new_name, "--json").document
    place = tmp_path / "more.csv"
    place.write_text("Employee ID,Name,Job Title\nE9,Eva Holm,Head of IT\n", encoding="utf-8")
    second = nemawashi("import", str(place), "--account", new_name, "--json").document
    assert second["account_id"] == first["account_id"]

    undone = nemawashi("accounts", "undo", new_name, "--json")
    assert undone.code == 0
    assert set(undone.document) == {"account_id", "change_id", "undone_change_id"}
    assert undone.document["undone_change_id"] == second["change_id"]
    assert undone.document["account_id"] == first["account_id"]

    refused = nemawashi("accounts", "delete", new_name, "--json", locale="ja")
    assert refused.code == 2
    assert "--yes を付けてください" in refused.document["message"]
    assert refused.document["message"] in refused.err
    assert new_name in names(nemawashi)

    deleted = nemawashi("accounts", "delete", new_name, "--yes", "--json")
    assert deleted.code == 0
    assert deleted.document == {"account_id": first["account_id"], "deleted": True}
    assert new_name not in names(nemawashi)


def test_undoing_the_first_import_takes_the_account_away(nemawashi: Command, new_name: str, tmp_path: Path) -> None:
    nemawashi("import", register(tmp_path), "--account", new_name)
    undone = nemawashi("accounts", "undo", new_name, locale="ja")
    assert undone.code == 0
    assert undone.out == f"{new_name} の最後の取り込みを取り消しました。\n"
    assert new_name not in names(nemawashi)


def test_an_account_with_nothing_to_undo_is_refused(nemawashi: Command, graph: Graph, new_name: str) -> None:
    from datetime import UTC, datetime

    from service.accounts import create_account, delete_account

    account_id = new_id()
    at = datetime.now(UTC)
    graph.write(LOCAL_USER, create_account, account_id=account_id, name=new_name, change_id=new_id(), at=at)
    refused = nemawashi("accounts", "undo", new_name, "--json", locale="ja")
    assert refused.code in (1, 2)
    assert set(refused.document) == {"error", "message", "problems"}
    assert any("ぁ" <= c <= "ん" for c in refused.document["message"]), "it speaks Japanese"
    delete_account(graph, LOCAL_USER, account_id)


# --- refusals that need the graph ---


def same_names(tx: WriteTx, *, name: str, ids: list[str]) -> None:
    from datetime import UTC, datetime

    from service.accounts import insert_account

    tx.lock()
    for id_ in ids:
        at = datetime.now(UTC)
        insert_account(tx, account_id=id_, name=name, currency="JPY", change_id=new_id(), at=at)


def test_a_name_that_fits_several_accounts_is_a_wrong_call_with_candidates(nemawashi: Command, graph: Graph) -> None:
    from service.accounts import delete_account

    name, ids = f"同名 {secrets.token_hex(4)}", sorted([new_id(), new_id()])
    graph.write(LOCAL_USER, same_names, name=name, ids=ids)
    for locale, told in (("ja", "2件あります"), ("en", "fits 2 accounts")):
        ran = nemawashi("gaps", name, "--json", locale=locale)
        assert ran.code == 2
        assert ran.document["error"] == "ambiguous_name"
        assert sorted(c["id"] for c in ran.document["candidates"]) == ids
        assert told in ran.err
        assert all(i in ran.err for i in ids)
    assert nemawashi("gaps", ids[0], "--json").code == 0
    for account_id in ids:
        delete_account(graph, LOCAL_USER, account_id)


@pytest.mark.parametrize(
    "call",
    [
        ("gaps", "どこにもない"),
        ("map", "どこにもない", "-o", "never.html"),
        ("accounts", "delete", "どこにもない", "--yes"),
        ("gaps", b"\xff\xfe"),
    ],
)
def test_an_unknown_account_is_a_wrong_call(nemawashi: Command, call: tuple[str | bytes, ...]) -> None:
    ran = nemawashi(*call, "--json", locale="ja")
    assert ran.code == 2
    assert ran.document["error"] == "not_found"
    assert ran.document["message"] in ran.err
    assert "はありません。" in ran.err
    assert not Path("never.html").exists()


def test_a_place_that_cannot_be_written_is_named(nemawashi: Command, customer: Customer, tmp_path: Path) -> None:
    for place, locale, told in ((tmp_path / "nowhere" / "m.html", "ja", "ありません"), (tmp_path, "en", "is a folder")):
        ran = nemawashi("map", customer.id, "-o", str(place), "--json", locale=locale)
        assert ran.code == 1
        assert told in ran.document["message"]


def test_the_demo_is_not_loaded_twice(nemawashi: Command, demo: dict[str, str]) -> None:
    for locale, told in (("ja", "もう取り込まれています"), ("en", "loaded already")):
        ran = nemawashi("demo", "--json", locale=locale)
        assert ran.code == 1
        assert ran.document["error"] == "refused"
        assert told in ran.err


# --- the engine and the installation ---


def test_doctor_and_engine_status_know_the_server(nemawashi: Command) -> None:
    ran = nemawashi("doctor", "--json")
    assert ran.code == 0
    document = ran.document
    assert {"ok", "address", "token", "data_dir", "engine", "version", "trouble"} <= set(document)
    assert {"version", "uri", "state"} <= set(document["engine"])
    assert (document["ok"], document["address"], document["token"]) == (True, None, None)
    assert document["engine"]["state"] == "running"
    assert document["engine"] == nemawashi("engine", "status", "--json").document
    assert "状態: 動いています" in nemawashi("doctor", locale="ja").out
    assert "state: running" in nemawashi("engine", "status").out


def test_gaps_are_narrowed_by_kind_department_and_one_of_us(
    nemawashi: Command, customer: Customer, tmp_path: Path
) -> None:
    call = ("gaps", customer.id, "--as-of", "2026-11-20", "--json")
    whole = nemawashi(*call).document
    assert whole["summary"]["gaps"] == len(whole["ranking"]) > 1
    kind = whole["ranking"][0]["code"]
    some = nemawashi(*call, "--kind", kind).document["ranking"]
    assert some == [g for g in whole["ranking"] if g["code"] == kind]
    unknown = nemawashi(*call, "--kind", "nonsense", "--department", "無い部", "--owner", "誰か")
    assert unknown.code == 2
    assert [(p["where"], p["found"]) for p in unknown.document["problems"]] == [
        ("--kind", "nonsense"), ("--department", "無い部"), ("--owner", "誰か"),
    ]  # fmt: skip
    department, owner = (p["expected"].split(", ")[0] for p in unknown.document["problems"][1:])
    for narrowed in (("--department", department), ("--owner", owner)):
        told = nemawashi(*call, *narrowed)
        assert told.code == 0
        assert {g["id"] for g in told.document["ranking"]} <= {g["id"] for g in whole["ranking"]}
    place = tmp_path / "一部.xlsx"
    assert nemawashi(*call, "--kind", kind, "-o", str(place)).code == 0
    assert place.stat().st_size > 5000
    assert f"{len(some)} gap" in nemawashi(*call[:-1], "--kind", kind).out


def test_a_setting_is_set_for_an_account_and_set_back(nemawashi: Command, new_name: str, tmp_path: Path) -> None:
    chart = tmp_path / "chart.csv"
    chart.write_text("Name,Job Title\nIda Lund,Head\n", encoding="utf-8")
    nemawashi("import", str(chart), "--account", new_name)

    def value(told: dict[str, Any], name: str) -> tuple[int, str]:
        return next((s["value"], s["set_in"]) for s in told["settings"] if s["name"] == name)

    call = ("settings", new_name, "--json")
    assert value(nemawashi(*call).document, "since_days") == (90, "default")
    told = nemawashi(*call, "--set", "since_days=６０", "--set", "ghost_meetings=3").document
    assert (value(told, "since_days"), value(told, "ghost_meetings")) == ((60, "account"), (3, "account"))
    refused = nemawashi(*call, "--set", "since_days=0", "--set", "nonsense=1", "--reset", "ghost_meetings")
    assert refused.code == 2
    assert sorted(p["where"] for p in refused.document["problems"]) == ["nonsense", "since_days"]
    back = nemawashi(*call, "--reset", "since_days").document
    assert (value(back, "since_days"), value(back, "ghost_meetings")) == ((90, "default"), (3, "account"))
    assert [(c["name"], c["before"], c["after"]) for h in back["history"] for c in h["changes"]] == [
        ("since_days", 60, None), ("since_days", None, 60), ("ghost_meetings", None, 3),
    ]  # fmt: skip
    shown = nemawashi("settings", new_name).out
    assert "set for the account" in shown
    assert "since_days  60 → not set" in shown
    assert nemawashi("settings", "--workspace", "--json").document["account_id"] is None
    assert nemawashi("settings", "--workspace", "--set", "since_days").code == 2
    assert nemawashi("settings").code == nemawashi("settings", new_name, "--workspace").code == 2
