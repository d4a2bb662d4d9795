"""Calls that are wrong, files that cannot be read, servers that do not answer: plain words, never a traceback."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
import typer

from service import cli_help
from service.cli import app
from service.cli_words import _TEXTS
from tests.command import SCRIPT, Ran, clean_environment, run


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """No engine is there: what is wrong with a call must be said before one is asked for."""
    return clean_environment(
        NEMAWASHI_DATA_DIR=str(tmp_path_factory.mktemp("data")),
        NEMAWASHI_GRAPH_URI="bolt://127.0.0.1:1",
        NEMAWASHI_GRAPH_PASSWORD="nobody-listens",
    )


def assert_refused(ran: Ran, code: int, *told: str) -> None:
    """One document with the reason, the same reason in words on standard error."""
    assert ran.code == code, ran
    document = ran.document
    assert {"error", "message", "problems"} <= set(document)
    assert document["message"] in ran.err
    for text in told:
        assert text in ran.err


@pytest.mark.parametrize(
    ("locale", "call", "told"),
    [
        ("ja", ("gaps", "x", "--zzz"), "オプション --zzz はありません。"),
        ("en", ("gaps", "x", "--zzz"), "No such option: --zzz."),
        ("ja", ("gaps",), "ACCOUNT がありません。"),
        ("ja", ("import", "a.csv"), "--account がありません。"),
        ("en", ("import", "a.csv"), "Missing option '--account'."),
        ("ja", ("gaps", "x", "y"), "余分な引数があります（y）。"),
        ("ja", ("gaps", "x", "--since-days", "0"), "--since-days に使えない値です（1 から 3650 までの整数）。"),
        ("en", ("gaps", "x", "--since-days", "ten"), "Invalid value for '--since-days'"),
        ("ja", ("serve", "--port", "99999"), "0 から 65535 までの整数"),
        ("ja", ("map", "x"), "-o / --output がありません。"),
        ("ja", ("accounts", "frob"), "コマンド frob はありません。"),
    ],
)
def test_a_wrong_call_says_what_is_wrong_and_how_to_call(
    environment: dict[str, str], locale: str, call: tuple[str, ...], told: str
) -> None:
    assert_refused(run(environment, *call, "--json", locale=locale), 2, told, "--help")


def test_a_wrong_day_is_told_with_what_was_found_and_expected(environment: dict[str, str]) -> None:
    for command in (("gaps", "x"), ("import", "a.csv", "--account", "x")):
        ran = run(environment, *command, "--as-of", "2026-13-45", "--json", locale="ja")
        assert_refused(ran, 2, "13月はありません")
        (problem,) = ran.document["problems"]
        assert (problem["where"], problem["found"]) == ("--as-of", "2026-13-45")
        assert "2026-04-01" in problem["expected"]
    assert_refused(run(environment, "gaps", "x", "--as-of", "soon", "--json"), 2, "--as-of: found soon, expected a day")


def test_every_wrong_mapping_is_told_at_once(environment: dict[str, str]) -> None:
    ran = run(
        environment, "import", "a.csv", "--account", "x", "--map", "氏名", "--map", "=name", "--json", locale="ja"
    )
    assert_refused(ran, 2, "「列名=項目」")
    assert [p["found"] for p in ran.document["problems"]] == ["氏名", "=name"]


def test_a_file_that_cannot_be_read_is_named(environment: dict[str, str], tmp_path: Path) -> None:
    missing, folder = tmp_path / "無い.csv", tmp_path / "folder.csv"
    folder.mkdir()
    for place, locale, told in (
        (missing, "ja", "ありません"),
        (folder, "ja", "フォルダーです"),
        (folder, "en", "a folder"),
    ):
        ran = run(environment, "import", str(place), "--account", "x", "--json", locale=locale)
        assert_refused(ran, 2, told, str(place))


def test_the_demo_files_are_written_without_any_engine(environment: dict[str, str], tmp_path: Path) -> None:
    ran = run(environment, "demo", "--files", str(tmp_path / "見本"), "--json")
    assert ran.code == 0
    written = [Path(p) for p in ran.document["files"]]
    assert len(written) == 12
    assert all(p.read_bytes() for p in written)
    (tmp_path / "file").write_bytes(b"")
    assert_refused(
        run(environment, "demo", "--files", str(tmp_path / "file"), "--json", locale="ja"), 1, "書き込めません"
    )


def test_a_server_that_does_not_answer_is_told_with_ways_out(environment: dict[str, str]) -> None:
    for locale, told in (("ja", "グラフエンジンに接続できません。"), ("en", "cannot be reached")):
        ran = run(environment, "accounts", "--json", locale=locale)
        assert_refused(ran, 1, told, "nemawashi doctor", "NEMAWASHI_GRAPH_URI")
        assert ran.document["ways_out"]
    sick = run(environment, "doctor", "--json", locale="ja")
    assert sick.code == 1
    assert sick.document["ok"] is False
    assert sick.document["engine"]["state"] == "unreachable"
    assert "接続できません" in sick.document["trouble"][0]
    assert "要対応: " in run(environment, "doctor", locale="ja").out
    assert "nobody-listens" not in sick.out + sick.err


def test_a_server_without_a_password_is_told(environment: dict[str, str]) -> None:
    without = {k: v for k, v in environment.items() if k != "NEMAWASHI_GRAPH_PASSWORD"}
    for locale, told in (("ja", "NEMAWASHI_GRAPH_PASSWORD がありません"), ("en", "NEMAWASHI_GRAPH_PASSWORD is not")):
        assert_refused(run(without, "accounts", "--json", locale=locale), 1, told)


def test_a_reader_who_leaves_early_ends_the_command_quietly(environment: dict[str, str], tmp_path: Path) -> None:
    with subprocess.Popen(
        [SCRIPT, "demo", "--files", str(tmp_path)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


# --- help ---


def test_every_help_text_is_in_japanese_too(environment: dict[str, str]) -> None:
    command: Any = typer.main.get_command(app)
    english = {part.help for part in cli_help.parts(command) if part.help}
    assert english == set(cli_help.JA)
    told = run(environment, "import", "--help", locale="ja")
    assert told.code == 0
    for text in ("組織図・自社の人・面談", "この列をこの項目として読む。", "オプション", "この説明を表示する。"):
        assert text in told.out
    assert "終了コード" in told.out
    for call in (("--help",), ("import", "--help"), ("engine", "stop", "--help")):
        assert "Exit codes: 0 done; 1 refused" in run(environment, *call).out
    assert "Read this column as this field." in run(environment, "import", "--help").out


def test_without_a_command_the_help_is_shown(environment: dict[str, str]) -> None:
    ran = run(environment)
    assert ran.code == 2
    assert "Commands" in ran.out + ran.err
    assert run(environment, "--version").out.strip().count(".") == 2


def test_every_text_is_there_in_both_languages() -> None:
    for key, (ja, en) in _TEXTS.items():
        assert ja, key
        assert en, key
        assert {p.split("}")[0] for p in ja.split("{")[1:]} == {p.split("}")[0] for p in en.split("{")[1:]}, key
