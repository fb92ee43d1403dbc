"""How the bot gets its updates: getUpdates, with the waiting that makes it a long poll, and the webhook."""

from __future__ import annotations

import asyncio
import ipaddress
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.playground.errors import ApiError, refuse
from bot.playground.request import Json, Request

if TYPE_CHECKING:
    from bot.playground.world import World

MAX_LIMIT = 100
MAX_WAIT = 50
ACTIVE_WEBHOOK = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"


def get_updates(world: World, request: Request) -> list[Json]:
    """getUpdates without waiting. It ends a poll that waits and confirms what stands before the offset."""
    if world.webhook:
        raise ApiError(409, f"Conflict: {ACTIVE_WEBHOOK}")
    _allow(world, request)
    offset = request.integer("offset")
    waiting = world.waiting()
    while offset < 0 and len(waiting) > -offset:
        waiting.popleft()
    while waiting and waiting[0][1]["update_id"] < offset:
        waiting.popleft()
    world.polls += 1
    world.wake()
    return _batch(world, request)


async def long_poll(world: World, request: Request) -> list[Json]:
    """getUpdates with waiting: up to `timeout` seconds for the first update."""
    batch: list[Json] = world.call(request.method, request.params)
    wait = min(request.integer("timeout"), MAX_WAIT)
    if batch or wait <= 0:
        return batch
    poll = world.polls
    with changes(world) as changed, suppress(TimeoutError):
        async with asyncio.timeout(wait):
            while not batch:
                await changed.wait()
                changed.clear()
                if world.webhook:
                    raise ApiError(409, "Conflict: terminated by setWebhook request")
                if world.polls != poll:
                    raise ApiError(409, f"Conflict: {OTHER_POLL}")
                batch = _batch(world, request)
    return batch


@contextmanager
def changes(world: World) -> Iterator[asyncio.Event]:
    """An event that is set whenever something happens in the World."""
    changed = asyncio.Event()
    world.listeners.add(changed.set)
    try:
        yield changed
    finally:
        world.listeners.discard(changed.set)


def set_webhook(world: World, request: Request) -> bool:
    """setWebhook. Stricter than Telegram: only an address of this machine, which may be plain http."""
    url, secret = request.text("url"), request.text("secret_token")
    if not url:
        return delete_webhook(world, request)
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        refuse("invalid webhook URL specified")
    if not is_loopback(parts.hostname):
        refuse("bad webhook: Failed to resolve host: Name or service not known")
    if len(secret) > 256:
        refuse("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        refuse("secret token contains unallowed characters")
    _allow(world, request)
    _drop(world, request)
    connections = min(max(request.integer("max_connections", 40), 1), 100)
    world.webhook = {"url": url, "secret_token": secret, "max_connections": connections}
    world.wake()
    return True


def delete_webhook(world: World, request: Request) -> bool:
    """deleteWebhook."""
    _drop(world, request)
    world.webhook = {}
    world.wake()
    return True


def get_webhook_info(world: World, request: Request) -> Json:
    """getWebhookInfo."""
    shown = {name: value for name, value in world.webhook.items() if name != "secret_token"}
    info = {"url": "", "has_custom_certificate": False, "pending_update_count": len(world.waiting())} | shown
    return info | ({"allowed_updates": list(world.allowed_updates)} if world.allowed_updates else {})


def is_loopback(host: str) -> bool:
    """Whether a host can only be this machine (by IPv4: one address is enough here)."""
    try:
        return host == "localhost" or ipaddress.IPv4Address(host).is_loopback
    except ValueError:
        return False


def _batch(world: World, request: Request) -> list[Json]:
    limit = min(max(request.integer("limit", MAX_LIMIT), 1), MAX_LIMIT)
    return [update for _, update in list(world.waiting())[:limit]]


def _allow(world: World, request: Request) -> None:
    if request.text("allowed_updates"):
        world.allowed_updates = tuple(request.array("allowed_updates", "String"))


def _drop(world: World, request: Request) -> None:
    if request.flag("drop_pending_updates"):
        world.updates.clear()
