"""The spreadsheet of the tests: LibreOffice, which opens what we write and judges what is a formula."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests import apt

NAMES = ("soffice", "libreoffice", "localc")
MAC = Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
PACKAGE = "libreoffice-calc-nogui"

_SECONDS = 240.0
_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""


class MissingOfficeError(RuntimeError):
    """No LibreOffice here, and none could be installed."""


def installed() -> Path | None:
    """The LibreOffice of this machine."""
    named = os.environ.get("SOFFICE")
    found = next((p for p in (named, *map(shutil.which, NAMES)) if p), None)
    return Path(found) if found else MAC if MAC.exists() else None


def ensure() -> Path:
    """LibreOffice is here afterwards; MissingOfficeError says what to install otherwise."""
    if installed() is None:
        apt.install(PACKAGE)
    office = installed()
    if office is None:
        raise MissingOfficeError(
            f"No LibreOffice: install it (Debian: apt-get install {PACKAGE}), or set SOFFICE=/path."
        )
    return office


def soffice() -> Path:
    """The program to start. Where there is none the test is skipped; in CI it fails."""
    found = installed()
    if found is None:
        told = f"No LibreOffice: run `python -m tests.prepare`, or install it (Debian: {PACKAGE})."
        if os.environ.get("CI") == "true":
            raise MissingOfficeError(told)
        pytest.skip(told)
    return found


def saved_as(ending: str, files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """The workbooks, by name without ending, as LibreOffice saves them again after computing every formula anew: one
    start for all, with a profile of its own, so that runs side by side do not meet."""
    program, profile = soffice(), folder / "profile"
    incoming, outgoing = folder / "in", folder / ending
    for place in (incoming, outgoing, profile / "user"):
        place.mkdir(parents=True, exist_ok=True)
    settings = profile / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.write_text(_ALWAYS_RECALCULATE, encoding="utf-8")
    paths = [incoming / f"{name}.xlsx" for name in files]
    for path, content in zip(paths, files.values(), strict=True):
        path.write_bytes(content)
    ran = subprocess.run(
        [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--convert-to", ending,
         "--outdir", outgoing, *paths],
        check=False, capture_output=True, text=True, timeout=_SECONDS,
    )  # fmt: skip
    made = {name: outgoing / f"{name}.{ending}" for name in files}
    assert all(path.exists() for path in made.values()), ran.stdout + ran.stderr
    return {name: path.read_bytes() for name, path in made.items()}
