"""For maintainers: make the pinned list of one Neo4j version, `python -m service.graph.engine.maintain 2026.08.1`.

Needs Maven and a connection; users need neither. Maven says which jars Neo4j runs on, and what it brought is what is
pinned: coordinate, SHA-256, size. Run it again for a new version, start the tests on it, commit the new file.
"""

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from service.graph.engine.jars import JARS_DIR

_POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>nemawashi</groupId><artifactId>engine</artifactId><version>1</version>
<dependencies><dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{version}</version>
</dependency></dependencies></project>
"""
_LINE = re.compile(
    r"^\s*(?P<coordinate>[^\s:]+:[^\s:]+:jar(:[^\s:]+)?:[^\s:]+):(compile|runtime):(?P<path>.+?\.jar)(\s+--.*)?$"
)


def pinned_lines(listing: str) -> list[str]:
    """The lines `coordinate sha256 bytes` of what `mvn dependency:list` printed with absolute file names, sorted."""
    lines = []
    for line in listing.splitlines():
        if found := _LINE.match(re.sub(r"\x1b\[[0-9;]*m", "", line)):
            jar = Path(found["path"]).read_bytes()
            lines.append(f"{found['coordinate']} {hashlib.sha256(jar).hexdigest()} {len(jar)}")
    return sorted(lines)


def main(version: str) -> int:
    """Write `jars/<version>.txt`; 0 when it holds at least Neo4j itself."""
    maven = shutil.which("mvn")
    if maven is None:
        print("Maven (mvn) is needed to make a pinned list.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "pom.xml").write_text(_POM.format(version=version), encoding="utf-8")
        listing = Path(folder) / "list.txt"
        goal = ["dependency:list", "-DincludeScope=runtime", "-DoutputAbsoluteArtifactFilename=true"]
        command = [maven, "-q", "-B", *goal, f"-DoutputFile={listing}"]
        subprocess.run(command, cwd=folder, check=True)
        lines = pinned_lines(listing.read_text(encoding="utf-8"))
    if not any(line.startswith(f"org.neo4j:neo4j:jar:{version} ") for line in lines):
        print(f"Maven listed {len(lines)} jars, Neo4j {version} not among them; nothing written.", file=sys.stderr)
        return 1
    target = JARS_DIR / f"{version}.txt"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{target}: {len(lines)} jars, {sum(int(line.split()[2]) for line in lines) / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m service.graph.engine.maintain VERSION")
    sys.exit(main(sys.argv[1]))
