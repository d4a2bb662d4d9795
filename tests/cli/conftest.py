"""Commands on the engine under test, and an account they brought in from files in CP932."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli import files
from tests.command import Ran, on, run
from tests.engines import TestEngine

Command = Callable[..., Ran]


@dataclass(frozen=True, slots=True)
class Customer:
    """An account made by commands; `first` is what its first import answered."""

    id: str
    name: str
    folder: Path
    first: Ran


@pytest.fixture(scope="session")
def nemawashi(engine: TestEngine, tmp_path_factory: pytest.TempPathFactory) -> Command:
    """The command, on the engine under test."""
    environment = on(engine, tmp_path_factory.mktemp("data 置き場"))

    def command(*arguments: str | bytes, locale: str = "en", stdin: str | None = None) -> Ran:
        return run(environment, *arguments, locale=locale, stdin=stdin)

    return command


@pytest.fixture
def new_name() -> str:
    return f"朝凪工業 {secrets.token_hex(4)}"


@pytest.fixture(scope="module")
def customer(nemawashi: Command, tmp_path_factory: pytest.TempPathFactory) -> Customer:
    """All six sheets of a customer, brought in from CSV files in CP932. Tests only read it."""
    folder = tmp_path_factory.mktemp("files")
    paths = files.write(folder, files.JA, "cp932")
    name = f"朝凪工業 {secrets.token_hex(4)}"
    first = nemawashi("import", *paths, "--account", name, "--as-of", "2026-11-20", "--json", locale="ja")
    assert first.code == 0, first.err
    return Customer(first.document["account_id"], name, folder, first)
