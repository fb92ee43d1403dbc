"""What is shown -> all that the page shows, as values; every word of the tool in the staff's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from bot.content.answers import answer
from bot.content.interface import names_in
from bot.content.model import Library, Topic
from bot.content.rendering import plain
from bot.conversation.actions import OpenHome, OpenTopic, encode
from bot.findings import Finding
from bot.staff.preview.places import MENU, Place, behind, lines_around, place_of, uses
from bot.staff.preview.room import Shown
from bot.staff.preview.sources import sources
from bot.words import LANGUAGES, say, table

Json: TypeAlias = dict[str, Any]
Places: TypeAlias = Mapping[Finding, Place]


def overview(shown: Shown, language: str) -> Json:
    """The list of topics with what is found in them, all findings, and the words of the tool."""
    library = shown.library
    used = uses(library)
    places = {one: place_of(one, shown.loaded, library, used) for one in shown.findings}
    severities = Counter(one.severity for one in shown.findings)
    return {
        "number": shown.number,
        "version": library.version if library else None,
        "sound": shown.sound,
        "language": language,
        "words": _words(language),
        "counts": {
            severity: say("preview", f"{severity}s", language, n=severities[severity])
            for severity in ("error", "warning", "hint")
        },
        "languages": [_language(library, one) for one in shown.loaded.languages],
        "sections": [_section(shown, library, id, language, places) for id in library.sections]
        if library
        else [],
        "menu": _counted(places, MENU),
        "findings": [_finding(one, places[one], shown, language) for one in shown.findings],
    }


def screen(shown: Shown, topic: str, language: str) -> Json | None:
    """A topic (or the menu) in every language, and what stands behind it; None if there is no such topic."""
    library = shown.library
    if library is None or (topic != MENU and topic not in library.topics):
        return None
    if topic == MENU:
        columns = {one: {"open": encode(OpenHome(one))} for one in library.languages}
        return {"id": MENU, "columns": columns, "sources": []}
    found = library.topics[topic]
    return {
        "id": topic,
        "columns": {one: _column(shown, library, found, one, language) for one in library.languages},
        "sources": sources(shown, library, topic, language, uses(library)),
    }


def _column(shown: Shown, library: Library, topic: Topic, language: str, reader: str) -> Json:
    text = topic.texts[language]
    borrowed = text.language != language
    return {
        "open": encode(OpenTopic(language, topic.id)),
        "title": text.title,
        "summary": text.summary,
        "ask": [] if borrowed else list(text.ask),
        "file": f"{shown.loaded.root.name}/{text.language}/{topic.id}.yaml",
        "borrowed": say(
            "preview",
            "borrowed",
            reader,
            wanted=_name(library, language),
            other=_name(library, text.language),
        )
        if borrowed
        else None,
    }


def _words(language: str) -> dict[str, str]:
    """What the page says by itself: the entries of the table that wait for no value."""
    entries = {key: texts[language] for key, texts in table("preview").items()}
    return {key: text for key, text in entries.items() if isinstance(text, str) and "{" not in text}


def _language(library: Library | None, language: str) -> Json:
    words = library.interface[language] if library else None
    name = words.language_name if words else language
    return {"code": language, "name": name, "bot": words.bot.name if words else ""}


def _name(library: Library, language: str) -> str:
    return library.interface[language].language_name


def _section(shown: Shown, library: Library, id: str, language: str, places: Places) -> Json:
    told = language if language in library.languages else library.default_language
    found = library.sections[id]
    return {
        "id": id,
        "icon": found.icon,
        "title": library.interface[told].sections[id],
        "topics": [_topic(shown, library, topic, told, places) for topic in found.topics],
    }


def _topic(shown: Shown, library: Library, id: str, language: str, places: Places) -> Json:
    topic = library.topics[id]
    entries = behind(library, id)
    missing = [one for one in library.languages if topic.texts[one].language != one]
    return {
        "id": id,
        "icon": topic.icon,
        "title": topic.texts[language].title,
        "findings": _counted(places, id),
        "stale": any(entry.expired(shown.today) for entry in entries),
        "missing": missing,
        "search": "\n".join(_searched(shown, library, topic)),
    }


def _searched(shown: Shown, library: Library, topic: Topic) -> Iterable[str]:
    """Everything a topic is found by."""
    yield topic.id
    for language, text in topic.texts.items():
        yield text.title
        yield text.summary
        yield plain(answer(library, topic.id, language, shown.today))
        yield from text.ask
        yield from names_in(text.answer)
    for entry in behind(library, topic.id):
        yield entry.id
        yield from getattr(entry, "name", {}).values()


def _counted(places: Places, screen: str) -> dict[str, int]:
    return dict(Counter(one.severity for one, place in places.items() if screen in place.screens))


def _finding(finding: Finding, place: Place, shown: Shown, language: str) -> Json:
    return {
        "id": f"{finding.file}:{finding.line}:{finding.column}:{finding.code}:{finding.quote}",
        "severity": finding.severity,
        "word": say("preview", finding.severity, language),
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "quote": finding.quote,
        "what": finding.what(language),
        "mend": finding.mend(language),
        "screens": list(place.screens),
        "language": place.language,
        "entry": place.entry,
        "lines": lines_around(finding, shown.loaded),
    }


def language_of(wanted: str | None, default: str) -> str:
    """The language in which the tool speaks: the wanted one if it knows it."""
    return wanted if wanted in LANGUAGES else default
