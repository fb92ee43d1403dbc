"""Round trips a second through python-telegram-bot: the playground in process and over local HTTP."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.playground.offline import WorldRequest
from bot.playground.server import running
from bot.playground.world import World

ROUNDS = 5
KEYS = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("Кыргызча", callback_data="1|l|ky"),
            InlineKeyboardButton("Русский", callback_data="1|l|ru"),
        ]
    ]
)
TEXT = "<b>Виза канча турат?</b>\n\nВиза акысы <b>340 £</b>. " + "Программадагы орун акысыз. " * 12


async def send(bot: Bot, world: World) -> None:
    await bot.send_message(1001, TEXT, parse_mode="HTML", reply_markup=KEYS)


async def talk(bot: Bot, world: World) -> None:
    """A person writes; the bot hears it and answers: getUpdates and sendMessage."""
    world.say(1001, "Виза канча турат?")
    (update,) = await bot.get_updates(offset=world.last_update)
    await bot.send_message(update.message.chat.id, TEXT, parse_mode="HTML", reply_markup=KEYS)


async def rate(step: Callable[[Bot, World], Awaitable[None]], bot: Bot, world: World, count: int) -> float:
    """Steps a second, the median of some rounds."""
    rates = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        for _ in range(count):
            await step(bot, world)
        rates.append(count / (time.perf_counter() - started))
    return statistics.median(rates)


async def main() -> None:
    world = World()
    async with Bot(world.token, request=WorldRequest(world), get_updates_request=WorldRequest(world)) as bot:
        print(f"in process  sendMessage            {await rate(send, bot, world, 2000):7.0f} /s")
        print(f"in process  getUpdates+sendMessage {await rate(talk, bot, world, 1000):7.0f} /s")
    world = World()
    async with running(world) as url, Bot(world.token, base_url=f"{url}/bot") as bot:
        print(f"over HTTP   sendMessage            {await rate(send, bot, world, 300):7.0f} /s")
        print(f"over HTTP   getUpdates+sendMessage {await rate(talk, bot, world, 150):7.0f} /s")
    world = World()
    params = {"chat_id": "1001", "text": TEXT, "parse_mode": "HTML", "reply_markup": KEYS.to_json()}
    started = time.perf_counter()
    for _ in range(20_000):
        world.call("sendMessage", params)
    print(f"World alone sendMessage            {20_000 / (time.perf_counter() - started):7.0f} /s")


if __name__ == "__main__":
    asyncio.run(main())
