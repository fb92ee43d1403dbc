"""One of the two versions: what of it could be read, and how its texts read to people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.content.answers import answer
from bot.content.interface import TOGETHER, names_in
from bot.content.loader import Loaded
from bot.content.markdown import fill
from bot.content.markup import Block, Bold, Document, Inline, Items, Link, Text
from bot.content.model import TopicText
from bot.content.rendering import plain, text_of
from bot.content.writing import listed, write_contact, write_fact, write_numbers
from bot.findings import Finding, errors


@dataclass(frozen=True, slots=True)
class Side:
    """A version of the content under the name that the reader gave it. It is sound if it could be served."""

    name: str
    loaded: Loaded

    @property
    def sound(self) -> bool:
        """Whether the bot could serve it."""
        return self.loaded.library is not None

    @property
    def faults(self) -> list[Finding]:
        """What keeps it from being served."""
        return errors(self.loaded.findings)

    def topics(self) -> tuple[str, ...]:
        """The topics in menu order; those with a text if the catalogue itself cannot be read."""
        catalogue = self.loaded.catalogue
        if catalogue is None:
            return tuple(dict.fromkeys(topic for _, topic in self.loaded.texts))
        return tuple(f"{id}/{slug}" for id, place in catalogue.sections.items() for slug in place.topics)

    def text(self, topic: str, language: str) -> TopicText | None:
        """What staff wrote of a topic in a language; a text borrowed from another language is none."""
        text = self.loaded.texts.get((language, topic))
        return text if text and text.language == language else None

    def title(self, topic: str, language: str) -> str:
        """The title of a topic, in any language if need be; "" if there is none."""
        for one in (language, *self.loaded.languages):
            if text := self.loaded.texts.get((one, topic)):
                return text.title
        return ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A topic as people read it in one language: the last line tells sources and dates."""

    title: str
    summary: str
    answer: str
    last_line: str
    document: Document  # the answer before it became plain: it still knows bold and italic


def shown(side: Side, topic: str, language: str, today: date) -> Shown | None:
    """A topic with facts and contacts filled in; None if the side has no such text."""
    text = side.text(topic, language)
    if text is None:
        return None
    library = side.loaded.library
    if library is None:
        body = fill(text.answer, lambda name: _written(side.loaded, language, name))
        return Shown(text.title, text.summary, readable(body), "", body)
    whole = answer(library, topic, language, today)
    body, footer = whole[1 : 1 + len(text.answer)], whole[1 + len(text.answer) :]
    return Shown(text.title, text.summary, readable(body), readable(footer), body)


def readable(document: Document, emphasis: bool = False) -> str:
    """The plain text with the address behind each link, so that a changed address is seen too."""
    return plain(tuple(_opened(block, emphasis) for block in document))


def written_entry(loaded: Loaded, kind: str, id: str, language: str) -> str:
    """A fact or contact as an answer writes it; "" if it cannot be written."""
    inside = _written(loaded, language, f"{kind}:{id}")
    return text_of(_spelled(inside, False)) if inside else ""


def names_behind(side: Side, topic: str) -> Iterator[str]:
    """Every `fact:...` and `contact:...` that an answer quotes or rests on, in any language."""
    catalogue = side.loaded.catalogue
    section, _, slug = topic.partition("/")
    if catalogue and section in catalogue.sections and slug in catalogue.sections[section].topics:
        yield from (f"fact:{id}" for id in catalogue.sections[section].topics[slug].rests_on)
    for language in side.loaded.languages:
        if text := side.text(topic, language):
            yield from names_in(text.answer)


def _written(loaded: Loaded, language: str, name: str) -> tuple[Inline, ...] | None:
    kind, _, id = name.partition(":")
    interface = loaded.interface.get(language)
    if interface is None:
        return None
    try:
        if kind == "fact" and id in loaded.facts:
            return (Text(write_fact(loaded.facts[id], interface, language)),)
        if kind == "contact" and TOGETHER in id:
            return write_numbers(listed(id, loaded.contacts), interface, language)
        if kind == "contact" and id in loaded.contacts:
            return write_contact(loaded.contacts[id], interface, language)
    except KeyError:  # unsound content may lack the unit or the name: its {name} stays as staff wrote it
        return None
    return None


def _opened(block: Block, emphasis: bool) -> Block:
    if isinstance(block, Items):
        return replace(block, items=tuple(_spelled(item, emphasis) for item in block.items))
    return replace(block, inside=_spelled(block.inside, emphasis))


def _spelled(inside: tuple[Inline, ...], emphasis: bool) -> tuple[Inline, ...]:
    return tuple(Text(_characters(node, emphasis)) for node in inside)


def _characters(node: Inline, emphasis: bool) -> str:
    if isinstance(node, Text):
        return node.text
    words = "".join(_characters(child, emphasis) for child in node.inside)
    if isinstance(node, Link):
        return words if node.url in words else f"{words} ({node.url})"
    mark = ("**" if isinstance(node, Bold) else "_") if emphasis else ""
    return f"{mark}{words}{mark}"
