"""What the engine says to people, in English and Japanese; every sentence exists in both."""

from collections.abc import Mapping, Sequence

from service.domain.errors import UnavailableError
from service.domain.wording import Words

_WORDS: dict[str, tuple[str, str]] = {
    # key: (English, Japanese)
    "fetching": (
        "Fetching Neo4j {version} ({megabytes} MB, once)",
        "Neo4j {version} を取得しています（{megabytes} MB、初回のみ）",
    ),
    "starting": ("Starting the graph engine", "グラフエンジンを起動しています"),
    "preparing": (
        "Preparing a faster start (once)",
        "次回からの起動を速くする準備をしています（初回のみ）",
    ),
    "no_extra": (
        "The embedded engine is not installed: the Python package “{package}” is missing.",
        "組み込みエンジンがインストールされていません（Python パッケージ「{package}」がありません）。",
    ),
    "no_java": (
        "No Java {minimum} or newer was found for the embedded engine.",
        "組み込みエンジンに必要な Java {minimum} 以上が見つかりません。",
    ),
    "bad_java": (
        "NEMAWASHI_JAVA_HOME points to {path}, and there is no usable Java {minimum} or newer in it (found: {found}).",
        "NEMAWASHI_JAVA_HOME の指す {path} に、使える Java {minimum} 以上がありません（見つかったもの: {found}）。",
    ),
    "unknown_version": (
        "Neo4j {version} is not a version this program knows; it knows {known}.",
        "Neo4j {version} はこのプログラムの対象外のバージョンです。対応しているのは {known} です。",
    ),
    "fetch_failed": (
        "Neo4j {version} could not be fetched ({missing} of {total} files are missing): {reason}.",
        "Neo4j {version} を取得できませんでした（{total} ファイル中 {missing} ファイルが不足）: {reason}。",
    ),
    "not_as_pinned": (
        "{file} did not arrive as expected (its SHA-256 differs)",
        "{file} の内容が想定と異なります（SHA-256 の不一致）",
    ),
    "cache_not_writable": (
        "Neo4j {version} is not complete in {path}, and nothing can be written there: {reason}.",
        "{path} に Neo4j {version} がそろっておらず、書き込みもできません: {reason}。",
    ),
    "data_not_writable": (
        "The data directory {path} cannot be written: {reason}.",
        "データディレクトリ {path} に書き込めません: {reason}。",
    ),
    "newer_store": (
        "The data in {path} was written by Neo4j {found}; Neo4j {version} is older and must not open it.",
        "{path} のデータは Neo4j {found} が書いたもので、それより古い Neo4j {version} では開けません。",
    ),
    "other_version": (
        "Neo4j {found} is running on {path}, and version {version} was asked for.",
        "{path} では Neo4j {found} が動いていますが、要求されたのは {version} です。",
    ),
    "no_room_for_backup": (
        "Before Neo4j {version} opens data of {found}, a backup of {megabytes} MB is made: no room for it in {path}.",
        "Neo4j {version} で {found} のデータを開く前に {megabytes} MB を控えますが、{path} に空きがありません。",
    ),
    "backed_up": (
        "The data was written by Neo4j {found}. Before {version} opened it, a backup was made in {backup}.",
        "データは Neo4j {found} が書いたものです。{version} で開く前に {backup} へバックアップしました。",
    ),
    "stale_run": (
        "The engine that ran before did not end in an orderly way; a new one was started.",
        "前回のエンジンが正常に終了していなかったため、新しく起動しました。",
    ),
    "store_locked": (
        "Another program has the data in {path} open.",
        "別のプログラムが {path} のデータを開いています。",
    ),
    "start_failed": ("The graph engine did not start: {reason}", "グラフエンジンが起動しませんでした: {reason}"),
    "start_timeout": (
        "The graph engine did not answer within {seconds} seconds.",
        "グラフエンジンが {seconds} 秒以内に応答しませんでした。",
    ),
    "crashed": (
        "The graph engine ended unexpectedly twice (last exit code {exit_code}) and was not started again.",
        "グラフエンジンが二度異常終了したため（最後の終了コード {exit_code}）、再起動を中止しました。",
    ),
    "keeper_gone": (
        "The process that keeps the graph engine is gone.",
        "グラフエンジンを管理するプロセスがなくなりました。",
    ),
    "see_log": ("The last lines of {path}:\n{lines}", "{path} の最後の行:\n{lines}"),
    "way_install": ("pip install 'nemawashi[embedded]'", "pip install 'nemawashi[embedded]' を実行する"),
    "way_java": (
        "Set NEMAWASHI_JAVA_HOME to a Java {minimum} or newer",
        "NEMAWASHI_JAVA_HOME に Java {minimum} 以上の場所を設定する",
    ),
    "way_fetch": (
        "Run `nemawashi engine fetch` on a connected machine and copy its folder to {path}",
        "ネットワークにつながる PC で `nemawashi engine fetch` を実行し、そのフォルダーを {path} にコピーする",
    ),
    "way_docker": ("Run `docker compose up` instead", "代わりに `docker compose up` を使う"),
    "way_uri": (
        "Use a Neo4j server you have: set NEMAWASHI_GRAPH_URI",
        "既存の Neo4j サーバーを使う: NEMAWASHI_GRAPH_URI を設定する",
    ),
    "way_stop": ("Run `nemawashi engine stop` first", "先に `nemawashi engine stop` を実行する"),
    "way_data_dir": (
        "Choose another place with NEMAWASHI_DATA_DIR",
        "NEMAWASHI_DATA_DIR で別の場所を指定する",
    ),
    "way_update": (
        "Update Nemawashi to the version that wrote the data",
        "データを書いたバージョンの Nemawashi に更新する",
    ),
    "way_again": ("Try again", "もう一度試す"),
    "way_space": ("Free some disk space", "ディスクの空きを増やす"),
}

_WAYS: dict[str, tuple[str, ...]] = {
    "no_extra": ("way_install", "way_docker", "way_uri"),
    "no_java": ("way_java", "way_docker", "way_uri"),
    "bad_java": ("way_java", "way_docker", "way_uri"),
    "fetch_failed": ("way_fetch", "way_docker", "way_uri"),
    "cache_not_writable": ("way_fetch", "way_docker", "way_uri"),
    "data_not_writable": ("way_data_dir", "way_docker", "way_uri"),
    "newer_store": ("way_update", "way_data_dir"),
    "other_version": ("way_stop", "way_data_dir"),
    "no_room_for_backup": ("way_space", "way_data_dir"),
    "store_locked": ("way_stop", "way_data_dir"),
    "start_failed": ("way_again", "way_docker", "way_uri"),
    "start_timeout": ("way_again", "way_docker", "way_uri"),
    "crashed": ("way_again", "way_docker", "way_uri"),
    "keeper_gone": ("way_again",),
}


def say(key: str, locale: str = "en", **values: object) -> str:
    """The sentence `key` in the language `locale` (`ja`, everything else English) with its values filled in."""
    english, japanese = _WORDS[key]
    return (japanese if locale == "ja" else english).format(**values)


def refusal(
    key: str, locale: str, values: Mapping[str, object], log: tuple[str, Sequence[str]] | None = None
) -> UnavailableError:
    """The error of kind `key` with its ways out, in both languages, `str()` of it in `locale`; `log` is (file, its last
    lines), added where there are any."""

    def told(language: str) -> str:
        message = say(key, language, **values)
        if log is not None and log[1]:
            message = f"{message}\n{say('see_log', language, path=log[0], lines=chr(10).join(log[1]))}"
        return message

    def ways(language: str) -> list[str]:
        return [say(way, language, **values) for way in _WAYS.get(key, ())]

    error = UnavailableError(told(locale), ways("en"), ways("ja"))
    error.words = Words(told("ja"), told("en"))
    return error


def unavailable(key: str, locale: str = "en", **values: object) -> UnavailableError:
    """The error of kind `key` with its ways out."""
    return refusal(key, locale, values)
