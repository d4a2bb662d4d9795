"""A faster start: Java's ahead-of-time cache of the engine's classes, made once on this machine.

A trial engine on a throwaway data directory records which classes Neo4j loads and how they are used; Java assembles
them into one file beside the jars. A start with it needs about half the processor time. The file fits one Java, one set
of jars and one place: its name says which, and Java itself ignores one that does not fit.
"""

import contextlib
import hashlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import service
from service.graph.engine import jars
from service.graph.engine.java import Java
from service.graph.engine.places import Places
from service.graph.engine.progress import Progress, SilentProgress
from service.graph.engine.server import JVM_FLAGS, MARK, Orders, encode_orders
from service.graph.engine.words import say

MINIMUM_JAVA = 25
READY_SECONDS = 240
ASSEMBLY_SECONDS = 300


def cache_file(cache_dir: Path, version: str, java: Java) -> Path:
    """Where the cache of this Java and these jars lies, made or not."""
    parts = [java.version, str(java.library), *JVM_FLAGS]
    for path in jars.classpath(cache_dir, version):
        with contextlib.suppress(OSError):
            found = path.stat()
            parts.append(f"{path} {found.st_size} {found.st_mtime_ns}")
    return jars.folder(cache_dir, version) / f"{hashlib.sha256(chr(10).join(parts).encode()).hexdigest()[:16]}.aot"


def start_flags(cache_dir: Path, version: str, java: Java) -> list[str]:
    """The Java options that use the cache; none when it has not been made."""
    made = cache_file(cache_dir, version, java)
    return [f"-XX:AOTCache={made}", "-Xlog:aot*=error"] if made.is_file() else []


def make(
    cache_dir: Path, version: str, java: Java, progress: Progress | None = None, *, locale: str = "en"
) -> Path | None:
    """The cache is made; None when it cannot be (Java older than 25, a read-only cache), which is no error.

    The jars are there. Takes about 40 s of both cores. Nothing is left running, nor of it on the disk, when it is cut.
    """
    target = cache_file(cache_dir, version, java)
    if target.is_file() or java.major < MINIMUM_JAVA:
        return target if target.is_file() else None
    shown = progress or SilentProgress()
    try:
        with jars.only_one(cache_dir, version):
            if target.is_file():  # made while we waited
                return target
            shown.start(3, say("preparing", locale))
            try:
                with tempfile.TemporaryDirectory(
                    dir=target.parent, prefix=jars.STAGING, ignore_cleanup_errors=True
                ) as place:
                    fresh = Path(place) / "engine.aot"
                    _trial(Path(place), fresh, version, java, jars.classpath(cache_dir, version), shown)
                    for old in target.parent.glob("*.aot"):
                        old.unlink()
                    return fresh.replace(target)
            finally:
                shown.done()
    except (OSError, subprocess.SubprocessError):
        return None


def _trial(place: Path, fresh: Path, version: str, java: Java, classpath: list[Path], progress: Progress) -> None:
    """Start, ask, stop, assemble; raises OSError or SubprocessError when a step fails."""
    places = Places(place / "trial")
    places.make()
    orders = Orders(
        data_dir=str(places.data_dir),
        version=version,
        classpath=[str(path) for path in classpath],
        java_library=str(java.library),
        java_major=java.major,
        jvm_flags=[f"-XX:AOTCacheOutput={fresh}"],
    )
    password = secrets.token_urlsafe(24)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "service.graph.engine", "server"]
    cwd = Path(service.__file__).parent.parent
    with places.server_log.open("wb") as log, places.keeper_log.open("wb+") as out:
        engine = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, cwd=cwd, start_new_session=True
        )
        timer = threading.Timer(READY_SECONDS, _kill, [engine])
        timer.daemon = True
        timer.start()
        try:
            if engine.stdin is None or engine.stdout is None:
                raise BrokenPipeError
            engine.stdin.write(encode_orders(orders, port=port, password=password, train=True))
            engine.stdin.flush()
            told = next((line for line in engine.stdout if line.startswith(MARK.encode())), b"")
            if b'"ready"' not in told:
                raise ChildProcessError(told.decode(errors="replace"))
            timer.cancel()
            progress.advance(1)
            _ask(f"bolt://127.0.0.1:{port}", password)
            progress.advance(1)
            drain = threading.Thread(target=lambda: [out.write(line) for line in engine.stdout or ()], daemon=True)
            drain.start()  # Java prints a line for each class that it leaves out
            engine.stdin.close()
            engine.wait(ASSEMBLY_SECONDS)
            drain.join(ASSEMBLY_SECONDS)
            progress.advance(1)
        finally:
            timer.cancel()
            _kill(engine)
    if not fresh.is_file():
        raise FileNotFoundError(fresh)


def _kill(engine: "subprocess.Popen[bytes]") -> None:
    """The engine and what it started are gone."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if sys.platform == "win32":
            engine.kill()
        else:
            os.killpg(engine.pid, signal.SIGKILL)
    engine.wait()


def _ask(uri: str, password: str) -> None:
    """Have the trial engine plan this program's own questions: what it learns by that is kept."""
    import neo4j  # late: most starts never come here

    with (
        neo4j.GraphDatabase.driver(uri, auth=("neo4j", password), notifications_min_severity="OFF") as driver,
        driver.session() as planning,
    ):
        for text in _questions(resources.files("cypher")):
            with contextlib.suppress(neo4j.exceptions.Neo4jError):
                planning.run(neo4j.Query(f"EXPLAIN {text}")).consume()


def _questions(folder: Traversable) -> Iterable[str]:
    for entry in sorted(folder.iterdir(), key=lambda found: found.name):
        if entry.is_dir():
            if entry.name != "migrations":
                yield from _questions(entry)
        elif entry.name.endswith(".cypher"):
            yield entry.read_text(encoding="utf-8")
