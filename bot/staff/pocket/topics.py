"""A topic as every form of the pocket pack needs it: the answer with its expiry days and phones marked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from bot.content.answers import answer, message, rests_on
from bot.content.interface import TOGETHER
from bot.content.markdown import fill
from bot.content.markup import Block, Bold, Document, Inline, Items, Link, Text
from bot.content.model import Contact, Fact, Library, Topic
from bot.content.rendering import text_of
from bot.content.writing import listed, write_contact, written

# A mark is a Link with a scheme that no text of staff can hold (bot.content.markdown.SCHEMES).
EXPIRES, TEL, MAIL = "expires:", "tel:", "mailto:"
URGENT = re.compile(r"(?<![\w/&])/urgent\b")  # the command of the chat, as texts tell people to press it
_NO_BREAK = str.maketrans(" ", "\u00a0")


@dataclass(frozen=True, slots=True)
class Warned:
    """The line that says, after a day, that something may have changed and whom to ask."""

    expires: date
    words: Document


@dataclass(frozen=True, slots=True)
class PocketTopic:
    """One answer of the pack; `language` is that of its text, `good_until` the last day of all its facts."""

    id: str
    icon: str
    title: str
    summary: str
    language: str
    body: Document
    sources: Document
    warnings: tuple[Warned, ...]
    good_until: date | None
    ask: tuple[str, ...]
    related: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PocketSection:
    """A section of the pack with its topics in menu order."""

    id: str
    icon: str
    title: str
    topics: tuple[PocketTopic, ...]


def sections(library: Library, language: str) -> tuple[PocketSection, ...]:
    """Everything there is in a language in menu order, urgent help first."""
    urgent = library.topics[library.urgent].section
    order = sorted(library.sections.values(), key=lambda section: section.id != urgent)
    names = library.interface[language].sections
    made = (
        PocketSection(
            id=section.id,
            icon=section.icon,
            title=names[section.id],
            topics=tuple(
                _topic(library, library.topics[id], language)
                for id in sorted(section.topics, key=lambda id: id != library.urgent)
                if language in library.topics[id].texts
            ),
        )
        for section in order
    )
    return tuple(section for section in made if section.topics)


def expires(entry: Fact | Contact) -> date:
    """The last day on which a fact or contact may be relied on."""
    return entry.checked + entry.good_for


def bare(url: str) -> str:
    """An address as people write it on paper: no scheme, no www, no last stroke."""
    return url.partition("://")[2].removeprefix("www.").removesuffix("/")


def spelled_out(document: Document, urgent_title: str) -> Document:
    """The document for paper and text messages: marks taken off, addresses written behind their words.

    A command of the chat is followed by the title of the topic that it opens.
    """

    def inlines(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(new for node in nodes for new in one(node))

    def one(node: Inline) -> Iterator[Inline]:
        if isinstance(node, Text):
            yield Text(URGENT.sub(lambda found: f"{found[0]} («{urgent_title}»)", node.text))
        elif isinstance(node, Link) and node.url.startswith(EXPIRES):
            yield from inlines(node.inside)
        else:
            yield replace(node, inside=inlines(node.inside))
            if isinstance(node, Link) and node.url.startswith("http") and not _says(node):
                yield Text(f" ({bare(node.url)})")

    return tuple(_each(block, inlines) for block in document)


def _topic(library: Library, topic: Topic, language: str) -> PocketTopic:
    text = topic.texts[language]
    behind = list(rests_on(library, topic.id, language))
    lines = library.interface[language].lines
    borrowed = text.language not in ("", language)
    # On the first day of all nothing is old yet: an answer ends with "draft", if it is one, and its sources.
    ending = (len(lines.draft) if library.mark_drafts and not topic.signed else 0) + (
        len(lines.source) if behind else 0
    )
    whole = answer(library, topic.id, language, date.min)
    return PocketTopic(
        id=topic.id,
        icon=topic.icon,
        title=text.title,
        summary=text.summary,
        language=text.language or language,
        body=(lines.other_language if borrowed else ())
        + fill(text.answer, lambda name: _marked(library, language, name)),
        sources=whole[len(whole) - ending :],
        warnings=tuple(_warnings(library, language, behind)),
        good_until=min(map(expires, behind), default=None),
        ask=text.ask,
        related=tuple(id for id in topic.related if language in library.topics[id].texts),
    )


def _warnings(library: Library, language: str, behind: list[Fact | Contact]) -> Iterator[Warned]:
    """One for each contact to ask, from the day on which the first fact that names it is old."""
    days: dict[str, date] = {}
    for entry in behind:
        asked = (entry.ask if isinstance(entry, Fact) else None) or library.ask
        days[asked] = min(expires(entry), days.get(asked, date.max))
    interface = library.interface[language]
    for asked, day in days.items():
        contact = library.contacts[asked]
        words = dialled(write_contact(contact, interface, language), contact)
        yield Warned(day, message(library, language, interface.lines.may_have_changed, contact=words))


def _marked(library: Library, language: str, name: str) -> tuple[Inline, ...] | None:
    words = written(library, language, name)
    if words is None:
        return None
    kind, _, id = name.partition(":")
    if kind == "fact":
        return (Link(f"{EXPIRES}{expires(library.facts[id])}", words),)
    if contacts := listed(id, library.contacts) if TOGETHER in id else ():
        return (Link(f"{EXPIRES}{min(map(expires, contacts))}", _tapped(words)),)
    contact = library.contacts[id]
    return (Link(f"{EXPIRES}{expires(contact)}", dialled(words, contact)),)


def dialled(words: tuple[Inline, ...], contact: Contact) -> tuple[Inline, ...]:
    """A written contact whose phones and e-mail can be tapped."""
    name, *others = words
    reach = [(phone.translate(_NO_BREAK), TEL + _dial(phone)) for phone in contact.phones]
    if contact.email:
        reach.append((contact.email, MAIL + contact.email))
    made: list[Inline] = [name]
    for node in others:
        rest = text_of((node,))
        for shown, url in reach:  # they stand in this order, so each is looked for behind the one before
            before, found, behind = rest.partition(shown)
            if found:
                made += [Text(before), Link(url, (Text(found),))]
                rest = behind
        made.append(Text(rest))
    return tuple(made)


def _tapped(words: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A short list of numbers, which stand in bold, so that each can be tapped."""
    made: list[Inline] = []
    for node in words:
        if not isinstance(node, Bold):
            made.append(node)
            continue
        for number, phone in enumerate(text_of((node,)).split(", ")):
            made += [Text(", ")] if number else []
            made.append(Bold((Link(TEL + _dial(phone), (Text(phone),)),)))
    return tuple(made)


def _dial(phone: str) -> str:
    return "+" * phone.startswith("+") + "".join(filter(str.isdigit, phone))


def _says(link: Link) -> bool:
    """Whether the words of a link are its address or its site, so that they need not be followed by it."""
    words = text_of(link.inside).strip()
    return words in (link.url, bare(link.url), (urlsplit(link.url).hostname or "").removeprefix("www."))


def _each(block: Block, inlines: Callable[[tuple[Inline, ...]], tuple[Inline, ...]]) -> Block:
    if isinstance(block, Items):
        return replace(block, items=tuple(inlines(item) for item in block.items))
    return replace(block, inside=inlines(block.inside))


def ask_contact(library: Library, language: str) -> tuple[Inline, ...]:
    """Whom to ask when a topic names nobody."""
    contact, interface = library.contacts[library.ask], library.interface[language]
    return dialled(write_contact(contact, interface, language), contact)
