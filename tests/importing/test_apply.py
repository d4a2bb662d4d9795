"""Import from file to graph and back: preview, apply as one change, the same again, undo to the letter."""

import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from service.accounts import create_account, delete_account, find_account
from service.changes import list_changes, list_imports
from service.domain.actor import LOCAL_USER, Actor
from service.domain.errors import (
    AmbiguousNameError,
    ConflictError,
    InvalidInputError,
    NotFoundError,
    RefusedError,
    TooLargeError,
)
from service.graph.database import Graph
from service.graph.ids import new_id
from service.graph.transaction import WriteTx
from service.importing import prepare as preparing
from service.importing.apply import ImportResult, apply
from service.importing.command import import_files, import_sources
from service.importing.drafts import Drafts
from service.importing.files import SourceFile
from service.importing.prepare import Preview, prepare
from service.importing.snapshot import read_snapshot
from service.importing.undo import undo_last_import
from service.writing import ChangeMeta, open_change
from tests.importing.sources import CHART, chart, everything
from tests.snapshots import alone
from tests.writing.accounts import AT, fresh_account

pytestmark = pytest.mark.graph

DAY = date(2026, 11, 1)


@pytest.fixture
def name(graph: Graph) -> Iterator[str]:
    """The name of an account that does not exist; whatever has this name afterwards is deleted."""
    made = f"旭波重機械 {new_id()}"
    yield made
    try:
        delete_account(graph, LOCAL_USER, graph.read(LOCAL_USER, find_account, made, any_state=True).id)
    except NotFoundError:
        return


def preview(graph: Graph, account: str, files: list[SourceFile], data_dir: Path, day: date = DAY) -> Preview:
    return prepare(graph, LOCAL_USER, account_id=None, account_name=account, files=files, as_of=day, data_dir=data_dir)


def applied(graph: Graph, seen: Preview, data_dir: Path) -> ImportResult:
    assert seen.token is not None
    return apply(graph, LOCAL_USER, seen.import_id, seen.token, data_dir=data_dir)


def bring_in(graph: Graph, account: str, files: list[SourceFile], data_dir: Path, day: date = DAY) -> ImportResult:
    return applied(graph, preview(graph, account, files, data_dir, day), data_dir)


def members(graph: Graph, account_id: str, tag: str) -> list[str]:
    found = graph.read(LOCAL_USER, read_snapshot, account_id=account_id)
    return [i for i, p in found.records("Member").items() if tag in str(p.get("name"))]


# --- preview


def test_a_preview_writes_nothing_and_says_what_would_happen(graph: Graph, name: str, tmp_path: Path) -> None:
    seen = preview(graph, name, everything(name), tmp_path)
    with pytest.raises(NotFoundError):
        graph.read(LOCAL_USER, find_account, name)
    assert seen.creates_account
    assert seen.account_id is None
    assert seen.account_name == name
    assert seen.report.people == 5
    assert (seen.report.applied, seen.report.change_id, seen.report.account_id) == (False, None, None)
    assert {e.name for e in seen.created if e.kind == "Person"} >= {"山田 太郎", "佐藤 健"}
    assert seen.changes_anything


def test_a_draft_is_only_for_its_user(graph: Graph, name: str, tmp_path: Path) -> None:
    seen = preview(graph, name, chart(), tmp_path)
    folder = tmp_path / "drafts" / seen.import_id
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    kept = sorted(folder.iterdir())
    assert [p.name for p in kept] == ["draft.json", "file-0"]
    assert {stat.S_IMODE(p.stat().st_mode) for p in kept} == {0o600}
    assert (folder / "file-0").read_bytes() == CHART.encode("cp932")
    assert str(seen.token) not in (folder / "draft.json").read_text(encoding="utf-8")


def test_a_wrong_token_another_user_or_an_unknown_draft_are_not_found(graph: Graph, name: str, tmp_path: Path) -> None:
    seen = preview(graph, name, chart(), tmp_path)
    token = str(seen.token)
    other = Actor(member_id="somebody-else", name="else")
    for actor, import_id, given in (
        (LOCAL_USER, seen.import_id, token + "x"),
        (LOCAL_USER, seen.import_id, ""),
        (LOCAL_USER, new_id(), token),
        (LOCAL_USER, "../" + seen.import_id, token),
        (other, seen.import_id, token),
    ):
        with pytest.raises(NotFoundError) as refused:
            apply(graph, actor, import_id, given, data_dir=tmp_path)
        assert refused.value.told("ja") != refused.value.told("en")


def test_kept_bytes_that_were_altered_are_refused(graph: Graph, name: str, tmp_path: Path) -> None:
    seen = preview(graph, name, chart(), tmp_path)
    kept = tmp_path / "drafts" / seen.import_id / "file-0"
    kept.write_bytes(kept.read_bytes().replace(b"P2", b"P9"))
    with pytest.raises(ConflictError):
        applied(graph, seen, tmp_path)


def test_old_drafts_go_and_young_ones_stay(graph: Graph, name: str, tmp_path: Path) -> None:
    seen = preview(graph, name, chart(), tmp_path)
    drafts = Drafts(tmp_path)
    drafts.prune(datetime.now(UTC) + timedelta(days=6))
    assert (tmp_path / "drafts" / seen.import_id).is_dir()
    drafts.prune(datetime.now(UTC) + timedelta(days=8))
    assert list((tmp_path / "drafts").iterdir()) == []


def test_a_dry_run_leaves_nothing_behind(graph: Graph, name: str, tmp_path: Path) -> None:
    path = tmp_path / "組織図.csv"
    path.write_bytes(CHART.encode("cp932"))
    data_dir = tmp_path / "data"
    done = import_files(
        graph, LOCAL_USER, account=name, paths=[path], as_of=DAY, dry_run=True, locale="en", data_dir=data_dir
    )
    assert (done.document["applied"], done.document["change_id"], done.document["people"]) == (False, None, 5)
    assert not list(data_dir.rglob("*"))
    with pytest.raises(NotFoundError):
        graph.read(LOCAL_USER, find_account, name)
    with pytest.raises(InvalidInputError):
        import_files(graph, LOCAL_USER, account=name, paths=[tmp_path / "nichts.csv"], as_of=DAY, data_dir=data_dir)


def test_an_account_is_named_or_refused(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        prepare(graph, LOCAL_USER, account_id=new_id(), files=chart(), as_of=DAY, data_dir=tmp_path)
    with pytest.raises(InvalidInputError):
        prepare(graph, LOCAL_USER, account_id=None, account_name="  ", files=chart(), as_of=DAY, data_dir=tmp_path)
    twice = f"同名 {new_id()}"
    for _ in range(2):
        graph.write(LOCAL_USER, create_account, account_id=new_id(), name=twice, change_id=new_id(), at=AT)
    with pytest.raises(AmbiguousNameError):
        preview(graph, twice, chart(), tmp_path)


# --- apply


def test_applying_makes_the_account_and_one_change(graph: Graph, name: str, tmp_path: Path) -> None:
    seen = preview(graph, name, everything(name), tmp_path)
    done = applied(graph, seen, tmp_path)
    account = graph.read(LOCAL_USER, find_account, name)
    assert (done.account_id, done.change_id) == (account.id, seen.import_id)
    assert (done.report.applied, done.report.change_id, done.report.account_id) == (True, seen.import_id, account.id)
    assert done.report.model_copy(update={"applied": False, "change_id": None, "account_id": None}) == seen.report
    assert (account.people, account.posts, account.departments, account.state) == (5, 6, 4, "live")
    assert account.last_change_id == seen.import_id
    changes = graph.read(LOCAL_USER, list_changes, account_id=account.id)
    assert [c.id for c in changes] == [seen.import_id]
    [record] = graph.read(LOCAL_USER, list_imports, account_id=account.id)
    assert record.file_names == ["組織図.csv", "自社.csv", "面談.csv", "商談.csv", "スタンス.csv", "キーパーソン.csv"]
    assert (record.as_of, record.actor, record.people) == (DAY, "local", 5)
    assert record.rows_read == record.rows_used == 12
    found = alone(graph, account.id)
    assert all(f.properties["change_id"] == seen.import_id for f in found.facts)
    assert len(found.records("Meeting")) == 2
    assert len(found.records("Stance")) == 1
    assert [f.properties["amount_minor"] for f in found.facts if f.type == "FOR"] == [150_000_000]
    assert {p.name for p in (tmp_path / "drafts" / seen.import_id).iterdir()} == {"draft.json", "report.json"}


def test_applying_twice_answers_the_same_and_does_nothing(graph: Graph, name: str, tmp_path: Path) -> None:
    seen = preview(graph, name, chart(), tmp_path)
    first = applied(graph, seen, tmp_path)
    assert applied(graph, seen, tmp_path) == first
    assert len(graph.read(LOCAL_USER, list_changes, account_id=str(first.account_id))) == 1


def test_the_same_files_again_change_nothing(graph: Graph, name: str, tmp_path: Path) -> None:
    first = bring_in(graph, name, everything(name), tmp_path)
    before = alone(graph, str(first.account_id))
    seen = preview(graph, name, everything(name), tmp_path)
    assert not seen.changes_anything
    again = applied(graph, seen, tmp_path)
    assert again.change_id is None
    assert (again.report.applied, again.report.change_id) == (True, None)
    assert applied(graph, seen, tmp_path) == again
    assert alone(graph, str(first.account_id)) == before
    assert len(graph.read(LOCAL_USER, list_changes, account_id=str(first.account_id))) == 1


def test_files_without_a_usable_row_make_no_account(graph: Graph, name: str, tmp_path: Path) -> None:
    text = "社員番号,氏名,役職,所属\n,,,\n1,廃止,部長,本部\n"
    done = bring_in(graph, name, chart(text), tmp_path)
    assert (done.change_id, done.account_id) == (None, None)
    with pytest.raises(NotFoundError):
        graph.read(LOCAL_USER, find_account, name)


def test_an_account_changed_since_the_preview_is_a_conflict(graph: Graph, name: str, tmp_path: Path) -> None:
    bring_in(graph, name, chart(), tmp_path)
    second = preview(graph, name, everything(name), tmp_path)
    bring_in(graph, name, chart(CHART.replace("課長", "部長代理")), tmp_path)
    with pytest.raises(ConflictError) as refused:
        applied(graph, second, tmp_path)
    assert refused.value.told("ja") != refused.value.told("en")


def test_two_previews_of_one_new_account_make_one_account(graph: Graph, name: str, tmp_path: Path) -> None:
    one, two = (preview(graph, name, chart(), tmp_path) for _ in range(2))
    applied(graph, one, tmp_path)
    with pytest.raises(ConflictError):
        applied(graph, two, tmp_path)
    assert graph.read(LOCAL_USER, find_account, name).people == 5


@pytest.mark.parametrize("new", [True, False])
def test_of_two_imports_at_once_one_wins(graph: Graph, name: str, tmp_path: Path, new: bool) -> None:
    if not new:
        bring_in(graph, name, chart(), tmp_path)
    texts = [CHART.replace("高橋 誠", f"高橋 誠{n}") for n in range(4)]
    previews = [preview(graph, name, chart(t), tmp_path) for t in texts]

    def run(seen: Preview) -> str:
        try:
            return str(applied(graph, seen, tmp_path).change_id)
        except ConflictError:
            return ""

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(run, previews))
    won = [o for o in outcomes if o]
    assert len(won) == 1
    account = graph.read(LOCAL_USER, find_account, name)
    assert account.last_change_id == won[0]
    assert len(graph.read(LOCAL_USER, list_imports, account_id=account.id)) == (1 if new else 2)


def test_one_import_applied_by_several_at_once_is_one_change(graph: Graph, name: str, tmp_path: Path) -> None:
    seen = preview(graph, name, chart(), tmp_path)
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: applied(graph, seen, tmp_path), range(4)))
    assert {d.change_id for d in done} == {seen.import_id}
    assert graph.read(LOCAL_USER, find_account, name).people == 5


def test_members_of_ours_are_made_once_by_imports_into_two_accounts(graph: Graph, name: str, tmp_path: Path) -> None:
    others = [fresh_account(graph) for _ in range(3)]
    names = [graph.read(LOCAL_USER, find_account, o).name for o in others]
    previews = [preview(graph, n, everything(name), tmp_path) for n in names]
    with ThreadPoolExecutor(3) as pool:
        done = list(pool.map(lambda seen: applied(graph, seen, tmp_path), previews))
    assert all(d.change_id for d in done)
    assert len(members(graph, others[0], name)) == 1
    for other in others:
        delete_account(graph, LOCAL_USER, other)


def test_more_than_a_live_account_takes_is_refused(
    graph: Graph, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(graph, name, chart(), tmp_path)
    monkeypatch.setattr(preparing, "LIVE_LIMIT", 20)
    with pytest.raises(TooLargeError) as refused:
        preview(graph, name, everything(name), tmp_path)
    assert "2" in refused.value.told("ja")
    assert not preview(graph, name, chart(), tmp_path).changes_anything, "what changes little is taken"


# --- undo


def test_undo_gives_back_the_account_to_the_letter(graph: Graph, name: str, tmp_path: Path) -> None:
    first = bring_in(graph, name, everything(name), tmp_path)
    account = str(first.account_id)
    before = alone(graph, account)
    changed = (
        CHART.replace("佐藤 健,部長", "佐藤 健,部長代理")
        .replace("生産本部/第一部/製造課,102", "生産本部/第二部,101")
        .replace("tanaka", "x")
        + "105,P7,新田 光,担当,生産本部/第三部,102,nitta@example.com\n"
    )
    second = bring_in(graph, name, everything(name, changed), tmp_path, DAY + timedelta(days=10))
    assert second.change_id
    assert alone(graph, account) != before
    undone = undo_last_import(graph, LOCAL_USER, account)
    assert (undone.undone_change_id, undone.account_removed) == (second.change_id, False)
    assert undone.removed > 0
    assert undone.restored > 0
    assert alone(graph, account) == before
    history = graph.read(LOCAL_USER, list_imports, account_id=account)
    assert [(h.kind, h.undoes_id, h.undone_by_id) for h in history] == [
        ("undo", second.change_id, None),
        ("import", None, undone.change_id),
        ("import", None, None),
    ]
    assert graph.read(LOCAL_USER, find_account, account).last_change_id == undone.change_id


def test_undoing_the_first_load_of_an_account_that_was_there_leaves_it_empty(graph: Graph, tmp_path: Path) -> None:
    account = fresh_account(graph)
    before = alone(graph, account)
    bring_in(graph, account, everything(account), tmp_path)
    assert members(graph, account, account)
    undone = undo_last_import(graph, LOCAL_USER, account)
    assert not undone.account_removed
    assert alone(graph, account) == before
    assert members(graph, account, account) == []
    with pytest.raises(RefusedError):
        undo_last_import(graph, LOCAL_USER, account)


def test_an_account_that_the_import_made_goes_with_it(graph: Graph, name: str, tmp_path: Path) -> None:
    seen = preview(graph, name, everything(name), tmp_path)
    done = applied(graph, seen, tmp_path)
    undone = undo_last_import(graph, LOCAL_USER, str(done.account_id))
    assert undone.account_removed
    with pytest.raises(NotFoundError):
        graph.read(LOCAL_USER, find_account, name)
    with pytest.raises(ConflictError):
        applied(graph, seen, tmp_path)


def test_imports_are_taken_back_one_after_the_other(graph: Graph, tmp_path: Path) -> None:
    account = fresh_account(graph)
    states = [alone(graph, account)]
    for n in range(3):
        bring_in(graph, account, chart(CHART.replace("高橋 誠", f"高橋 誠{n}")), tmp_path)
        states.append(alone(graph, account))
    for before in reversed(states[:-1]):
        undo_last_import(graph, LOCAL_USER, account)
        assert alone(graph, account) == before
    bring_in(graph, account, chart(), tmp_path)
    assert len(alone(graph, account).records("Person")) == 5


def test_a_later_change_stands_in_the_way_and_is_named(graph: Graph, name: str, tmp_path: Path) -> None:
    done = bring_in(graph, name, chart(), tmp_path)
    later = new_id()

    def change(tx: WriteTx) -> None:
        tx.lock([str(done.account_id)])
        open_change(tx, ChangeMeta(later, datetime.now(UTC), "reorganisation"), account_id=done.account_id)

    graph.write(LOCAL_USER, change)
    with pytest.raises(RefusedError) as refused:
        undo_last_import(graph, LOCAL_USER, str(done.account_id))
    assert [(p.where, p.found) for p in refused.value.problems] == [(later, "reorganisation")]


def test_an_undone_import_is_not_applied_again_by_its_token(graph: Graph, tmp_path: Path) -> None:
    account = fresh_account(graph)
    seen = preview(graph, account, chart(), tmp_path)
    applied(graph, seen, tmp_path)
    undo_last_import(graph, LOCAL_USER, account)
    with pytest.raises(ConflictError):
        applied(graph, seen, tmp_path)


def test_members_that_serve_another_account_stay(graph: Graph, tmp_path: Path) -> None:
    one, two = fresh_account(graph), fresh_account(graph)
    tag = one
    bring_in(graph, one, everything(tag), tmp_path)
    bring_in(graph, two, everything(tag), tmp_path)
    undo_last_import(graph, LOCAL_USER, one)
    assert len(members(graph, two, tag)) == 1
    found = alone(graph, two)
    assert [t.type for t in found.ties if t.start_label == "Member"] == ["ATTENDED", "ATTENDED"]
    [member] = members(graph, two, tag)
    whole = graph.read(LOCAL_USER, read_snapshot, account_id=two)
    assert [f.properties["title"] for f in whole.facts if f.type == "BELONGS_TO" and f.start_id == member] == ["課長"]
    undo_last_import(graph, LOCAL_USER, two)
    delete_account(graph, LOCAL_USER, one)
    delete_account(graph, LOCAL_USER, two)


def test_of_two_undos_at_once_one_wins(graph: Graph, tmp_path: Path) -> None:
    account = fresh_account(graph)
    bring_in(graph, account, chart(), tmp_path)

    def run(_: int) -> bool:
        try:
            return bool(undo_last_import(graph, LOCAL_USER, account).change_id)
        except (ConflictError, RefusedError):
            return False

    with ThreadPoolExecutor(3) as pool:
        assert sum(pool.map(run, range(3))) == 1


def test_an_import_needs_to_see_the_account(graph: Graph, tmp_path: Path) -> None:
    account = fresh_account(graph)
    blind = Actor(member_id="blind", visible=frozenset())
    with pytest.raises(NotFoundError):
        prepare(graph, blind, account_id=account, files=chart(), as_of=DAY, data_dir=tmp_path)
    with pytest.raises(NotFoundError):
        undo_last_import(graph, blind, account)


def test_in_one_go_it_leaves_no_draft(graph: Graph, name: str, tmp_path: Path) -> None:
    done = import_sources(graph, LOCAL_USER, account=name, files=chart(), as_of=DAY, data_dir=tmp_path)
    assert done.account_name == name
    assert done.document["applied"] is True
    assert done.document["change_id"]
    assert list((tmp_path / "drafts").iterdir()) == []
