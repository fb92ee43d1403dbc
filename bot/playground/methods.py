"""The table of Bot API methods, and the way of a call: token, checks, ordered faults, result, answer.

Stricter than Telegram on purpose: a parameter that a method does not know is refused, so that a typing
error or a feature this double lacks cannot pass unseen.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from bot.playground import profile, receiving, sending
from bot.playground.errors import ApiError, refuse
from bot.playground.request import Request

if TYPE_CHECKING:
    from bot.playground.world import World

Method: TypeAlias = Callable[["World", Request], Any]

SEND = {"chat_id", "disable_notification", "protect_content", "reply_parameters", "reply_markup"}
TEXT = {"text", "parse_mode", "entities", "link_preview_options"}
CAPTION = SEND | {"caption", "parse_mode", "caption_entities"}
PLACE = SEND | {"latitude", "longitude"}
MESSAGE = {"chat_id", "message_id"}
SCOPE = {"scope", "language_code"}

METHODS: dict[str, tuple[Method, set[str]]] = {
    "getMe": (profile.get_me, set()),
    "close": (profile.done, set()),
    "logOut": (profile.done, set()),
    "getUpdates": (receiving.get_updates, {"offset", "limit", "timeout", "allowed_updates"}),
    "setWebhook": (
        receiving.set_webhook,
        {"url", "secret_token", "max_connections", "allowed_updates", "drop_pending_updates"},
    ),
    "deleteWebhook": (receiving.delete_webhook, {"drop_pending_updates"}),
    "getWebhookInfo": (receiving.get_webhook_info, set()),
    "sendMessage": (sending.send_message, SEND | TEXT),
    "sendLocation": (sending.send_location, PLACE),
    "sendVenue": (sending.send_venue, PLACE | {"title", "address"}),
    "sendContact": (sending.send_contact, SEND | {"phone_number", "first_name", "last_name", "vcard"}),
    "sendPhoto": (sending.send_photo, CAPTION | {"photo"}),
    "sendDocument": (sending.send_document, CAPTION | {"document"}),
    "sendVoice": (sending.send_voice, CAPTION | {"voice", "duration"}),
    "sendChatAction": (sending.send_chat_action, {"chat_id", "action"}),
    "editMessageText": (sending.edit_message_text, MESSAGE | TEXT | {"reply_markup"}),
    "editMessageReplyMarkup": (sending.edit_message_reply_markup, MESSAGE | {"reply_markup"}),
    "deleteMessage": (sending.delete_message, MESSAGE),
    "deleteMessages": (sending.delete_messages, {"chat_id", "message_ids"}),
    "answerCallbackQuery": (
        sending.answer_callback_query,
        {"callback_query_id", "text", "show_alert", "url", "cache_time"},
    ),
    "getFile": (sending.get_file, {"file_id"}),
    "getChat": (sending.get_chat, {"chat_id"}),
    "setMyCommands": (profile.set_my_commands, SCOPE | {"commands"}),
    "getMyCommands": (profile.get_my_commands, SCOPE),
    "deleteMyCommands": (profile.delete_my_commands, SCOPE),
    "setMyName": (profile.set_text, {"name", "language_code"}),
    "getMyName": (profile.get_text, {"language_code"}),
    "setMyDescription": (profile.set_text, {"description", "language_code"}),
    "getMyDescription": (profile.get_text, {"language_code"}),
    "setMyShortDescription": (profile.set_text, {"short_description", "language_code"}),
    "getMyShortDescription": (profile.get_text, {"language_code"}),
}
# Telegram does not tell capital letters apart in the name of a method.
NAMES = {name.lower(): name for name in METHODS}


def call(world: World, request: Request) -> Any:
    """Check a call, let an ordered fault refuse it, or carry it out."""
    name = NAMES.get(request.method.lower())
    if name is None:
        raise ApiError(404, "Not Found: method not found")
    request = Request(name, request.params, request.files)
    world.calls.append(request)
    _fail_on_order(world, request)
    method, known = METHODS[name]
    if unknown := set(request.params) - known:
        refuse(f'unknown parameter "{min(unknown)}" of {name}')
    return method(world, request)


async def answer(world: World, token: str, request: Request) -> tuple[int, bytes]:
    """Carry out a call; the HTTP status and the JSON that Telegram answers with."""
    try:
        if token != world.token:
            raise ApiError(401, "Unauthorized")
        if request.method.lower() == "getupdates":
            result: Any = await receiving.long_poll(world, request)
        else:
            result = world.call(request.method, request.params, request.files)
    except ApiError as error:
        return error.code, json.dumps(error.body()).encode()
    return 200, json.dumps({"ok": True, "result": result}).encode()


def download(world: World, token: str, path: str) -> tuple[int, bytes]:
    """The bytes of a file by the path that getFile gave."""
    if token == world.token:
        for stored in world.files.values():
            if stored.path == path:
                return 200, stored.upload.data
    return 404, json.dumps(ApiError(404, "Not Found").body()).encode()


def _fail_on_order(world: World, request: Request) -> None:
    for place, (fault, left) in enumerate(world.faults):
        if fault.method.lower() not in {"*", request.method.lower()}:
            continue
        if fault.contains and not any(fault.contains in request.text(name) for name in request.params):
            continue
        world.faults[place : place + 1] = [(fault, left - 1)] if left > 1 else []
        raise ApiError(fault.code, fault.description, fault.retry_after)
