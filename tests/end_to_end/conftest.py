"""The whole bot against the playground over real HTTP, and a person to talk to it."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot import service, understanding
from bot.content.loader import load
from bot.content.model import Library
from bot.playground.receiving import changes
from bot.playground.server import running
from bot.playground.world import World
from bot.settings import Limits, Settings, load_settings
from bot.understanding import Index

ROOT = Path(__file__).parents[2]
PERSON = 1001
LEARNED: dict[str, Index] = {}


@dataclass
class Chat:
    """One person's side of a conversation."""

    world: World
    person: int = PERSON

    async def settled(self) -> None:
        """Until the bot has handled and acknowledged everything."""
        async with asyncio.timeout(30):
            with changes(self.world) as changed:
                while self.world.waiting():
                    await changed.wait()
                    changed.clear()

    async def say(self, text: str) -> str:
        """Say something; the text of the bot's last message."""
        self.world.say(self.person, text)
        await self.settled()
        return self.text

    async def press(self, label: str) -> str:
        """Press the button of the last message whose label holds these words."""
        message = self.last
        for row in message["reply_markup"]["inline_keyboard"]:
            for button in row:
                if label in button["text"]:
                    self.world.press(self.person, message["message_id"], button["callback_data"])
                    await self.settled()
                    return self.text
        raise AssertionError(f"no button {label!r} among {self.labels}")

    async def press_data(self, data: str, message_id: int | None = None) -> str:
        """Press with any data, as only an old or forged message would."""
        self.world.press(self.person, message_id or self.last["message_id"], data, forged=True)
        await self.settled()
        return self.text

    @property
    def messages(self) -> list[dict[str, Any]]:
        """What the bot has on the screen."""
        return [m for m in self.world.visible(self.person) if m["from"]["is_bot"]]

    @property
    def last(self) -> dict[str, Any]:
        return self.messages[-1]

    @property
    def text(self) -> str:
        return str(self.last.get("text", ""))

    @property
    def buttons(self) -> list[dict[str, Any]]:
        rows = self.last.get("reply_markup", {}).get("inline_keyboard", [])
        return [button for row in rows for button in row]

    @property
    def labels(self) -> list[str]:
        return [button["text"] for button in self.buttons]

    def toasts(self) -> list[str]:
        """What flashed up after presses."""
        return [
            e.data.get("text", "") for e in self.world.events if e.name == "answer" and e.data.get("text")
        ]


@pytest.fixture(scope="session")
def shipped() -> Settings:
    """The shipped settings with a content that stays as it is, whatever staff write meanwhile."""
    return replace(load_settings({}, ROOT / "config.yaml"), content=ROOT / "tests" / "whole")


@pytest.fixture(scope="session")
def library(shipped: Settings) -> Library:
    found = load(shipped.content, shipped.config.languages, shipped.config.default_language)
    assert found.library is not None, found.findings
    return found.library


@pytest.fixture(autouse=True)
def learned_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same content is learned once for all tests."""

    def learned(library: Library, folder: Path) -> Index:
        if library.version not in LEARNED:
            LEARNED[library.version] = understanding.learn(library)
        return LEARNED[library.version]

    monkeypatch.setattr(service, "learned", learned)


@pytest.fixture
def settings(shipped: Settings, tmp_path: Path) -> Settings:
    """The shipped settings with a copy of the content, a data folder of the test, and no patience needed."""
    shutil.copytree(shipped.content, tmp_path / "content")
    limits = Limits(messages_per_minute=600, answers_per_second=0)
    return replace(
        shipped,
        config=shipped.config.model_copy(update={"limits": limits}),
        content=tmp_path / "content",
        data=tmp_path / "data",
        database=f"sqlite+aiosqlite:///{tmp_path / 'data' / 'test.db'}",
    )


Running = Callable[..., Any]


@pytest.fixture
def bot_on(settings: Settings) -> Running:
    """`async with bot_on(world, address):` runs the bot meanwhile."""

    @asynccontextmanager
    async def on(world: World, address: str, **changed: Any) -> AsyncIterator[Settings]:
        used = replace(settings, token=SecretStr(world.token), api_url=address, **changed)
        stop, ready = asyncio.Event(), asyncio.Event()
        work = asyncio.create_task(service.run(used, stop, ready.set))
        waiting = asyncio.create_task(ready.wait())
        await asyncio.wait({work, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if work.done():
            await work
        try:
            yield used
        finally:
            stop.set()
            await work

    return on


@pytest.fixture
async def chat(bot_on: Running) -> AsyncIterator[Chat]:
    """A person in front of the running bot."""
    world = World()
    async with running(world) as address, bot_on(world, address):
        yield Chat(world)
