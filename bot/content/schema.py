"""The files that staff write, as models: what each key may hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import phonenumbers
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic.config import JsonDict
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from bot.content.interface import AS_IT_IS, WORDS, markdown, shown_as_it_is
from bot.content.markup import Document
from bot.findings import wrong


@dataclass(frozen=True, slots=True)
class _Like:
    """Words of one form: checked when read, and by the editor through the JSON Schema."""

    pattern: str
    example: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return handler(schema) | {
            "pattern": f"^({self.pattern})$",
            "examples": re.split(", | or ", self.example),
        }

    def check(self, value: str) -> str:
        if not re.fullmatch(self.pattern, value):
            raise wrong("not_like", example=self.example)
        return value


TopicId = Annotated[str, _Like(r"[a-z0-9-]+/[a-z0-9-]+", "uk/seasonal-costs")]
Name = Annotated[str, _Like(r"[a-z0-9_]+\.[a-z0-9_]+", "uk.seasonal_visa_fee")]
Country = Annotated[str, _Like(r"[A-Z]{2}", "KG")]
Language = Annotated[str, _Like(r"[a-z]{2}", "ky")]
Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1), Field(json_schema_extra={"pattern": r"\S"})
]


def _days(value: Any) -> Any:
    match = re.fullmatch(r"(\d{1,4}) days?", value.strip()) if isinstance(value, str) else None
    if not match:
        raise wrong("not_days")
    return timedelta(days=int(match[1]))


def _day(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(r"20\d\d-\d{2}-\d{2}", value):
        raise wrong("not_a_day")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise wrong("no_such_day") from None


def _as_of(value: str) -> str:
    try:
        date.fromisoformat(value + "0000-01-01"[len(value) :])
    except ValueError:
        raise wrong("no_such_day") from None
    return value


def _url(value: str) -> str:
    if not urlsplit(value).hostname:
        raise wrong("no_site")
    return value


def _value(value: Any) -> Any:
    """A number or a date if it is written as one, else the words themselves."""
    if not isinstance(value, str):
        raise wrong("no_value")
    if re.fullmatch(r"-?(0|[1-9]\d*)", value):
        return int(value)
    if re.fullmatch(r"-?(0|[1-9]\d*)\.\d+", value):
        return float(value)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise wrong("no_such_day") from None
    return value


def _phone(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(r"\+?[\d ()\-]+", value):
        raise wrong("not_a_phone")
    digits = re.sub(r"\D", "", value)
    if value.startswith("+"):
        try:
            sound = phonenumbers.is_possible_number(phonenumbers.parse(value))
        except phonenumbers.NumberParseException:
            sound = False
    else:
        sound = 3 <= len(digits) <= 11
    if not sound:
        raise wrong("phone_undialable", phone=value)
    return value


_MONTH, _DATE = "(0[1-9]|1[0-2])", r"(0[1-9]|[12]\d|3[01])"
Url = Annotated[str, _Like(r"https?://\S+", "https://mlsp.gov.kg"), AfterValidator(_url)]
AsOf = Annotated[
    str,
    _Like(r"\d{4}(-\d{2}(-\d{2})?)?", "2026-04-08, 2026-04 or 2026"),
    AfterValidator(_as_of),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": f"^\\d{{4}}(-{_MONTH}(-{_DATE})?)?$"},
                {"type": "integer", "minimum": 1000, "maximum": 9999},  # a bare year is a number to YAML
            ],
            "examples": ["2026-04-08", "2026-04", 2026],
        }
    ),
]
Email = Annotated[str, _Like(r"[^@\s]+@[^@\s]+\.[^@\s]+", "office@mlsp.gov.kg")]
Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "pattern": f"^20\\d\\d-{_MONTH}-{_DATE}$", "examples": ["2026-11-23"]}),
]
Days = Annotated[
    timedelta,
    BeforeValidator(_days),
    WithJsonSchema(
        {"type": "string", "pattern": r"^\s*\d{1,4} days?\s*$", "examples": ["120 days", "30 days"]}
    ),
]
Value = Annotated[
    int | float | date | str,
    BeforeValidator(_value),
    WithJsonSchema({"type": ["number", "string"], "examples": [340, 12.71, "2026-11-23"]}),
]
Phone = Annotated[
    str,
    BeforeValidator(_phone),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": r"^(\+[ ()\-]*\d[\d ()\-]*|([ ()\-]*\d){3,11}[ ()\-]*)$"},
                {"type": "integer", "minimum": 0, "maximum": 10**15},  # digits alone are a number to YAML
            ],
            "examples": ["+996 312 663 000", "112"],
        }
    ),
]
_DAY, _TIME = "(Mo|Tu|We|Th|Fr|Sa|Su)", r"([01]\d|2[0-4]):[0-5]\d"
Hours = Annotated[
    str,
    _Like(f"24/7|{_DAY}-{_DAY} {_TIME}-{_TIME}", "24/7 or Mo-Fr 08:00-18:00"),
]
# The names of sections and topics; their form is told by the loader, with their length.
_IDS = {"propertyNames": {"pattern": "^[a-z0-9-]+$", "maxLength": 34}}
# The rules below that look at two keys at once, for the editor.
_UNIT_COUNTS: JsonDict = {
    "if": {"required": ["unit"], "properties": {"unit": {"not": {"type": "null"}}}},
    "then": {
        "required": ["value"],
        "properties": {
            "value": {
                "anyOf": [
                    {"type": "number"},
                    {"type": "string", "pattern": r"^-?(0|[1-9]\d*)(\.\d+)?$"},
                ]
            }
        },
    },
}
_GIVEN: JsonDict = {"not": {"type": "null"}}
_REACHABLE: JsonDict = {
    "anyOf": [
        {"required": ["phones"], "properties": {"phones": {"minItems": 1}}},
        {"required": ["url"], "properties": {"url": _GIVEN}},
        {"required": ["email"], "properties": {"email": _GIVEN}},
        {"required": ["address"], "properties": {"address": _GIVEN}},
    ]
}


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def _without_empty_end(value: Any) -> Any:
    """A list without the empty items at its end: a `-` that still waits for words is no mistake."""
    if not isinstance(value, list):
        return value
    filled = [number for number, item in enumerate(value, 1) if item is not None]
    return value[: filled[-1]] if filled else value


class TopicFile(_File):
    """content/<language>/<section>/<slug>.yaml."""

    # What a button and a line can still show; from TITLE and SUMMARY characters on the check warns.
    title: Annotated[Line, Field(max_length=64), AfterValidator(shown_as_it_is), AS_IT_IS]
    summary: Annotated[Line, Field(max_length=200), AfterValidator(shown_as_it_is), AS_IT_IS]
    answer: Annotated[Document, BeforeValidator(markdown), WithJsonSchema(WORDS)]
    ask: Annotated[tuple[Line, ...], Field(min_length=1), BeforeValidator(_without_empty_end)]


class _Dated(_File):
    source: Url
    as_of: AsOf | None = None
    checked: Day
    good_for: Days
    owner: Line | None = None
    note: Line | None = None


class FactEntry(_Dated):
    """One entry of content/facts/*.yaml."""

    model_config = ConfigDict(json_schema_extra=_UNIT_COUNTS)

    value: Value | None = None
    unit: Line | None = None
    claim: Line
    ask: Name | None = None

    @model_validator(mode="after")
    def _unit_counts_something(self) -> FactEntry:
        if self.unit and not isinstance(self.value, int | float):
            raise wrong("unit_without_number")
        return self


class ContactEntry(_Dated):
    """One entry of content/contacts/*.yaml."""

    model_config = ConfigDict(json_schema_extra=_REACHABLE)

    name: dict[str, Line]
    phones: tuple[Phone, ...] = ()
    url: Url | None = None
    email: Email | None = None
    address: Line | None = None
    hours: Hours | None = None
    speaks: Annotated[tuple[str, ...], Field(examples=[["ky", "ru"]])] = ()
    dial_from: Annotated[tuple[Country, ...], Field(alias="from")] = ()
    free: bool = False


class EntryButton(_File):
    """A button of the first screen."""

    id: Annotated[str, Field(max_length=8), _Like(r"[a-z0-9-]+", "going")]
    icon: Line
    opens: tuple[str, ...] = ()


class TopicPlace(_File):
    """Where a topic stands, what it leads to and rests on, and who has signed it."""

    icon: Line
    review: Literal["draft", "signed"] = "draft"
    reviewed_by: Line | None = None
    reviewed_on: Day | None = None
    reviewed_text: Annotated[str, _Like(r"[0-9a-f]{10}", "4f2a9c1b7d")] | None = None
    related: tuple[TopicId, ...] = ()
    rests_on: tuple[Name, ...] = ()
    danger: bool = False
    source: Annotated[Language | None, Field(examples=["ky", "ru", "en"])] = None
    owner: Line | None = None
    # What no source tells yet, by the contact to be asked.
    open: dict[Name, Annotated[tuple[Line, ...], Field(min_length=1)]] = {}

    @model_validator(mode="after")
    def _signed_by_somebody(self) -> TopicPlace:
        if self.review == "signed" and not (self.reviewed_by and self.reviewed_on and self.reviewed_text):
            raise wrong("signature_incomplete")
        return self


class SectionPlace(_File):
    """A section with its topics in menu order."""

    icon: Line
    owner: Line | None = None
    topics: Annotated[dict[str, TopicPlace], Field(min_length=1, json_schema_extra=_IDS)]


class GlossaryEntry(_File):
    """One entry of content/glossary.yaml: a thing, its word in each language, and what not to call it."""

    ky: Line
    ru: Line
    en: Line
    avoid: dict[Language, Annotated[tuple[Line, ...], Field(min_length=1)]] = {}
    note: Line | None = None


class CatalogueFile(_File):
    """content/catalogue.yaml."""

    ask: Name
    urgent: TopicId
    numbers: dict[str, tuple[Name, ...]] = {}
    entries: Annotated[tuple[EntryButton, ...], Field(min_length=1)]
    sections: Annotated[dict[str, SectionPlace], Field(min_length=1, json_schema_extra=_IDS)]
