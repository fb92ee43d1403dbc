"""A topic as a person reads it: the answer filled in, then where it comes from and how old it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from bot.content.interface import names_in
from bot.content.markdown import fill
from bot.content.markup import Bold, Document, Inline, Italic, Items, Link, Paragraph, Text
from bot.content.model import Contact, Fact, Library
from bot.content.writing import write_contact, write_date, written

SOURCES_SHOWN = 3


def answer(library: Library, topic: str, language: str, today: date) -> Document:
    """The whole answer of a topic in one language, as of `today`."""
    text = library.topics[topic].texts[language]
    body = fill(text.answer, lambda name: written(library, language, name))
    title: Document = (Paragraph((Bold((Text(f"{library.topics[topic].icon} {text.title}"),)),)),)
    if text.language not in ("", language):  # nobody has translated it yet
        title = tuple(_small(library.interface[language].lines.other_language)) + title
    return title + body + tuple(_footer(library, topic, language, today))


def message(
    library: Library, language: str, document: Document, **values: str | tuple[Inline, ...]
) -> Document:
    """A text of the interface with its own values and any facts or contacts in it filled in."""

    def words(name: str) -> tuple[Inline, ...] | None:
        value = values.get(name)
        if isinstance(value, str):
            return (Text(value),)
        return value if value is not None else written(library, language, name)

    return fill(document, words)


def rests_on(library: Library, topic: str, language: str) -> Iterator[Fact | Contact]:
    """Every fact and contact behind an answer, each once: facts first, then contacts."""
    place = library.topics[topic]
    quoted = list(names_in(place.texts[language].answer))
    # What the answer stands on comes before whom to call.
    facts = [*(f"fact:{id}" for id in place.rests_on), *(n for n in quoted if n.startswith("fact:"))]
    for name in dict.fromkeys([*facts, *quoted]):
        kind, _, id = name.partition(":")
        yield library.facts[id] if kind == "fact" else library.contacts[id]


def _footer(library: Library, topic: str, language: str, today: date) -> Iterator[Paragraph]:
    behind = list(rests_on(library, topic, language))
    interface = library.interface[language]
    lines = interface.lines
    if library.mark_drafts and not library.topics[topic].signed:
        owner = library.topics[topic].owner or lines.nobody
        yield from _small(message(library, language, lines.draft, owner=owner))
    if not behind:
        return
    expired = [entry for entry in behind if entry.expired(today)]
    if expired:
        asked = next((e.ask for e in expired if isinstance(e, Fact) and e.ask), None) or library.ask
        contact = write_contact(library.contacts[asked], interface, language)
        yield from _small(message(library, language, lines.may_have_changed, contact=contact))
    sources: dict[str, str] = {}
    for entry in behind:
        sources.setdefault(_host(entry.source), entry.source)
    links: list[Inline] = []
    for host, url in list(sources.items())[:SOURCES_SHOWN]:
        links += [*([Text(", ")] if links else []), Link(url, (Text(host),))]
    day = write_date(min(entry.checked for entry in behind), interface, language)
    yield from _small(message(library, language, lines.source, sources=tuple(links), date=day))


def _small(document: Document) -> Iterator[Paragraph]:
    for block in document:
        if not isinstance(block, Items):
            yield Paragraph((Italic(block.inside),))


def _host(url: str) -> str:
    return (urlsplit(url).hostname or url).removeprefix("www.")
