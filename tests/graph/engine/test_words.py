"""What the engine says, which Java it takes, and which data it may open: no engine needed."""

import json
import shutil
import string
import threading
from pathlib import Path

import pytest

from service.domain.errors import UnavailableError
from service.graph.engine import DEFAULT_VERSION, client, stop, words
from service.graph.engine.java import find_java, inspect_java
from service.graph.engine.places import Places, lock
from service.graph.engine.store import StoreRefusedError, check_store, order_of, prepare_store, record_version


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", words._WORDS)
def test_every_sentence_is_there_in_both_languages_with_the_same_values(key: str) -> None:
    english, japanese = words._WORDS[key]
    assert english != japanese
    assert fields(english) == fields(japanese)


@pytest.mark.parametrize("key", words._WAYS)
def test_every_way_out_can_be_said_with_the_values_of_its_error(key: str) -> None:
    for way in words._WAYS[key]:
        assert fields(words._WORDS[way][0]) <= fields(words._WORDS[key][0]) | {"path"}


def java(home: Path, version: str, library: str = "lib/server/libjvm.so") -> Path:
    (home / library).parent.mkdir(parents=True)
    (home / library).touch()
    (home / "release").write_text(f'IMPLEMENTOR="Example"\nJAVA_VERSION="{version}"\n', encoding="utf-8")
    return home


def test_the_java_that_was_chosen_for_us_comes_first(tmp_path: Path) -> None:
    ours, theirs = java(tmp_path / "私の java", "21.0.4"), java(tmp_path / "b", "25", "bin/server/jvm.dll")
    assert find_java(ours, theirs).home == ours
    assert find_java(None, theirs).major == 25
    assert find_java(None, java(tmp_path / "old", "17.0.1")).home not in (tmp_path / "old", theirs)


def test_a_chosen_java_that_cannot_be_used_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match=r"found: 17\.0\.1"):
        find_java(java(tmp_path / "old", "17.0.1"))
    with pytest.raises(UnavailableError, match="NEMAWASHI_JAVA_HOME"):
        find_java(tmp_path / "nothing")
    assert inspect_java(tmp_path / "nothing") is None


def test_versions_are_ordered_by_age() -> None:
    assert sorted(["2026.08.1", "5.26.30", "5.26.4", "2025.12.0"], key=order_of) == [
        *("5.26.4", "5.26.30"),
        *("2025.12.0", "2026.08.1"),
    ]


@pytest.fixture
def places(tmp_path: Path) -> Places:
    found = Places(tmp_path / "データ")
    found.make()
    (found.home / "data").mkdir()
    (found.home / "data" / "store").write_text("old", encoding="utf-8")
    return found


def test_an_older_engine_refuses_newer_data(places: Places) -> None:
    check_store(places, "5.26.30")
    record_version(places, "2026.08.1")
    check_store(places, "2026.08.1")
    with pytest.raises(StoreRefusedError) as refused:
        check_store(places, "5.26.30")
    assert "written by Neo4j 2026.08.1" in str(words.refusal(refused.value.key, "en", refused.value.values))


def test_a_newer_engine_copies_the_data_once_even_if_it_is_cut(places: Places) -> None:
    assert prepare_store(places, "5.26.30") is None
    record_version(places, "5.26.30")
    note = prepare_store(places, "2026.08.1")
    assert note is not None
    backup = Path(str(note[1]["backup"]))
    assert (backup / "data" / "store").read_text(encoding="utf-8") == "old"
    assert json.loads((backup / "engine-version.json").read_text(encoding="utf-8")) == {"version": "5.26.30"}

    # The upgrade was cut half way: the copy of the untouched data is what counts, and the older engine stays out.
    (places.home / "data" / "store").write_text("half upgraded", encoding="utf-8")
    again = prepare_store(places, "2026.08.1")
    assert again is not None
    assert again[1]["backup"] == str(backup)
    assert (backup / "data" / "store").read_text(encoding="utf-8") == "old"
    with pytest.raises(StoreRefusedError):
        check_store(places, "5.26.30")

    record_version(places, "2026.08.1")
    assert prepare_store(places, "2026.08.1") is None
    assert [path.name for path in places.backups.iterdir()] == [backup.name]


def test_without_room_for_the_copy_nothing_is_opened(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    record_version(places, "5.26.30")
    usage = shutil.disk_usage(places.data_dir)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1))
    with pytest.raises(StoreRefusedError) as refused:
        prepare_store(places, "2026.08.1")
    assert refused.value.key == "no_room_for_backup"
    assert not places.backups.exists()


@pytest.mark.parametrize(("locale", "said"), [("en", "Another program has"), ("ja", "別のプログラムが")])
def test_an_engine_that_does_not_stop_is_told_in_the_readers_language(places: Places, locale: str, said: str) -> None:
    held = lock(places.keeper_lock)
    held.acquire(timeout=0)
    with pytest.raises(UnavailableError, match=said):
        stop(places.data_dir, stop_seconds=0.2, locale=locale)
    held.release()
    assert stop(places.data_dir, stop_seconds=0.2, locale=locale) is False


def test_a_refusal_is_said_in_both_languages() -> None:
    for locale in ("en", "ja"):
        refused = words.unavailable("store_locked", locale, path="/x")
        assert refused.told("ja") == "別のプログラムが /x のデータを開いています。"
        assert refused.told("en") == "Another program has the data in /x open."
        assert "先に" in refused.ways("ja")[0]
        assert "first" in refused.ways("en")[0]


def test_programs_that_look_at_a_new_data_directory_at_once_are_all_let_in(tmp_path: Path) -> None:
    refused: list[Exception] = []

    def looks() -> None:
        for _ in range(100):
            try:
                client._check(Places(tmp_path / "new"), DEFAULT_VERSION, "en")
            except UnavailableError as error:
                refused.append(error)

    threads = [threading.Thread(target=looks) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == []
