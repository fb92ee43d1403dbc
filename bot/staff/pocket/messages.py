"""A topic as numbered text messages: plain characters, cut where a reader would pause."""

from __future__ import annotations

import re
from datetime import date

from bot.content.answers import rests_on
from bot.content.markup import Document, Paragraph, Text
from bot.content.model import Contact, Library
from bot.content.rendering import plain
from bot.content.writing import write_contact, write_date
from bot.staff.pocket.pictures import without_pictures
from bot.staff.pocket.topics import PocketTopic, spelled_out
from bot.words import say

PART_BYTES = 1000  # of UTF-8, with the number of the part: about eight messages of 67 Cyrillic letters
LINE = "-" * 20  # between the parts of a file
_NUMBER_BYTES = len("999/999\n")
# What is never cut: a phone with its spaces, an address of the web.
_WHOLE = re.compile(r"\+?\d[\d \u00a0()\-]*\d|https?://\S+")
# Where to cut, best first: between blocks, lines, sentences, words.
_PAUSES = (re.compile(r"\n\n+"), re.compile(r"\n"), re.compile(r"(?<=[.!?;])[ \n]"), re.compile(r" "))


def messages(library: Library, topic: PocketTopic, language: str, today: date) -> tuple[str, ...]:
    """The parts of a topic, each with its number above; whom to call stands in the first."""
    text = message_text(library, topic, language, today)
    most = PART_BYTES - 1 - _NUMBER_BYTES
    named = [c for c in rests_on(library, topic.id, language) if isinstance(c, Contact) and c.phones]
    contacts = [_written(library, contact, language) for contact in named]
    pieces = cut(text, most)
    if not any(contact in pieces[0] for contact in contacts):
        title, gap, rest = text.partition("\n\n")
        contact = next(iter(contacts), _written(library, library.contacts[library.ask], language))
        pieces = cut(f"{title}\n\n{say('pocket', 'call', language)} {contact}{gap}{rest}", most)
    parts = list(filter(None, (_spaced(piece).strip() for piece in pieces)))
    return tuple(f"{number}/{len(parts)}\n{part}" for number, part in enumerate(parts, 1))


def message_text(library: Library, topic: PocketTopic, language: str, today: date) -> str:
    """The whole answer in plain characters: title, what changed, the answer, its sources and its last day."""
    warnings: Document = tuple(b for warned in topic.warnings if today > warned.expires for b in warned.words)
    ending: Document = ()
    if topic.good_until:
        day = write_date(topic.good_until, library.interface[language], language)
        ending = (Paragraph((Text(say("pocket", "good_until", language, date=day)),)),)
    title: Document = (Paragraph((Text(topic.title),)),)
    urgent = library.topics[library.urgent].texts[language].title
    body = spelled_out(warnings + topic.body, urgent)
    return without_pictures(plain(title + body + topic.sources + ending))


def cut(text: str, most: int) -> tuple[str, ...]:
    """The text in pieces of at most `most` bytes that joined give it again; phones and addresses stay whole.

    Only a word longer than a piece is cut inside.
    """
    pieces = []
    while len(text.encode()) > most:
        at = _cut_at(text, most)
        pieces.append(text[:at])
        text = text[at:]
    return (*pieces, text)


def _cut_at(text: str, most: int) -> int:
    """How many characters the first piece takes: it must not be half empty for the sake of a better pause."""
    longest = len(text.encode()[:most].decode(errors="ignore"))
    whole = [found.span() for found in _WHOLE.finditer(text, 0, longest + 100)]

    def free(at: int) -> bool:
        return not any(first < at < last for first, last in whole)

    for pause in _PAUSES:
        found = [place for place in pause.finditer(text, 0, longest) if free(place.end())]
        # "Call:" does not stay behind without its list.
        ends = [place.end() for place in found if text[place.start() - 1] != ":"]
        if ends and ends[-1] >= longest // 2:
            return ends[-1]
    ends = [found.end() for found in _PAUSES[-1].finditer(text, 0, longest) if free(found.end())]
    if ends:
        return ends[-1]
    return next((at for at in range(longest, 0, -1) if free(at)), longest)


def _written(library: Library, contact: Contact, language: str) -> str:
    return without_pictures(
        plain((Paragraph(write_contact(contact, library.interface[language], language)),))
    )


def _spaced(text: str) -> str:
    """Ordinary spaces: a phone finds a number to call only between those."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def told(parts: tuple[str, ...]) -> str:
    """The file of a topic: its parts, a line between them."""
    return f"\n{LINE}\n".join(parts) + "\n"
