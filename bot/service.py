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
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.content.answers import message
from bot.content.model import Library
from bot.content.shelf import Shelf
from bot.conversation import screens
from bot.conversation.reply import AnswerPress, Reply, Send
from bot.conversation.respond import language_of, respond
from bot.conversation.turn import Command, Pressed, Typed
from bot.demand import counts
from bot.demand import log as questions
from bot.settings import Settings
from bot.staff import desk
from bot.staff.confirm import NotConfirmed, still_true
from bot.staff.stale import Row, stale
from bot.storage import languages, notes
from bot.storage.database import Database, opened
from bot.storage.identity import keyed_hash, load_key
from bot.telegram import receiving
from bot.telegram.handling import Handler
from bot.telegram.pace import Doorkeeper, Pace, pause_of
from bot.telegram.publishing import publish
from bot.telegram.reading import ALLOWED_UPDATES, Received
from bot.telegram.sending import send
from bot.telegram.transport import make_bot
from bot.understanding import Index, Understood, match, only
from bot.understanding.kept import learned

log = logging.getLogger(__name__)

LEARNING_SECONDS = 5
PATIENCE = 1.5
# What the program remembers of its notices to staff.
TOLD, WEEKLY = "told of errors", "weekly note"


def open_shelf(settings: Settings) -> Shelf:
    """The content that the settings name, ready to be served; BadContent if nothing sound is to be had."""
    config = settings.config
    shelf = Shelf(
        settings.content, config.languages, config.default_language, settings.data, config.mark_drafts
    )
    shelf.open(config.staff_language)
    return shelf


@dataclass(slots=True)
class Service:
    """The bot behind any channel: content, understanding, memory. Holds no message and no id."""

    settings: Settings
    shelf: Shelf
    database: Database
    key: bytes
    notices: asyncio.Queue[desk.Message] = field(default_factory=asyncio.Queue)  # for the staff's group
    _index: Index | None = field(default=None, init=False)
    _learned_from: Library | None = field(default=None, init=False)
    _learning: asyncio.Task[None] | None = field(default=None, init=False)
    _writing: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)

    @property
    def library(self) -> Library:
        """The content that is being served."""
        return self.shelf.library

    def learn(self) -> None:
        """Begin to learn the phrases in a thread, if that is not under way."""
        if self._learning is None or self._learning.done():
            self._learning = asyncio.create_task(self._learn(), name="learning")

    async def _learn(self) -> None:
        while self._learned_from is not self.library:
            library = self.library
            try:
                self._index = await asyncio.to_thread(learned, library, self.settings.data)
            except Exception as error:
                log.error("the phrases were not learned: %s", type(error).__name__)
                raise
            self._learned_from = library

    async def respond(self, received: Received, update_id: int) -> Reply:
        """The reply to an act."""
        if received.chat == self.settings.config.staff_group and (reply := await self._staff(received)):
            return reply
        if isinstance(received.act, Typed):
            await self._first_learned()
        # A question that comes while a change is being learned is matched by what was learned before it.
        library, index = self.library, self._index

        def understand(question: str, fallback: str) -> Understood:
            if index is None:
                raise RuntimeError("only typed questions need understanding")
            return only(library.topics, match(question, index, fallback))

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
                content_version=self.library.edition,
            )
            await questions.record(self.database, question, self._public_numbers())
        if reply.helped and reply.helped.token:
            await questions.helped(self.database, reply.helped.token, reply.helped.yes)
        elif reply.helped:
            thumb = reply.helped
            await questions.helped_reading(self.database, today, thumb.language, thumb.topic, thumb.yes)

    async def _first_learned(self) -> None:
        """Until something is learned; if that takes too long, the question waits at Telegram."""
        if self._index is not None or self._learning is None:
            return
        try:
            await asyncio.wait_for(asyncio.shield(self._learning), LEARNING_SECONDS)
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

    async def reload(self, patience: float = 0) -> bool:
        """Serve the content as it now is on disk, if it is sound; else go on with what is served.

        Whether anything had changed. Staff are told of an error once, with the place, and when it is gone;
        but an editor may be in the middle of writing: an error must stand for `patience` seconds.
        """
        changed = await self._refresh()
        if changed and self.shelf.blocking and patience:
            await asyncio.sleep(patience)
            await self._refresh()
        if changed:
            await self.tell_of_errors()
        return changed

    async def _refresh(self) -> bool:
        async with self._writing:
            changed = await asyncio.to_thread(self.shelf.refresh)
        if changed and not self.shelf.blocking:
            log.info("content %s is being served", self.library.version)
            self.learn()
        return changed

    async def tell_of_errors(self) -> None:
        """Tell staff, once for each state of the files, that it is not served, and once that it is again."""
        language = self.settings.config.staff_language
        blocking = self.shelf.blocking
        state = self.shelf.version if blocking else ""
        if blocking:
            lines = "\n".join(finding.told("en") for finding in blocking)
            log.error("the content has errors, the last good one keeps serving:\n%s", lines)
        before = await notes.recall(self.database, TOLD)
        if state == (before or ""):
            return
        await notes.keep(self.database, TOLD, state)
        self.notices.put_nowait((desk.refused if blocking else desk.mended)(self.shelf, language))

    async def weekly_note(self) -> None:
        """Once in seven days, what is due for a look; nothing if nothing is."""
        today = self.today()
        last = await notes.recall(self.database, WEEKLY)
        if last and today < date.fromisoformat(last) + timedelta(days=7):
            return
        message = await self._due(self.settings.config.staff_language)
        if message.keyboard or len(message.body) > 1:
            self.notices.put_nowait(message)
            await notes.keep(self.database, WEEKLY, today.isoformat())

    async def _staff(self, received: Received) -> Reply | None:
        """The reply to a command or a button of the staff's own group; None if it is none of those."""
        act, language = received.act, self.settings.config.staff_language
        if isinstance(act, Pressed) and act.data.startswith(desk.CONFIRM):
            id = act.data.removeprefix(desk.CONFIRM)
            done = await self._confirm(id)
            return Reply((AnswerPress(desk.confirmed(id, done, language), alert=not done),))
        if not isinstance(act, Command) or act.name not in (*desk.COMMANDS, "start", "help"):
            return None
        message = await self._desk(act.name, language)
        return Reply((Send(message.body, message.keyboard),))

    async def _desk(self, name: str, language: str) -> desk.Message:
        if name == "reload":
            return desk.reloaded(self.shelf, await self.reload(), language)
        if name == "due":
            return await self._due(language)
        if name not in ("status", "check"):
            return desk.commands(language)
        from bot.staff.check import check  # heavy, and rarely asked for

        findings = await asyncio.to_thread(check, self.shelf.loaded, self.today())
        if name == "check":
            return desk.checked(findings, self.shelf.version, language)
        asked = await counts.asked(self.database, self.today() - timedelta(days=7))
        learning = self._learned_from is not self.library
        return desk.status(
            self.library, findings, await self._rows(), sum(asked.values()), learning, language
        )

    async def _due(self, language: str) -> desk.Message:
        # Needed once a week: the start need not wait for it.
        from bot.staff.links.report import report_of

        found = await asyncio.to_thread(report_of, self.shelf.loaded, self.settings.data)
        return desk.due(self.library, await self._rows(), found, language)

    async def _rows(self) -> list[Row]:
        readers = await counts.asked(self.database, self.today() - timedelta(days=90))
        return stale(self.library, self.today(), readers)

    async def _confirm(self, id: str) -> bool:
        """Write into the file that somebody looked today."""
        async with self._writing:  # not while the files are being read
            try:
                await asyncio.to_thread(still_true, self.settings.content, [id], self.today())
            except (NotConfirmed, OSError) as error:
                log.warning("not marked as checked: %s", type(error).__name__)
                return False
        await self.reload()
        return True

    async def finish(self) -> None:
        """Wait for the thread that learns: it cannot be stopped."""
        if self._learning is not None:
            with contextlib.suppress(Exception):
                await self._learning

    async def expire(self) -> None:
        """Delete what has been kept for as long as the settings allow."""
        kept = self.settings.config.retention
        today = self.today()
        await questions.expire(self.database, today - timedelta(days=kept.questions_days))
        await languages.expire(self.database, today - timedelta(days=kept.languages_days))

    def today(self) -> date:
        """The day in the settings' time zone."""
        return self.settings.today()

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
async def started(settings: Settings, shelf: Shelf) -> AsyncIterator[Service]:
    """A service with its database open and its phrases being learned."""
    key = load_key(settings.key.get_secret_value() if settings.key else None, settings.data / "key")
    async with opened(settings.database) as database:
        service = Service(settings, shelf, database, key)
        service.learn()
        try:
            yield service
        finally:
            await service.finish()


async def run(settings: Settings, stop: asyncio.Event, on_ready: Callable[[], None] = lambda: None) -> None:
    """The bot on Telegram (or what TELEGRAM_API_URL names) until `stop` is set."""
    if settings.token is None:
        raise ValueError("TELEGRAM_BOT_TOKEN is missing")
    limits = settings.config.limits
    shelf = await asyncio.to_thread(open_shelf, settings)
    bot, polling = make_bot(settings.token.get_secret_value(), settings.api_url, limits.chats_at_once)
    async with started(settings, shelf) as service, contextlib.AsyncExitStack() as stack:
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
            asyncio.create_task(publish(bot, shelf.library, pace)),
            asyncio.create_task(_watch(settings.content, service)),
            asyncio.create_task(_daily(service)),
            asyncio.create_task(_to_staff(bot, settings.config.staff_group, service.notices, pace)),
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

    # Now and then without a change too: a folder swapped whole is found.
    changes = awatch(
        content, watch_filter=yaml, step=50, debounce=150, yield_on_timeout=True, rust_timeout=30_000
    )
    await service.tell_of_errors()
    while True:
        following = asyncio.ensure_future(anext(changes))
        try:
            await asyncio.sleep(0)  # the watch has begun: what was written before it is found by reading
            await service.reload(PATIENCE)
        except Exception as error:  # the watch must outlive whatever a half-written folder does
            log.error("the content was not read again: %s", type(error).__name__)
        except asyncio.CancelledError:
            following.cancel()
            raise
        await following


async def _to_staff(bot: Bot, group: int | None, notices: asyncio.Queue[desk.Message], pace: Pace) -> None:
    """Send what staff must hear to their group; without a group it stays in the program's log."""
    while True:
        message = await notices.get()
        if group is None:
            continue
        try:
            await pace.errand()
            await send(bot, group, message.body, message.keyboard)
        except TelegramError as error:
            log.error("the staff's group was not told: %s", type(error).__name__)


async def _daily(service: Service) -> None:
    """What must be done once a day, begun at the start."""
    while True:
        try:
            await service.expire()
            await service.weekly_note()
        except SQLAlchemyError as error:
            log.error("the daily work was not done: %s", type(error).__name__)
        await asyncio.sleep(24 * 3600)
