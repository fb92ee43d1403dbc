"""A conversation as text, for golden files: what was said, pressed, changed and deleted."""

from __future__ import annotations

from collections.abc import Iterator

from bot.playground.chats import Chat
from bot.playground.request import Json
from bot.playground.world import World

KINDS = ("venue", "location", "contact", "photo", "document", "voice", "video", "sticker")


def transcript(world: World, chat_id: int) -> str:
    """The whole history of a chat, messages numbered from 1 in the order they came."""
    chat = world.chat(chat_id)
    return "".join(f"{line}\n" for name, data in chat.journal for line in _lines(chat, name, data))


def _lines(chat: Chat, name: str, data: Json) -> Iterator[str]:
    match name:
        case "message" | "edit":
            yield from _message(chat, data, " (edited)" if name == "edit" else "")
        case "press":
            yield f"    (pressed on [{chat.numbers[data['message_id']]}]: {data['label']})"
        case "answer" if data["text"] or data["url"]:
            kind = "alert" if data["show_alert"] else "toast"
            yield f"    ({kind}: {data['text'] or data['url']})"
        case "delete":
            yield from (f"[{chat.numbers[message_id]}] (deleted)" for message_id in data["message_ids"])
        case "clear":
            yield "    (the person cleared the history)"


def _message(chat: Chat, message: Json, note: str) -> Iterator[str]:
    sender = message["from"]
    who = "bot" if sender["is_bot"] else "person" if chat.title is None else sender["first_name"]
    if "forward_origin" in message:
        note += f" (from {message['forward_origin']['sender_user_name']})"
    if "reply_to_message" in message:
        note += f" (to [{chat.numbers[message['reply_to_message']['message_id']]}])"
    first, *rest = _said(message).split("\n")
    yield f"[{chat.numbers[message['message_id']]}] {who}{note}: {first}".rstrip()
    yield from (f"    {line}".rstrip() for line in rest)
    markup = message.get("reply_markup", {})
    for row in markup.get("inline_keyboard") or markup.get("keyboard") or []:
        yield "    " + " ".join(f"[{button['text']}]" for button in row)
    if "remove_keyboard" in markup:
        yield "    (keyboard removed)"


def _said(message: Json) -> str:
    if "text" in message:
        return str(message["text"])
    kind = next(kind for kind in KINDS if kind in message)
    content = message[kind]
    match kind:
        case "venue":
            return f"<venue: {content['title']}, {content['address']}>"
        case "location":
            return f"<location: {content['latitude']}, {content['longitude']}>"
        case "contact":
            return f"<contact: {content['first_name']}, {content['phone_number']}>"
        case "document":
            said = f"<document: {content['file_name']}>"
        case _:
            said = f"<{kind}>"
    return f"{said} {message['caption']}" if "caption" in message else said
