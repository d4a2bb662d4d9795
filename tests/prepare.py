"""Before the tests: a browser, a Japanese font, a spreadsheet and the engines are here. With CI=true a missing one is a
failure."""

import os
import sys

from service.domain.errors import UnavailableError
from service.graph import engine
from service.graph.engine.faststart import make
from service.graph.engine.java import find_java
from service.graph.engine.progress import ConsoleProgress
from service.settings import read_settings
from tests import browser, office


def main() -> int:
    """0 when everything is here; 1 in CI when something is missing, with a line on how to get it."""
    missing = []
    for judge in (browser, office):
        try:
            judge.ensure()
        except (browser.MissingBrowserError, office.MissingOfficeError) as error:
            missing.append(str(error))
    if not os.environ.get("NEMAWASHI_TEST_GRAPH_URI"):
        for version in (engine.DEFAULT_VERSION, engine.LTS_VERSION):
            try:
                cache = read_settings().cache_dir
                engine.fetch(cache, version, ConsoleProgress())
                if version == engine.DEFAULT_VERSION:  # the LTS engine is started once, which would not repay it
                    make(cache, version, find_java(), ConsoleProgress())
            except UnavailableError as error:
                missing.append(error.message)
    for line in missing:
        print(line, file=sys.stderr)
    return 1 if missing and os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())
