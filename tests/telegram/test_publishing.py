"""Commands and descriptions go to Telegram in the right order, and only where they differ."""

from __future__ import annotations

from pathlib import Path

from telegram import Bot

from bot.content.loader import load
from bot.playground.offline import WorldRequest
from bot.playground.world import World
from bot.telegram.pace import Pace
from bot.telegram.publishing import publish

CONTENT = Path(__file__).parents[2] / "content"


async def test_published_once_with_the_list_without_a_language_first():
    library = load(CONTENT, ("ky", "ru", "en"), "ky").library
    assert library is not None
    world = World()
    async with Bot(world.token, request=WorldRequest(world), get_updates_request=WorldRequest(world)) as bot:
        pace = Pace(0)
        changed = await publish(bot, library, pace)
        assert changed == sum(call.method.startswith("setMy") for call in world.calls) > 0
        codes = [c.params.get("language_code", "") for c in world.calls if c.method == "setMyCommands"]
        assert codes == ["", "ky", "ru", "en"]
        assert await publish(bot, library, pace) == 0
        [start, *_] = await bot.get_my_commands(language_code="ru")
        assert start.description == library.interface["ru"].bot.commands["start"]
