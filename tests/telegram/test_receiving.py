"""The polling loop: what is acknowledged when, and what happens when Telegram or an update misbehaves."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from telegram import Bot, Update
from telegram.error import InvalidToken
from telegram.request import BaseRequest

from bot.telegram import receiving
from bot.telegram.receiving import Lanes, Unhandled, poll

Answer = tuple[int, dict[str, Any]]


class Script(BaseRequest):
    """A transport that answers getUpdates from a list, then stops the bot."""

    def __init__(self, stop: asyncio.Event, *answers: Answer) -> None:
        self.stop, self.answers, self.offsets, self.renewed = stop, list(answers), [], 0

    read_timeout = 5.0

    async def initialize(self) -> None:
        self.renewed += 1

    async def shutdown(self) -> None:
        pass

    async def do_request(self, url: str, method: str, *_: Any, **__: Any) -> tuple[int, bytes]:
        self.offsets.append(int(parse_qs(urlsplit(url).query)["offset"][0]))
        if not self.answers:
            self.stop.set()
            return 200, b'{"ok": true, "result": []}'
        status, body = self.answers.pop(0)
        return status, json.dumps(body).encode()


def batch(*updates: dict[str, Any]) -> Answer:
    return 200, {"ok": True, "result": list(updates)}


def refusal(code: int, words: str, **parameters: Any) -> Answer:
    return code, {"ok": False, "error_code": code, "description": words, "parameters": parameters}


def message(update_id: int, chat: int = 5, text: str = "сөз") -> dict[str, Any]:
    person = {"id": chat, "is_bot": False, "first_name": "А"}
    body = {"message_id": update_id, "date": 1, "chat": {"id": chat, "type": "private"}, "from": person}
    return {"update_id": update_id, "message": body | {"text": text}}


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "LONGEST_PAUSE", 0)


async def polled(handle: Callable[[Update], Any], *answers: Answer) -> tuple[Script, Lanes]:
    stop = asyncio.Event()
    script = Script(stop, *answers)
    lanes = Lanes(handle, seconds=1)
    async with asyncio.timeout(10):
        await poll(Bot("1:x"), script, lanes, stop)
    return script, lanes


async def test_the_offset_moves_only_after_the_whole_batch_is_handled():
    seen: list[int] = []

    async def handle(update: Update) -> None:
        assert script_offsets() == [0]
        seen.append(update.update_id)

    stop = asyncio.Event()
    script = Script(stop, batch(message(10), message(11, chat=6)))

    def script_offsets() -> list[int]:
        return script.offsets

    await poll(Bot("1:x"), script, Lanes(handle), stop)
    assert sorted(seen) == [10, 11]
    assert script.offsets == [0, 12, 12]


async def test_what_could_not_be_answered_comes_again_and_the_rest_does_not():
    tries: list[int] = []

    async def handle(update: Update) -> None:
        tries.append(update.update_id)
        if update.update_id == 21 and tries.count(21) == 1:
            raise Unhandled

    script, lanes = await polled(
        handle,
        batch(message(20), message(21, 6), message(22, 7)),
        batch(message(21, 6), message(22, 7)),
    )
    assert sorted(tries) == [20, 21, 21, 22]
    assert script.offsets[:3] == [0, 21, 23]
    assert lanes.counts["postponed"] == 1


async def test_order_is_kept_within_a_chat_and_chats_run_side_by_side():
    order: list[tuple[int, str]] = []
    other_began = asyncio.Event()

    async def handle(update: Update) -> None:
        order.append((update.update_id, "in"))
        if update.update_id == 1:
            await other_began.wait()
        if update.update_id == 3:
            other_began.set()
        order.append((update.update_id, "out"))

    await polled(handle, batch(message(1), message(2), message(3, chat=6)))
    assert order.index((1, "out")) < order.index((2, "in"))
    assert order.index((3, "in")) < order.index((1, "out"))


async def test_an_update_that_cannot_be_read_is_skipped_and_counted():
    seen: list[int] = []

    async def handle(update: Update) -> None:
        seen.append(update.update_id)

    script, lanes = await polled(
        handle, batch({"update_id": 30, "message": {"text": "no date, no chat"}}, message(31))
    )
    assert seen == [31]
    assert lanes.counts["unreadable"] == 1
    assert script.offsets[1] == 32


async def test_a_failing_or_endless_handler_stops_nobody():
    seen: list[int] = []

    async def handle(update: Update) -> None:
        seen.append(update.update_id)
        if update.update_id == 40:
            raise ZeroDivisionError
        if update.update_id == 41:
            await asyncio.Event().wait()

    _, lanes = await polled(handle, batch(message(40), message(41, 6), message(42, 7)))
    assert sorted(seen) == [40, 41, 42]
    assert (lanes.counts["failed"], lanes.counts["overdue"]) == (1, 1)


async def test_conflicts_pauses_and_outages_are_waited_out():
    seen: list[int] = []

    async def handle(update: Update) -> None:
        seen.append(update.update_id)

    script, _ = await polled(
        handle,
        refusal(409, "Conflict: terminated by other getUpdates request"),
        refusal(429, "Too Many Requests", retry_after=0),
        refusal(502, "Bad Gateway"),
        (200, {"ok": True, "result": "nonsense"}),
        (200, {"result": None}),
        batch(message(50)),
    )
    assert seen == [50]
    assert script.renewed >= 1


async def test_a_wrong_token_ends_it():
    with pytest.raises(InvalidToken):
        await polled(lambda _: None, refusal(404, "Not Found"))


async def test_a_stop_ends_the_waiting_but_not_the_work_in_hand():
    stop, started, finished = asyncio.Event(), asyncio.Event(), []

    async def handle(update: Update) -> None:
        started.set()
        await asyncio.sleep(0)
        finished.append(update.update_id)

    script = Script(stop, batch(message(60)))
    work = asyncio.create_task(poll(Bot("1:x"), script, Lanes(handle), stop))
    await started.wait()
    stop.set()
    await work
    assert finished == [60]
    assert script.offsets[-1] == 61
