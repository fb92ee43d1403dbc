"""What the bot says back: a short list of effects, and what is to be kept of the turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from bot.content.markup import Document


@dataclass(frozen=True, slots=True)
class Button:
    """A label with the data that comes back when it is pressed."""

    label: str
    data: str


Keyboard: TypeAlias = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Send:
    """A new message."""

    body: Document
    keyboard: Keyboard = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """The message whose button was pressed, changed in place."""

    body: Document
    keyboard: Keyboard = ()


@dataclass(frozen=True, slots=True)
class EditKeyboard:
    """Only the buttons of that message, changed in place."""

    keyboard: Keyboard


@dataclass(frozen=True, slots=True)
class AnswerPress:
    """The press is acknowledged; `text` is shown for a moment, or until closed if `alert`."""

    text: str = ""
    alert: bool = False


Effect: TypeAlias = Send | Edit | EditKeyboard | AnswerPress


@dataclass(frozen=True, slots=True)
class Asked:
    """A typed question for the log. `text` is raw: whoever stores it cleans it first."""

    token: str
    text: str
    language: str
    outcome: str
    topic: str | None


@dataclass(frozen=True, slots=True)
class Helped:
    """A thumb up or down. `token` is that of the question, empty for an answer reached by the menu."""

    token: str
    language: str
    topic: str
    yes: bool


@dataclass(frozen=True, slots=True)
class Reply:
    """Effects in order; then a language to remember, a question or a thumb to log, if any."""

    effects: tuple[Effect, ...]
    chosen: str | None = None
    asked: Asked | None = None
    helped: Helped | None = None
