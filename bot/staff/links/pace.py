"""Politeness: how often one host is asked. The clock comes in as a value."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, tzinfo


@dataclass(frozen=True, slots=True)
class Clock:
    """The day and hour (with a zone), seconds that never go back, and a way to wait."""

    now: Callable[[], datetime]
    seconds: Callable[[], float]
    sleep: Callable[[float], Awaitable[object]]


def clock(zone: tzinfo) -> Clock:
    """The real one."""
    return Clock(lambda: datetime.now(zone), time.monotonic, asyncio.sleep)


@dataclass(slots=True)
class Pace:
    """Turns at each host: one request at a time begins, and the next one waits its seconds."""

    clock: Clock
    _next: dict[str, float] = field(default_factory=dict)
    _turns: defaultdict[str, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))

    async def turn(self, host: str, seconds: float) -> None:
        """Wait until the host may be asked; whoever comes after waits `seconds` more."""
        async with self._turns[host]:
            while (wait := self._next.get(host, 0.0) - self.clock.seconds()) > 0:
                await self.clock.sleep(wait)
            self._next[host] = self.clock.seconds() + seconds

    def rest(self, host: str, seconds: float) -> None:
        """Leave the host alone for so long from now."""
        self._next[host] = max(self._next.get(host, 0.0), self.clock.seconds() + seconds)
