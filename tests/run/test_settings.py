"""The environment: its names, wrong values told all at once, and secrets that are never said."""

import json
from pathlib import Path

import pytest

from service.domain.errors import InvalidInputError
from service.settings import _EXPECTED, Settings, read_settings
from tests.command import clean_environment, run

NAMES = {
    "NEMAWASHI_DATA_DIR": ("data_dir", "/srv/営業 データ", Path("/srv/営業 データ")),
    "NEMAWASHI_CACHE_DIR": ("cache_dir", "/srv/jars", Path("/srv/jars")),
    "NEMAWASHI_GRAPH_URI": ("graph_uri", "neo4j+s://graph.example:7687", "neo4j+s://graph.example:7687"),
    "NEMAWASHI_GRAPH_USER": ("graph_user", "reader", "reader"),
    "NEMAWASHI_GRAPH_DATABASE": ("graph_database", "sales", "sales"),
    "NEMAWASHI_PORT": ("port", "8444", 8444),
    "NEMAWASHI_OPEN": ("open", "0", False),
    "NEMAWASHI_LOCALE": ("locale", "ja", "ja"),
}
"""Those that others build on: variable → field, text, value."""


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*_EXPECTED, *NAMES, "NEMAWASHI_GRAPH_PASSWORD", "NEMAWASHI_JAVA_HOME", "JAVA_HOME"]:
        monkeypatch.delenv(name, raising=False)


def test_every_documented_variable_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, (_, text, _) in NAMES.items():
        monkeypatch.setenv(name, text)
    monkeypatch.setenv("NEMAWASHI_GRAPH_PASSWORD", "geheim")
    settings = read_settings()
    for name, (field, _, value) in NAMES.items():
        assert getattr(settings, field) == value, name
    assert settings.graph_password is not None
    assert settings.graph_password.get_secret_value() == "geheim"
    assert "geheim" not in repr(settings) + str(settings) + settings.model_dump_json()


def test_what_is_unset_or_empty_has_a_default(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.setenv(name, "")
    settings = read_settings()
    assert (settings.port, settings.host, settings.open, settings.locale) == (8321, "127.0.0.1", True, None)
    assert settings.embedded
    assert settings.data_dir.name == "nemawashi"
    monkeypatch.setenv("PORT", "9000")
    assert read_settings().port == 9000
    monkeypatch.setenv("NEMAWASHI_PORT", "9001")
    assert read_settings().port == 9001
    monkeypatch.setenv("NEMAWASHI_DATA_DIR", "~/根回し")
    assert read_settings().data_dir == Path.home() / "根回し"


WRONG = {
    "NEMAWASHI_GRAPH_URI": "http://host",
    "NEMAWASHI_ENGINE_VERSION": "newest",
    "NEMAWASHI_PORT": "70000",
    "NEMAWASHI_OPEN": "perhaps",
    "NEMAWASHI_TIME_ZONE": "Mars/Base",
    "NEMAWASHI_READ_SECONDS": "0",
    "NEMAWASHI_IMPORT_SECONDS": "-1",
    "NEMAWASHI_REQUEST_SECONDS": "soon",
    "NEMAWASHI_IMPORT_REQUEST_SECONDS": "0",
    "NEMAWASHI_UPLOAD_BYTES": "1.5",
    "NEMAWASHI_LINGER_SECONDS": "-0.1",
    "NEMAWASHI_LOG_LEVEL": "loud",
}


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_all_wrong_values_are_told_at_once(monkeypatch: pytest.MonkeyPatch, locale: str) -> None:
    for name, value in WRONG.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("NEMAWASHI_LOCALE", locale)
    with pytest.raises(InvalidInputError) as told:
        read_settings()
    problems = {p.where: p for p in told.value.problems}
    assert set(problems) == set(WRONG)
    for name, problem in problems.items():
        assert problem.expected == _EXPECTED[name].of(locale)
        if name != "NEMAWASHI_GRAPH_URI":
            assert problem.found == WRONG[name]


def test_every_setting_that_can_be_wrong_has_words_for_it() -> None:
    free = {"data_dir", "cache_dir", "graph_user", "graph_password", "graph_database", "java_home", "system_java_home",
            "host", "allowed_hosts"}  # fmt: skip
    assert {f"NEMAWASHI_{f.upper()}" for f in set(Settings.model_fields) - free} | {"PORT"} == set(_EXPECTED)


@pytest.mark.parametrize(
    "uri", ["http://host", "host:7687", "bolt://", "bolt://neo4j:geheim@host", "bolt://host:port", "bolt://[::1"]
)
def test_an_address_that_is_none_is_refused_and_never_repeated(monkeypatch: pytest.MonkeyPatch, uri: str) -> None:
    monkeypatch.setenv("NEMAWASHI_GRAPH_URI", uri)
    with pytest.raises(InvalidInputError) as told:
        read_settings()
    assert [(p.where, p.found) for p in told.value.problems] == [("NEMAWASHI_GRAPH_URI", "…")]
    assert "geheim" not in repr(told.value) + str(told.value.problems)


def test_the_command_tells_them_in_the_language_of_the_reader() -> None:
    wrong = clean_environment(NEMAWASHI_PORT="abc", NEMAWASHI_TIME_ZONE="Mars", NEMAWASHI_GRAPH_PASSWORD="geheim")
    ja, en = (run(wrong, "doctor", "--json", locale=locale) for locale in ("ja", "en"))
    for ran in (ja, en):
        assert ran.code == 2
        assert [p["where"] for p in ran.document["problems"]] == ["NEMAWASHI_PORT", "NEMAWASHI_TIME_ZONE"]
        assert "geheim" not in ran.out + ran.err
    assert "NEMAWASHI_PORT: abc → 正しくは: 0 から 65535 までの整数" in ja.err
    assert "NEMAWASHI_PORT: found abc, expected a whole number from 0 to 65535" in en.err


def test_a_language_nobody_speaks_is_told_in_one_of_ours() -> None:
    ran = run(clean_environment(NEMAWASHI_LOCALE="fr", LC_ALL="C"), "engine", "status", "--json")
    assert ran.code == 2
    assert "NEMAWASHI_LOCALE: found fr, expected ja or en" in ran.err


def test_an_installation_is_examined_without_starting_anything(tmp_path: Path) -> None:
    there = clean_environment(
        NEMAWASHI_DATA_DIR=str(tmp_path / "まだない"), NEMAWASHI_CACHE_DIR=str(tmp_path / "cache")
    )
    ran = run(there, "doctor", "--json")
    assert ran.code == 0
    document = ran.document
    assert (document["ok"], document["address"], document["token"]) == (True, None, None)
    assert (document["engine"]["state"], document["engine"]["fetched"]) == ("stopped", False)
    assert list(tmp_path.iterdir()) == []
    assert json.dumps(document["trouble"]) == "[]"
    assert "取得: まだ" in run(there, "engine", "status", locale="ja").out
    assert run(there, "engine", "stop", "--json").document == {"stopped": False}


def test_what_keeps_it_from_working_is_told_by_doctor(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    sick = clean_environment(
        NEMAWASHI_DATA_DIR=str(tmp_path / "file"), NEMAWASHI_JAVA_HOME=str(tmp_path / "no java"), NEMAWASHI_LOCALE="ja"
    )
    ran = run(sick, "doctor", "--json")
    assert ran.code == 1
    assert ran.document["ok"] is False
    assert "NEMAWASHI_JAVA_HOME" in ran.document["trouble"][0]
    assert "書き込めません" in ran.document["trouble"][1]
