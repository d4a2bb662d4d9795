"""Neo4j itself: the jars of a version, fetched by Maven coordinate and checked against the pinned list.

A pinned list, `jars/<version>.txt`, has a line `group:artifact:type[:classifier]:version sha256 bytes` for each jar
that Maven says this Neo4j runs on. A jar gets its final name only after its SHA-256 fits, so what has a name is whole.
"""

import contextlib
import hashlib
import shutil
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from service.domain.errors import UnavailableError
from service.graph.engine.progress import Progress, SilentProgress
from service.graph.engine.words import say, unavailable

DEFAULT_VERSION = "2026.08.1"
LTS_VERSION = "5.26.30"
JARS_DIR = Path(__file__).parent / "jars"
AT_ONCE = 8
ATTEMPTS = 3
TIMEOUT_SECONDS = 30
STAGING = "arriving-"


@dataclass(frozen=True)
class Jar:
    """One line of a pinned list."""

    group: str
    artifact: str
    packaging: str
    classifier: str
    version: str
    sha256: str
    size: int

    @property
    def filename(self) -> str:
        """Unique in a list: artifacts of different groups may share a name."""
        classifier = f"-{self.classifier}" if self.classifier else ""
        return f"{self.group}.{self.artifact}-{self.version}{classifier}.{self.packaging}"


def versions() -> list[str]:
    """The Neo4j versions there is a pinned list of."""
    return sorted(path.stem for path in JARS_DIR.glob("*.txt"))


@cache
def pinned(version: str) -> tuple[Jar, ...]:
    """The jars of a Neo4j version, in the order of the list; raises FileNotFoundError for a version without a list."""
    jars = []
    for line in (JARS_DIR / f"{version}.txt").read_text(encoding="utf-8").splitlines():
        coordinate, sha256, size = line.split()
        group, artifact, packaging, *classifier, at = coordinate.split(":")
        jars.append(Jar(group, artifact, packaging, classifier[0] if classifier else "", at, sha256, int(size)))
    return tuple(jars)


def folder(cache_dir: Path, version: str) -> Path:
    """Where the jars of a version lie in a cache."""
    return cache_dir / f"neo4j-{version}"


def is_fetched(cache_dir: Path, version: str) -> bool:
    """Whether every jar of the version is there with its full length; a quick look that reads no content."""
    with contextlib.suppress(OSError):
        there = folder(cache_dir, version)
        return all((there / jar.filename).stat().st_size == jar.size for jar in pinned(version))
    return False


def classpath(cache_dir: Path, version: str) -> list[Path]:
    """The jars of a version in the order of its list."""
    return [folder(cache_dir, version) / jar.filename for jar in pinned(version)]


def fetch(
    cache_dir: Path, version: str = DEFAULT_VERSION, progress: Progress | None = None, *, locale: str = "en"
) -> Path:
    """All jars of the version are in the returned folder, each with the SHA-256 of the pinned list.

    Fetches what is missing or damaged, `AT_ONCE` at a time, and nothing else; what arrived before a cut stays. Needs
    neither a network nor a writable cache when all are there. A second process that fetches into the same cache waits
    for the first. Raises UnavailableError.
    """
    if version not in versions():
        raise unavailable("unknown_version", locale, version=version, known=", ".join(versions()))
    target = folder(cache_dir, version)
    missing = _missing(target, version)
    if not missing:
        return target
    try:
        target.mkdir(parents=True, exist_ok=True)
        with only_one(cache_dir, version):
            missing = _missing(target, version)
            if missing:
                _fetch_all(target, version, missing, progress or SilentProgress(), locale)
    except OSError as error:
        raise unavailable("cache_not_writable", locale, version=version, path=target, reason=error) from error
    return target


@contextlib.contextmanager
def only_one(cache_dir: Path, version: str) -> Iterator[None]:
    """Who changes the cache of a version: one process at a time; freed by the system when that process dies."""
    lock = FileLock(cache_dir / f"neo4j-{version}.lock", fallback_to_soft=False, thread_local=False)
    while True:
        with contextlib.suppress(Timeout):
            lock.acquire(timeout=5)
            break
    try:
        yield
    finally:
        lock.release()


def _missing(target: Path, version: str) -> list[Jar]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        whole = pool.map(lambda jar: _is_whole(target / jar.filename, jar), pinned(version))
        return [jar for jar, good in zip(pinned(version), whole, strict=True) if not good]


def _is_whole(path: Path, jar: Jar) -> bool:
    try:
        if path.stat().st_size != jar.size:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == jar.sha256
    except OSError:
        return False


def _fetch_all(target: Path, version: str, missing: list[Jar], progress: Progress, locale: str) -> None:
    for left_over in target.glob(f"{STAGING}*"):  # of a process that was killed: we hold the lock
        shutil.rmtree(left_over, ignore_errors=True)
    source = _Source(locale)
    megabytes = max(1, round(sum(jar.size for jar in missing) / 1e6))
    problems: list[BaseException] = []
    stopped = threading.Event()
    progress.start(len(missing), say("fetching", locale, version=version, megabytes=megabytes))
    try:
        with (
            tempfile.TemporaryDirectory(dir=target, prefix=STAGING, ignore_cleanup_errors=True) as staging,
            ThreadPoolExecutor(AT_ONCE) as pool,
        ):
            try:
                for done in as_completed(
                    [pool.submit(source.bring, jar, target, Path(staging), stopped) for jar in missing]
                ):
                    if error := done.exception():
                        problems.append(error)
                        stopped.set()  # one file that cannot be had means none of the rest helps
                    else:
                        progress.advance(1)
            finally:
                stopped.set()
    finally:
        progress.done()
    if problems:
        first = problems[0]
        if isinstance(first, OSError) and not source.is_network(first):
            raise first
        left = len(_missing(target, version))
        raise unavailable(
            "fetch_failed",
            locale,
            reason=_short(first),
            version=version,
            missing=left,
            total=len(pinned(version)),
            path=target,
        ) from first


def _short(error: BaseException) -> str:
    """The innermost reason of a chain of network errors, on one line, without its object addresses."""
    text = str(error).splitlines()[0] if str(error) else type(error).__name__
    return text if len(text) <= 200 else f"{type(error).__name__}: {text[-160:]}"


class _Source:
    """Downloads one jar through jgo's Maven layer, from the repositories that jgo is set to."""

    def __init__(self, locale: str) -> None:
        try:
            import requests
            from jgo.config import GlobalSettings
            from jgo.constants import MAVEN_CENTRAL_URL
            from jgo.maven import MavenContext
        except ImportError as error:
            raise unavailable("no_extra", locale, package=error.name) from error
        self._locale = locale
        self._context = MavenContext
        self._network_error: Any = requests.RequestException
        # What the user set in jgo's own settings (a company mirror) is asked first, then jgo's default.
        self._repositories: dict[str, str] = dict(GlobalSettings.load().repositories)
        self._repositories.setdefault("central", MAVEN_CENTRAL_URL)

    def is_network(self, error: BaseException) -> bool:
        return isinstance(error, self._network_error)

    def bring(self, jar: Jar, target: Path, staging: Path, stopped: threading.Event) -> None:
        """The jar is in `target` under its name, whole and as pinned; tried again after a cut."""
        for attempt in range(1, ATTEMPTS + 1):
            if stopped.is_set():
                raise UnavailableError(say("way_again", self._locale))
            place = staging / f"{jar.filename}.{attempt}"
            try:
                context = self._context(repo_cache=place, remote_repos=self._repositories, timeout=TIMEOUT_SECONDS)
                component = context.project(jar.group, jar.artifact).at_version(jar.version)
                arrived = Path(component.artifact(jar.classifier, jar.packaging).resolve())
                if not _is_whole(arrived, jar):
                    raise RuntimeError(say("not_as_pinned", self._locale, file=jar.filename))
                arrived.replace(target / jar.filename)
                return
            except (self._network_error, RuntimeError):
                if attempt == ATTEMPTS:
                    raise
                stopped.wait(0.5 * attempt)
            finally:
                shutil.rmtree(place, ignore_errors=True)
