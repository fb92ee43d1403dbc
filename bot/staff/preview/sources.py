"""The facts and contacts behind a topic, with their age, as values for the page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from bot.content.model import Contact, Fact, Library
from bot.content.rendering import text_of
from bot.content.writing import write_contact, write_date, write_fact
from bot.staff.preview.places import behind, entry_id
from bot.staff.preview.room import Shown
from bot.words import say

SOON_DAYS = 14


def days_left(entry: Fact | Contact, today: date) -> int:
    """For how many days it may still be trusted; below 0 once it has grown old."""
    return (entry.checked + entry.good_for - today).days


def age(entry: Fact | Contact, today: date) -> Literal["good", "soon", "old"]:
    """Green, amber or red."""
    if entry.expired(today):
        return "old"
    return "soon" if days_left(entry, today) <= SOON_DAYS else "good"


def sources(
    shown: Shown, library: Library, topic: str, language: str, used: Mapping[str, tuple[str, ...]]
) -> list[dict[str, Any]]:
    """Everything behind a topic, told in a language of the staff."""
    return [_source(shown, library, entry, language, used) for entry in behind(library, topic)]


def _source(
    shown: Shown,
    library: Library,
    entry: Fact | Contact,
    language: str,
    used: Mapping[str, tuple[str, ...]],
) -> dict[str, Any]:
    left = days_left(entry, shown.today)
    folder = "facts" if isinstance(entry, Fact) else "contacts"
    stem, _, key = entry.id.partition(".")
    file = shown.loaded.files.get(f"{folder}/{stem}.yaml")
    written = file.data.get(key) if file and isinstance(file.data, dict) else None
    return {
        "id": entry_id(entry),
        "name": entry.id,
        "about": _about(entry, language, written),
        "values": {one: _value(library, entry, one) for one in library.languages},
        "source": entry.source,
        "checked": _day(library, entry.checked, language),
        "as_of": entry.as_of,
        "age": age(entry, shown.today),
        "left": say("preview", "days_left" if left >= 0 else "days_over", language, n=abs(left)),
        "file": f"{shown.loaded.root.name}/{folder}/{stem}.yaml",
        "line": file.keys.get((key,), (None,))[0] if file else None,
        "owner": entry.owner,
        "topics": list(used.get(entry_id(entry), ())),
    }


def _about(entry: Fact | Contact, language: str, written: Any) -> str:
    """What it is, in words: a fact's claim as its file has it, a contact's name."""
    if isinstance(entry, Contact):
        return entry.name.get(language) or next(iter(entry.name.values()), entry.id)
    return str(written.get("claim") or "") if isinstance(written, dict) else ""


def _value(library: Library, entry: Fact | Contact, language: str) -> str:
    interface = library.interface[language]
    if isinstance(entry, Fact):
        return write_fact(entry, interface, language)
    return text_of(write_contact(entry, interface, language))


def _day(library: Library, day: date, language: str) -> str:
    told = language if language in library.interface else library.default_language
    return write_date(day, library.interface[told], told)
