"""The only reader of the environment. A wrong value is refused in plain words, with all other wrong ones."""

from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, available_timezones

import platformdirs
from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from service.domain.errors import InvalidInputError, Problem


class Settings(BaseSettings):
    """How this process runs. Every field is an environment variable `NEMAWASHI_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="NEMAWASHI_", extra="ignore", frozen=False)

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

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("not a time zone of the tz database; an example is Asia/Tokyo")
        return value

    @field_validator("graph_uri")
    @classmethod
    def _bolt(cls, value: str | None) -> str | None:
        if not value:
            return None
        if value.split("://")[0] not in {"bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"}:
            raise ValueError("expected bolt://…, neo4j://… or neo4j+s://…")
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


def read_settings() -> Settings:
    """The settings of this process; InvalidInputError lists every wrong variable at once."""
    try:
        return Settings()
    except ValidationError as wrong:
        problems = [
            Problem(
                code="setting",
                where=_variable(str(e["loc"][0])),
                found=repr(e.get("input")),
                expected=str(e["msg"]).removeprefix("Value error, "),
            )
            for e in wrong.errors()
        ]
        raise InvalidInputError("The environment holds settings that cannot be used.", problems) from None


def _variable(location: str) -> str:
    return location if location.isupper() else f"NEMAWASHI_{location.upper()}"
