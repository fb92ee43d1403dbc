"""The staff's own group: what is told there by itself, the commands, and that nobody else can give them."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot import service
from bot.playground.receiving import changes
from bot.playground.server import running
from bot.playground.world import World
from bot.settings import Settings
from tests.end_to_end.conftest import Chat, Running

WHOLE = Path(__file__).parents[1] / "whole"
TODAY = date(2026, 11, 24)
FEE = "facts/uk.yaml"
DAY_CHECKED = "checked: 2026-11-23"


@dataclass
class Office:
    """A person in a private chat, and in the staff's group beside the bot."""

    chat: Chat
    group: Chat
    content: Path

    async def told(self, words: str) -> str:
        """Wait until a message of the bot in the group holds these words."""
        async with asyncio.timeout(20):
            with changes(self.group.world) as changed:
                while not any(words in text for text in self.texts):
                    await changed.wait()
                    changed.clear()
        return next(text for text in self.texts if words in text)

    @property
    def texts(self) -> list[str]:
        return [str(message.get("text", "")) for message in self.group.messages]

    async def order(self, words: str) -> str:
        """Say something in the group; what the bot said last there."""
        self.group.world.say(self.group.person, words, person=self.chat.person)
        await self.group.settled()
        return self.group.text

    def change(self, file: str, old: str, new: str) -> None:
        path = self.content / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def settings(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A content and a day that stay as they are, whatever staff write meanwhile."""
    shutil.rmtree(settings.content)
    shutil.copytree(WHOLE, settings.content)
    monkeypatch.setattr(service.Service, "today", lambda _: TODAY)
    return settings


@pytest.fixture
async def office(
    bot_on: Running, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Office]:
    monkeypatch.setattr(service, "PATIENCE", 0)
    world = World()
    person = Chat(world)
    group = Chat(world, world.group("Кызматкерлер", [person.person]))
    config = settings.config.model_copy(update={"staff_group": group.person, "staff_language": "en"})
    async with running(world) as address, bot_on(world, address, config=config):
        yield Office(person, group, settings.content)


async def test_an_error_is_told_once_with_its_place_and_once_that_it_is_mended(office: Office):
    office.change(FEE, "value: 6\n", "value: [6\n")
    told = await office.told("There is an error")
    assert "content/facts/uk.yaml:" in told
    assert "close the ]" in told
    await office.order("/reload")
    office.change("ky/uk/overview.yaml", "ask:", "ask: ")  # another change, while the error is still there
    office.change(FEE, "value: [6\n", "value: 6\n")
    await office.told("The error is mended")
    assert await office.chat.say("/help")
    assert sum("There is an error" in text for text in office.texts) <= 3


async def test_the_same_broken_files_are_told_once_over_a_restart(
    bot_on: Running, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(service, "PATIENCE", 0)
    world = World()
    chat = Chat(world)
    group = Chat(world, world.group("Кызматкерлер", [chat.person]))
    office = Office(chat, group, settings.content)
    config = settings.config.model_copy(update={"staff_group": group.person, "staff_language": "ru"})
    async with running(world) as address:
        async with bot_on(world, address, config=config):
            office.change("ru/urgent/call-now.yaml", "title:", "titel:")
            assert "может быть, `title`?" in await office.told("В сведениях ошибка")
        async with bot_on(world, address, config=config):
            answer = await chat.say("/urgent")  # what was last sound is still served
            assert answer
    assert sum("В сведениях ошибка" in text for text in office.texts) == 1


async def test_status_check_and_reload(office: Office):
    status = await office.order("/status")
    assert "The bot is running" in status
    assert "Topics: 16" in status
    assert "Errors: 0" in status
    assert "No error and no warning" in await office.order("/check")
    assert "Nothing has changed" in await office.order("/reload")
    office.change("catalogue.yaml", "related: [uk/seasonal-work,", "related: [uk/seasonal-walk,")
    await office.order("/reload")
    checked = await office.order("/check")
    assert "warnings: 1" in checked
    assert "content/catalogue.yaml:" in checked
    assert "uk/seasonal-walk" in checked
    assert "/due" in await office.order("/help")


async def test_nobody_outside_of_the_group_is_obeyed(office: Office):
    before = (office.content / FEE).read_bytes()
    for command in ("/status", "/check", "/reload", "/due"):
        answer = await office.chat.say(command)
        assert "версия" not in answer.lower()
        assert "running" not in answer
    await office.chat.press_data("s1|k|fact:uk.seasonal_visa_fee")
    other = Chat(office.chat.world, office.chat.world.group("Башкалар", [office.chat.person]))
    other.world.say(other.person, "/status", person=office.chat.person)
    await other.settled()
    assert "running" not in other.text
    assert (office.content / FEE).read_bytes() == before


async def test_the_button_says_still_true_in_the_file_and_nothing_else_changes(office: Office):
    path = office.content / FEE
    old = (TODAY - timedelta(days=400)).isoformat()
    path.write_text(path.read_text(encoding="utf-8").replace(DAY_CHECKED, f"checked: {old}", 1), "utf-8")
    await office.order("/reload")
    due = await office.order("/due")
    assert "uk.seasonal_stay = 6 months" in due
    assert "overdue" in due
    await office.group.press("✓ 1")
    assert "✓ fact:uk.seasonal_stay" in office.group.toasts()[-1]
    text = path.read_text(encoding="utf-8")
    assert f"checked: {old}" not in text
    lines = [line for line in text.splitlines() if "checked:" not in line]
    shipped = (WHOLE / FEE).read_text(encoding="utf-8").splitlines()
    assert lines == [line for line in shipped if "checked:" not in line]
    await office.group.press_data("s1|k|fact:uk.nothing_of_the_kind")
    assert "was not written" in office.group.toasts()[-1]


async def test_what_is_due_is_told_by_itself_once_a_week(
    bot_on: Running, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    world = World()
    chat = Chat(world)
    group = Chat(world, world.group("Кызматкерлер", [chat.person]))
    office = Office(chat, group, settings.content)
    office.change(FEE, DAY_CHECKED, "checked: 2025-01-01")
    config = settings.config.model_copy(update={"staff_group": group.person, "staff_language": "ky"})
    async with running(world) as address:
        for _ in range(2):
            async with bot_on(world, address, config=config):
                await office.told("Текшере турган маалымат")
                await chat.say("/help")
        assert sum("Текшере турган" in text for text in office.texts) == 1
        later = TODAY + timedelta(days=8)
        monkeypatch.setattr(service.Service, "today", lambda _: later)
        async with bot_on(world, address, config=config):
            async with asyncio.timeout(20):
                with changes(world) as changed:
                    while sum("Текшере турган" in text for text in office.texts) < 2:
                        await changed.wait()
                        changed.clear()


async def test_questions_asked_while_the_content_changes_again_and_again_are_all_answered(office: Office):
    world, person = office.chat.world, office.chat.person
    stop = asyncio.Event()

    async def edit() -> int:
        number = 0
        while not stop.is_set():
            number += 1
            office.change(
                FEE, f"value: {339 + number}\n" if number > 1 else "value: 340\n", f"value: {340 + number}\n"
            )
            if number % 5 == 0:  # and now and then somebody saves half a file
                text = (office.content / FEE).read_text(encoding="utf-8")
                (office.content / FEE).write_text(text[: len(text) // 2], encoding="utf-8")
                await asyncio.sleep(0)
                (office.content / FEE).write_text(text, encoding="utf-8")
            await office.chat.say("/help")
        return number

    editing = asyncio.create_task(edit())
    for _ in range(30):
        world.say(person, "сколько стоит сезонная виза в англию")
        await office.chat.settled()
    stop.set()
    changed = await editing
    await office.chat.settled()
    asked = sum(not message["from"]["is_bot"] for message in world.visible(person))
    assert len(office.chat.messages) == asked == 30 + changed


async def test_about_names_the_version_and_each_question_is_kept_with_it(office: Office, settings: Settings):
    import sqlite3

    from bot.content.reading import read_folder

    snapshot = read_folder(settings.content)
    about = await office.chat.say("/about")
    assert snapshot.version in about
    assert str(snapshot.changed.year) in about
    await office.chat.say("как попасть в корею по eps")
    path = settings.database.partition(":///")[2]
    with sqlite3.connect(path) as database:
        rows = database.execute("SELECT content_version FROM questions").fetchall()
    assert rows == [(f"{snapshot.version} {snapshot.changed.isoformat()}",)]
