"""The files that staff write, as models: what each key may hold."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated, Any
from urllib.parse import urlsplit

import phonenumbers
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from bot.content.interface import shown_as_it_is


def _like(pattern: str, example: str) -> AfterValidator:
    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueError(f"write it as in {example}")
        return value

    return AfterValidator(check)


TopicId = Annotated[str, _like(r"[a-z0-9-]+/[a-z0-9-]+", "uk/seasonal-costs")]
Name = Annotated[str, _like(r"[a-z0-9_]+\.[a-z0-9_]+", "uk.seasonal_visa_fee")]
Country = Annotated[str, _like(r"[A-Z]{2}", "KG")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _days(value: Any) -> Any:
    match = re.fullmatch(r"(\d{1,4}) days?", value.strip()) if isinstance(value, str) else None
    if not match:
        raise ValueError("write it as a number of days, for example `120 days`")
    return timedelta(days=int(match[1]))


def _day(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(r"20\d\d-\d{2}-\d{2}", value):
        raise ValueError("write the day as YYYY-MM-DD, for example `2026-11-23`")
    return date.fromisoformat(value)


def _as_of(value: str) -> str:
    date.fromisoformat(value + "0000-01-01"[len(value) :])
    return value


def _url(value: str) -> str:
    if not urlsplit(value).hostname:
        raise ValueError("this address names no site")
    return value


def _value(value: Any) -> Any:
    """A number or a date if it is written as one, else the words themselves."""
    if not isinstance(value, str):
        raise ValueError("a number, a day or words are expected here")
    if re.fullmatch(r"-?(0|[1-9]\d*)", value):
        return int(value)
    if re.fullmatch(r"-?(0|[1-9]\d*)\.\d+", value):
        return float(value)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return date.fromisoformat(value)
    return value


def _phone(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(r"\+?[\d ()\-]+", value):
        raise ValueError("a phone is digits, spaces and a leading +")
    digits = re.sub(r"\D", "", value)
    if value.startswith("+"):
        try:
            sound = phonenumbers.is_possible_number(phonenumbers.parse(value))
        except phonenumbers.NumberParseException:
            sound = False
    else:
        sound = 3 <= len(digits) <= 11
    if not sound:
        raise ValueError(f"`{value}` cannot be dialled: check the digits")
    return value


Url = Annotated[str, _like(r"https?://\S+", "https://mlsp.gov.kg"), AfterValidator(_url)]
AsOf = Annotated[
    str, _like(r"\d{4}(-\d{2}(-\d{2})?)?", "2026-04-08, 2026-04 or 2026"), AfterValidator(_as_of)
]
Email = Annotated[str, _like(r"[^@\s]+@[^@\s]+\.[^@\s]+", "office@mlsp.gov.kg")]
Day = Annotated[date, BeforeValidator(_day)]
Days = Annotated[timedelta, BeforeValidator(_days)]
Value = Annotated[int | float | date | str, BeforeValidator(_value)]
Phone = Annotated[str, BeforeValidator(_phone)]
_DAY, _TIME = "(Mo|Tu|We|Th|Fr|Sa|Su)", r"([01]\d|2[0-4]):[0-5]\d"
Hours = Annotated[str, _like(f"24/7|{_DAY}-{_DAY} {_TIME}-{_TIME}", "24/7 or Mo-Fr 08:00-18:00")]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class TopicFile(_File):
    """content/<language>/<section>/<slug>.yaml."""

    title: Annotated[Line, Field(max_length=40), AfterValidator(shown_as_it_is)]
    summary: Annotated[Line, Field(max_length=100), AfterValidator(shown_as_it_is)]
    answer: Line
    ask: Annotated[tuple[Line, ...], Field(min_length=1)]


class _Dated(_File):
    source: Url
    as_of: AsOf | None = None
    checked: Day
    good_for: Days
    note: Line | None = None


class FactEntry(_Dated):
    """One entry of content/facts/*.yaml."""

    value: Value | None = None
    unit: Line | None = None
    claim: Line
    ask: Name | None = None

    @model_validator(mode="after")
    def _unit_counts_something(self) -> FactEntry:
        if self.unit and not isinstance(self.value, int | float):
            raise ValueError("`unit` needs a number under `value`, written without spaces: 1500 or 12.71")
        return self


class ContactEntry(_Dated):
    """One entry of content/contacts/*.yaml."""

    name: dict[str, Line]
    phones: tuple[Phone, ...] = ()
    url: Url | None = None
    email: Email | None = None
    address: Line | None = None
    hours: Hours | None = None
    speaks: tuple[str, ...] = ()
    dial_from: Annotated[tuple[Country, ...], Field(alias="from")] = ()
    free: bool = False


class EntryButton(_File):
    """A button of the first screen."""

    id: Annotated[str, Field(max_length=8), _like(r"[a-z0-9-]+", "going")]
    icon: Line
    opens: tuple[str, ...] = ()


class TopicPlace(_File):
    """Where a topic stands, and what it leads to and rests on."""

    icon: Line
    related: tuple[TopicId, ...] = ()
    rests_on: tuple[Name, ...] = ()
    danger: bool = False


class SectionPlace(_File):
    """A section with its topics in menu order."""

    icon: Line
    topics: Annotated[dict[str, TopicPlace], Field(min_length=1)]


class CatalogueFile(_File):
    """content/catalogue.yaml."""

    ask: Name
    urgent: TopicId
    entries: Annotated[tuple[EntryButton, ...], Field(min_length=1)]
    sections: Annotated[dict[str, SectionPlace], Field(min_length=1)]
