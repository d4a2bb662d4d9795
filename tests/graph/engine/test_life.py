"""Whose engine it is, and that nothing is left of it, however anything ends. Real engines, real kills."""

import json
import os
import shutil
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest

from service.domain.errors import UnavailableError
from service.graph import engine
from service.graph.engine.places import Places, read_run_file
from service.settings import read_settings
from tests.engines import wanted_version
from tests.graph.engine.clients import Client, servers_of, using, within

pytestmark = pytest.mark.timeout(600)
VERSION = wanted_version()
GONE_SECONDS = 60


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    """A data directory with a space and Japanese in its name; nothing runs on it afterwards."""
    folder = tmp_path / "根回し データ"
    yield folder
    for process in using(folder):
        process.kill()
    shutil.rmtree(folder, ignore_errors=True)


def ask(address: dict[str, str] | engine.EngineAddress, text: str) -> list[object]:
    """The first column of what the engine answers, tried again while it restarts."""
    found = address if isinstance(address, dict) else address.__dict__
    answers: list[list[object]] = []

    def answered() -> bool:
        try:
            with neo4j.GraphDatabase.driver(
                found["uri"], auth=(found["user"], found["password"]), max_transaction_retry_time=1
            ) as driver:
                answers.append([record[0] for record in driver.execute_query(neo4j.Query(text)).records])
        except (neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError):
            return False
        return True

    assert within(200, answered)
    return answers[0]


def test_two_programs_share_one_engine_that_survives_its_own_death_and_ends_with_them(
    data: Path, tmp_path: Path
) -> None:
    # A machine with no Java, Maven or Docker in PATH, a locale without Japanese, a cache whose path has some.
    cache = tmp_path / "キャッシュ 1"
    cache.mkdir()
    real = engine.fetch(read_settings().cache_dir, VERSION)
    (cache / real.name).symlink_to(real, target_is_directory=True)
    bare = {"PATH": "", "LC_ALL": "C", "HOME": str(tmp_path)}
    first, second = (Client(data, VERSION, cache=cache, env=bare) for _ in range(2))
    first.ready(), second.ready()
    assert first.address["pid"] == second.address["pid"]
    assert first.address["version"] == VERSION
    keeper = int(first.address["pid"])
    assert ask(first.address, "CREATE (n:Kept {n: 1}) RETURN n.n") == [1]

    # What lies on the disk is the user's alone, and the password is not on it.
    places = Places(data)
    run = read_run_file(places)
    assert run is not None
    assert run.pid == keeper
    if sys.platform != "win32":
        assert places.run_file.stat().st_mode & 0o777 == 0o600
        assert {path for path in data.rglob("*") if path.stat().st_mode & 0o077} == set()
        assert os.getsid(keeper) != os.getsid(first.process.pid), "Ctrl-C of a client must not reach the keeper"
    for path in (*data.rglob("*.json"), *data.rglob("*.conf"), *data.rglob("*.log")):
        assert first.address["password"] not in path.read_text(encoding="utf-8", errors="replace"), path
    found = engine.status(data, cache, version=VERSION)
    assert (found.state, found.version, found.uri, found.pid) == ("running", VERSION, first.address["uri"], keeper)

    # A stranger on the machine gets no word out of the keeper.
    with socket.create_connection(("127.0.0.1", run.port), timeout=10) as stranger:
        stranger.sendall(json.dumps({"secret": "guess", "op": "lease", "linger": 1e9}).encode() + b"\n")
        assert stranger.recv(100) == b""

    # The engine is killed: started once more, at the same address, with what was written.
    (server,) = servers_of(keeper)
    server.kill()
    assert ask(second.address, "MATCH (n:Kept) RETURN n.n") == [1]
    assert servers_of(keeper) != [server]

    # Both programs are killed: nothing is left.
    first.kill()
    assert within(5, lambda: not servers_of(keeper)) is False, "the second program still needs it"
    second.kill()
    assert within(GONE_SECONDS, lambda: not using(data)), using(data)
    assert not places.run_file.exists()
    assert engine.status(data, cache, version=VERSION).state == "stopped"
    assert engine.stop(data) is False


def test_a_killed_keeper_takes_its_engine_along_and_is_replaced(data: Path) -> None:
    cache = read_settings().cache_dir
    lease = engine.acquire(data, cache, version=VERSION, linger_seconds=30)
    with lease:
        assert lease.failure() is None
        (server,) = servers_of(lease.address.pid)
        other = engine.DEFAULT_VERSION if VERSION == engine.LTS_VERSION else engine.LTS_VERSION
        with pytest.raises(UnavailableError, match=other):
            engine.acquire(data, cache, version=other)
        os.kill(lease.address.pid, signal.SIGKILL)
        assert within(10, lambda: lease.failure() is not None)
        assert engine.status(data, cache, version=VERSION).state == "stale"

        # At once, while the orphan still closes its store: the new engine waits for it.
        with engine.acquire(data, cache, version=VERSION, linger_seconds=30) as again:
            assert again.notes == ("The engine that ran before did not end in an orderly way; a new one was started.",)
            assert not server.is_running()
            assert again.address.password != lease.address.password
            assert ask(again.address, "RETURN 1") == [1]
        # Between two commands the engine lingers.
        with engine.acquire(data, cache, version=VERSION, linger_seconds=0) as third:
            assert third.address == again.address

            # Killed, started once more, killed again: given up, in words, with the log.
            (server,) = servers_of(third.address.pid)
            server.kill()
            assert within(60, lambda: servers_of(third.address.pid) not in ([], [server]))
            assert third.failure() is None
            servers_of(third.address.pid)[0].kill()
            assert within(60, lambda: third.failure() is not None)
            assert "twice" in str(third.failure())
    assert within(GONE_SECONDS, lambda: not using(data)), using(data)


def test_an_engine_that_cannot_start_says_why_and_leaves_nothing(data: Path) -> None:
    with pytest.raises(UnavailableError, match=r"no\.such\.setting") as refused:
        engine.acquire(data, read_settings().cache_dir, version=VERSION, extra_conf={"no.such.setting": "1"})
    assert len(refused.value.ways_out) == 3
    assert within(GONE_SECONDS, lambda: not using(data)), using(data)


@pytest.mark.soak
def test_a_newer_engine_keeps_a_copy_of_what_an_older_one_wrote(data: Path) -> None:
    cache = read_settings().cache_dir
    with engine.acquire(data, cache, version=engine.LTS_VERSION, linger_seconds=0) as older:
        ask(older.address, "CREATE (n:Kept {n: 1}) RETURN n.n")
    engine.stop(data)
    with engine.acquire(data, cache, version=engine.DEFAULT_VERSION, linger_seconds=0) as newer:
        assert ask(newer.address, "MATCH (n:Kept) RETURN n.n") == [1]
        (note,) = newer.notes
        (backup,) = (data / "backups").iterdir()
        assert str(backup) in note
    engine.stop(data)
    with pytest.raises(UnavailableError, match="is older and must not open it"):
        engine.acquire(data, cache, version=engine.LTS_VERSION)

    # The copy is a whole data directory of the older engine.
    restored = data.with_name("戻した データ")
    shutil.copytree(backup, restored / "neo4j")
    with engine.acquire(restored, cache, version=engine.LTS_VERSION, linger_seconds=0) as older:
        assert ask(older.address, "MATCH (n:Kept) RETURN n.n") == [1]
    engine.stop(restored)


@pytest.mark.soak
@pytest.mark.parametrize("after", [0.3, 1.0, 2.5, 5.0, 9.0])
@pytest.mark.parametrize("whom", ["client", "keeper", "server"])
def test_killed_while_it_starts(data: Path, whom: str, after: float) -> None:
    client = Client(data, VERSION)
    places = Places(data)
    within(after, lambda: False)
    assert within(60, lambda: read_run_file(places) is not None)
    run = read_run_file(places)
    assert run is not None
    if whom == "client":
        client.kill()
    elif whom == "keeper":
        os.kill(run.pid, signal.SIGKILL)
    else:
        within(60, lambda: bool(servers_of(run.pid)))
        for process in servers_of(run.pid):
            process.kill()
    if whom != "client":
        assert ask(client.ready().address, "RETURN 1") == [1]
        client.leave()
    assert within(120, lambda: not using(data)), using(data)
    with engine.acquire(data, read_settings().cache_dir, version=VERSION, linger_seconds=0) as lease:
        assert ask(lease.address, "RETURN 1") == [1]
    engine.stop(data)
