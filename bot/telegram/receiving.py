"""Updates come in: polled or pushed, each handled in its chat's lane, acknowledged only when handled."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from weakref import WeakValueDictionary

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.request import BaseRequest

from bot.telegram.pace import pause_of
from bot.telegram.reading import ALLOWED_UPDATES, lane_of

log = logging.getLogger(__name__)

BATCH = 25  # bounds what is answered twice after a crash
LOOK_FURTHER = 100
POLL_SECONDS = 20
STUCK_SECONDS = 90  # a poll that has not come back by then hangs on a dead connection
LONGEST_PAUSE = 30

Handle = Callable[[Update], Awaitable[None]]


class Unhandled(Exception):
    """The update could not be handled now and must come again: Telegram cannot be reached."""


@dataclass(slots=True)
class Lanes:
    """Order within a chat, `at_once` chats side by side, `seconds` for each update."""

    handle: Handle
    at_once: int = 16
    seconds: float = 25
    counts: Counter[str] = field(default_factory=Counter)
    _gate: asyncio.Semaphore = field(init=False)
    _locks: WeakValueDictionary[int, asyncio.Lock] = field(default_factory=WeakValueDictionary, init=False)

    def __post_init__(self) -> None:
        self._gate = asyncio.Semaphore(self.at_once)

    async def run(self, bot: Bot, raw: dict[str, Any]) -> bool:
        """Handle one update as Telegram sent it; False if it must come again."""
        update = self._parse(bot, raw)
        if update is None:
            return True
        lock = self._locks.setdefault(lane_of(update), asyncio.Lock())
        async with lock, self._gate:
            try:
                async with asyncio.timeout(self.seconds):
                    await self.handle(update)
            except Unhandled:
                self.counts["postponed"] += 1
                return False
            except TimeoutError:
                self.counts["overdue"] += 1
                log.error("an update was given up after %s seconds", self.seconds)
            except Exception as error:  # one update must never stop the others
                self.counts["failed"] += 1
                # The words of an exception may quote a message: only its kind is told.
                log.error("an update failed: %s at %s", type(error).__name__, _where(error))
        self.counts["handled"] += 1
        return True

    def _parse(self, bot: Bot, raw: dict[str, Any]) -> Update | None:
        try:
            return Update.de_json(raw, bot)
        except Exception as error:  # Telegram may send what this version does not know
            self.counts["unreadable"] += 1
            log.error("an update cannot be read and is skipped: %s", type(error).__name__)
            return None


async def poll(bot: Bot, request: BaseRequest, lanes: Lanes, stop: asyncio.Event) -> None:
    """Long polling until `stop` is set. The offset moves past an update only when it has been handled.

    InvalidToken ends it; anything else is waited out with growing pauses.
    """
    offset, pause = 0, 0.0
    done: set[int] = set()
    while not stop.is_set():
        try:
            # Behind an update that must come again others wait: look further.
            limit = LOOK_FURTHER if done else BATCH
            batch = await _unless(stop, _get_updates(bot, request, offset, limit, POLL_SECONDS))
        except InvalidToken:
            raise
        except TelegramError as error:
            pause = _longer(pause, error)
            _tell(error, pause)
            if isinstance(error, NetworkError):
                await _renew(request)
            await _sleep(stop, pause)
            continue
        if not batch:
            pause = 0.0
            continue
        fresh = [raw for raw in batch if raw["update_id"] not in done]
        results = await asyncio.gather(*(lanes.run(bot, raw) for raw in fresh))
        done |= {raw["update_id"] for raw, handled in zip(fresh, results, strict=True) if handled}
        offset = next(
            (r["update_id"] for r in batch if r["update_id"] not in done), batch[-1]["update_id"] + 1
        )
        done = {id for id in done if id >= offset}
        pause = 0.0 if all(results) else _longer(pause, None)
        if pause:
            await _sleep(stop, pause)
    if offset:
        with contextlib.suppress(TelegramError):  # unconfirmed only means answered twice
            await _get_updates(bot, request, offset, 1, 0)


async def _get_updates(
    bot: Bot, request: BaseRequest, offset: int, limit: int, seconds: int
) -> list[dict[str, Any]]:
    """One getUpdates, raw: so that one update that cannot be read does not hide the others."""
    query = urlencode(
        {
            "offset": offset,
            "limit": limit,
            "timeout": seconds,
            "allowed_updates": json.dumps(ALLOWED_UPDATES),
        }
    )
    try:
        async with asyncio.timeout(STUCK_SECONDS):
            answer = await request.retrieve(f"{bot.base_url}/getUpdates?{query}", read_timeout=seconds + 10)
    except TimeoutError:
        raise NetworkError("getUpdates did not come back") from None
    try:
        updates = json.loads(answer)["result"]
        return [raw for raw in updates if isinstance(raw["update_id"], int)]
    except (ValueError, KeyError, TypeError):
        raise NetworkError("getUpdates was answered with something else than updates") from None


async def _unless(stop: asyncio.Event, work: Awaitable[list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The result of some waiting, or nothing if `stop` comes first."""
    polling = asyncio.ensure_future(work)
    stopping = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({polling, stopping}, return_when=asyncio.FIRST_COMPLETED)
        return polling.result() if polling.done() else []
    finally:
        for task in (polling, stopping):
            task.cancel()
        await asyncio.gather(polling, stopping, return_exceptions=True)


async def _sleep(stop: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)


async def _renew(request: BaseRequest) -> None:
    """Fresh connections: a pool whose only connection died would fail for ever."""
    await request.shutdown()
    await request.initialize()


def _longer(pause: float, error: TelegramError | None) -> float:
    if isinstance(error, RetryAfter):
        return pause_of(error)
    return min(max(1.0, pause * 2), LONGEST_PAUSE)


def _tell(error: TelegramError, pause: float) -> None:
    if isinstance(error, Conflict):
        log.error("another copy of the bot is polling with this token; trying again in %.0f s", pause)
    else:
        log.warning("no updates: %s; trying again in %.0f s", type(error).__name__, pause)


def _where(error: BaseException) -> str:
    """File and line of the innermost frame: enough to find a fault, and no word of anybody's."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}" if trace else "?"
