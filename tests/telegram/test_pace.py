"""Outgoing messages keep Telegram's pace with replies first; incoming floods are held off."""

from __future__ import annotations

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.pace import Doorkeeper, Pace


class Clock:
    """A clock that moves when somebody sleeps."""

    def __init__(self) -> None:
        self.time = 100.0

    def now(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.time += seconds


async def test_a_second_of_messages_goes_at_once_and_the_rest_in_step():
    clock = Clock()
    pace = Pace(30, clock.now, clock.sleep)
    for _ in range(30):
        await pace.reply()
    assert clock.time == 100.0
    for _ in range(30):
        await pace.reply()
    assert abs(clock.time - 101.0) < 1e-6


async def test_errands_wait_until_no_reply_is_in_line():
    clock = Clock()
    pace = Pace(10, clock.now, clock.sleep)
    for _ in range(15):
        await pace.reply()
    answered = clock.time
    await pace.errand()
    assert clock.time >= answered + 1.0 - 1e-6


async def test_a_pause_that_telegram_asks_for_is_kept():
    clock = Clock()
    pace = Pace(30, clock.now, clock.sleep)
    pace.hold(7)
    await pace.reply()
    assert clock.time >= 107.0


async def test_no_limit_is_no_waiting():
    pace = Pace(0, sleep=lambda _: asyncio.sleep(0))
    await pace.reply()
    await pace.errand()


async def test_a_pause_is_kept_without_a_limit_too():
    clock = Clock()
    pace = Pace(0, clock.now, clock.sleep)
    pace.hold(7)
    assert pace.waiting() == 7
    await pace.reply()
    assert clock.time >= 107.0


def test_a_flood_is_warned_once_and_answered_again_later():
    clock = Clock()
    door = Doorkeeper(3, clock.now)
    assert [door.admit(1) for _ in range(6)] == ["answer"] * 3 + ["warn", "ignore", "ignore"]
    assert door.admit(2) == "answer"
    clock.time += 61
    assert door.admit(1) == "answer"


@given(st.lists(st.floats(0, 30), max_size=200))
def test_nobody_gets_more_than_the_allowance(waits: list[float]):
    clock = Clock()
    door = Doorkeeper(5, clock.now)
    answered = []
    for wait in waits:
        clock.time += wait
        if door.admit(7) == "answer":
            answered.append(clock.time)
    for first in answered:
        assert sum(first <= later < first + 59 for later in answered) <= 10


def test_the_doorkeeper_forgets_the_oldest():
    door = Doorkeeper(5, people=3)
    for person in range(10):
        door.admit(person)
    assert len(door._seen) == 3


def test_a_flood_that_goes_on_is_warned_once():
    clock = Clock()
    door = Doorkeeper(30, clock.now)
    said = []
    for _ in range(600):
        said.append(door.admit(1))
        clock.time += 0.1
    assert said.count("warn") <= 3


def test_an_act_that_comes_again_is_counted_once():
    clock = Clock()
    door = Doorkeeper(3, clock.now)
    for _ in range(20):
        assert door.admit(1) == "answer"
        door.give_back(1)
