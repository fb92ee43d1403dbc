"""Telegram's Update -> who did what where, and the Turn in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from telegram import Message, MessageEntity, Update
from telegram.constants import ChatType

from bot.conversation.turn import Act, Command, Kind, Pressed, Sent, Turn, Typed

# Every attachment that has words of its own; anything else is "other".
_KINDS: tuple[tuple[str, Kind], ...] = (
    ("photo", "photo"),
    ("voice", "voice"),
    ("audio", "voice"),
    ("video_note", "video"),
    ("video", "video"),
    ("animation", "sticker"),
    ("sticker", "sticker"),
    ("document", "document"),
    ("venue", "location"),
    ("location", "location"),
    ("contact", "contact"),
)
# What a service message says to nobody: members coming and going, pins, new titles.
_SILENT = (
    "new_chat_members",
    "left_chat_member",
    "pinned_message",
    "new_chat_title",
    "new_chat_photo",
    "delete_chat_photo",
    "group_chat_created",
    "supergroup_chat_created",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "message_auto_delete_timer_changed",
    "chat_background_set",
    "write_access_allowed",
    "boost_added",
)

ALLOWED_UPDATES = ("message", "edited_message", "callback_query")


@dataclass(frozen=True, slots=True)
class Received:
    """An act with the addresses needed to answer it. Ids live in memory only."""

    person: int
    chat: int
    act: Act
    hint: str | None
    message: int | None = None
    query: str | None = None

    def turn(self, token: str, chosen: str | None) -> Turn:
        """The same without any address."""
        return Turn(self.act, token, chosen, self.hint)


def lane_of(update: Update) -> int:
    """The chat whose order this update must keep (0 if none)."""
    return update.effective_chat.id if update.effective_chat else 0


def read(update: Update, bot_id: int, bot_name: str) -> Received | None:
    """What the update asks of the bot; None if nothing (a group talking among itself, a channel post)."""
    user, chat = update.effective_user, update.effective_chat
    if user is None or user.is_bot:
        return None
    hint = user.language_code
    query = update.callback_query
    if query is not None:
        if chat is None:  # a button of a message too old for Telegram to tell of
            return None
        message = query.message.message_id if query.message else None
        return Received(user.id, chat.id, Pressed(query.data or ""), hint, message, query.id)
    message_ = update.message or update.edited_message
    if message_ is None or chat is None or any(getattr(message_, name) for name in _SILENT):
        return None
    if update.edited_message and message_.text is None and message_.caption is None:
        return None  # each step of a live location is an edit
    act: Act | None = _act(message_, bot_name)
    if chat.type != ChatType.PRIVATE:
        act = _addressed(act, message_, bot_id, bot_name)
    return Received(user.id, chat.id, act, hint) if act else None


def _act(message: Message, bot_name: str) -> Act:
    text = message.text if message.text is not None else message.caption
    if text is None:
        return Sent(next((kind for name, kind in _KINDS if getattr(message, name)), "other"))
    if text.startswith("/"):
        head, *rest = text[1:].split(maxsplit=1) or [""]
        name, _, owner = head.partition("@")
        if name and (not owner or owner.lower() == bot_name.lower()):
            return Command(name.lower(), "".join(rest).strip())
    return Typed(text)


def _addressed(act: Act | None, message: Message, bot_id: int, bot_name: str) -> Act | None:
    """In a group: a command, a mention or an answer to the bot's own message; else nothing."""
    replied = message.reply_to_message
    to_bot = bool(replied and replied.from_user and replied.from_user.id == bot_id)
    if isinstance(act, Command):
        return act
    if not isinstance(act, Typed) or act.text.startswith("/"):
        return None
    mention = f"@{bot_name}".lower()
    mentions: Callable[..., dict[MessageEntity, str]] = (
        message.parse_entities if message.text is not None else message.parse_caption_entities
    )
    named = any(text.lower() == mention for text in mentions([MessageEntity.MENTION]).values())
    if not (named or to_bot):
        return None
    words = [word for word in act.text.split() if word.lower().strip(",:;.!?") != mention]
    return Typed(" ".join(words))
