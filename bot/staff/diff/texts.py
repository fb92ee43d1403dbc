"""Topics whose words change for the reader, and the phrases that they are found by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.staff.diff.sides import Shown, Side, readable, shown


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a topic (title, summary, answer, last_line) or a key, before and after; None: not there."""

    name: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class TextChange:
    """What changed in one topic in one language. A whole text that is new or gone has None on one side."""

    topic: str
    language: str
    parts: tuple[Part, ...]

    @property
    def only_last_line(self) -> bool:
        """Whether nothing but the small line with sources and dates differs."""
        return all(part.name == "last_line" for part in self.parts)


@dataclass(frozen=True, slots=True)
class PhraseChange:
    """Phrases (`ask:`) that a topic gained and lost in one language."""

    topic: str
    language: str
    added: tuple[str, ...]
    removed: tuple[str, ...]


def text_changes(old: Side, new: Side, today: date) -> Iterator[TextChange]:
    """The topics of both sides whose rendered text differs, in menu order.

    Where a side is unsound, a text that could not be read there is not compared: it is not gone.
    """
    before = set(old.topics())
    for topic in (topic for topic in new.topics() if topic in before):
        for language in dict.fromkeys((*old.loaded.languages, *new.loaded.languages)):
            one, other = shown(old, topic, language, today), shown(new, topic, language, today)
            if (one is None and not old.sound) or (other is None and not new.sound):
                continue
            parts = tuple(_parts(one, other, old.sound and new.sound))
            if parts:
                yield TextChange(topic, language, parts)


def phrase_changes(old: Side, new: Side) -> Iterator[PhraseChange]:
    """What was added to and taken from the lists of phrases, of topics that both sides have."""
    for topic in new.topics():
        for language in new.loaded.languages:
            one, other = old.text(topic, language), new.text(topic, language)
            if one and other and one.ask != other.ask:
                added = tuple(phrase for phrase in other.ask if phrase not in one.ask)
                removed = tuple(phrase for phrase in one.ask if phrase not in other.ask)
                if added or removed:
                    yield PhraseChange(topic, language, added, removed)


def whole_text(side: Side, topic: str, language: str, today: date) -> tuple[Part, ...]:
    """A topic that is new, as its reader will see it."""
    found = shown(side, topic, language, today)
    return tuple(_parts(None, found, True)) if found else ()


def _parts(one: Shown | None, other: Shown | None, last_line: bool) -> Iterator[Part]:
    for name in ("title", "summary", "answer", "last_line"):
        old = None if one is None else str(getattr(one, name))
        new = None if other is None else str(getattr(other, name))
        if name == "answer" and one and other and old == new and one.document != other.document:
            old, new = readable(one.document, emphasis=True), readable(other.document, emphasis=True)
        if old != new and (name != "last_line" or last_line):
            yield Part(name, old, new)
