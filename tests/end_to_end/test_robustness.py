"""What must hold when things break: restarts, refusals, floods, changed content, and what is written down."""

from __future__ import annotations

import asyncio
import io
import logging
import socket
import sqlite3
import threading
from pathlib import Path

import pytest

from bot import service
from bot.content.model import Library
from bot.playground.errors import Fault
from bot.playground.receiving import changes
from bot.playground.server import running
from bot.playground.world import Person, World
from bot.settings import Limits, Settings, Webhook
from bot.telegram import receiving
from bot.telegram.redaction import set_up
from bot.understanding import Index
from tests.end_to_end.conftest import Chat, Running


async def test_a_restart_in_mid_conversation_loses_no_ones_place(bot_on: Running):
    world = World()
    chat = Chat(world)
    async with running(world) as address:
        async with bot_on(world, address):
            await chat.say("/start")
            await chat.press("Русский")
            await chat.press("Хочу поехать")
        world.say(chat.person, "как попасть в корею по eps")
        async with bot_on(world, address):
            await chat.settled()
            assert "EPS" in chat.text
            await chat.press("🏠")
            assert "Что вас привело?" in chat.text


async def test_a_question_delivered_twice_is_logged_once(bot_on: Running, settings: Settings):
    world = World()
    chat = Chat(world)
    async with running(world) as address, bot_on(world, address):
        await chat.say("как попасть в корею по eps")
        world.updates.append((world.now(), {"update_id": world.last_update, **_again(world, chat)}))
        world.wake()
        await chat.settled()
    assert len(_questions(settings)) == 1


def _again(world: World, chat: Chat) -> dict[str, object]:
    return {"message": next(m for m in world.visible(chat.person) if not m["from"]["is_bot"])}


async def test_the_log_holds_the_cleaned_question_and_the_thumb_and_nobody(
    bot_on: Running, settings: Settings
):
    world = World()
    world.join(Person(777123456, "Жаныбек", "ky"))
    chat = Chat(world, 777123456)
    async with running(world) as address, bot_on(world, address):
        await chat.say("/language")
        await chat.press("Русский")
        await chat.say("меня зовут Жаныбек, телефон +996 555 010 203, как попасть в корею по eps?")
        await chat.press("👎")
    [row] = _questions(settings)
    assert row["topic"] == "korea/eps"
    assert row["helped"] == 0
    assert "корею" in row["text"]
    written = b"".join(path.read_bytes() for path in settings.data.iterdir() if path.name != "key")
    for word in ("777123456", "Жаныбек", "555 010 203", "555010203"):
        assert word.encode() not in written


def _questions(settings: Settings) -> list[sqlite3.Row]:
    database = sqlite3.connect(settings.database.partition(":///")[2])
    database.row_factory = sqlite3.Row
    try:
        return database.execute("SELECT * FROM questions").fetchall()
    finally:
        database.close()


async def test_the_log_lines_hold_no_token_text_name_or_id(bot_on: Running):
    world = World(token="7654321:AAHthisIsNoRealTokenOnlyForTheTest0")
    world.join(Person(888765432, "Сыймык", "ky"))
    chat = Chat(world, 888765432)
    root = logging.getLogger()
    before, lines = root.level, io.StringIO()
    handler = set_up("debug", lines)
    try:
        async with running(world) as address, bot_on(world, address):
            world.fail(Fault("sendMessage", 400, "Bad Request: something odd"))
            world.say(chat.person, "Купуя сөз")
            await chat.settled()
            world.last_update += 1
            unreadable = {"update_id": world.last_update, "message": {"text": "Купуя"}}
            world.updates.append((world.now(), unreadable))
            await chat.say("менин Купуя суроом")
            logging.getLogger("bot").error("the address is %s/bot%s/getMe", address, world.token)
    finally:
        root.removeHandler(handler)
        root.setLevel(before)
    written = lines.getvalue()
    assert "cannot be read" in written
    assert "<token>" in written
    for word in (world.token, "Купуя", "Сыймык", "888765432"):
        assert word not in written


async def test_refusals_and_pauses_are_waited_out(bot_on: Running):
    world = World()
    chat = Chat(world)
    async with running(world) as address, bot_on(world, address):
        world.fail(Fault("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1))
        assert await chat.say("/help")
        world.fail(Fault("getUpdates", 502, "Bad Gateway"))
        assert await chat.say("/privacy")


async def test_a_refused_name_silences_nobody(bot_on: Running, settings: Settings):
    world = World()
    chat = Chat(world)
    world.fail(Fault("setMyName", 429, "Too Many Requests: retry after 60", retry_after=60))
    config = settings.config.model_copy(update={"limits": Limits()})
    async with running(world) as address, bot_on(world, address, config=config):
        assert await chat.say("/urgent")


async def test_a_bad_gateway_at_the_start_is_waited_out(bot_on: Running):
    world = World()
    chat = Chat(world)
    world.fail(Fault("getMe", 502, "Bad Gateway"))
    world.fail(Fault("deleteWebhook", 502, "Bad Gateway"))
    async with running(world) as address, bot_on(world, address):
        assert await chat.say("/help")


async def test_a_blocked_bot_and_a_broken_answer_stop_nobody(bot_on: Running):
    world = World()
    world.join(Person(1002, "Бермет", "ru"))
    first, second = Chat(world), Chat(world, 1002)
    async with running(world) as address, bot_on(world, address):
        world.say(first.person, "/help")
        world.block(first.person)
        assert await second.say("/help")
        world.fail(Fault("sendMessage", 400, "Bad Request: can't parse entities", times=1))
        await second.say("/privacy")
        assert await second.say("/help")


async def test_a_flood_is_asked_to_slow_down_once_then_met_with_silence(bot_on: Running, settings: Settings):
    world = World()
    chat = Chat(world)
    config = settings.config.model_copy(
        update={"limits": Limits(messages_per_minute=5, answers_per_second=0)}
    )
    async with running(world) as address, bot_on(world, address, config=config):
        for _ in range(12):
            world.say(chat.person, "/help")
        await chat.settled()
    assert len(chat.messages) == 6


async def test_a_question_asked_while_the_phrases_are_being_learned_is_answered_once(
    bot_on: Running, monkeypatch: pytest.MonkeyPatch
):
    release = threading.Event()
    learned = service.learned

    def slowly(library: Library, folder: Path) -> Index:
        release.wait(30)
        return learned(library, folder)

    monkeypatch.setattr(service, "learned", slowly)
    monkeypatch.setattr(service, "LEARNING_SECONDS", 0.01)
    monkeypatch.setattr(receiving, "LONGEST_PAUSE", 0)
    world = World()
    chat = Chat(world)
    async with running(world) as address, bot_on(world, address):
        world.say(chat.person, "как попасть в корею по eps")
        polls = world.polls
        with changes(world) as changed:
            while world.polls < polls + 3:
                await changed.wait()
                changed.clear()
        assert chat.messages == []
        release.set()
        await chat.settled()
    assert len(chat.messages) == 1
    assert "EPS" in chat.text


async def test_an_edited_file_changes_the_next_answer_and_a_broken_one_does_not(
    bot_on: Running, settings: Settings, caplog: pytest.LogCaptureFixture
):
    world = World()
    chat = Chat(world)
    facts = settings.content / "facts" / "uk.yaml"
    sound = facts.read_text()
    async with running(world) as address, bot_on(world, address):
        await chat.say("/language")
        await chat.press("Русский")
        assert "340" in await chat.say("/start uk_seasonal-costs")
        with caplog.at_level(logging.INFO):
            served = asyncio.create_task(_told("is being served"))
            await asyncio.sleep(0)
            facts.write_text(sound.replace("value: 340", "value: 345"))
            await served
            assert "345" in await chat.say("/start uk_seasonal-costs")
            refused = asyncio.create_task(_told("the content has errors"))
            await asyncio.sleep(0)
            facts.write_text(sound.replace("value: 340", "valu: 346"))
            await refused
            assert "facts/uk.yaml" in caplog.text
        assert "345" in await chat.say("/start uk_seasonal-costs")


async def _told(words: str) -> None:
    """Until a log line says these words."""
    said = asyncio.Event()

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if words in record.getMessage():
                said.set()

    listener = Listener()
    logger = logging.getLogger("bot.service")
    logger.addHandler(listener)
    try:
        async with asyncio.timeout(30):
            await said.wait()
    finally:
        logger.removeHandler(listener)


async def test_updates_pushed_to_a_webhook_are_answered_too(bot_on: Running, settings: Settings):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    hook = Webhook(url=f"http://127.0.0.1:{port}", host="127.0.0.1", port=port)
    world = World()
    chat = Chat(world)
    served = settings.config.model_copy(update={"webhook": hook})
    async with running(world, retry_pause=0.05) as address, bot_on(world, address, config=served):
        async with asyncio.timeout(20):
            with changes(world) as changed:
                while not world.webhook:
                    await changed.wait()
                    changed.clear()
        world.say(chat.person, "/help")
        await chat.settled()
        assert chat.text
