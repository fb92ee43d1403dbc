"""The bot's name, descriptions and commands in each language, published only where they differ."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from bot.content.model import Library
from bot.telegram.pace import Pace

log = logging.getLogger(__name__)


async def publish(bot: Bot, library: Library, pace: Pace) -> int:
    """Bring Telegram's side up to date; the number of things that were changed.

    The list without a language comes first: phones in any other language see that one.
    """
    changed = 0
    for code in (None, *library.languages):
        for get, differs, change in _things(bot, library, code):
            try:
                await pace.errand()
                if differs(await get()):
                    await pace.errand()
                    await change()
                    changed += 1
            except TelegramError as error:
                log.warning("not published (%s): %s", code or "default", type(error).__name__)
    return changed


Thing = tuple[Callable[[], Awaitable[Any]], Callable[[Any], bool], Callable[[], Awaitable[bool]]]


def _things(bot: Bot, library: Library, code: str | None) -> Iterator[Thing]:
    words = library.interface[code or library.default_language].bot
    commands = [BotCommand(name, text) for name, text in words.commands.items()]

    def other_commands(now: Sequence[BotCommand]) -> bool:
        return [(c.command, c.description) for c in now] != [(c.command, c.description) for c in commands]

    yield (
        lambda: bot.get_my_commands(language_code=code),
        other_commands,
        lambda: bot.set_my_commands(commands, language_code=code),
    )
    yield (
        lambda: bot.get_my_name(language_code=code),
        lambda now: now.name != words.name,
        lambda: bot.set_my_name(words.name, language_code=code),
    )
    yield (
        lambda: bot.get_my_description(language_code=code),
        lambda now: now.description != words.description,
        lambda: bot.set_my_description(words.description, language_code=code),
    )
    yield (
        lambda: bot.get_my_short_description(language_code=code),
        lambda now: now.short_description != words.short_description,
        lambda: bot.set_my_short_description(words.short_description, language_code=code),
    )
