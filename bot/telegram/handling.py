"""One update from door to door: read, answered, sent, and only then kept for the log."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import Protocol

import httpx
from telegram import Bot, Update
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.conversation.reply import Reply
from bot.telegram.pace import Doorkeeper, Pace, pause_of
from bot.telegram.reading import Received, read
from bot.telegram.receiving import Unhandled
from bot.telegram.sending import carry_out

log = logging.getLogger(__name__)

# Learning, waiting and trying again must together fit into the time that an update has.
LONGEST_WAIT = 8


class Service(Protocol):
    """What a channel needs of the rest of the program."""

    async def respond(self, received: Received, update_id: int) -> Reply:
        """The reply to an act."""

    async def settle(self, received: Received, reply: Reply) -> None:
        """Keep what is to be kept of it."""

    def slow_down(self, received: Received) -> Reply:
        """The one warning to somebody who sends too much."""

    def apology(self, received: Received) -> Reply:
        """What is said when something broke."""


@dataclass(frozen=True, slots=True)
class Handler:
    """Everything that handling an update needs."""

    bot: Bot
    service: Service
    pace: Pace
    door: Doorkeeper

    async def __call__(self, update: Update) -> None:
        """Handle one update; raises Unhandled if Telegram cannot be reached for the answer."""
        received = read(update, self.bot.id, self.bot.username)
        if received is None:
            return
        welcome = self.door.admit(received.person)
        if welcome != "answer":
            if welcome == "warn":
                await self.send(received, self.service.slow_down(received))
            return
        try:
            await self.answer(received, update.update_id)
        except Unhandled:
            self.door.give_back(received.person)
            raise

    async def answer(self, received: Received, update_id: int) -> None:
        """Answer an act that was let in, and keep what is to be kept of it."""
        try:
            reply = await self.service.respond(received, update_id)
        except Unhandled:
            raise
        except Exception:
            await self.send(received, self.service.apology(received))
            raise
        await self.send(received, reply)
        await self.service.settle(received, reply)

    async def send(self, received: Received, reply: Reply) -> None:
        """Send the reply, waiting out pauses that Telegram asks for."""
        pause = 0.5
        while True:
            if self.pace.waiting() > LONGEST_WAIT:
                raise Unhandled  # it comes again when there is room
            await self.pace.reply()
            try:
                return await carry_out(self.bot, received, reply)
            except (Forbidden, BadRequest):
                raise
            except RetryAfter as error:
                if received.chat < 0:  # a group's own limit: nobody else must wait for it
                    log.warning("a group is over its limit and is not answered")
                    return None
                self.pace.hold(pause_of(error))
            except NetworkError as error:
                left = not isinstance(error.__cause__, httpx.ConnectTimeout | httpx.PoolTimeout)
                if isinstance(error, TimedOut) and left:
                    # It may have arrived: sending it again would answer twice.
                    log.warning("no word from Telegram whether an answer arrived")
                    return None
                if pause > 4:
                    raise Unhandled from None
                await asyncio.sleep(pause)
                pause *= 2
