"""A person with a browser: the chat page, the whole bot behind it, three languages."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, async_playwright, expect

from bot.content.model import Library
from bot.content.rendering import plain
from bot.playground.server import running
from bot.playground.world import World
from tests.end_to_end.conftest import Running

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Pictures for the eye are kept where this points to.
PICTURES = os.environ.get("BAGYT_PICTURES")

# The first typed question waits until the phrases are learned.
expect.set_options(timeout=30_000)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture
async def page(bot_on: Running) -> AsyncIterator[Page]:
    assert CHROMIUM, "Chromium is missing: make chromium"
    world = World()
    async with running(world) as address, bot_on(world, address), async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = await browser.new_page(viewport={"width": 390, "height": 844}, device_scale_factor=2)
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        await page.goto(address)
        yield page
        assert faults == []
        await browser.close()


def first_words(library: Library, language: str) -> str:
    """What the first screen begins with."""
    return plain(library.interface[language].screens.home).split("\n")[0]


async def picture(page: Page, name: str) -> None:
    if PICTURES:
        await page.screenshot(path=f"{PICTURES}/{name}.png")


async def press(page: Page, label: str) -> None:
    await page.locator(".keyboard button", has_text=label).last.click()


async def say(page: Page, text: str) -> None:
    await page.locator("#text").fill(text)
    await page.locator("#send").click()


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("ky", "Англиянын фермасына виза канча турат?"),
        ("ru", "сколько стоит сезонная виза в англию"),
        ("en", "how much does the seasonal visa for the uk cost"),
    ],
)
async def test_a_conversation(page: Page, library: Library, language: str, question: str):
    words = library.interface[language]
    last = page.locator(".message.bot").last
    await say(page, "/start")
    await press(page, words.language_name)
    await expect(last).to_contain_text(first_words(library, language))
    await picture(page, f"home-{language}")
    await say(page, question)
    await expect(page.locator(".message.person").last).to_contain_text(question)
    await expect(page.locator(".message.bot")).to_have_count(2)
    await expect(last).to_contain_text(re.compile("340 фунт|£340"))
    await picture(page, f"answer-{language}")
    await press(page, "👍")
    await expect(page.locator("#toast")).to_contain_text(words.notices.helped)
    await expect(last.locator(".keyboard button", has_text="👍")).to_have_count(0)
    await press(page, words.buttons.language)
    await expect(last.locator(".keyboard button")).to_have_count(3)


async def test_the_menu_is_one_message_that_changes_in_place(page: Page, library: Library):
    words = library.interface["ky"]
    await say(page, "/start")
    await press(page, words.language_name)
    await press(page, words.entries["going"])
    await press(page, words.sections["uk"])
    await picture(page, "section")
    await press(page, library.topics["uk/seasonal-costs"].texts["ky"].title)
    last = page.locator(".message.bot").last
    await expect(last).to_contain_text("340 фунт")
    await press(page, words.buttons.home)
    await expect(last).to_contain_text(first_words(library, "ky"))
    await expect(page.locator(".message.bot")).to_have_count(1)


async def test_dark_and_another_language_of_the_phone(page: Page):
    await page.emulate_media(color_scheme="dark")
    await page.locator("#text").fill("/urgent")
    await page.locator("#send").click()
    await expect(page.locator(".message.bot").last).to_contain_text("999")
    await picture(page, "urgent-dark")
