"""The World: people, chats, messages and waiting updates of one bot, with no network and no clock of its own.

What a person does is a method here; what the bot does comes in through `call` (see methods.py). Messages are
Bot API JSON and are never changed in place, so an update keeps the message as it was.
"""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from bot.playground import methods
from bot.playground.chats import Chat, Event, Query
from bot.playground.errors import Fault, PlayError
from bot.playground.keyboards import for_bot, quoted
from bot.playground.links import find_entities
from bot.playground.profile import commands_for
from bot.playground.request import Json, Request
from bot.playground.samples import SAMPLES
from bot.playground.uploads import Stored, store

MAX_TEXT = 4096
UPDATES_KEPT = 24 * 3600
START_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a Telegram app; their private chat with the bot has the same id."""

    id: int
    first_name: str
    language_code: str | None = None

    def described(self) -> Json:
        """The Bot API's User."""
        language = {"language_code": self.language_code} if self.language_code else {}
        return {"id": self.id, "is_bot": False, "first_name": self.first_name, **language}


@dataclass(slots=True, eq=False)
class World:
    """Everything there is; `now` gives seconds since 1970, `token` is the one the bot must come with."""

    token: str = "7000:playground"  # noqa: S105 - it opens nothing
    now: Callable[[], float] = time.time
    username: str = "playground_bot"
    people: dict[int, Person] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    files: dict[str, Stored] = field(default_factory=dict)
    queries: dict[str, Query] = field(default_factory=dict)
    calls: deque[Request] = field(default_factory=lambda: deque(maxlen=1000))
    events: deque[Event] = field(default_factory=lambda: deque(maxlen=2000))
    seq: int = 0
    listeners: set[Callable[[], None]] = field(default_factory=set)
    updates: deque[tuple[float, Json]] = field(default_factory=deque)
    allowed_updates: tuple[str, ...] = ()
    polls: int = 0
    webhook: Json = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    profile: dict[tuple[str, str], str] = field(default_factory=dict)
    faults: list[tuple[Fault, int]] = field(default_factory=list)
    last_message: int = 0
    last_update: int = 0
    last_query: int = 0

    def __post_init__(self) -> None:
        self.profile["name", ""] = "Bagyt"
        self.join(Person(1001, "Айбек", "ky"))

    # the bot's side

    def call(self, method: str, params: Any = None, files: Any = None) -> Any:
        """Do what the bot asks for; the result as JSON, or an ApiError. getUpdates never waits here."""
        return methods.call(self, Request(method, params or {}, files or {}))

    def fail(self, fault: Fault) -> None:
        """Order a refusal."""
        self.faults.append((fault, fault.times))

    @property
    def bot(self) -> Json:
        """The bot as the Bot API's User."""
        name = self.profile["name", ""]
        return {
            "id": int(self.token.split(":")[0]),
            "is_bot": True,
            "first_name": name,
            "username": self.username,
        }

    def chat(self, chat_id: int) -> Chat:
        """A chat that exists."""
        if chat_id not in self.chats:
            raise PlayError(f"there is no chat {chat_id}")
        return self.chats[chat_id]

    def described(self, chat: Chat) -> Json:
        """The Bot API's Chat."""
        if chat.title is not None:
            return {"id": chat.id, "type": "group", "title": chat.title}
        return {"id": chat.id, "type": "private", "first_name": self.people[chat.id].first_name}

    def new_message(self, chat: Chat, sender: Json, content: Json) -> Json:
        """Put a message into a chat; it shows on the page and, from a person, reaches the bot."""
        self.last_message += 1
        message = {
            "message_id": self.last_message,
            "from": sender,
            "chat": self.described(chat),
            "date": int(self.now()),
            **content,
        }
        chat.messages[self.last_message] = message
        chat.numbers[self.last_message] = len(chat.numbers) + 1
        chat.typing_until = 0
        chat.journal.append(("message", message))
        self.publish("message", chat.id, {"message": message})
        return message

    def change_message(self, chat: Chat, message: Json) -> None:
        """Put a changed message in the place of the one with its id."""
        chat.messages[message["message_id"]] = message
        chat.journal.append(("edit", message))
        if message["message_id"] > chat.cleared:
            self.publish("edit", chat.id, {"message": message})

    def remove_messages(self, chat: Chat, message_ids: Iterable[int]) -> None:
        """Take messages away for both sides."""
        gone = [message_id for message_id in message_ids if chat.messages.pop(message_id, None)]
        if gone:
            chat.journal.append(("delete", {"message_ids": gone}))
            self.publish("delete", chat.id, {"message_ids": gone})

    def queue_update(self, kind: str, content: Json) -> None:
        """Let an update wait for the bot, if the bot wants its kind."""
        if not self.allowed_updates or kind in self.allowed_updates:
            self.last_update += 1
            self.updates.append((self.now(), {"update_id": self.last_update, kind: content}))
            self.wake()

    def waiting(self) -> deque[tuple[float, Json]]:
        """Updates nobody has confirmed; Telegram forgets them after 24 hours."""
        while self.updates and self.updates[0][0] < self.now() - UPDATES_KEPT:
            self.updates.popleft()
        return self.updates

    def publish(self, name: str, chat_id: int | None, data: Json) -> None:
        """Tell the pages that something happened."""
        self.seq += 1
        self.events.append(Event(self.seq, name, chat_id, data))
        self.wake()

    def wake(self) -> None:
        """Tell whoever waits that something is new."""
        for listener in tuple(self.listeners):
            listener()

    # a person's side

    def join(self, person: Person) -> int:
        """A person finds the bot; the id of their chat."""
        self.people[person.id] = person
        self.chats[person.id] = Chat(person.id, (person.id,))
        return person.id

    def group(self, title: str, people: Iterable[int]) -> int:
        """A group with these people and the bot, which sees all that is said; the id of the chat."""
        chat_id = -1 - sum(chat.title is not None for chat in self.chats.values())
        self.chats[chat_id] = Chat(chat_id, tuple(people), title)
        return chat_id

    def say(self, chat_id: int, text: str, person: int | None = None, reply_to: int | None = None) -> Json:
        """A person writes."""
        return self._write(chat_id, _typed(text), person, reply_to)

    def start(self, chat_id: int, payload: str = "") -> Json:
        """A person opens t.me/<bot>?start=<payload> and presses Start."""
        if not START_PAYLOAD.fullmatch(payload):
            raise PlayError("a deep link carries at most 64 characters out of A-Z, a-z, 0-9, _ and -")
        return self.say(chat_id, f"/start {payload}".rstrip())

    def send(self, chat_id: int, kind: str, person: int | None = None, **fields: Any) -> Json:
        """A person sends a sample of a kind; `fields` go into the message (caption) or replace its part."""
        if kind not in SAMPLES:
            raise PlayError(f"a person can send {', '.join(SAMPLES)}, not {kind}")
        sample = SAMPLES[kind]
        content = dict(sample.fields)
        if sample.upload is not None:
            stored = store(self.files, kind, sample.upload)
            content |= stored.described()
        shown: Any = [content] if kind == "photo" else content
        return self._write(chat_id, {kind: shown} | fields, person)

    def forward(self, chat_id: int, text: str, sender: str, person: int | None = None) -> Json:
        """A person forwards what somebody with a hidden account wrote."""
        origin = {"type": "hidden_user", "sender_user_name": sender, "date": int(self.now())}
        return self._write(chat_id, {**_typed(text), "forward_origin": origin}, person)

    def edit(self, chat_id: int, message_id: int, text: str) -> Json:
        """A person changes what they wrote."""
        chat = self.chat(chat_id)
        message = chat.messages.get(message_id, {})
        if "text" not in message or message["from"]["is_bot"]:
            raise PlayError("a person can change only a text of their own")
        kept = {name: value for name, value in message.items() if name not in {"text", "entities"}}
        changed = {**kept, **_typed(text), "edit_date": int(self.now())}
        self.change_message(chat, changed)
        self.queue_update("edited_message", changed)
        return changed

    def press(
        self, chat_id: int, message_id: int, data: str, person: int | None = None, forged: bool = False
    ) -> str:
        """A person presses a button; the id of the query. Only a `forged` app sends data no button has."""
        chat = self.chat(chat_id)
        message = chat.messages.get(message_id, {})
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        labels = [button["text"] for row in rows for button in row if button.get("callback_data") == data]
        if not message or not (labels or forged):
            raise PlayError("there is no such button")
        self.last_query += 1
        query_id = str(self.last_query)
        who = self._person(chat, person)
        self.queries[query_id] = Query(chat_id, message_id, who.id, self.now())
        label = labels[0] if labels else data
        chat.journal.append(("press", {"query_id": query_id, "message_id": message_id, "label": label}))
        self.queue_update(
            "callback_query",
            {
                "id": query_id,
                "from": who.described(),
                "message": for_bot(message),
                "chat_instance": str(10_000 + abs(chat_id)),
                "data": data,
            },
        )
        return query_id

    def set_language(self, chat_id: int, code: str | None) -> None:
        """A person changes the language of their app."""
        person = self._person(self.chat(chat_id), None)
        self.people[person.id] = replace(person, language_code=code)
        self.publish("commands", chat_id, {"commands": commands_for(self, self.chat(chat_id))})

    def clear(self, chat_id: int) -> None:
        """A person clears the history on their side; the bot's copy stays."""
        chat = self.chat(chat_id)
        chat.cleared = self.last_message
        chat.journal.append(("clear", {}))
        self.publish("reset", chat_id, {})

    def block(self, chat_id: int, blocked: bool = True) -> None:
        """A person blocks the bot, or lets it in again."""
        chat = self.chat(chat_id)
        states = [
            {"user": self.bot, "status": "member"},
            {"user": self.bot, "status": "kicked", "until_date": 0},
        ]
        if blocked != chat.blocked:
            chat.blocked = blocked
            self.queue_update(
                "my_chat_member",
                {
                    "chat": self.described(chat),
                    "from": self._person(chat, None).described(),
                    "date": int(self.now()),
                    "old_chat_member": states[not blocked],
                    "new_chat_member": states[blocked],
                },
            )

    def visible(self, chat_id: int) -> list[Json]:
        """The messages on the person's screen, oldest first."""
        chat = self.chat(chat_id)
        return [message for message_id, message in chat.messages.items() if message_id > chat.cleared]

    def _person(self, chat: Chat, person: int | None) -> Person:
        if person is not None and person not in chat.people:
            raise PlayError(f"person {person} is not in chat {chat.id}")
        return self.people[person or chat.people[0]]

    def _write(self, chat_id: int, content: Json, person: int | None, reply_to: int | None = None) -> Json:
        chat = self.chat(chat_id)
        if chat.blocked:
            raise PlayError("the bot is blocked in this chat")
        if reply_to is not None:
            if reply_to not in chat.messages:
                raise PlayError("there is no message to reply to")
            content = {**content, "reply_to_message": quoted(chat.messages[reply_to])}
        message = self.new_message(chat, self._person(chat, person).described(), content)
        self.queue_update("message", message)
        return message


def _typed(text: str) -> Json:
    text = text.strip()
    if not text:
        raise PlayError("an empty message cannot be sent")
    if len(text) > MAX_TEXT:
        raise PlayError(f"a message holds at most {MAX_TEXT} characters; an app would send it in parts")
    entities = find_entities(text)
    return {"text": text, "entities": entities} if entities else {"text": text}
