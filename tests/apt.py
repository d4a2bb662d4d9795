"""Debian's packages, where the tests may install them: as root, on a machine that has apt."""

import os
import shutil
import subprocess
import sys


def install(*packages: str) -> None:
    """The packages are here afterwards, if this may be and succeeds: whoever needs them looks, and says what to do."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    print(f"installing {' '.join(packages)} …", file=sys.stderr, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
    ):
        if subprocess.run(command, check=False, env=environment, stdout=subprocess.DEVNULL).returncode:
            return
