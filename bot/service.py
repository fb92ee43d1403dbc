"""Puts the parts together and runs them: the one place that knows them all."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hashlib
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot
from telegram.error import BadRequest, NetworkError, RetryAfter

from bot.content.answers import message
from bot.content.loader import load, version_of
from bot.content.model import Library
from bot.conversation import screens
from bot.conversation.reply import Reply, Send
from bot.conversation.respond import language_of, respond
from bot.conversation.turn import Typed
from bot.demand import log as questions
from bot.settings import Settings
from bot.storage import languages
from bot.storage.database import Database, opened
from bot.storage.identity import keyed_hash, load_key
from bot.telegram import receiving
from bot.telegram.handling import Handler
from bot.telegram.pace import Doorkeeper, Pace, pause_of
from bot.telegram.publishing import publish
from bot.telegram.reading import ALLOWED_UPDATES, Received
from bot.telegram.transport import make_bot
from bot.understanding import Index, Understood, match
from bot.understanding.kept import learned
from bot.yamlfile import Problem

log = logging.getLogger(__name__)

LEARNING_SECONDS = 5


class BadContent(Exception):
    """Content that cannot be served: one line for each reason."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))


def load_library(settings: Settings) -> Library:
    """The Library that the settings name; BadContent if it is not sound."""
    config = settings.config
    library, problems = load(settings.content, config.languages, config.default_language)
    if library is None:
        raise BadContent(problems)
    return library


@dataclass(slots=True)
class Service:
    """The bot behind any channel: content, understanding, memory. Holds no message and no id."""

    settings: Settings
    library: Library
    database: Database
    key: bytes
    _index: asyncio.Future[Index] = field(init=False)

    async def start(self) -> None:
        """Begin to learn the phrases in a thread; typed questions wait until that is done."""
        self._index = asyncio.ensure_future(asyncio.to_thread(learned, self.library, self.settings.data))

    async def respond(self, received: Received, update_id: int) -> Reply:
        """The reply to an act."""
        library = self.library  # taken together with its index: a reload may come while waiting
        index = await self._learned() if isinstance(received.act, Typed) else None

        def understand(question: str, fallback: str) -> Understood:
            if index is None:
                raise RuntimeError("only typed questions need understanding")
            return match(question, index, fallback)

        try:
            chosen = await languages.recall(self.database, self._person(received))
        except SQLAlchemyError as error:  # an answer matters more than its language
            log.error("the chosen language cannot be read: %s", type(error).__name__)
            chosen = None
        turn = received.turn(self._token(update_id), chosen)
        reply = respond(turn, library, understand, self.today())
        # A language in use is remembered anew, so that it is not forgotten for its age.
        return reply if reply.chosen or not chosen else replace(reply, chosen=chosen)

    async def settle(self, received: Received, reply: Reply) -> None:
        """Keep the chosen language, the cleaned question and the thumb."""
        today = self.today()
        if reply.chosen:
            await languages.remember(self.database, self._person(received), reply.chosen, today)
        if reply.asked:
            asked = reply.asked
            question = questions.Question(
                token=asked.token,
                day=today,
                language=asked.language,
                outcome=asked.outcome,
                topic=asked.topic,
                text=asked.text,
                content_version=self.library.version,
            )
            await questions.record(self.database, question, self._public_numbers())
        if reply.helped and reply.helped.token:
            await questions.helped(self.database, reply.helped.token, reply.helped.yes)
        elif reply.helped:
            thumb = reply.helped
            await questions.helped_reading(self.database, today, thumb.language, thumb.topic, thumb.yes)

    async def _learned(self) -> Index:
        """What was learned; while that takes longer than an update may, the question waits at Telegram."""
        try:
            return await asyncio.wait_for(asyncio.shield(self._index), LEARNING_SECONDS)
        except TimeoutError:
            raise receiving.Unhandled from None

    def slow_down(self, received: Received) -> Reply:
        """The one warning to somebody who sends too much."""
        language = language_of(received.turn("", None), self.library)
        words = self.library.interface[language].notices.slow_down
        return Reply((Send(message(self.library, language, words)),))

    def apology(self, received: Received) -> Reply:
        """What is said when something broke."""
        language = language_of(received.turn("", None), self.library)
        words = self.library.interface[language].notices.failed
        screen = screens.notice(self.library, language, words)
        return Reply((Send(screen.body, screen.keyboard),))

    async def reload(self) -> None:
        """Serve the content as it now is on disk, if it is sound; else go on with what is served."""
        try:
            if await asyncio.to_thread(version_of, self.settings.content) == self.library.version:
                return
            library = await asyncio.to_thread(load_library, self.settings)
        except (BadContent, OSError) as error:
            log.error("the content has errors, the last good one keeps serving:\n%s", error)
            return
        index = await asyncio.to_thread(learned, library, self.settings.data)
        ready: asyncio.Future[Index] = asyncio.get_running_loop().create_future()
        ready.set_result(index)
        self.library, self._index = library, ready
        log.info("content %s is being served", library.version)

    async def expire(self) -> None:
        """Delete what has been kept for as long as the settings allow."""
        kept = self.settings.config.retention
        today = self.today()
        await questions.expire(self.database, today - timedelta(days=kept.questions_days))
        await languages.expire(self.database, today - timedelta(days=kept.languages_days))

    def today(self) -> date:
        """The day in the settings' time zone."""
        return datetime.now(self.settings.time_zone).date()

    def _person(self, received: Received) -> str:
        return keyed_hash(self.key, "person", received.person)

    def _token(self, update_id: int) -> str:
        """Eight characters for a button; without the key they lead back to no update."""
        digest = hashlib.blake2b(
            update_id.to_bytes(8, "big", signed=True), key=self.key[:64], person=b"token", digest_size=6
        )
        return base64.urlsafe_b64encode(digest.digest()).decode()

    def _public_numbers(self) -> frozenset[str]:
        return frozenset(phone for contact in self.library.contacts.values() for phone in contact.phones)


@asynccontextmanager
async def started(settings: Settings, library: Library) -> AsyncIterator[Service]:
    """A service with its database open and its phrases being learned."""
    key = load_key(settings.key.get_secret_value() if settings.key else None, settings.data / "key")
    async with opened(settings.database) as database:
        service = Service(settings, library, database, key)
        await service.start()
        try:
            yield service
        finally:
            with contextlib.suppress(Exception):
                await service._index


async def run(settings: Settings, stop: asyncio.Event, on_ready: Callable[[], None] = lambda: None) -> None:
    """The bot on Telegram (or what TELEGRAM_API_URL names) until `stop` is set."""
    if settings.token is None:
        raise ValueError("TELEGRAM_BOT_TOKEN is missing")
    limits = settings.config.limits
    library = await asyncio.to_thread(load_library, settings)
    bot, polling = make_bot(settings.token.get_secret_value(), settings.api_url, limits.chats_at_once)
    async with started(settings, library) as service, contextlib.AsyncExitStack() as stack:
        await _meet(bot, stop)
        if stop.is_set():
            return
        stack.push_async_callback(bot.shutdown)
        await polling.initialize()
        stack.push_async_callback(polling.shutdown)
        pace = Pace(limits.answers_per_second)
        handler = Handler(bot, service, pace, Doorkeeper(limits.messages_per_minute))
        lanes = receiving.Lanes(handler, limits.chats_at_once, limits.seconds_per_update)
        errands = [
            asyncio.create_task(publish(bot, library, pace)),
            asyncio.create_task(_watch(settings.content, service)),
            asyncio.create_task(_daily(service)),
        ]
        on_ready()
        try:
            if settings.config.webhook:
                await _listen(settings, bot, lanes, service.key, stop)
            else:
                await _insist(bot.delete_webhook, stop)
                await receiving.poll(bot, polling, lanes, stop)
        finally:
            for errand in errands:
                errand.cancel()
            await asyncio.gather(*errands, return_exceptions=True)
            log.info("stopped: %s", dict(lanes.counts) or "nothing was asked")


def stop_on_signals(stop: asyncio.Event) -> None:
    """SIGTERM and SIGINT end the waiting for updates, never the work in hand."""
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)


async def _meet(bot: Bot, stop: asyncio.Event) -> None:
    """getMe before anything else; a wrong token ends it."""
    await _insist(bot.initialize, stop)


async def _insist(call: Callable[[], Awaitable[object]], stop: asyncio.Event) -> None:
    """A call again and again while Telegram cannot be reached; a refusal ends it."""
    pause = 1.0
    while not stop.is_set():
        try:
            await call()
            return
        except BadRequest:
            raise
        except RetryAfter as error:
            pause = pause_of(error)
        except NetworkError as error:
            log.warning("Telegram cannot be reached: %s; again in %.0f s", type(error).__name__, pause)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)
        pause = min(pause * 2, receiving.LONGEST_PAUSE)


async def _listen(
    settings: Settings, bot: Bot, lanes: receiving.Lanes, key: bytes, stop: asyncio.Event
) -> None:
    """Webhook in place of polling, on the host and port of the settings."""
    import uvicorn  # a polling bot starts without a web server

    from bot.telegram import webhook

    hook = settings.config.webhook
    if hook is None:
        return
    secret = hashlib.blake2b(b"webhook", key=key[:64], digest_size=24).hexdigest()
    config = uvicorn.Config(
        webhook.build(bot, lanes, secret), host=hook.host, port=hook.port, log_config=None, access_log=False
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    address = hook.url.rstrip("/") + webhook.PATH
    try:
        await _insist(
            lambda: bot.set_webhook(address, secret_token=secret, allowed_updates=ALLOWED_UPDATES), stop
        )
        await stop.wait()
    finally:
        server.should_exit = True
        await serving


async def _watch(content: Path, service: Service) -> None:
    """Reload whenever a YAML file changes."""
    from watchfiles import awatch

    def yaml(_: object, path: str) -> bool:
        return path.endswith(".yaml")

    # Now and then without a change too: one that came before the watch, or a folder swapped whole, is found.
    changes = awatch(
        content, watch_filter=yaml, step=50, debounce=300, yield_on_timeout=True, rust_timeout=30_000
    )
    async for _ in changes:
        try:
            await service.reload()
        except Exception as error:  # the watch must outlive whatever a half-written folder does
            log.error("the content was not read again: %s", type(error).__name__)


async def _daily(service: Service) -> None:
    """What must be done once a day, begun at the start."""
    while True:
        try:
            await service.expire()
        except SQLAlchemyError as error:
            log.error("what is too old was not deleted: %s", type(error).__name__)
        await asyncio.sleep(24 * 3600)
