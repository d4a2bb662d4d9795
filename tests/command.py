"""The console script as a user calls it: a process of its own, looked at from outside."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.engines import TestEngine

SCRIPT = Path(sys.executable).parent / ("nemawashi.exe" if os.name == "nt" else "nemawashi")
SECONDS = 240
"""Longer than any command takes on a machine that is busy with other things."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document that standard output is."""
        return json.loads(self.out)


def clean_environment(**more: str) -> dict[str, str]:
    """This machine's environment without anything that is meant for the product, and with `more`."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("NEMAWASHI_") and k not in ("PORT", "JAVA_HOME")}
    return kept | {"NEMAWASHI_OPEN": "0", "NEMAWASHI_LOCALE": "en"} | more


def on(engine: TestEngine, data_dir: Path) -> dict[str, str]:
    """The environment of commands that use the engine under test."""
    more = {
        "NEMAWASHI_GRAPH_URI": engine.uri,
        "NEMAWASHI_GRAPH_USER": engine.user,
        "NEMAWASHI_GRAPH_PASSWORD": engine.password,
        "NEMAWASHI_DATA_DIR": str(data_dir),
    }
    if engine.database is not None:
        more["NEMAWASHI_GRAPH_DATABASE"] = engine.database
    return clean_environment(**more)


def run(
    environment: Mapping[str, str], *arguments: str | bytes, locale: str | None = None, stdin: str | None = None
) -> Ran:
    """Run the command to its end. It never answers with a traceback, and never with an unforeseen fault."""
    given = dict(environment) | ({"NEMAWASHI_LOCALE": locale} if locale else {})
    done = subprocess.run(
        [SCRIPT, *arguments],
        env=given,
        input=(stdin or "").encode(),
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    ran = Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
    for text in (ran.out, ran.err):
        assert "Traceback" not in text, text
        assert "unforeseen" not in text, text
        assert "思わぬ誤り" not in text, text
    assert ran.code in (0, 1, 2), ran
    return ran
