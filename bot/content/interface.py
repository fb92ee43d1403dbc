"""The words of the bot itself in one language: `interface.yaml`, checked as it is read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Annotated, Any

from babel.dates import format_date
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from bot.content.markdown import NAME, Unshowable, parse_markdown
from bot.content.markup import Document, Inline, Items, Text
from bot.findings import wrong

MESSAGE_CHARACTERS = 3000
TOGETHER = "+"  # `{contact:a.b+c.d}`: contacts shown as one short list, what `{numbers:…}` stands for


def markdown(value: Any) -> Any:
    """Words as a document; what a phone cannot show is told with its line."""
    if not isinstance(value, str) or not value.strip():
        raise wrong("words_expected")
    try:
        return parse_markdown(value)
    except Unshowable as error:
        raise wrong(error.code, line=error.line, **error.values) from None


def _message(value: Any) -> Any:
    if isinstance(value, str) and len(value) > MESSAGE_CHARACTERS:
        raise wrong("text_too_long", max_length=MESSAGE_CHARACTERS)
    return markdown(value)


def shown_as_it_is(value: str) -> str:
    """Words that nothing is filled into; ValueError if they hope for it."""
    if "{" in value:
        raise wrong("not_filled_in")
    return value


def _count(forms: dict[str, str]) -> dict[str, str]:
    if "other" not in forms or not forms.keys() <= {"zero", "one", "two", "few", "many", "other"}:
        raise wrong("plural_forms")
    if not all("{n}" in form for form in forms.values()):
        raise wrong("plural_without_n")
    return forms


def _date_pattern(pattern: str) -> str:
    try:
        written = format_date(date(2026, 11, 23), pattern, locale="en")
    except (ValueError, AttributeError):
        written = ""
    if not ("23" in written and "26" in written):
        raise wrong("date_pattern")
    return pattern


# What the functions above check, for the JSON Schemas that editors read.
WORDS: dict[str, Any] = {"type": "string", "pattern": r"\S"}
AS_IT_IS = Field(json_schema_extra={"pattern": r"^[^{]*[^{\s][^{]*$"})
_FORMS = {
    form: {"type": "string", "pattern": r"\{n\}"} for form in ("other", "one", "few", "many", "two", "zero")
}

# A message is Markdown; a label stands on a button or in a list that Telegram limits in length.
Message = Annotated[
    Document, BeforeValidator(_message), WithJsonSchema(WORDS | {"maxLength": MESSAGE_CHARACTERS})
]
Label = Annotated[str, Field(min_length=1, max_length=40), AfterValidator(shown_as_it_is), AS_IT_IS]
# Telegram shows 200 characters of an alert.
Toast = Annotated[str, Field(min_length=1, max_length=190), AfterValidator(shown_as_it_is), AS_IT_IS]
Count = Annotated[
    dict[str, str],
    AfterValidator(_count),
    WithJsonSchema(
        {"type": "object", "properties": _FORMS, "required": ["other"], "additionalProperties": False}
    ),
]
DatePattern = Annotated[
    str,
    AfterValidator(_date_pattern),
    WithJsonSchema({"type": "string", "pattern": "^(?=.*d)(?=.*y)", "examples": ["d MMMM y"]}),
]


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class BotWords(_Words):
    """What Telegram shows about the bot; the limits are Telegram's."""

    name: Annotated[str, Field(min_length=1, max_length=64)]
    description: Annotated[str, Field(min_length=1, max_length=512)]
    short_description: Annotated[str, Field(min_length=1, max_length=120)]
    commands: dict[str, Annotated[str, Field(min_length=1, max_length=256)]]


class Buttons(_Words):
    """Labels that come back on every screen."""

    back: Label
    home: Label
    language: Label
    helped: Label
    not_helped: Label
    next_page: Label
    previous_page: Label
    none_of_these: Label
    ask: Label
    urgent: Label


class Screens(_Words):
    """Screens that are not topics."""

    language: Message
    home: Message
    entry: Message
    section: Message
    ask: Message
    help: Message
    privacy: Message
    about: Message
    cancelled: Message


class Answers(_Words):
    """What a typed question gets when it is not simply a topic."""

    suggested: Message
    unanswered: Message
    off_topic: Message
    none_of_these: Message
    too_long: Message
    empty: Message


class Received(_Words):
    """What anything else than text gets."""

    photo: Message
    voice: Message
    video: Message
    document: Message
    sticker: Message
    location: Message
    contact: Message
    other: Message


class Notices(_Words):
    """Short words for things that happen."""

    old_button: Toast
    helped: Toast
    not_helped: Toast
    language_chosen: Toast
    slow_down: Message
    failed: Message
    unknown_command: Message


class Lines(_Words):
    """Small lines built around facts and contacts."""

    source: Message
    may_have_changed: Message
    other_language: Message
    draft: Message
    nobody: str
    page: Message
    free: str
    always: str
    speaks: dict[str, Label] = {}
    date: DatePattern  # a CLDR date pattern, for example `d MMMM y`
    days: Annotated[list[str], Field(min_length=7, max_length=7)]


class SmallTalk(_Words):
    """A greeting or thanks: if the whole message says one of `said`, the bot says `reply`."""

    said: Annotated[list[str], Field(min_length=1)]
    reply: Message


# The names that the program fills in; any other {name} in these texts is a slip of the pen.
PLACEHOLDERS: dict[str, set[str]] = {
    "screens.entry": {"title"},
    "screens.section": {"title"},
    "lines.source": {"sources", "date"},
    "lines.may_have_changed": {"contact"},
    "lines.draft": {"owner"},
    "lines.page": {"page", "pages"},
    "screens.about": {"version", "date", "topics"},
}


class Interface(_Words):
    """All of it. Frozen, and used as it is read: every text is already a parsed document."""

    language_name: Label
    bot: BotWords
    entries: dict[str, Label]
    sections: dict[str, Label]
    buttons: Buttons
    screens: Screens
    answers: Answers
    received: Received
    notices: Notices
    lines: Lines
    small_talk: list[SmallTalk]
    units: dict[str, Count]
    countries: dict[str, Label] = {}  # where people say it otherwise than CLDR does

    @cached_property
    def talk(self) -> dict[str, Document]:
        """The reply to each greeting or thanks, by its `talk_key`."""
        return {talk_key(said): talk.reply for talk in self.small_talk for said in talk.said}

    def messages(self) -> Iterator[tuple[str, Document]]:
        """Every Markdown text with its dotted path."""
        groups: dict[str, BaseModel] = {
            "screens": self.screens,
            "answers": self.answers,
            "received": self.received,
            "notices": self.notices,
            "lines": self.lines,
        }
        for group, words in groups.items():
            for name in type(words).model_fields:
                value = getattr(words, name)
                if isinstance(value, tuple):
                    yield f"{group}.{name}", value
        for number, talk in enumerate(self.small_talk):
            yield f"small_talk.{number}", talk.reply


_PLAIN = str.maketrans("өүңё", "оуне")


def talk_key(text: str) -> str:
    """A short message without case, punctuation, emoji and the letters that phones lack."""
    letters = unicodedata.normalize("NFKC", text).casefold().translate(_PLAIN)
    return " ".join(re.findall(r"\w+", letters))


def names_in(document: Document) -> Iterator[str]:
    """The names in braces, such as `fact:uk.seasonal_visa_fee`, in reading order; of a list, each contact."""
    for text in texts_in(document):
        for name in NAME.findall(text):
            kind, _, ids = name.partition(":")
            yield from (f"{kind}:{id}" for id in ids.split(TOGETHER)) if TOGETHER in ids else (name,)


def texts_in(document: Document) -> Iterator[str]:
    """The runs of plain characters, in reading order."""

    def walk(nodes: tuple[Inline, ...]) -> Iterator[str]:
        for node in nodes:
            if isinstance(node, Text):
                yield node.text
            else:
                yield from walk(node.inside)

    for block in document:
        if isinstance(block, Items):
            for item in block.items:
                yield from walk(item)
        else:
            yield from walk(block.inside)
