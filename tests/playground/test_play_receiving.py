from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playing import Clock, http_bot, until
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot
from telegram.error import BadRequest, Conflict, NetworkError, RetryAfter

from bot.playground.errors import ApiError, Fault
from bot.playground.server import running, serving
from bot.playground.world import Person, World


def texts(world: World, **params: object) -> list[str]:
    return [update["message"]["text"] for update in world.call("getUpdates", params)]


def test_an_offset_confirms_what_stands_before_it(world: World) -> None:
    for text in "abcd":
        world.say(1001, text)
    assert texts(world) == texts(world, offset=0) == ["a", "b", "c", "d"]
    assert texts(world, limit=2) == ["a", "b"]
    assert texts(world, limit=0) == ["a"]
    assert texts(world, offset=2) == ["b", "c", "d"]
    assert texts(world, offset=-1) == ["d"]
    assert texts(world) == ["d"]
    assert texts(world, offset=99) == texts(world) == []


@given(st.lists(st.integers(0, 3)), st.integers(1, 3))
def test_no_update_is_lost_or_given_twice(batches: list[int], limit: int) -> None:
    world = World()
    said, heard, offset = 0, [], 0
    for count in [*batches, 0, 0, 0, *[0] * sum(batches)]:
        for _ in range(count):
            said += 1
            world.say(1001, str(said))
        for update in world.call("getUpdates", {"offset": offset, "limit": limit}):
            heard.append(update["message"]["text"])
            offset = update["update_id"] + 1
    assert heard == [str(number) for number in range(1, said + 1)]


def test_updates_are_kept_for_a_day(world: World, clock: Clock) -> None:
    world.say(1001, "a")
    clock.seconds += 24 * 3600
    world.say(1001, "b")
    assert texts(world) == ["a", "b"]
    clock.seconds += 1
    assert texts(world) == ["b"]


def test_only_the_kinds_that_the_bot_wants_wait_for_it(world: World) -> None:
    world.call("getUpdates", {"allowed_updates": '["edited_message"]'})
    message = world.say(1001, "a")
    world.edit(1001, message["message_id"], "b")
    assert [sorted(update) for update in world.call("getUpdates")] == [["edited_message", "update_id"]]
    world.call("getUpdates", {"allowed_updates": []})
    world.say(1001, "c")
    assert len(world.call("getUpdates")) == 2


async def test_a_long_poll_ends_with_the_first_update(bot: Bot, world: World) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await until(world, lambda: world.polls == 1)
    await bot.send_message(1001, "what the bot does wakes no poll")
    world.say(1001, "Салам")
    (update,) = await poll
    assert update.message is not None
    assert update.message.text == "Салам"


async def test_without_a_timeout_nothing_waits(bot: Bot) -> None:
    assert await bot.get_updates(timeout=0) == ()


async def test_a_timeout_ends_a_poll_with_nothing(offline: Bot) -> None:
    assert await offline.get_updates(timeout=1) == ()


async def test_a_second_poll_ends_the_first(bot: Bot, world: World) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await until(world, lambda: world.polls == 1)
    second = asyncio.create_task(bot.get_updates(timeout=30))
    with pytest.raises(Conflict, match="terminated by other getUpdates request; make sure that only one bot"):
        await first
    world.say(1001, "a")
    assert len(await second) == 1


async def test_a_webhook_ends_polling(bot: Bot, world: World) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await until(world, lambda: world.polls == 1)
    world.call("setWebhook", {"url": "http://127.0.0.1:9/hook", "allowed_updates": ["message"]})
    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await poll
    with pytest.raises(
        Conflict, match="can't use getUpdates method while webhook is active; use deleteWebhook"
    ):
        await bot.get_updates()
    info = await bot.get_webhook_info()
    assert (info.url, info.max_connections, info.allowed_updates) == (
        "http://127.0.0.1:9/hook",
        40,
        ("message",),
    )
    assert await bot.delete_webhook()
    assert (await bot.get_webhook_info()).url == ""
    assert await bot.get_updates() == ()


async def test_stopping_ends_a_poll_that_waits(world: World) -> None:
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(AsyncExitStack())
        url = await server.enter_async_context(running(world))
        bot = await stack.enter_async_context(http_bot(world, url))
        poll = asyncio.create_task(bot.get_updates(timeout=30))
        await until(world, lambda: world.polls == 1)
        await server.aclose()
        assert await poll == ()


async def test_a_client_that_leaves_ends_its_poll(world: World, url: str) -> None:
    idle = len(world.listeners)
    host, port = url.removeprefix("http://").split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    writer.write(f"GET /bot{world.token}/getUpdates?timeout=30 HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    await until(world, lambda: len(world.listeners) > idle + 1)
    writer.close()
    while len(world.listeners) > idle:  # noqa: ASYNC110 - a listener that leaves tells nobody
        await asyncio.sleep(0)
    world.say(1001, "a")
    assert texts(world) == ["a"]


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"url": "ftp://127.0.0.1/"}, "invalid webhook URL specified"),
        ({"url": "https://bot.example.org/"}, "bad webhook: Failed to resolve host"),
        ({"url": "http://localhost/", "secret_token": "a b"}, "secret token contains unallowed characters"),
        ({"url": "http://localhost/", "secret_token": "a" * 257}, "secret token is too long"),
    ],
)
def test_webhooks_that_are_refused(world: World, params: dict[str, str], words: str) -> None:
    with pytest.raises(ApiError, match=words):
        world.call("setWebhook", params)


def test_setting_or_deleting_a_webhook_can_drop_what_waits(world: World) -> None:
    world.say(1001, "a")
    world.call(
        "setWebhook", {"url": "http://localhost/", "drop_pending_updates": True, "max_connections": 500}
    )
    assert world.call("getWebhookInfo")["pending_update_count"] == 0
    assert world.call("getWebhookInfo")["max_connections"] == 100
    world.say(1001, "b")
    world.call("setWebhook", {"url": "", "drop_pending_updates": True})
    assert texts(world) == []


@asynccontextmanager
async def hook(answers: list[int]) -> AsyncIterator[tuple[str, list[dict[str, object]], list[str | None]]]:
    """A bot's webhook that answers with these statuses in turn, then 200."""
    heard: list[dict[str, object]] = []
    secrets: list[str | None] = []

    async def take(request: Request) -> Response:
        heard.append(json.loads(await request.body()))
        secrets.append(request.headers.get("x-telegram-bot-api-secret-token"))
        return Response(status_code=answers.pop(0) if answers else 200)

    app = Starlette(routes=[Route("/hook", take, methods=["POST"])])
    async with serving(app) as url:
        yield f"{url}/hook", heard, secrets


async def test_a_webhook_gets_updates_with_the_secret_until_it_takes_them(world: World, url: str) -> None:
    async with hook([503, 500]) as (address, heard, secrets):
        world.say(1001, "waited before")
        world.call("setWebhook", {"url": address, "secret_token": "s-1"})
        await until(world, lambda: not world.updates)
        world.say(1001, "a")
        world.say(1001, "b")
        world.say(world.join(Person(1002, "Гүлзат")), "c")
        await until(world, lambda: not world.updates)
        assert secrets == ["s-1"] * 6
        ids = [update["update_id"] for update in heard]
        assert ids[:3] == [1, 1, 1]
        assert sorted(ids[3:]) == [2, 3, 4]
        assert ids.index(2) < ids.index(3)
        info = world.call("getWebhookInfo")
        assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
        assert "secret_token" not in info


async def test_a_webhook_that_is_not_there_is_tried_until_it_is_deleted(world: World, url: str) -> None:
    world.call("setWebhook", {"url": f"{url.rsplit(':', 1)[0]}:9/hook"})
    world.say(1001, "a")
    await until(world, lambda: "last_error_message" in world.webhook)
    assert world.call("getWebhookInfo")["last_error_message"] == "Webhook connection closed"
    world.call("deleteWebhook")
    assert texts(world) == ["a"]


async def test_faults_on_order(bot: Bot, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    world.fail(Fault("sendMessage", 429, "Too Many Requests: retry after 7", retry_after=7, times=2))
    world.fail(Fault("*", 502, "Bad Gateway", contains="Ош"))
    for _ in range(2):
        with pytest.raises(RetryAfter) as flooded:
            await bot.send_message(1001, "Бишкек")
        assert flooded.value.retry_after == timedelta(seconds=7)
    assert await bot.send_message(1001, "Бишкек")
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(1001, "Ошто")
    assert await bot.send_message(1001, "Ошто")
    world.fail(Fault("editMessageText", 400, "Bad Request: message can't be edited"))
    assert await bot.send_message(1001, "Нарын")
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("a", 1001, 1)
    assert not world.faults


async def test_a_fault_ends_a_poll(bot: Bot, world: World) -> None:
    world.fail(Fault("getUpdates", 409, "Conflict: terminated by other getUpdates request"))
    with pytest.raises(Conflict):
        await bot.get_updates(timeout=30)


async def test_only_this_machine_is_served(world: World) -> None:
    for host in ("0.0.0.0", "192.0.2.1", "example.org", "::1"):
        with pytest.raises(ValueError, match="this machine only"):
            async with running(world, host=host):
                pass
