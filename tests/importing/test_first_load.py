"""The first load of an empty account goes in portions: cut off, it is invisible, and is resumed, undone or deleted."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from service.accounts import delete_account, find_account, list_accounts
from service.changes import list_imports
from service.domain.actor import LOCAL_USER
from service.domain.errors import ConflictError, NotFoundError, RefusedError
from service.domain.snapshot import Snapshot
from service.graph.database import Graph
from service.graph.ids import new_id
from service.importing import apply as applying
from service.importing import undo as undoing
from service.importing.apply import apply
from service.importing.command import import_files, import_sources
from service.importing.prepare import prepare
from service.importing.snapshot import read_snapshot
from service.importing.undo import undo_last_import
from tests.engines import TestEngine
from tests.importing.sources import CHART, chart, everything

pytestmark = pytest.mark.graph

DAY = date(2026, 11, 1)
PORTION = 25


class CutOffError(Exception):
    """Stands for the process dying."""


class Cut:
    """Progress that dies after so many portions."""

    def __init__(self, after: int = 10**9) -> None:
        self.left = after
        self.portions = 0

    def start(self, total: int, what: str) -> None:
        assert total > 0
        assert what

    def advance(self, n: int = 1) -> None:
        assert n > 0
        self.portions += 1
        if self.portions >= self.left:
            raise CutOffError

    def done(self) -> None: ...


@pytest.fixture(autouse=True)
def _small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(applying, "FIRST_LOAD", PORTION)
    monkeypatch.setattr(undoing, "FIRST_LOAD", PORTION)


@pytest.fixture
def name(graph: Graph) -> Iterator[str]:
    made = f"大口 {new_id()}"
    yield made
    try:
        delete_account(graph, LOCAL_USER, graph.read(LOCAL_USER, find_account, made, any_state=True).id)
    except NotFoundError:
        return


def shape(found: Snapshot) -> dict[str, list[str]]:
    """What the account holds, without ids: two loads of the same files have the same."""
    names = {i: str(p.get("name") or label) for label, r in found.nodes.items() for i, p in r.items()}
    for f in found.facts:
        if f.type in ("IN_ACCOUNT", "FOR"):
            names[f.start_id] = str(f.properties.get("name") or f.properties.get("title"))
    names[found.account_id] = "account"
    ours = {t.start_id for t in found.ties if t.start_label == "Member"}
    edges = [(f.type, f.start_label, names[f.start_id], names[f.end_id]) for f in found.facts]
    edges += [(t.type, t.start_label, names[t.start_id], names[t.end_id]) for t in found.ties]
    return {
        "edges": sorted(" ".join(e) for e in edges if e[0] != "BELONGS_TO" and e[1] != "Unit"),
        "records": sorted(
            label for label, r in found.nodes.items() for i in r if label not in ("Member", "Unit") or i in ours
        ),
    }


def cut_off(graph: Graph, name: str, data_dir: Path, after: int = 2) -> None:
    with pytest.raises(CutOffError):
        import_sources(
            graph, LOCAL_USER, account=name, files=everything("共通"), as_of=DAY, data_dir=data_dir, progress=Cut(after)
        )


def test_portions_give_the_same_as_one_piece(
    graph: Graph, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = Cut()
    done = import_sources(
        graph, LOCAL_USER, account=name, files=everything("共通"), as_of=DAY, data_dir=tmp_path, progress=heard
    )
    assert heard.portions > 3
    account = str(done.document["account_id"])
    in_portions = graph.read(LOCAL_USER, read_snapshot, account_id=account)
    [record] = graph.read(LOCAL_USER, list_imports, account_id=account)
    assert record.id == done.document["change_id"]
    assert graph.read(LOCAL_USER, find_account, name).state == "live"
    delete_account(graph, LOCAL_USER, account)
    monkeypatch.setattr(applying, "FIRST_LOAD", 10**6)
    again = import_sources(graph, LOCAL_USER, account=name, files=everything("共通"), as_of=DAY, data_dir=tmp_path)
    whole = graph.read(LOCAL_USER, read_snapshot, account_id=str(again.document["account_id"]))
    assert shape(in_portions) == shape(whole)


def test_cut_off_it_is_listed_and_otherwise_refused(graph: Graph, name: str, tmp_path: Path) -> None:
    cut_off(graph, name, tmp_path)
    with pytest.raises(RefusedError):
        graph.read(LOCAL_USER, find_account, name)
    assert next(a for a in graph.read(LOCAL_USER, list_accounts) if a.name == name).state == "loading"
    with pytest.raises(RefusedError):
        import_sources(graph, LOCAL_USER, account=name, files=chart(), as_of=DAY, data_dir=tmp_path)
    with pytest.raises(RefusedError):
        prepare(graph, LOCAL_USER, account_id=None, account_name=name, files=chart(), as_of=DAY, data_dir=tmp_path)


def test_the_same_files_again_go_on_where_it_was_cut_off(graph: Graph, name: str, tmp_path: Path) -> None:
    for after in (1, 1, 1):
        cut_off(graph, name, tmp_path, after)
    done = import_sources(graph, LOCAL_USER, account=name, files=everything("共通"), as_of=DAY, data_dir=tmp_path)
    account = graph.read(LOCAL_USER, find_account, name)
    assert (done.document["account_id"], done.document["change_id"]) == (account.id, account.last_change_id)
    assert (account.people, account.posts, account.departments) == (5, 6, 4)
    assert list((tmp_path / "drafts").iterdir()) == []
    again = import_sources(graph, LOCAL_USER, account=name, files=everything("共通"), as_of=DAY, data_dir=tmp_path)
    assert again.document["change_id"] is None, "everything of the files is there"


def test_the_token_goes_on_as_well(graph: Graph, name: str, tmp_path: Path) -> None:
    seen = prepare(
        graph, LOCAL_USER, account_id=None, account_name=name, files=everything("共通"), as_of=DAY, data_dir=tmp_path
    )
    with pytest.raises(CutOffError):
        apply(graph, LOCAL_USER, seen.import_id, str(seen.token), data_dir=tmp_path, progress=Cut(3))
    done = apply(graph, LOCAL_USER, seen.import_id, str(seen.token), data_dir=tmp_path)
    assert done.change_id == seen.import_id
    assert apply(graph, LOCAL_USER, seen.import_id, str(seen.token), data_dir=tmp_path) == done
    assert graph.read(LOCAL_USER, find_account, name).people == 5


def test_a_part_that_is_gone_is_said_and_the_account_can_be_deleted(graph: Graph, name: str, tmp_path: Path) -> None:
    cut_off(graph, name, tmp_path)
    for path in tmp_path.rglob("part-*"):
        path.unlink()
    with pytest.raises(ConflictError):
        import_sources(graph, LOCAL_USER, account=name, files=everything("共通"), as_of=DAY, data_dir=tmp_path)
    found = graph.read(LOCAL_USER, find_account, name, any_state=True)
    delete_account(graph, LOCAL_USER, found.id, data_dir=tmp_path)
    assert list((tmp_path / "drafts").iterdir()) == []
    with pytest.raises(NotFoundError):
        graph.read(LOCAL_USER, find_account, name, any_state=True)


def test_undo_takes_back_a_load_that_was_cut_off(graph: Graph, name: str, tmp_path: Path) -> None:
    cut_off(graph, name, tmp_path, after=3)
    found = graph.read(LOCAL_USER, find_account, name, any_state=True)
    assert undo_last_import(graph, LOCAL_USER, found.id).account_removed
    with pytest.raises(NotFoundError):
        graph.read(LOCAL_USER, find_account, name, any_state=True)


def test_a_large_undo_that_was_cut_off_is_finished_by_undoing_again(
    graph: Graph, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undoing, "LIVE_LIMIT", PORTION)
    done = import_sources(graph, LOCAL_USER, account=name, files=everything("共通"), as_of=DAY, data_dir=tmp_path)
    account = str(done.document["account_id"])
    with pytest.raises(CutOffError):
        undo_last_import(graph, LOCAL_USER, account, progress=Cut(3))
    assert graph.read(LOCAL_USER, find_account, name, any_state=True).state == "loading"
    assert undo_last_import(graph, LOCAL_USER, account).account_removed
    with pytest.raises(NotFoundError):
        graph.read(LOCAL_USER, find_account, name, any_state=True)


_DIES = """
import os, signal, sys
from datetime import date
from pathlib import Path
from service.domain.actor import LOCAL_USER
from service.graph.database import Graph
from service.importing import apply
from service.importing.command import import_files

class Dies:
    n = 0
    def start(self, total, what): ...
    def done(self): ...
    def advance(self, n=1):
        self.n += 1
        if self.n == 3:
            os.kill(os.getpid(), signal.SIGKILL)

apply.FIRST_LOAD = int(sys.argv[1])
uri, user, password, database, name, file, data_dir = sys.argv[2:]
graph = Graph(uri, user, password, database or None)
import_files(graph, LOCAL_USER, account=name, paths=[Path(file)], as_of=date(2026, 11, 1), data_dir=Path(data_dir),
             progress=Dies())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGKILL")
def test_a_killed_process_leaves_a_load_that_can_be_finished(
    graph: Graph, engine: TestEngine, name: str, tmp_path: Path
) -> None:
    path = tmp_path / "組織図.csv"
    path.write_bytes(CHART.encode("cp932"))
    data_dir = tmp_path / "data"
    killed = subprocess.run(
        [sys.executable, "-c", _DIES, str(PORTION // 2), engine.uri, engine.user, engine.password,
         engine.database or "", name, str(path), str(data_dir)],
        check=False, cwd=Path(__file__).parents[2], env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL
    assert graph.read(LOCAL_USER, find_account, name, any_state=True).state == "loading"
    done = import_files(graph, LOCAL_USER, account=name, paths=[path], as_of=DAY, data_dir=data_dir)
    account = graph.read(LOCAL_USER, find_account, name)
    assert done.document["change_id"] == account.last_change_id
    assert (account.state, account.people, account.posts) == ("live", 5, 6)
