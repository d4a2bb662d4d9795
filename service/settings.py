"""The only reader of the environment. A wrong value is refused in plain words, with all other wrong ones."""

import locale as machine_locale
import os
from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

import platformdirs
from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from service.domain.errors import InvalidInputError, Problem, worded
from service.domain.wording import Words

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


class Settings(BaseSettings):
    """How this process runs. Every field is a variable `NEMAWASHI_<NAME>` of the environment; empty is unset."""

    model_config = SettingsConfigDict(env_prefix="NEMAWASHI_", env_ignore_empty=True, extra="ignore", frozen=False)

    data_dir: Path = Field(default_factory=lambda: Path(platformdirs.user_data_dir("nemawashi", appauthor=False)))
    cache_dir: Path = Field(default_factory=lambda: Path(platformdirs.user_cache_dir("nemawashi", appauthor=False)))
    """Where the engine's jars are kept; can be thrown away at any time."""

    graph_uri: str | None = None
    """A Neo4j server to use instead of the embedded engine."""
    graph_user: str = "neo4j"
    graph_password: SecretStr | None = None
    graph_database: str | None = None
    engine_version: Literal["current", "lts"] = "current"
    java_home: Path | None = None
    system_java_home: Path | None = Field(default=None, validation_alias=AliasChoices("JAVA_HOME"))

    host: str = "127.0.0.1"
    port: int = Field(default=8321, ge=0, le=65535, validation_alias=AliasChoices("NEMAWASHI_PORT", "PORT"))
    allowed_hosts: str = ""
    """Host names besides loopback under which the service is reached, separated by commas."""
    open: bool = True
    """Whether `serve` opens the browser."""
    locale: Literal["ja", "en"] | None = None
    """Language of commands and of pages whose reader states none; unset: the machine's, else en."""
    time_zone: str = "Asia/Tokyo"
    """The workspace's time zone: it decides which day is today."""

    read_seconds: float = Field(default=10.0, gt=0)
    """A transaction of an ordinary request may take this long."""
    import_seconds: float = Field(default=60.0, gt=0)
    request_seconds: float = Field(default=10.0, gt=0)
    """The outer deadline of one request."""
    import_request_seconds: float = Field(default=120.0, gt=0)
    upload_bytes: int = Field(default=50 * 1024 * 1024, gt=0)
    linger_seconds: float = Field(default=60.0, ge=0)
    """How long the embedded engine waits for the next command before it stops."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @field_validator("data_dir", "cache_dir", "java_home")
    @classmethod
    def _at_home(cls, value: Path | None) -> Path | None:
        return value and value.expanduser()

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("not a time zone of the tz database")
        return value

    @field_validator("graph_uri")
    @classmethod
    def _bolt(cls, value: str | None) -> str | None:
        if not value:
            return None
        parts = urlsplit(value)
        if parts.scheme not in SCHEMES or not parts.hostname or parts.port == 0:
            raise ValueError("not the address of a Neo4j server")
        if parts.username is not None or parts.password is not None:
            raise ValueError("user and password do not belong here")
        return value

    @property
    def embedded(self) -> bool:
        return self.graph_uri is None

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def today(self) -> date:
        """Today in the workspace's time zone."""
        return datetime.now(self.zone).date()


def reader_locale() -> Literal["ja", "en"]:
    """The language of the person at the terminal: NEMAWASHI_LOCALE, else the machine's, else English."""
    asked = os.environ.get("NEMAWASHI_LOCALE", "")
    if asked in ("ja", "en"):
        return "ja" if asked == "ja" else "en"
    return "ja" if (machine_locale.getlocale()[0] or "").lower().startswith("ja") else "en"


def environment_of_others() -> dict[str, str]:
    """The environment without this product's settings: for a child that must know none of its secrets."""
    return {name: value for name, value in os.environ.items() if not name.startswith("NEMAWASHI_")}


def read_settings() -> Settings:
    """The settings of this process; InvalidInputError lists every wrong variable at once."""
    try:
        return Settings()
    except ValidationError as wrong:
        told = reader_locale()
        problems = [_problem(str(e["loc"][0]), e.get("input"), told) for e in wrong.errors()]
        raise worded(
            InvalidInputError("The environment holds settings that cannot be used.", problems),
            "環境変数に使えない設定があります。",
        ) from None


def _words_of(*values: str) -> Words:
    return Words("、".join(values[:-1]) + f" か {values[-1]}", ", ".join(values[:-1]) + f" or {values[-1]}")


_POSITIVE = Words("0 より大きい数（秒）", "a number of seconds above 0")

_EXPECTED: Mapping[str, Words] = {
    "NEMAWASHI_GRAPH_URI": Words(
        "bolt://ホスト:7687 か neo4j+s://ホスト の形。ユーザー名とパスワードは NEMAWASHI_GRAPH_USER と "
        "NEMAWASHI_GRAPH_PASSWORD に入れます",
        "an address such as bolt://host:7687 or neo4j+s://host; user and password go into NEMAWASHI_GRAPH_USER and "
        "NEMAWASHI_GRAPH_PASSWORD",
    ),
    "NEMAWASHI_ENGINE_VERSION": _words_of("current", "lts"),
    "NEMAWASHI_PORT": Words("0 から 65535 までの整数", "a whole number from 0 to 65535"),
    "PORT": Words("0 から 65535 までの整数", "a whole number from 0 to 65535"),
    "NEMAWASHI_OPEN": _words_of("0", "1"),
    "NEMAWASHI_LOCALE": _words_of("ja", "en"),
    "NEMAWASHI_TIME_ZONE": Words(
        "タイムゾーンの名前（例: Asia/Tokyo）", "the name of a time zone, for example Asia/Tokyo"
    ),
    "NEMAWASHI_READ_SECONDS": _POSITIVE,
    "NEMAWASHI_IMPORT_SECONDS": _POSITIVE,
    "NEMAWASHI_REQUEST_SECONDS": _POSITIVE,
    "NEMAWASHI_IMPORT_REQUEST_SECONDS": _POSITIVE,
    "NEMAWASHI_UPLOAD_BYTES": Words("0 より大きい整数（バイト）", "a whole number of bytes above 0"),
    "NEMAWASHI_LINGER_SECONDS": Words("0 以上の数（秒）", "a number of seconds, 0 or more"),
    "NEMAWASHI_LOG_LEVEL": _words_of("debug", "info", "warning", "error"),
}


def _problem(location: str, found: object, locale: str) -> Problem:
    variable = location if location.isupper() else f"NEMAWASHI_{location.upper()}"
    # an address may hold a password: it is never said again
    shown = "…" if variable == "NEMAWASHI_GRAPH_URI" else str(found)
    return Problem(code="setting", where=variable, found=shown, expected=_EXPECTED[variable].of(locale))
