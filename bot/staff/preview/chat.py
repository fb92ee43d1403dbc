"""What a person does in a phone of the preview -> what the bot answers, as values for the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias

from bot.content.markup import Document
from bot.content.model import Library
from bot.content.rendering import telegram_html
from bot.conversation.reply import AnswerPress, Edit, EditKeyboard, Effect, Keyboard, Reply
from bot.conversation.respond import respond
from bot.conversation.turn import Act, Command, Pressed, Turn, Typed
from bot.understanding import Index, Understood, match

Json: TypeAlias = dict[str, Any]
# Telegram's HTML -> the text with its entities, as Telegram would keep them.
Parsed: TypeAlias = Callable[[str], tuple[str, list[Json]]]


def answered(
    act: Act, language: str, library: Library, index: Index | None, today: date, parsed: Parsed
) -> Json:
    """The reply to an act; a typed question needs an index."""

    def understand(question: str, fallback: str) -> Understood:
        if index is None:
            raise ValueError("a typed question needs an index")
        return match(question, index, fallback)

    return _written(respond(Turn(act, token="", chosen=language), library, understand, today), parsed)


def pressed(data: str) -> Act:
    """A button with its data."""
    return Pressed(data)


def typed(text: str) -> Act:
    """Words or a /command, as a messenger tells them apart."""
    if text.startswith("/") and (words := text[1:].split(maxsplit=1)):
        return Command(words[0].partition("@")[0].lower(), "".join(words[1:]).strip())
    return Typed(text)


def _written(reply: Reply, parsed: Parsed) -> Json:
    asked = reply.asked
    return {
        "effects": [_effect(effect, parsed) for effect in reply.effects],
        "chosen": reply.chosen,
        "understood": asked and {"outcome": asked.outcome, "topic": asked.topic, "language": asked.language},
    }


def _effect(effect: Effect, parsed: Parsed) -> Json:
    if isinstance(effect, AnswerPress):
        return {"do": "toast", "text": effect.text, "alert": effect.alert}
    if isinstance(effect, EditKeyboard):
        return {"do": "keys", "reply_markup": _keys(effect.keyboard)}
    do = "edit" if isinstance(effect, Edit) else "send"
    return {"do": do, **_message(effect.body, parsed), "reply_markup": _keys(effect.keyboard)}


def _message(body: Document, parsed: Parsed) -> Json:
    text, entities = parsed(telegram_html(body))
    return {"text": text, "entities": entities}


def _keys(keyboard: Keyboard) -> Json:
    rows = [[{"text": button.label, "callback_data": button.data} for button in row] for row in keyboard]
    return {"inline_keyboard": rows}
