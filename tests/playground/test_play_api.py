from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, aclosing
from pathlib import Path
from typing import Any

import httpx
import pytest
from playing import Clock

from bot.playground import page_api
from bot.playground.samples import PIXEL
from bot.playground.server import running
from bot.playground.world import Person, World

KEYS = {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}


@pytest.fixture
async def page(url: str) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=f"{url}/play", timeout=20) as client:
        yield client


async def events(page: httpx.AsyncClient, count: int, **asked: Any) -> list[tuple[int, str, Any]]:
    """The first `count` events of a stream."""
    found: list[tuple[int, str, Any]] = []
    async with page.stream("GET", "/events", **asked) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        fields: dict[str, str] = {}
        async with aclosing(response.aiter_lines()) as lines:
            async for line in lines:
                name, _, value = line.partition(": ")
                fields[name] = value
                if not line and "data" in fields:
                    found.append((int(fields["id"]), fields["event"], json.loads(fields["data"])))
                    fields = {}
                if len(found) == count:
                    return found
    return found


async def test_the_state_of_a_chat(page: httpx.AsyncClient, world: World, clock: Clock) -> None:
    world.call("setMyCommands", {"commands": [{"command": "help", "description": "Help"}]})
    world.call("setMyDescription", {"description": "Коопсуз жол", "language_code": "ky"})
    world.call("setMyShortDescription", {"short_description": "Safe"})
    world.say(1001, "/start")
    world.call("sendMessage", {"chat_id": 1001, "text": "Салам", "reply_markup": KEYS})
    world.call("sendChatAction", {"chat_id": 1001, "action": "typing"})
    state = (await page.get("/state", params={"chat": 1001})).json()
    assert state == {
        "bot": {
            "id": 7000,
            "username": "playground_bot",
            "first_name": "Bagyt",
            "description": "Коопсуз жол",
            "short_description": "Safe",
        },
        "person": {"id": 1001, "first_name": "Айбек", "language_code": "ky"},
        "people": [{"id": 1001, "first_name": "Айбек", "language_code": "ky"}],
        "commands": [{"command": "help", "description": "Help"}],
        "messages": world.visible(1001),
        "typing": True,
        "seq": world.seq,
    }
    clock.seconds += 5
    assert not (await page.get("/state", params={"chat": 1001})).json()["typing"]


async def test_what_a_person_does_on_the_page(page: httpx.AsyncClient, world: World) -> None:
    async def do(name: str, **body: Any) -> Any:
        response = await page.post(f"/{name}", json=body)
        assert response.status_code == 200, response.text
        return response.json()

    said = (await do("say", chat=1001, text="Салам"))["message"]
    assert said == world.visible(1001)[0]
    edited = await do("edit", chat=1001, message_id=said["message_id"], text="Саламатсызбы")
    assert edited["message"]["text"] == "Саламатсызбы"
    asked = world.call("sendMessage", {"chat_id": 1001, "text": "a", "reply_markup": KEYS})
    query = await do("press", chat=1001, message_id=asked["message_id"], data="b")
    assert query["query_id"] in world.queries
    photo = (await do("send", chat=1001, kind="photo"))["message"]["photo"][0]
    assert (await page.get(f"/file/{photo['file_id']}")).content == PIXEL
    await do("language", chat=1001, code="en")
    assert world.people[1001].language_code == "en"
    newcomer = (await do("person", first_name="Гүлзат", language_code=""))["id"]
    assert world.people[newcomer] == Person(1002, "Гүлзат", None)
    await do("clear", chat=1001)
    assert (await page.get("/state", params={"chat": 1001})).json()["messages"] == []


async def test_refusals_are_words_in_json(page: httpx.AsyncClient, world: World) -> None:
    async def refused(name: str, status: int = 400, **asked: Any) -> str:
        response = await page.post(f"/{name}", **asked)
        assert response.status_code == status
        return str(response.json()["error"])

    assert "no chat 5" in await refused("say", json={"chat": 5, "text": "a"})
    assert "empty" in await refused("say", json={"chat": 1001, "text": ""})
    assert (await refused("say", json={"chat": 1001})).startswith("text: ")
    assert (await refused("say", json={"chat": "1001", "text": "a"})).startswith("chat: ")
    assert (await refused("say", json=[])).startswith("body: ")
    assert (await page.get("/state", params={"chat": "x"})).status_code == 400
    assert (await page.get("/events", params={"chat": 5})).status_code == 400
    assert (await page.get("/events", params={"chat": 1001, "since": "x"})).status_code == 400
    assert (await page.get("/file/x")).status_code == 404
    body = json.dumps({"chat": 1001, "text": "a"})
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        assert "application/json" in await refused("say", 415, content=body, headers={"content-type": kind})
    assert not world.visible(1001)


async def test_a_stream_tells_all_that_happens_in_its_chat(page: httpx.AsyncClient, world: World) -> None:
    listening = asyncio.create_task(events(page, 8, params={"chat": 1001, "since": world.seq}))
    world.say(world.join(Person(1002, "Гүлзат")), "somebody else")
    world.say(1001, "Салам")
    world.call("sendChatAction", {"chat_id": 1001, "action": "typing"})
    asked = world.call("sendMessage", {"chat_id": 1001, "text": "a", "reply_markup": KEYS})["message_id"]
    query = world.press(1001, asked, "b")
    world.call("answerCallbackQuery", {"callback_query_id": query, "text": "Ооба"})
    world.call("editMessageText", {"chat_id": 1001, "message_id": asked, "text": "c"})
    world.call("deleteMessage", {"chat_id": 1001, "message_id": asked})
    world.call("setMyCommands", {"commands": [{"command": "help", "description": "Help"}]})
    world.clear(1001)
    found = await listening
    assert [name for _, name, _ in found] == [
        "message",
        "typing",
        "message",
        "answer",
        "edit",
        "delete",
        "commands",
        "reset",
    ]
    data = [shown for _, _, shown in found]
    assert data[0]["message"]["text"] == "Салам"
    assert data[1] == {"action": "typing"}
    assert data[3] == {"query_id": query, "text": "Ооба", "show_alert": False, "url": ""}
    assert data[4]["message"]["text"] == "c"
    assert data[5] == {"message_ids": [asked]}
    assert data[6] == {"commands": [{"command": "help", "description": "Help"}]}
    seqs = [seq for seq, _, _ in found]
    assert seqs == sorted(seqs)
    last = {"last-event-id": str(seqs[-3])}
    again = await events(page, 2, params={"chat": 1001, "since": 0}, headers=last)
    assert again == found[-2:]


async def test_a_page_that_was_away_too_long_starts_anew(page: httpx.AsyncClient, world: World) -> None:
    for number in range(2001):
        world.say(1001, str(number))
    assert await events(page, 1, params={"chat": 1001, "since": 0}) == [(world.seq, "reset", {})]
    assert await events(page, 1, params={"chat": 1001, "since": world.seq + 1}) == [(world.seq, "reset", {})]


async def test_a_quiet_stream_is_kept_alive(
    page: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, world: World
) -> None:
    monkeypatch.setattr(page_api, "KEEP_ALIVE", 0)
    async with page.stream("GET", "/events", params={"chat": 1001}) as response:
        lines = response.aiter_lines()
        assert [await anext(lines) for _ in range(5)][::2] == [": listening", ": still here", ": still here"]


async def test_stopping_ends_streams(world: World) -> None:
    async with httpx.AsyncClient() as client, AsyncExitStack() as server:
        url = await server.enter_async_context(running(world))
        async with client.stream("GET", f"{url}/play/events", params={"chat": 1001}) as response:
            lines = response.aiter_lines()
            assert await anext(lines) == ": listening"
            await server.aclose()
            assert [line async for line in lines] == [""]


async def test_the_page_is_served_beside_the_api(world: World, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>Багыт", encoding="utf-8")
    async with running(world, page=tmp_path) as url, httpx.AsyncClient(base_url=url) as client:
        assert (await client.get("/")).text == "<p>Багыт"
        assert (await client.get(f"/bot{world.token}/getMe")).json()["ok"]
    async with running(world, page=tmp_path / "none") as url, httpx.AsyncClient(base_url=url) as client:
        assert (await client.get("/")).status_code == 404
