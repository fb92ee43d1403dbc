"""How fast: outgoing messages within Telegram's limit, replies first; incoming floods held off politely."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from time import monotonic
from typing import Literal

from telegram.error import RetryAfter

Welcome = Literal["answer", "warn", "ignore"]


def pause_of(error: RetryAfter) -> float:
    """The seconds that Telegram asks to wait."""
    wait = error.retry_after  # seconds today, a timedelta in a later version of the library
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


@dataclass(slots=True)
class Pace:
    """At most `rate` messages a second with one second's worth at once (0: no limit).

    Telegram allows a bot about 30 messages a second over all chats.
    """

    rate: float
    now: Callable[[], float] = monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _due: float = field(default=0.0, init=False)
    _paused_until: float = field(default=0.0, init=False)

    def waiting(self) -> float:
        """The seconds that an answer would have to wait now."""
        line = self._due - 1 - self.now() if self.rate > 0 else 0.0
        return max(0.0, line, self._paused_until - self.now())

    async def reply(self) -> None:
        """Wait for the turn of an answer to a person."""
        if self.rate > 0:
            self._due = max(self.now(), self._due) + 1 / self.rate
        if wait := self.waiting():
            await self.sleep(wait)

    async def errand(self) -> None:
        """Wait for the turn of anything that can wait: until no reply is in line."""
        while self.rate > 0 and self._due > self.now():
            await self.sleep(self._due - self.now())
        await self.reply()

    def hold(self, seconds: float) -> None:
        """Telegram asked for a pause: nobody's turn comes before it is over."""
        self._paused_until = max(self._paused_until, self.now() + seconds)


@dataclass(slots=True)
class Doorkeeper:
    """Up to `per_minute` acts a minute from one person; then one warning, then silence until it calms."""

    per_minute: int
    now: Callable[[], float] = monotonic
    people: int = 10_000
    _seen: OrderedDict[int, tuple[float, bool]] = field(default_factory=OrderedDict, init=False)

    def admit(self, person: int) -> Welcome:
        """Whether to answer this act, warn once, or say nothing. Ids stay in memory, the oldest forgotten."""
        now = self.now()
        due, warned = self._seen.pop(person, (0.0, False))
        due = max(now, due)
        welcome: Welcome = "answer"
        if due - now > 60 - 60 / self.per_minute + 1e-6:
            welcome = "ignore" if warned else "warn"
            warned = True
        elif warned and due - now > 30:
            welcome = "ignore"  # silent until it has calmed, not answering every second act
        else:
            due += 60 / self.per_minute
            warned = False
        self._seen[person] = (due, warned)
        if len(self._seen) > self.people:
            self._seen.popitem(last=False)
        return welcome

    def give_back(self, person: int) -> None:
        """An act that could not be answered and will come again is not counted."""
        if person in self._seen:
            due, warned = self._seen[person]
            self._seen[person] = (due - 60 / self.per_minute, warned)
