"""config.yaml with the environment over it -> Settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal, TypeVar
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationInfo

from bot.findings import Finding, found, wrong
from bot.yamlfile import read_yaml, validate

T = TypeVar("T")
TELEGRAM = "https://api.telegram.org"


def _time_zone(name: str) -> str:
    if name not in available_timezones():
        raise wrong("no_time_zone", name=name)
    return name


def _one_of_the_languages(language: str, info: ValidationInfo) -> str:
    languages = info.data.get("languages", (language,))
    if language not in languages:
        raise wrong("not_one_of", expected=", ".join(languages))
    return language


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Limits(_Part):
    """How much at once."""

    messages_per_minute: Annotated[int, Field(ge=1, le=600)] = 30
    answers_per_second: Annotated[float, Field(ge=0, le=1000)] = 30
    chats_at_once: Annotated[int, Field(ge=1, le=256)] = 16
    seconds_per_update: Annotated[float, Field(ge=25, le=300)] = 25


class Retention(_Part):
    """How long what is stored stays."""

    questions_days: Annotated[int, Field(ge=1, le=3650)] = 730
    languages_days: Annotated[int, Field(ge=1, le=730)] = 180


class Webhook(_Part):
    """Where Telegram pushes updates to, and where this process listens for them."""

    url: Annotated[str, Field(pattern=r"^https?://\S+$")]
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8443


class ConfigFile(_Part):
    """Every key of config.yaml."""

    languages: Annotated[tuple[Literal["ky", "ru", "en"], ...], Field(min_length=1)] = ("ky", "ru", "en")
    default_language: Annotated[str, AfterValidator(_one_of_the_languages), Field(validate_default=True)] = (
        "ky"
    )
    content: str = "content"
    data: str = "data"
    database: str = "sqlite+aiosqlite:///data/bagyt.db"
    staff_group: int | None = None
    staff_language: Literal["ky", "ru", "en"] = "ru"
    time_zone: Annotated[str, AfterValidator(_time_zone)] = "Asia/Bishkek"
    mark_drafts: bool = True
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    limits: Limits = Limits()
    retention: Retention = Retention()
    webhook: Webhook | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What the service needs to know. Paths are absolute; the token never prints."""

    config: ConfigFile
    root: Path
    content: Path
    data: Path
    database: str = field(repr=False)  # the address of a server holds a password
    token: SecretStr | None
    key: SecretStr | None
    api_url: str

    @property
    def time_zone(self) -> ZoneInfo:
        """The zone in which a day begins and ends."""
        return ZoneInfo(self.config.time_zone)

    def today(self) -> date:
        """The day it now is in that zone."""
        return datetime.now(self.time_zone).date()


class BadSettings(Exception):
    """Settings that cannot be used: one line for each reason."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join(map(str, findings)))


def load_settings(environment: Mapping[str, str], config: Path | None = None) -> Settings:
    """Settings from a file (given, in BAGYT_CONFIG, or config.yaml here) with the environment over it."""
    path = config or Path(environment.get("BAGYT_CONFIG") or "config.yaml")
    path = path.resolve()
    if not path.exists():
        raise BadSettings([found(path.name, 1, 1, "no_settings")])
    file, findings = read_yaml(path, path.parent)
    read, more = validate(file, ConfigFile) if file else (None, [])
    if read is None or findings or more:
        raise BadSettings([*findings, *more])
    root = path.parent
    database = environment.get("BAGYT_DATABASE") or read.database
    return Settings(
        config=read,
        root=root,
        content=root / read.content,
        data=root / read.data,
        database=_absolute(database, root),
        token=_secret(environment.get("TELEGRAM_BOT_TOKEN")),
        key=_secret(environment.get("BAGYT_KEY")),
        api_url=environment.get("TELEGRAM_API_URL") or TELEGRAM,
    )


def _secret(value: str | None) -> SecretStr | None:
    return SecretStr(value.strip()) if value and value.strip() else None


def _absolute(url: str, root: Path) -> str:
    """An SQLite file named relative to config.yaml, named in full; a bare path is an SQLite file."""
    if "://" not in url:
        return f"sqlite+aiosqlite:///{root / url}"
    head, slashes, path = url.partition(":///")
    if head.startswith("sqlite") and slashes and path and not path.startswith(("/", ":")):
        return f"{head}:///{root / path}"
    return url
