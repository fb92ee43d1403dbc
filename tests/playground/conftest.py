from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playing import Clock, http_bot, offline_bot
from telegram import Bot

from bot.playground.server import running
from bot.playground.world import World


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def world(clock: Clock) -> World:
    return World(now=clock)


@pytest.fixture
async def offline(world: World) -> AsyncIterator[Bot]:
    async with offline_bot(world) as bot:
        yield bot


@pytest.fixture
async def url(world: World) -> AsyncIterator[str]:
    async with running(world, retry_pause=0) as address:
        yield address


@pytest.fixture(params=["offline", "http"])
async def bot(request: pytest.FixtureRequest, world: World) -> AsyncIterator[Bot]:
    if request.param == "offline":
        async with offline_bot(world) as bot:
            yield bot
    else:
        async with running(world) as address, http_bot(world, address) as bot:
            yield bot
