"""What the World is made of: chats, presses that wait for an answer, and events for the chat page."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.playground.request import Json


@dataclass(slots=True)
class Chat:
    """A chat with the bot: private, or a group when it has a title."""

    id: int
    people: tuple[int, ...]
    title: str | None = None
    messages: dict[int, Json] = field(default_factory=dict)
    numbers: dict[int, int] = field(default_factory=dict)
    journal: list[tuple[str, Json]] = field(default_factory=list)
    cleared: int = 0
    blocked: bool = False
    typing_until: float = 0


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a chat page has to show; `chat_id` None is for every page."""

    seq: int
    name: str
    chat_id: int | None
    data: Json


@dataclass(slots=True)
class Query:
    """A press that waits for the bot's answer."""

    chat_id: int
    message_id: int
    person_id: int
    pressed: float
