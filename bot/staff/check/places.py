"""Facts and contacts whose numbers, days and sources contradict themselves, and those that nothing uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlsplit

import phonenumbers
from babel import Locale

from bot.content.interface import names_in
from bot.content.loader import Loaded
from bot.content.model import Contact, Fact
from bot.findings import Finding
from bot.staff.check.letters import mixed_in_address
from bot.yamlfile import YamlFile

_WHOLE = 7  # digits
_YEAR = timedelta(days=366)
_TRACKERS = re.compile(r"utm_\w+|fbclid|gclid|yclid|igshid|mc_eid|_openstat", re.IGNORECASE)


def check_places(loaded: Loaded, today: date) -> Iterator[Finding]:
    """Every fact and contact, one after the other."""
    for contact in loaded.contacts.values():
        file, key = _home(loaded, "contacts", contact.id)
        yield from _phones(file, key, contact)
        yield from _codes(file, key, contact)
        yield from _dated(file, key, contact, today)
    for fact in loaded.facts.values():
        file, key = _home(loaded, "facts", fact.id)
        yield from _dated(file, key, fact, today)
    yield from _unused(loaded)


def _home(loaded: Loaded, folder: str, id: str) -> tuple[YamlFile, str]:
    stem, _, key = id.partition(".")
    return loaded.files[f"{folder}/{stem}.yaml"], key


def _phones(file: YamlFile, key: str, contact: Contact) -> Iterator[Finding]:
    """A whole number must be one that exists; short ones are too many to be known."""
    for i, phone in enumerate(contact.phones):
        if len(re.sub(r"\D", "", phone)) < _WHOLE:
            continue
        regions = [None] if phone.startswith("+") else contact.dial_from
        if regions and not any(_exists(phone, region) for region in regions):
            yield file.finding((key, "phones", i), "phone_not_in_use", quote=phone, phone=phone)


def _exists(phone: str, region: str | None) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(phone, region))
    except phonenumbers.NumberParseException:
        return True  # told when the file was read, or a country that is none


def _codes(file: YamlFile, key: str, contact: Contact) -> Iterator[Finding]:
    for i, country in enumerate(contact.dial_from):
        if country not in phonenumbers.SUPPORTED_REGIONS:
            yield file.finding((key, "from", i), "country_unknown", quote=country, name=country)
    for i, language in enumerate(contact.speaks):
        if language not in Locale("en").languages:
            yield file.finding((key, "speaks", i), "language_unknown", quote=language, name=language)


def _dated(file: YamlFile, key: str, entry: Fact | Contact, today: date) -> Iterator[Finding]:
    if entry.checked > today:
        day = entry.checked.isoformat()
        yield file.finding((key, "checked"), "checked_in_future", quote=day, day=day, today=today.isoformat())
    # A year or a month begins with its first day: only what surely lies behind is told.
    if entry.as_of and entry.as_of > entry.checked.isoformat()[: len(entry.as_of)]:
        yield file.finding(
            (key, "as_of"), "as_of_after_checked", quote=entry.as_of, as_of=entry.as_of, checked=entry.checked
        )
    if entry.good_for > _YEAR:
        yield file.finding((key, "good_for"), "good_for_long", days=entry.good_for.days)
    yield from _source(file, key, entry.source)
    for name in ("source", "url", "email"):
        for word, letters, right in mixed_in_address(getattr(entry, name, None) or ""):
            at = (key, name)
            yield file.finding(at, "letter_cyrillic", quote=word, word=word, letters=letters, right=right)


def _source(file: YamlFile, key: str, source: str) -> Iterator[Finding]:
    parts = urlsplit(source)
    at = (key, "source")
    if tracker := next((name for name, _ in parse_qsl(parts.query) if _TRACKERS.fullmatch(name)), None):
        yield file.finding(at, "source_tracked", quote=tracker, part=tracker)
    if not parts.hostname or re.fullmatch(r"localhost|[\d.]+|.*\.local", parts.hostname):
        yield file.finding(at, "source_not_public", quote=source, source=source)


def _unused(loaded: Loaded) -> Iterator[Finding]:
    """Facts that no text or menu names; nothing if a text could not be read or stands outside of the menu.

    Contacts are a directory of their own: one may wait for its text.
    """
    waiting = any(finding.code == "topic_not_listed" for finding in loaded.findings)
    if loaded.library is None or loaded.catalogue is None or waiting:
        return
    used = {name for text in loaded.texts.values() for name in names_in(text.answer)}
    for words in loaded.interface.values():
        used.update(name for _, document in words.messages() for name in names_in(document))
    for topic in loaded.library.topics.values():
        used.update(f"fact:{id}" for id in topic.rests_on)
    for id in loaded.facts:
        if f"fact:{id}" not in used:
            file, key = _home(loaded, "facts", id)
            yield file.finding((key,), "fact_unused", key=True, quote=key, name=f"{{fact:{id}}}")
