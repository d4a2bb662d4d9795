"""The browser of the tests: an installed Chromium, else Debian's, else Playwright's own; and fonts with Japanese."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Frame, Page, sync_playwright

from tests import apt

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")

FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
)


class MissingBrowserError(RuntimeError):
    """No browser here, and none could be installed."""


def installed() -> Path | None:
    """A Chromium on this machine, or the one Playwright brought before."""
    named = os.environ.get("CHROMIUM")
    found = next((p for p in (named, *map(shutil.which, NAMES)) if p), None)
    if found:
        return Path(found)
    if MAC.exists():
        return MAC
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return own if own.exists() else None


def has_japanese_font() -> bool:
    """Whether text in Japanese is drawn with glyphs; True where fontconfig is not how fonts are found."""
    if shutil.which("fc-list") is None:
        return sys.platform != "linux"
    told = subprocess.run(["fc-list", ":lang=ja", "family"], capture_output=True, text=True, check=False)
    return bool(told.stdout.strip())


def ensure() -> Path:
    """A browser and a Japanese font are here afterwards; MissingBrowserError says what to install otherwise."""
    missing = [] if installed() else ["chromium"]
    if not has_japanese_font():
        missing += ["fontconfig", "fonts-noto-cjk"]
    if missing:
        apt.install(*missing)
    if installed() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    browser = installed()
    if browser is None:
        raise MissingBrowserError("No Chromium: install it (Debian: apt-get install chromium), or set CHROMIUM=/path.")
    if not has_japanese_font():
        raise MissingBrowserError("No Japanese font: install one (Debian: apt-get install fonts-noto-cjk).")
    return browser


def chromium() -> Path:
    """The browser to start; MissingBrowserError when there is none."""
    found = installed()
    if found is None:
        raise MissingBrowserError("No Chromium: run `python -m tests.prepare`.")
    return found


@contextmanager
def launched(*more: str) -> Iterator[Browser]:
    """A headless browser of our own, closed at the end."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), headless=True, chromium_sandbox=not root, args=[*FLAGS, *more]
        )
        try:
            yield browser
        finally:
            browser.close()


def until(where: Page | Frame, true: str, arg: object = None, *, seconds: float = 30.0) -> None:
    """Returns once the function or expression is true there; asked from outside, because Playwright's own waiting
    evaluates text inside the page, which a strict policy refuses."""
    end = time.monotonic() + seconds
    while not where.evaluate(true, arg):
        assert time.monotonic() < end, f"never true: {true}"
        time.sleep(0.02)
