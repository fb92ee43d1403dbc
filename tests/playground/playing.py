from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from telegram import Bot
from telegram.request import HTTPXRequest

from bot.playground.offline import WorldRequest
from bot.playground.receiving import changes
from bot.playground.world import World


@dataclass
class Clock:
    seconds: float = 1_800_000_000

    def __call__(self) -> float:
        return self.seconds


def offline_bot(world: World) -> Bot:
    return Bot(world.token, request=WorldRequest(world), get_updates_request=WorldRequest(world))


def http_bot(world: World, address: str) -> Bot:
    return Bot(
        world.token,
        base_url=f"{address}/bot",
        base_file_url=f"{address}/file/bot",
        get_updates_request=HTTPXRequest(connection_pool_size=2),
    )


async def until(world: World, condition: Callable[[], bool]) -> None:
    with changes(world) as changed:
        while not condition():
            await changed.wait()
            changed.clear()
