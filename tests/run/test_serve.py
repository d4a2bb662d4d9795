"""`nemawashi serve` on the embedded engine as a user runs it: from an empty folder to no process left.

The tests of this file share one data directory and go from top to bottom: an engine that is started once serves them
all.
"""

import json
import signal
import socket
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from service.settings import read_settings
from tests.command import clean_environment, run
from tests.run.product import Server, alive, ask, family

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX"),
    pytest.mark.timeout(600),  # the first start loads the demo, perhaps on a machine with other things to do
]

LINGER_SECONDS = 20.0
"""Longer than a restart of the web server on a busy machine, so that the engine is started once."""

STOP_SECONDS = 60.0


@dataclass
class Installation:
    """A data directory of its own on a machine without Java, Maven and Docker; the server that runs on it now."""

    folder: Path
    environment: dict[str, str]
    seen: list[psutil.Process] = field(default_factory=list)
    _server: Server | None = None

    def start(self) -> Server:
        self._server = Server(self.environment, self.folder, "--demo", "--port", "0")
        assert self._server.announced
        engine = run(self.environment, "engine", "status", "--json").document
        assert engine["state"] == "running"
        self.seen += family(self._server.process.pid, engine["pid"])
        return self._server

    @property
    def server(self) -> Server:
        assert self._server is not None
        return self._server

    @property
    def data_dir(self) -> Path:
        return Path(self.environment["NEMAWASHI_DATA_DIR"])

    @property
    def token(self) -> str:
        return str(run(self.environment, "doctor", "--json").document["token"])


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    folder = tmp_path_factory.mktemp("serve")
    environment = clean_environment(
        PATH=str(folder / "nothing"),
        NEMAWASHI_DATA_DIR=str(folder / "営業 データ" / "nemawashi"),
        NEMAWASHI_CACHE_DIR=str(read_settings().cache_dir),
        NEMAWASHI_LINGER_SECONDS=str(LINGER_SECONDS),
    )
    made = Installation(folder, environment)
    try:
        yield made
    finally:
        for process in made.seen:
            if process.is_running():
                process.kill()


@pytest.fixture(scope="module")
def first(installation: Installation) -> Server:
    """The first server of the data directory: it has loaded the demo."""
    return installation.start()


# --- while it runs ---


def test_it_prints_the_address_and_a_link_as_its_only_document(first: Server) -> None:
    assert set(first.announced) == {"address", "link"}
    assert first.address.startswith("http://127.0.0.1:")
    assert str(first.announced["link"]).startswith(f"{first.address}/?token=")
    for text in ("Starting the engine", "Loading two demo accounts", "Open in the browser:", "Ctrl-C to stop"):
        assert text in first.told()
    assert "取り込んでいます" not in first.told(), "the demo is loaded in the language of who waits for it"
    assert ask(first.address, "GET", "/healthz").status == 200
    assert ask(first.address, "GET", "/readyz").status == 200


def test_the_link_signs_in_once(first: Server) -> None:
    path = str(first.announced["link"]).removeprefix(first.address)
    assert ask(first.address, "GET", "/").status in (401, 403)
    opened = ask(first.address, "GET", path)
    assert opened.status == 303
    cookie = str(opened.headers["set-cookie"])
    parts = {p.strip().lower() for p in cookie.split(";")[1:]}
    assert {"httponly", "samesite=strict"} <= parts
    home = ask(first.address, "GET", str(opened.headers["location"]), {"cookie": cookie.split(";")[0]})
    assert home.status == 200
    assert "旭波重機械グループ" in home.text
    again = ask(first.address, "GET", path)
    assert again.status in (401, 403)
    assert again.headers["set-cookie"] is None


def test_doctor_gives_scripts_the_address_and_the_token(installation: Installation, first: Server) -> None:
    ran = run(installation.environment, "doctor", "--json")
    assert ran.code == 0
    document = ran.document
    assert document["address"] == first.address
    assert document["data_dir"] == str(installation.data_dir)
    assert {"version", "uri", "state"} <= set(document["engine"])
    assert document["engine"]["state"] == "running"
    good = ask(first.address, "GET", "/api/v1/accounts", {"authorization": f"Bearer {document['token']}"})
    assert good.status == 200
    assert len(json.loads(good.text)["items"]) == 2
    bad = ask(first.address, "GET", "/api/v1/accounts", {"authorization": f"Bearer {document['token']}x"})
    assert bad.status == 401


def test_doctor_gives_people_a_fresh_link(installation: Installation, first: Server) -> None:
    told = run(installation.environment, "doctor", locale="ja").out
    (link,) = [line.split(": ", 1)[1] for line in told.splitlines() if line.startswith("ブラウザーで開く")]
    assert ask(first.address, "GET", link.removeprefix(first.address)).status == 303
    assert "問題はありません。" in told


def test_only_the_user_may_read_what_opens_the_product(installation: Installation, first: Server) -> None:
    assert stat.S_IMODE((installation.data_dir / "serve.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(installation.data_dir.stat().st_mode) == 0o700


def test_a_command_uses_the_engine_of_the_server(installation: Installation, first: Server) -> None:
    before = run(installation.environment, "engine", "status", "--json").document
    gaps = run(installation.environment, "gaps", "旭波重機械グループ", "--json")
    assert gaps.code == 0
    assert gaps.document["uncovered_key_people"]
    after = run(installation.environment, "engine", "status", "--json").document
    assert (after["state"], after["pid"], after["uri"]) == ("running", before["pid"], before["uri"])
    assert ask(first.address, "GET", "/readyz").status == 200


def test_a_port_in_use_is_refused_before_anything_is_started(installation: Installation, first: Server) -> None:
    port = first.address.rpartition(":")[2]
    for locale, told in (("ja", "使用中です"), ("en", "it is in use")):
        ran = run(installation.environment, "serve", "--port", port, "--json", locale=locale)
        assert ran.code == 1
        assert ran.document["error"] == "refused"
        assert told in ran.err
        assert first.address in ran.err, "it says that the product runs already"
        assert ran.err.count("\n") == 1
    assert run(installation.environment, "doctor", "--json").document["address"] == first.address


def test_no_secret_is_in_the_logs(installation: Installation, first: Server) -> None:
    document = run(installation.environment, "doctor", "--json").document
    password = json.loads((installation.data_dir / "engine.json").read_text(encoding="utf-8"))
    link = str(first.announced["link"])
    shown_once = first.told().replace(link, "", 1)
    logs = [shown_once, *(p.read_text("utf-8", "replace") for p in (installation.data_dir / "logs").rglob("*.log"))]
    for secret in (document["token"], link.partition("token=")[2], *(v for k, v in password.items() if k == "secret")):
        assert secret
        assert not any(secret in text for text in logs)
    assert "旭波" not in shown_once


# --- how it ends ---


def assert_gone(installation: Installation, server: Server) -> None:
    """The server has said goodbye; the run file is gone; standard output held one document."""
    assert "Stopped." in server.told()
    assert "Traceback" not in server.told(), server.told()
    assert not (installation.data_dir / "serve.json").exists()
    json.loads(server.out.read_text(encoding="utf-8"))
    document = run(installation.environment, "doctor", "--json").document
    assert (document["address"], document["token"]) == (None, None)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_told_to_stop_it_gives_everything_back(installation: Installation, first: Server, name: str) -> None:
    server = installation.server if installation.server.process.poll() is None else installation.start()
    keeper = run(installation.environment, "engine", "status", "--json").document["pid"]
    assert server.end(getattr(signal, name)) == 0, server.told()
    assert_gone(installation, server)
    engine = run(installation.environment, "engine", "status", "--json").document
    assert (engine["state"], engine["pid"]) == ("running", keeper), "the engine lingers for the next command"


def test_told_to_stop_while_it_starts_it_goes_at_once(installation: Installation, first: Server) -> None:
    server = Server(installation.environment, installation.folder, "--port", "0")
    server.wait_for(lambda: "Starting the engine" in server.told())
    assert server.end(signal.SIGINT) == 0, server.told()
    assert "Traceback" not in server.told(), server.told()
    assert "Stopped." in server.told()
    assert not (installation.data_dir / "serve.json").exists()


def test_killed_it_leaves_nothing_behind(installation: Installation, first: Server) -> None:
    server = installation.start()
    assert server.end(signal.SIGKILL) == -signal.SIGKILL
    assert (installation.data_dir / "serve.json").exists()
    assert run(installation.environment, "doctor", "--json").document["address"] is None, (
        "a dead server is not believed"
    )
    assert len(installation.seen) >= 3
    assert alive(installation.seen, LINGER_SECONDS + STOP_SECONDS) == []
    engine = run(installation.environment, "engine", "status", "--json").document
    assert (engine["state"], engine["pid"]) == ("stopped", None)


def test_without_its_engine_it_ends_and_says_so(installation: Installation, first: Server) -> None:
    server = installation.start()
    keeper = run(installation.environment, "engine", "status", "--json").document["pid"]
    psutil.Process(keeper).kill()
    assert server.process.wait(STOP_SECONDS) == 1, server.told()
    assert "graph engine" in server.told()
    assert "Traceback" not in server.told(), server.told()
    assert not (installation.data_dir / "serve.json").exists()
    assert alive(installation.seen, STOP_SECONDS) == []


# --- without an engine ---


def test_a_port_that_another_program_holds_is_refused(installation: Installation) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        ran = run(installation.environment | {"NEMAWASHI_PORT": str(port)}, "serve", locale="ja")
    assert ran.code == 1
    assert ran.out == ""
    assert f"ポート {port} を使えません（使用中です）。" in ran.err
    assert f"--port {port + 1}" in ran.err
