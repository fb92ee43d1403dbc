"""The screens of the bot: for each place in the menu, a body and its buttons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.content.answers import answer, message
from bot.content.interface import Interface
from bot.content.markup import Document
from bot.content.model import Entry, Library
from bot.content.paging import pages
from bot.content.writing import write_date
from bot.conversation.actions import (
    Action,
    ChooseLanguage,
    OpenAsk,
    OpenEntry,
    OpenHome,
    OpenLanguages,
    OpenSection,
    OpenTopic,
    SayHelped,
    SayNone,
    encode,
)
from bot.conversation.reply import Button, Keyboard


@dataclass(frozen=True, slots=True)
class Screen:
    """A body and the buttons under it, ready to be sent or to replace a message."""

    body: Document
    keyboard: Keyboard


def button(label: str, action: Action) -> Button:
    """A button that does an action."""
    return Button(label, encode(action))


def languages(library: Library, language: str, topic: str = "") -> Screen:
    """The choice of language, each line in its own language, the likeliest one first."""
    order = [language, *(other for other in library.languages if other != language)]
    body = tuple(
        block for one in order for block in message(library, one, library.interface[one].screens.language)
    )
    rows = tuple((button(library.interface[one].language_name, ChooseLanguage(one, topic)),) for one in order)
    return Screen(body, rows)


def home(library: Library, language: str) -> Screen:
    """What brings you here?"""
    words = library.interface[language]
    rows: list[tuple[Button, ...]] = [
        (button(f"{entry.icon} {words.entries[entry.id]}", _enter(library, entry, language)),)
        for entry in library.entries
    ]
    rows.append((button(words.buttons.language, OpenLanguages(language)),))
    return Screen(message(library, language, words.screens.home), tuple(rows))


def entry(library: Library, language: str, name: str) -> Screen | None:
    """The sections and topics behind a button of the first screen; None if there is no such button."""
    found = next((entry for entry in library.entries if entry.id == name), None)
    if found is None:
        return None
    words = library.interface[language]
    rows: list[tuple[Button, ...]] = [(_place(library, language, place, name),) for place in found.opens]
    rows.append((button(words.buttons.home, OpenHome(language)),))
    body = message(library, language, words.screens.entry, title=words.entries[name])
    return Screen(body, tuple(rows))


def section(library: Library, language: str, name: str, entry: str = "") -> Screen | None:
    """The topics of a section; None if there is no such section."""
    found = library.sections.get(name)
    if found is None:
        return None
    words = library.interface[language]
    rows: list[tuple[Button, ...]] = [
        (_topic_button(library, language, topic, entry),) for topic in found.topics
    ]
    back = OpenEntry(language, entry) if _entry(library, entry) else OpenHome(language)
    rows.append(_way_back(words, language, back))
    body = message(library, language, words.screens.section, title=f"{found.icon} {words.sections[name]}")
    return Screen(body, tuple(rows))


def topic(library: Library, at: OpenTopic, today: date, *, thumbs: bool = True) -> Screen | None:
    """A page of a topic's answer; None if there is no such topic."""
    found = library.topics.get(at.topic)
    if found is None:
        return None
    language = at.language
    words = library.interface[language]
    whole = pages(answer(library, at.topic, language, today))
    number = min(at.page, len(whole) - 1)
    body = whole[number]
    rows: list[tuple[Button, ...]] = []
    if len(whole) > 1:
        body += message(library, language, words.lines.page, page=str(number + 1), pages=str(len(whole)))
        turns = [(number - 1, words.buttons.previous_page), (number + 1, words.buttons.next_page)]
        rows.append(
            tuple(
                button(label, OpenTopic(language, at.topic, page, at.entry, at.token))
                for page, label in turns
                if 0 <= page < len(whole)
            )
        )
    rows += [(_topic_button(library, language, other, ""),) for other in found.related]
    if thumbs:
        said = [(1, words.buttons.helped), (0, words.buttons.not_helped)]
        rows.append(
            tuple(
                button(label, SayHelped(language, at.topic, yes, number, at.entry, at.token))
                for yes, label in said
            )
        )
    rows.append(
        (
            *_way_back(words, language, _back_from(library, at)),
            button(words.buttons.language, OpenLanguages(language, at.topic)),
        )
    )
    return Screen(body, tuple(rows))


def ask(library: Library, language: str) -> Screen:
    """Write your question."""
    return notice(library, language, library.interface[language].screens.ask)


def notice(library: Library, language: str, words: Document) -> Screen:
    """A few words with the way to the first screen and to urgent help."""
    return Screen(message(library, language, words), _urgent_and_home(library, language))


def about(library: Library, language: str) -> Screen:
    """What the bot is, and which version of the content it serves."""
    words = library.interface[language]
    body = message(
        library,
        language,
        words.screens.about,
        topics=str(len(library.topics)),
        version=library.version,
        date=write_date(library.changed, words, language),
    )
    return Screen(body, _urgent_and_home(library, language))


def suggestions(library: Library, language: str, topics: tuple[str, ...], token: str) -> Screen:
    """Did you mean one of these?"""
    words = library.interface[language]
    rows: list[tuple[Button, ...]] = [(_topic_button(library, language, name, "", token),) for name in topics]
    rows.append((button(words.buttons.none_of_these, SayNone(language, token)),))
    return Screen(message(library, language, words.answers.suggested), tuple(rows))


def together(first: Document, second: Screen) -> Screen:
    """A screen with some words before it."""
    return Screen((*first, *second.body), second.keyboard)


def _enter(library: Library, entry: Entry, language: str) -> Action:
    if not entry.opens:
        return OpenAsk(language)
    if len(entry.opens) > 1:
        return OpenEntry(language, entry.id)
    only = entry.opens[0]
    if only in library.sections and len(library.sections[only].topics) == 1:
        only = library.sections[only].topics[0]
    return OpenTopic(language, only) if "/" in only else OpenSection(language, only, entry.id)


def _place(library: Library, language: str, place: str, entry: str) -> Button:
    """A topic, or a section; a section of one topic is that topic."""
    if "/" in place:
        return _topic_button(library, language, place, entry)
    found = library.sections[place]
    if len(found.topics) == 1:
        return _topic_button(library, language, found.topics[0], entry)
    label = f"{found.icon} {library.interface[language].sections[place]}"
    return button(label, OpenSection(language, place, entry))


def _topic_button(library: Library, language: str, topic: str, entry: str, token: str = "") -> Button:
    found = library.topics[topic]
    label = f"{found.icon} {found.texts[language].title}"
    return button(label, OpenTopic(language, topic, 0, entry, token))


def _entry(library: Library, name: str) -> Entry | None:
    """The entry of that name if it is a screen of its own."""
    return next((e for e in library.entries if e.id == name and len(e.opens) > 1), None)


def _back_from(library: Library, at: OpenTopic) -> Action:
    """Where a topic was reached from, as far as the button tells."""
    section = library.topics[at.topic].section
    crowded = len(library.sections[section].topics) > 1
    entry = _entry(library, at.entry)
    if entry and not (crowded and section in entry.opens):
        return OpenEntry(at.language, entry.id)
    if crowded:
        return OpenSection(at.language, section, at.entry)
    return OpenHome(at.language)


def _way_back(words: Interface, language: str, back: Action) -> tuple[Button, ...]:
    home = button(words.buttons.home, OpenHome(language))
    return (home,) if isinstance(back, OpenHome) else (button(words.buttons.back, back), home)


def _urgent_and_home(library: Library, language: str) -> Keyboard:
    words = library.interface[language].buttons
    return (
        (button(words.urgent, OpenTopic(language, library.urgent)),),
        (button(words.home, OpenHome(language)),),
    )
