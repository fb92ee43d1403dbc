"""Webhook delivery: updates are posted in the order of their chat until the bot answers with 2xx."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator
from functools import partial

import httpx

from bot.playground.receiving import changes
from bot.playground.request import Json
from bot.playground.world import World

LONGEST_PAUSE = 60
ANSWER_SECONDS = 60


async def deliver(world: World, pause: float = 1) -> None:
    """Deliver for ever; after a refusal wait `pause` seconds, then twice as long each time."""
    busy: dict[int, asyncio.Task[None]] = {}
    async with (
        httpx.AsyncClient(trust_env=False, timeout=ANSWER_SECONDS) as client,
        asyncio.TaskGroup() as group,
    ):
        with changes(world) as changed:
            while True:
                for chat_id, update in _next(world, busy):
                    busy[chat_id] = group.create_task(_post(world, client, update, pause))
                    busy[chat_id].add_done_callback(partial(_free, world, busy, chat_id))
                await changed.wait()
                changed.clear()


def _next(world: World, busy: dict[int, asyncio.Task[None]]) -> Iterator[tuple[int, Json]]:
    """The oldest update of each chat that has none under way, as many as the bot takes at once."""
    if not world.webhook:
        return
    for _, update in list(world.waiting()):
        chat_id = _chat_id(update)
        if chat_id not in busy and len(busy) < world.webhook["max_connections"]:
            yield chat_id, update


def _free(world: World, busy: dict[int, asyncio.Task[None]], chat_id: int, _: object) -> None:
    del busy[chat_id]
    world.wake()


async def _post(world: World, client: httpx.AsyncClient, update: Json, pause: float) -> None:
    while _waits(world, update) and (url := world.webhook.get("url")):
        secret = world.webhook["secret_token"]
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
        try:
            response = await client.post(url, json=update, headers=headers)
        except httpx.HTTPError:
            wrong = "Webhook connection closed"
        else:
            if response.is_success:
                _confirm(world, update)
                return
            wrong = f"Wrong response from the webhook: {response.status_code} {response.reason_phrase}"
        world.webhook |= {"last_error_date": int(world.now()), "last_error_message": wrong}
        world.wake()
        await asyncio.sleep(min(pause, LONGEST_PAUSE))
        pause *= 2


def _waits(world: World, update: Json) -> bool:
    return any(waiting is update for _, waiting in world.waiting())


def _confirm(world: World, update: Json) -> None:
    world.updates = deque(entry for entry in world.updates if entry[1] is not update)


def _chat_id(update: Json) -> int:
    content = next(value for name, value in update.items() if name != "update_id")
    return int((content.get("chat") or content["message"]["chat"])["id"])
