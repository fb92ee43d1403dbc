"""The whole bot on this machine: the real Telegram code against the playground's Bot API."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable
from dataclasses import replace

from pydantic import SecretStr

from bot import service
from bot.playground.server import running
from bot.playground.world import World
from bot.settings import Settings

Say = Callable[[str], object]


async def run_demo(settings: Settings, port: int, show: Say | None, tell: Say) -> None:
    """Serve the chat page and the bot behind it until Ctrl+C; `show` opens an address, `tell` prints."""
    # Real update ids never begin anew; here they go on from the clock, so that no question looks known.
    world = World(last_update=int(time.time()))
    stop = asyncio.Event()
    service.stop_on_signals(stop)
    async with running(world, port=port) as address:
        playing = replace(
            settings,
            config=settings.config.model_copy(update={"webhook": None}),
            token=SecretStr(world.token),
            api_url=address,
            database=_database(settings),
        )

        def ready() -> None:
            tell(f"Bagyt answers at {address} - open it in a browser. Ctrl+C ends it.")
            if show:
                show(address)

        await service.run(playing, stop, ready)


def _database(settings: Settings) -> str:
    """A file of its own, so that questions asked in play are not counted as demand."""
    if os.environ.get("BAGYT_DATABASE"):
        return settings.database
    return f"sqlite+aiosqlite:///{settings.data / 'demo.db'}"
