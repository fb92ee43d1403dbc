"""The Library: all content, loaded, checked and frozen, as every other part of the program sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.content.interface import Interface
from bot.content.markup import Document


@dataclass(frozen=True, slots=True)
class Fact:
    """A value that stands once, with where it comes from.

    `value` is None for a claim without a number ("no family members"): it has a source
    and an age like any other fact, and a topic rests on it without quoting it.
    """

    id: str
    value: int | float | str | date | None
    unit: str | None
    source: str
    as_of: str | None
    checked: date
    good_for: timedelta
    ask: str | None
    owner: str = ""

    def expired(self, today: date) -> bool:
        """Whether nobody has looked for longer than the fact is good for."""
        return today > self.checked + self.good_for


@dataclass(frozen=True, slots=True)
class Contact:
    """A place to turn to. Phones stand as people dial them from the countries in `dial_from`."""

    id: str
    name: Mapping[str, str]
    phones: tuple[str, ...]
    url: str | None
    email: str | None
    address: str | None
    hours: str | None
    speaks: tuple[str, ...]
    dial_from: tuple[str, ...]
    free: bool
    source: str
    as_of: str | None
    checked: date
    good_for: timedelta
    owner: str = ""

    def expired(self, today: date) -> bool:
        """Whether nobody has looked for longer than the entry is good for."""
        return today > self.checked + self.good_for


@dataclass(frozen=True, slots=True)
class TopicText:
    """One topic in one language; `language` is another than asked for where a text had to be borrowed."""

    title: str
    summary: str
    answer: Document
    ask: tuple[str, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """One answer people look for. `id` is section/slug.

    `source` is the language it is written in first, `owner` who answers for it ("": nobody is named).
    `signed` tells whether somebody of the owner has signed these very words.
    """

    id: str
    section: str
    icon: str
    related: tuple[str, ...]
    rests_on: tuple[str, ...]
    danger: bool
    texts: Mapping[str, TopicText]
    source: str = ""
    owner: str = ""
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A group of topics in menu order."""

    id: str
    icon: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A button of the first screen: it opens sections and topics, or the question screen if none."""

    id: str
    icon: str
    opens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """All content. Never changed: a new one replaces it whole.

    `version` changes with every byte of the content, `changed` is the day of its newest file.
    `mark_drafts`: an answer that nobody has signed says so.
    """

    languages: tuple[str, ...]
    default_language: str
    ask: str
    urgent: str
    entries: tuple[Entry, ...]
    sections: Mapping[str, Section]
    topics: Mapping[str, Topic]
    facts: Mapping[str, Fact]
    contacts: Mapping[str, Contact]
    interface: Mapping[str, Interface]
    version: str
    changed: date = date.min
    mark_drafts: bool = False

    @property
    def edition(self) -> str:
        """The version with its day, as each logged question carries it: `4f2a9c1b7d 2026-11-24`."""
        return f"{self.version} {self.changed.isoformat()}"
