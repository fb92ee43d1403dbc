"""What the bot does in a chat: send, edit, delete, answer a press. Refusals carry Telegram's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.playground.errors import ApiError, refuse
from bot.playground.keyboards import checked_markup, for_bot, is_inline, quoted
from bot.playground.markup import formatted
from bot.playground.request import Json, Request
from bot.playground.uploads import MAX_DOWNLOAD, picture_size, received

if TYPE_CHECKING:
    from bot.playground.chats import Chat
    from bot.playground.world import World

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_ANSWER = 200
MAX_DELETED = 100
DELETE_SECONDS = 48 * 3600
# Telegram publishes no figure; answers after about this long are refused in practice.
QUERY_SECONDS = 15
TYPING_SECONDS = 5
ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


def send_message(world: World, request: Request) -> Json:
    """sendMessage."""
    content = _text(request, "message is too long")
    return _send(world, request, content)


def send_location(world: World, request: Request) -> Json:
    """sendLocation."""
    return _send(world, request, {"location": _location(request)})


def send_venue(world: World, request: Request) -> Json:
    """sendVenue."""
    location = _location(request)
    if not request.text("title"):
        refuse("VENUE_TITLE_EMPTY")
    venue = {"location": location, "title": request.text("title"), "address": request.text("address")}
    return _send(world, request, {"venue": venue, "location": location})


def send_contact(world: World, request: Request) -> Json:
    """sendContact."""
    for name in ("phone_number", "first_name"):
        if not request.text(name):
            refuse(f'parameter "{name}" is required')
    names = ("phone_number", "first_name", "last_name", "vcard")
    return _send(world, request, {"contact": {n: request.text(n) for n in names if request.text(n)}})


def send_photo(world: World, request: Request) -> Json:
    """sendPhoto."""
    stored = received(world.files, request, "photo")
    width, height = picture_size(stored.upload.data)
    photo = [{**stored.described(), "width": width, "height": height}]
    return _send(world, request, {"photo": photo, **_caption(request)})


def send_document(world: World, request: Request) -> Json:
    """sendDocument."""
    stored = received(world.files, request, "document")
    file = {**stored.described(), "file_name": stored.upload.name, "mime_type": stored.upload.mime}
    return _send(world, request, {"document": file, **_caption(request)})


def send_voice(world: World, request: Request) -> Json:
    """sendVoice."""
    stored = received(world.files, request, "voice")
    voice = {**stored.described(), "mime_type": stored.upload.mime, "duration": request.integer("duration")}
    return _send(world, request, {"voice": voice, **_caption(request)})


def send_chat_action(world: World, request: Request) -> bool:
    """sendChatAction."""
    if request.text("action") not in ACTIONS:
        refuse("wrong parameter action in request")
    chat = _open_chat(world, request)
    chat.typing_until = world.now() + TYPING_SECONDS
    world.publish("typing", chat.id, {"action": request.text("action")})
    return True


def edit_message_text(world: World, request: Request) -> Json:
    """editMessageText."""
    content = _text(request, "MESSAGE_TOO_LONG")
    chat, message = _editable(world, request)
    if "text" not in message:
        refuse("there is no text in the message to edit")
    return _edit(world, chat, message, request, content)


def edit_message_reply_markup(world: World, request: Request) -> Json:
    """editMessageReplyMarkup."""
    chat, message = _editable(world, request)
    names = ("text", "entities", "link_preview_options")
    return _edit(world, chat, message, request, {n: message[n] for n in names if n in message})


def delete_message(world: World, request: Request) -> bool:
    """deleteMessage."""
    chat = _chat(world, request)
    message_id = request.integer("message_id")
    if message_id not in chat.messages:
        refuse("message to delete not found")
    return _delete(world, chat, [message_id])


def delete_messages(world: World, request: Request) -> bool:
    """deleteMessages: skips what is missing, refuses the whole batch for one message that is too old."""
    ids = request.array("message_ids", "message identifiers")
    if not ids:
        refuse("message identifiers are not specified")
    if len(ids) > MAX_DELETED:
        refuse("too many message identifiers specified")
    if not all(isinstance(one, int) for one in ids):
        refuse("message identifier must be a Number")
    if min(ids) <= 0:
        refuse("invalid message identifier specified")
    return _delete(world, _chat(world, request), ids)


def answer_callback_query(world: World, request: Request) -> bool:
    """answerCallbackQuery: once for each press, and within QUERY_SECONDS."""
    query_id = request.text("callback_query_id")
    query = world.queries.get(query_id)
    if query is None or world.now() - query.pressed > QUERY_SECONDS:
        refuse("query is too old and response timeout expired or query ID is invalid")
    text, url = request.text("text"), request.text("url")
    if len(text) > MAX_ANSWER:
        refuse("MESSAGE_TOO_LONG")
    if url and f"t.me/{world.username}?start=" not in url:
        refuse("URL_INVALID")
    del world.queries[query_id]
    answer = {"query_id": query_id, "text": text, "show_alert": request.flag("show_alert"), "url": url}
    world.chats[query.chat_id].journal.append(("answer", answer))
    world.publish("answer", query.chat_id, answer)
    return True


def get_file(world: World, request: Request) -> Json:
    """getFile."""
    stored = world.files.get(request.text("file_id"))
    if stored is None:
        refuse("invalid file_id")
    if len(stored.upload.data) > MAX_DOWNLOAD:
        refuse("file is too big")
    return {**stored.described(), "file_path": stored.path}


def get_chat(world: World, request: Request) -> Json:
    """getChat."""
    gifts = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"),
        False,
    )
    full = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}
    return world.described(_chat(world, request)) | full


def _chat(world: World, request: Request) -> Chat:
    name = request.text("chat_id")
    if not name:
        refuse("chat_id is empty")
    chat = world.chats.get(int(name)) if name.removeprefix("-").isdecimal() else None
    if chat is None:
        refuse("chat not found")
    return chat


def _open_chat(world: World, request: Request) -> Chat:
    chat = _chat(world, request)
    if chat.blocked:
        raise ApiError(403, "Forbidden: bot was blocked by the user")
    return chat


def _text(request: Request, too_long: str) -> Json:
    source = request.text("text")
    if not source:
        refuse("message text is empty")
    text, entities = formatted(source, request.text("parse_mode"), request.array("entities", "MessageEntity"))
    if not text.strip():
        refuse("text must be non-empty")
    if len(text) > MAX_TEXT:
        refuse(too_long)
    preview = request.object("link_preview_options")
    parts: Json = {"text": text, "entities": entities, "link_preview_options": preview}
    return {name: value for name, value in parts.items() if value}


def _caption(request: Request) -> Json:
    entities = request.array("caption_entities", "MessageEntity")
    text, entities = formatted(request.text("caption"), request.text("parse_mode"), entities)
    if len(text) > MAX_CAPTION:
        refuse("message caption is too long")
    return {name: value for name, value in (("caption", text), ("caption_entities", entities)) if value}


def _location(request: Request) -> Json:
    latitude, longitude = request.number("latitude"), request.number("longitude")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        refuse("wrong location specified")
    return {"latitude": latitude, "longitude": longitude}


def _send(world: World, request: Request, content: Json) -> Json:
    chat = _chat(world, request)
    markup = checked_markup(
        request.object("reply_markup", "reply keyboard markup"), private=chat.title is None
    )
    reply = request.object("reply_parameters") or {}
    replied = chat.messages.get(int(reply.get("message_id", 0)))
    if reply and replied is None and not reply.get("allow_sending_without_reply"):
        refuse("message to be replied not found")
    extra: dict[str, Any] = {
        "reply_to_message": quoted(replied) if replied else None,
        "has_protected_content": request.flag("protect_content"),
        "reply_markup": markup,
    }
    chat = _open_chat(world, request)
    shown = {name: value for name, value in extra.items() if value}
    return for_bot(world.new_message(chat, world.bot, {**content, **shown}))


def _editable(world: World, request: Request) -> tuple[Chat, Json]:
    chat = _chat(world, request)
    message = chat.messages.get(request.integer("message_id"))
    if message is None:
        refuse("message to edit not found")
    if not message["from"]["is_bot"] or not is_inline(message.get("reply_markup", {"inline_keyboard": []})):
        refuse("message can't be edited")
    return chat, message


def _edit(world: World, chat: Chat, message: Json, request: Request, content: Json) -> Json:
    markup = checked_markup(
        request.object("reply_markup", "reply keyboard markup"), private=chat.title is None, inline_only=True
    )
    if markup:
        content = {**content, "reply_markup": markup}
    if all(message.get(name) == content.get(name) for name in ("text", "entities", "reply_markup")):
        refuse(
            "message is not modified: specified new message content and reply markup are exactly the same "
            "as a current content and reply markup of the message"
        )
    replaced = {"text", "entities", "link_preview_options", "reply_markup"}
    kept = {name: value for name, value in message.items() if name not in replaced}
    changed = {**kept, **content, "edit_date": int(world.now())}
    world.change_message(chat, changed)
    return changed


def _delete(world: World, chat: Chat, message_ids: list[int]) -> bool:
    for message in filter(None, map(chat.messages.get, message_ids)):
        if world.now() - message["date"] > DELETE_SECONDS:
            refuse("message can't be deleted for everyone")
        if chat.title is not None and not message["from"]["is_bot"]:
            refuse("message can't be deleted for everyone")
    world.remove_messages(chat, message_ids)
    return True
