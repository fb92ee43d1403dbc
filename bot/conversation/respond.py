"""A Turn and the Library -> a Reply: all that the bot decides, without a messenger, a clock or a disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.content.answers import message
from bot.content.interface import talk_key
from bot.content.markup import Document
from bot.content.model import Library
from bot.conversation import screens
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
    decode,
)
from bot.conversation.reply import AnswerPress, Asked, Edit, EditKeyboard, Helped, Reply, Send
from bot.conversation.screens import Screen
from bot.conversation.turn import Command, Pressed, Sent, Turn, Typed
from bot.understanding import Understood

QUESTION_CHARACTERS = 2000
SUGGESTED = 3

# A question as typed and the language to fall back on -> what it means.
Understand = Callable[[str, str], Understood]


def respond(turn: Turn, library: Library, understand: Understand, today: date) -> Reply:
    """What the bot says to what a person did."""
    language = language_of(turn, library)
    act = turn.act
    if isinstance(act, Pressed):
        return _press(act.data, language, library, today)
    if isinstance(act, Command):
        return _command(act, turn, language, library, today)
    if isinstance(act, Sent):
        words: Document = getattr(library.interface[language].received, act.kind)
        return _send(screens.notice(library, language, words))
    return _answer(act, turn, language, library, understand, today)


def language_of(turn: Turn, library: Library) -> str:
    """The chosen language, else the phone's if it is one of ours, else the default."""
    hint = (turn.hint or "").split("-")[0].lower()
    known = (name for name in (turn.chosen, hint) if name in library.languages)
    return next(known, None) or library.default_language


def _command(act: Command, turn: Turn, language: str, library: Library, today: date) -> Reply:
    words = library.interface[language]
    if act.name == "start":
        section, _, slug = act.argument.partition("_")
        wanted = f"{section}/{slug}" if f"{section}/{slug}" in library.topics else ""
        if turn.chosen not in library.languages:
            return _send(screens.languages(library, language, wanted))
        return _send(_topic_or_home(library, language, wanted, today))
    if act.name == "language":
        return _send(screens.languages(library, language))
    if act.name == "urgent":
        return _send(_topic_or_home(library, language, library.urgent, today))
    if act.name == "about":
        return _send(screens.about(library, language))
    if act.name in ("help", "privacy"):
        text: Document = getattr(words.screens, act.name)
        return _send(screens.notice(library, language, text))
    first = words.screens.cancelled if act.name == "cancel" else words.notices.unknown_command
    return _send(screens.together(message(library, language, first), screens.home(library, language)))


def _press(data: str, language: str, library: Library, today: date) -> Reply:
    action = decode(data)
    if action is None or action.language not in library.languages:
        return _lost(library, language)
    words = library.interface[action.language].notices
    if isinstance(action, ChooseLanguage):
        screen = _topic_or_home(library, action.language, action.topic, today)
        effects = (AnswerPress(words.language_chosen), Edit(screen.body, screen.keyboard))
        return Reply(effects, chosen=action.language)
    if isinstance(action, SayHelped):
        at = OpenTopic(action.language, action.topic, action.page, action.entry, action.token)
        topic = screens.topic(library, at, today, thumbs=False)
        if topic is None:
            return _lost(library, action.language)
        toast = AnswerPress(words.helped) if action.yes else AnswerPress(words.not_helped, alert=True)
        helped = Helped(action.token, action.language, action.topic, bool(action.yes))
        return Reply((toast, EditKeyboard(topic.keyboard)), helped=helped)
    found = _screen(action, library, today)
    if found is None:
        return _lost(library, action.language)
    reply = Reply((AnswerPress(), Edit(found.body, found.keyboard)))
    if isinstance(action, SayNone) and action.token:
        return replace(reply, helped=Helped(action.token, action.language, "", yes=False))
    return reply


def _screen(action: Action, library: Library, today: date) -> Screen | None:
    """The screen that a pressed button opens; None if it is gone from the content."""
    language = action.language
    match action:
        case OpenHome():
            return screens.home(library, language)
        case OpenEntry(entry=name):
            return screens.entry(library, language, name)
        case OpenSection(section=name, entry=entry):
            return screens.section(library, language, name, entry)
        case OpenTopic():
            return screens.topic(library, action, today)
        case OpenAsk():
            return screens.ask(library, language)
        case OpenLanguages(topic=topic):
            return screens.languages(library, language, topic)
        case SayNone():
            words = library.interface[language].answers.none_of_these
            return screens.notice(library, language, words)
        case _:
            return None


def _answer(
    act: Typed, turn: Turn, language: str, library: Library, understand: Understand, today: date
) -> Reply:
    words = library.interface[language]
    key = talk_key(act.text[:QUESTION_CHARACTERS])
    if not key:
        return _send(screens.notice(library, language, words.answers.empty))
    if talk := small_talk(library, key, language):
        return _send(screens.notice(library, *talk))
    meant = understand(act.text[:QUESTION_CHARACTERS], language)
    language = meant.language
    words = library.interface[language]
    best = meant.matches[0].topic if meant.matches else None
    if meant.outcome == "danger":
        best = best or library.urgent
    screen: Screen | None = None
    if meant.outcome in ("answered", "danger") and best:
        screen = screens.topic(library, OpenTopic(language, best, token=turn.token), today)
    elif meant.outcome == "suggested":
        near = tuple(match.topic for match in meant.matches[:SUGGESTED])
        screen = screens.suggestions(library, language, near, turn.token)
    if screen is None:
        text = words.answers.unanswered if meant.outcome == "unanswered" else words.answers.off_topic
        if len(act.text) > QUESTION_CHARACTERS:
            text = words.answers.too_long
        screen = screens.notice(library, language, text)
    topic = best if meant.outcome in ("answered", "danger", "suggested") else None
    asked = Asked(turn.token, act.text[:QUESTION_CHARACTERS], language, meant.outcome, topic)
    return replace(_send(screen), asked=asked)


def small_talk(library: Library, key: str, language: str) -> tuple[str, Document] | None:
    """The language and the words for a greeting or thanks, the person's own language first."""
    found = ((one, library.interface[one].talk.get(key)) for one in (language, *library.languages))
    return next(((one, words) for one, words in found if words), None)


def _topic_or_home(library: Library, language: str, topic: str, today: date) -> Screen:
    found = screens.topic(library, OpenTopic(language, topic), today) if topic else None
    return found or screens.home(library, language)


def _lost(library: Library, language: str) -> Reply:
    """An unknown button, or one whose topic is gone: say so and open the first screen in a new message."""
    toast = AnswerPress(library.interface[language].notices.old_button)
    screen = screens.home(library, language)
    return Reply((toast, Send(screen.body, screen.keyboard)))


def _send(screen: Screen) -> Reply:
    return Reply((Send(screen.body, screen.keyboard),))
