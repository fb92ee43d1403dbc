"""What the bot says about itself: commands by scope and language, name and descriptions by language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.playground.errors import refuse
from bot.playground.request import Json, Request

if TYPE_CHECKING:
    from bot.playground.chats import Chat
    from bot.playground.world import World

MAX_COMMANDS = 100
MAX_COMMAND = 32
MAX_COMMAND_DESCRIPTION = 256
MAX_LENGTHS = {"name": 64, "description": 512, "short_description": 120}
PLAIN_SCOPES = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
CHAT_SCOPES = {"chat", "chat_administrators", "chat_member"}


def get_me(world: World, request: Request) -> Json:
    """getMe."""
    return world.bot | {
        "can_join_groups": True,
        "can_read_all_group_messages": True,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def done(world: World, request: Request) -> bool:
    """Close and logOut: nothing to do here."""
    return True


def set_my_commands(world: World, request: Request) -> bool:
    """setMyCommands."""
    commands = [_command(command) for command in request.array("commands", "BotCommand")]
    if len(commands) > MAX_COMMANDS:
        refuse("BOT_COMMANDS_TOO_MUCH")
    return _store_commands(world, request, commands)


def delete_my_commands(world: World, request: Request) -> bool:
    """deleteMyCommands."""
    return _store_commands(world, request, [])


def get_my_commands(world: World, request: Request) -> list[Json]:
    """getMyCommands: the list of exactly this scope and language, with no fall-back."""
    return world.commands.get((_scope(world, request), _language(request)), [])


def commands_for(world: World, chat: Chat) -> list[Json]:
    """The commands that an app shows in a chat, chosen by scope and then by its person's language.

    The order is the one of core.telegram.org/bots/api#determining-list-of-commands.
    """
    language = world.people[chat.people[0]].language_code or ""
    scopes = [f"chat:{chat.id}:", "all_private_chats::" if chat.title is None else "all_group_chats::"]
    if chat.title is not None:
        scopes.insert(0, f"chat_member:{chat.id}:{chat.people[0]}")
    for scope in [*scopes, "default::"]:
        for code in (language, ""):
            if (scope, code) in world.commands:
                return world.commands[scope, code]
    return []


def set_text(world: World, request: Request) -> bool:
    """setMyName, setMyDescription and setMyShortDescription; empty removes the text of that language."""
    field, language = _field(request), _language(request)
    text = request.text(field).strip()
    if len(text) > MAX_LENGTHS[field]:
        refuse(f"{field} is too long")
    if text:
        world.profile[field, language] = text
    elif (field, language) != ("name", ""):
        world.profile.pop((field, language), None)
    return True


def get_text(world: World, request: Request) -> Json:
    """getMyName, getMyDescription and getMyShortDescription, with the fall-back to no language."""
    return {_field(request): text_for(world, _field(request), _language(request))}


def text_for(world: World, field: str, language: str) -> str:
    """A name or description as a person with this language sees it."""
    return world.profile.get((field, language)) or world.profile.get((field, ""), "")


def _field(request: Request) -> str:
    words = re.findall("[A-Z][a-z]+", request.method[len("setMy") - 2 :])
    return "_".join(words[1:] if words[0] == "My" else words).lower()


def _language(request: Request) -> str:
    code = request.text("language_code")
    if not re.fullmatch("(?:[a-z]{2})?", code):
        refuse("invalid language code specified")
    return code


def _scope(world: World, request: Request) -> str:
    scope = request.object("scope", "BotCommandScope") or {"type": "default"}
    kind = scope.get("type")
    if kind in PLAIN_SCOPES:
        return f"{kind}::"
    if kind not in CHAT_SCOPES:
        refuse("can't parse BotCommandScope: Unsupported type specified")
    if not str(scope.get("chat_id", "")):
        refuse("can't parse BotCommandScope: Empty chat_id specified")
    if int(scope["chat_id"]) not in world.chats:
        refuse("chat not found")
    return f"{kind}:{scope['chat_id']}:{scope['user_id'] if kind == 'chat_member' else ''}"


def _store_commands(world: World, request: Request, commands: list[Json]) -> bool:
    key = (_scope(world, request), _language(request))
    world.commands.pop(key, None)
    if commands:
        world.commands[key] = commands
    for chat in world.chats.values():
        world.publish("commands", chat.id, {"commands": commands_for(world, chat)})
    return True


def _command(command: Json) -> Json:
    if not isinstance(command, dict):
        refuse("can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if not isinstance(command.get(name), str):
            refuse(f"can't parse BotCommand: Can't find field \"{name}\"")
    word, description = command["command"].strip().removeprefix("/"), command["description"].strip()
    if not word:
        refuse("command must be non-empty")
    if len(word) > MAX_COMMAND:
        refuse(f"command length must not exceed {MAX_COMMAND}")
    if not description:
        refuse("command description must be non-empty")
    if len(description) > MAX_COMMAND_DESCRIPTION:
        refuse(f"command description length must not exceed {MAX_COMMAND_DESCRIPTION}")
    if not re.fullmatch("[a-z0-9_]+", word):
        refuse("BOT_COMMAND_INVALID")
    return {"command": word, "description": description}
