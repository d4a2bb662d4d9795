"""Fetching Neo4j: from a repository on this machine that holds what the real one holds, and can misbehave."""

import configparser
import hashlib
import http.server
import signal
import subprocess
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.domain.errors import UnavailableError
from service.graph.engine import jars
from service.graph.engine.progress import ConsoleProgress
from tests.graph.engine.clients import spawn_fetch, within

VERSION = "9.9.9"
FILES = 12


class Repository(http.server.ThreadingHTTPServer):
    """A Maven repository of small files; `cut`, `lie` and `hold` name files that it spoils."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.files = {f"/org/example/part{n}/1.{n}/part{n}-1.{n}.jar": bytes([n]) * (4000 + n) for n in range(FILES)}
        self.asked: Counter[str] = Counter()
        self.cut: dict[str, int] = {}
        """How many times more an answer ends in the middle."""
        self.lie: set[str] = set()
        self.hold = threading.Event()
        """While it is clear, no answer is finished."""
        self.hold.set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def pinned(self) -> str:
        lines = []
        for path, content in self.files.items():
            _, _, _, artifact, version, _ = path.split("/")
            lines.append(f"org.example:{artifact}:jar:{version} {hashlib.sha256(content).hexdigest()} {len(content)}\n")
        return "".join(lines)

    def asked_for_jars(self) -> dict[str, int]:
        return {path: times for path, times in self.asked.items() if path.endswith(".jar")}


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Repository

    def do_GET(self) -> None:
        repository, path = self.server, self.path
        repository.asked[path] += 1
        content = repository.files.get(path)
        if content is None:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if repository.cut.get(path, 0) > 0:
            repository.cut[path] -= 1
            content = content[:1000]
        if path in repository.lie:
            content = b"!" + content[1:]
        self.wfile.write(content[:500])
        repository.hold.wait(30)
        self.wfile.write(content[500:])

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


@pytest.fixture
def repository() -> Iterator[Repository]:
    with Repository() as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.hold.set()
        running.shutdown()


@pytest.fixture
def cache(tmp_path: Path, repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty cache, a pinned list of the repository's files, and jgo set to that repository."""
    lists = tmp_path / "lists"
    lists.mkdir()
    (lists / f"{VERSION}.txt").write_text(repository.pinned(), encoding="utf-8")
    monkeypatch.setattr(jars, "JARS_DIR", lists)
    settings = configparser.ConfigParser()
    settings["repositories"] = {"central": repository.url}
    with (tmp_path / "jgo.conf").open("w", encoding="utf-8") as file:
        settings.write(file)
    monkeypatch.setenv("JGO_CONFIG_FILE", str(tmp_path / "jgo.conf"))
    jars.pinned.cache_clear()
    yield tmp_path / "キャッシュ の中"
    jars.pinned.cache_clear()


def names(cache: Path) -> set[str]:
    folder = jars.folder(cache, VERSION)
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def whole(cache: Path) -> bool:
    return names(cache) == {jar.filename for jar in jars.pinned(VERSION)} and jars.is_fetched(cache, VERSION)


def test_what_is_there_is_never_asked_for_again(cache: Path, repository: Repository) -> None:
    assert not jars.is_fetched(cache, VERSION)
    assert jars.fetch(cache, VERSION) == jars.folder(cache, VERSION)
    assert whole(cache)
    assert set(repository.asked_for_jars().values()) == {1}
    before = {path: path.stat().st_mtime_ns for path in cache.rglob("*")}
    repository.shutdown()
    jars.fetch(cache, VERSION)
    assert {path: path.stat().st_mtime_ns for path in cache.rglob("*")} == before, "a complete cache may be read-only"


def test_a_cut_answer_is_asked_for_again(cache: Path, repository: Repository) -> None:
    path = next(iter(repository.files))
    repository.cut[path] = 1
    jars.fetch(cache, VERSION)
    assert whole(cache)
    assert repository.asked[path] == 2


def test_what_arrived_before_a_failure_stays(cache: Path, repository: Repository) -> None:
    path = list(repository.files)[-1]
    repository.cut[path] = 99
    with pytest.raises(UnavailableError, match=f"{VERSION} could not be fetched") as refused:
        jars.fetch(cache, VERSION)
    assert len(refused.value.ways_out) == 3
    arrived = names(cache)
    assert arrived < {jar.filename for jar in jars.pinned(VERSION)}, "no half file, no left-over folder"
    assert arrived
    asked = repository.asked_for_jars()
    repository.cut.clear()
    jars.fetch(cache, VERSION)
    assert whole(cache)
    again = {each for each, times in repository.asked_for_jars().items() if times > asked.get(each, 0)}
    assert len(again) == FILES - len(arrived)


def test_a_file_that_is_not_the_pinned_one_is_never_used(cache: Path, repository: Repository) -> None:
    repository.lie.add(next(iter(repository.files)))
    with pytest.raises(UnavailableError, match="SHA-256"):
        jars.fetch(cache, VERSION)
    assert jars.pinned(VERSION)[0].filename not in names(cache)


@pytest.mark.parametrize(("instead", "keep"), [(b"", slice(0, -1)), (b"!", slice(1, None)), (b"", slice(0, 0))])
def test_a_damaged_file_is_replaced(cache: Path, repository: Repository, instead: bytes, keep: slice) -> None:
    jars.fetch(cache, VERSION)
    spoiled = jars.classpath(cache, VERSION)[3]
    good = spoiled.read_bytes()
    spoiled.write_bytes(instead + good[keep])
    jars.fetch(cache, VERSION)
    assert spoiled.read_bytes() == good
    assert sum(repository.asked_for_jars().values()) == FILES + 1


def test_two_processes_at_once_ask_for_each_file_once(cache: Path, repository: Repository) -> None:
    repository.hold.clear()
    both = [spawn_fetch(cache, VERSION, jars.JARS_DIR) for _ in range(2)]
    assert within(60, lambda: sum(repository.asked_for_jars().values()) == jars.AT_ONCE)
    repository.hold.set()
    assert [process.wait(60) for process in both] == [0, 0]
    assert whole(cache)
    assert set(repository.asked_for_jars().values()) == {1}


def test_a_killed_fetch_leaves_nothing_in_the_way(cache: Path, repository: Repository) -> None:
    repository.hold.clear()
    killed: subprocess.Popen[str] = spawn_fetch(cache, VERSION, jars.JARS_DIR)
    assert within(60, lambda: sum(repository.asked_for_jars().values()) == jars.AT_ONCE)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    repository.hold.set()
    assert {name for name in names(cache) if not name.startswith(jars.STAGING)} == set()
    jars.fetch(cache, VERSION)
    assert whole(cache)


@pytest.mark.parametrize(("locale", "said"), [("en", "could not be fetched"), ("ja", "取得できませんでした")])
def test_without_a_network_three_ways_out_are_named(
    cache: Path, repository: Repository, locale: str, said: str
) -> None:
    repository.shutdown()
    repository.server_close()
    with pytest.raises(UnavailableError, match=said) as refused:
        jars.fetch(cache, VERSION, locale=locale)
    ways = " ".join(refused.value.ways_out)
    assert all(way in ways for way in ("nemawashi engine fetch", str(cache), "docker compose", "NEMAWASHI_GRAPH_URI"))


def test_a_cache_that_cannot_be_written_is_named(cache: Path) -> None:
    cache.write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(UnavailableError, match="nothing can be written there") as refused:
        jars.fetch(cache, VERSION)
    assert len(refused.value.ways_out) == 3


def test_a_version_without_a_list_is_refused(cache: Path) -> None:
    with pytest.raises(UnavailableError, match=f"it knows {VERSION}"):
        jars.fetch(cache, "1.0")


def test_progress_counts_the_files(cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    jars.fetch(cache, VERSION, ConsoleProgress())
    shown = capsys.readouterr()
    assert shown.out == ""
    lines = shown.err.splitlines()
    assert lines[0].endswith(f"0/{FILES}")
    assert lines[-1].endswith(f"{FILES}/{FILES}")
    assert len(lines) <= 12


def test_the_lists_of_the_product_are_whole() -> None:
    for version in (jars.DEFAULT_VERSION, jars.LTS_VERSION):
        found = jars.pinned(version)
        assert len({jar.filename for jar in found}) == len(found) > 200
        assert all(len(jar.sha256) == 64 and jar.size > 0 for jar in found)
        assert any((jar.group, jar.artifact, jar.version) == ("org.neo4j", "neo4j", version) for jar in found)
