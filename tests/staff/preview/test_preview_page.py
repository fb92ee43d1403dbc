"""The preview in a real browser, against the real server and real files."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from bot.cli.content.preview import showing
from bot.staff.preview.room import Room
from bot.words import say
from tests.staff.preview.conftest import COSTS, Spoil

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.asyncio(loop_scope="module"),
]

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
NAMELESS = """() => [...document.querySelectorAll("button, select, input, textarea, a")]
    .filter((one) => !(one.ariaLabel || (one.labels?.[0] ?? one).textContent.trim()))
    .map((one) => one.outerHTML)"""
CUT_OFF = """() => [...document.querySelectorAll("#top *, #view :not(svg, svg *, pre *)")]
    .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1)
    .map((one) => one.outerHTML)"""


@dataclass(frozen=True, slots=True)
class Stage:
    """A page on the preview of a content folder."""

    page: Page
    address: str

    async def open(self, screen: str) -> None:
        await self.page.goto(f"{self.address}/#{screen}")
        await expect(self.page.locator("#heading" if screen else ".counts")).to_be_visible()

    def phone(self, language: str) -> Locator:
        return self.page.locator(f".phone[lang={language}]")

    def text(self, language: str) -> Locator:
        return self.phone(language).locator(".message.bot .text")

    def below(self, language: str) -> Locator:
        return self.page.locator(f"#column-{language} .below")

    def key(self, language: str, label: str) -> Locator:
        return self.phone(language).locator(".keyboard button", has_text=label)

    def topics(self) -> Locator:
        return self.page.locator("#list ul:not(:first-child) a")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def stage(browser: Browser, room: Room) -> AsyncIterator[Stage]:
    asked: list[str] = []
    wrong: list[str] = []
    context = await browser.new_context(viewport={"width": 1400, "height": 900}, locale="en-GB")
    page = await context.new_page()
    page.set_default_timeout(10_000)
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda line: wrong.append(line.text) if "Content Security" in line.text else None)
    async with showing(room) as address:
        yield Stage(page, address)
        await context.close()
    host = urlsplit(address).netloc
    assert [url for url in asked if urlsplit(url).netloc != host and not url.startswith("data:")] == []
    assert wrong == []


async def test_three_languages_side_by_side(stage: Stage) -> None:
    await stage.open(COSTS)
    await expect(stage.text("ky")).to_contain_text("Виза баасы - 340")
    await expect(stage.text("ru")).to_contain_text("Виза стоит 340")
    await expect(stage.text("en")).to_contain_text("£340")
    boxes = [await stage.phone(language).bounding_box() for language in ("ky", "ru", "en")]
    tops = {round(box["y"]) for box in boxes if box}
    lefts = [box["x"] for box in boxes if box]
    assert len(tops) == 1
    assert lefts == sorted(set(lefts))


async def test_a_press_changes_only_its_phone(stage: Stage) -> None:
    await stage.open(COSTS)
    before = {one: await stage.text(one).inner_text() for one in ("ky", "en")}
    await stage.key("ru", "Как записаться на ферму").click()
    await expect(stage.text("ru")).to_contain_text("Запись открывается")
    assert {one: await stage.text(one).inner_text() for one in before} == before
    await stage.key("ru", "Назад").click()
    await expect(stage.key("ru", "Сколько стоит поехать")).to_be_visible()
    await stage.phone("ru").get_by_role("button", name="Вернуться к теме").click()
    await expect(stage.text("ru")).to_contain_text("Виза стоит 340")


async def test_a_language_button_turns_only_its_phone(stage: Stage) -> None:
    await stage.open(COSTS)
    await stage.key("ky", "Тил").click()
    await stage.key("ky", "English").click()
    await expect(stage.text("ky")).to_contain_text("£340")
    await expect(stage.phone("ky").locator(".toast")).to_have_text("We speak English.")
    await expect(stage.text("ru")).to_contain_text("Виза стоит")


async def test_a_thumb_says_its_words_in_its_phone(stage: Stage) -> None:
    await stage.open(COSTS)
    await stage.key("ru", "Помогло").click()
    await expect(stage.phone("ru").locator(".toast")).to_have_text("Спасибо!")
    await expect(stage.key("ru", "Помогло")).to_have_count(0)
    await expect(stage.key("ky", "Жардам берди")).to_have_count(1)


async def test_a_question_is_answered_and_what_was_understood_is_told(stage: Stage) -> None:
    await stage.open("safety/passport-taken")
    await stage.phone("ru").locator("textarea").fill("сколько стоит виза")
    await stage.phone("ru").locator("textarea").press("Enter")
    await expect(stage.phone("ru").locator(".message.person .text")).to_contain_text("сколько стоит виза")
    await expect(stage.text("ru").last).to_contain_text("Виза стоит 340")
    await expect(stage.below("ru").locator(".understood a")).to_have_attribute("href", f"#{COSTS}")
    await expect(stage.text("ky")).to_have_count(1)


async def test_the_menu_opens_in_every_language(stage: Stage) -> None:
    await stage.open(COSTS)
    await stage.page.locator("#list").get_by_role("link", name="Меню бота").click()
    await expect(stage.text("ru")).to_contain_text("Что вас привело?")
    await expect(stage.text("ky")).to_have_count(1)


async def test_a_save_appears_in_place(stage: Stage, spoil: Spoil) -> None:
    await stage.open(COSTS)
    await stage.page.fill("#search", "виза")
    await stage.page.evaluate("window.kept = true; window.scrollTo(0, 150)")
    spoil("facts/uk.yaml", "value: 340", "value: 355")
    for language in ("ky", "ru", "en"):
        await expect(stage.text(language)).to_contain_text("355")
    await expect(stage.page.locator("[data-entry='fact:uk.visa_fee'] .values")).to_contain_text("£355")
    assert await stage.page.evaluate("[window.kept, Math.round(scrollY)]") == [True, 150]
    await expect(stage.page.locator("#search")).to_have_value("виза")
    assert urlsplit(stage.page.url).fragment == COSTS


async def test_a_save_keeps_what_was_pressed(stage: Stage, spoil: Spoil) -> None:
    await stage.open(COSTS)
    await stage.key("ru", "Как записаться на ферму").click()
    await expect(stage.text("ru")).to_contain_text("Запись открывается")
    spoil("ru/uk/seasonal-apply.yaml", "Заполните анкету", "Заполните форму")
    await expect(stage.text("ru")).to_contain_text("Заполните форму")
    await expect(stage.text("ky")).to_contain_text("Виза баасы")


async def test_a_broken_file_shows_its_finding_and_the_old_text_stays(stage: Stage, spoil: Spoil) -> None:
    await stage.open(COSTS)
    await expect(stage.page.locator("#band")).to_be_hidden()
    spoil("ru/uk/seasonal-costs.yaml", "{fact:uk.longest_stay}", "{fact:uk.none}")
    band = stage.page.locator("#band")
    await expect(band).to_contain_text(say("preview", "broken", "ru"))
    await expect(band).to_contain_text("content/ru/uk/seasonal-costs.yaml:6:22")
    await expect(stage.text("ru")).to_contain_text("Самый долгий срок: 6 месяцев")
    card = stage.below("ru").locator(".finding.error")
    await expect(card.locator(".here mark")).to_have_text("{fact:uk.none}")
    await expect(card.locator(".here i")).to_have_text("6")
    await card.locator(".quoted").click()
    await expect(stage.below("ky").locator(".finding")).to_have_count(0)
    spoil("ru/uk/seasonal-costs.yaml", "{fact:uk.none}", "{fact:uk.longest_stay}")
    await expect(band).to_be_hidden()
    await expect(card).to_have_count(0)


async def test_a_finding_in_the_list_leads_to_its_card(stage: Stage, spoil: Spoil) -> None:
    spoil("en/uk/seasonal-apply.yaml", "{fact:uk.opens_on}", "{fact:uk.none}")
    await stage.open("")
    row = stage.page.locator(".rows .finding-row.error").first
    await expect(row).to_contain_text("content/en/uk/seasonal-apply.yaml")
    await row.click()
    await expect(stage.below("en").locator(".finding.error").first).to_be_focused()
    assert urlsplit(stage.page.url).fragment == "uk/seasonal-apply"
    await stage.page.go_back()
    await expect(stage.page.locator(".counts")).to_be_visible()


async def test_what_can_be_shown_is_never_run(stage: Stage, spoil: Spoil) -> None:
    script = "<img src=x onerror=window.ran=1>"
    spoil("ru/uk/seasonal-costs.yaml", "title: Сколько стоит поехать на ферму", f"title: {script}")
    spoil("ru/uk/seasonal-costs.yaml", "  - кто платит за билет", f"  - '{script}'")
    spoil("facts/uk.yaml", "claim: Visa fee of", f"claim: {script}")
    await stage.open(COSTS)
    await expect(stage.text("ru")).to_contain_text(script)
    await expect(stage.page.locator("#heading")).to_contain_text(script)
    await expect(stage.page.locator("[data-entry='fact:uk.visa_fee']")).to_contain_text(script)
    assert await stage.page.locator("img").count() == 0
    assert await stage.page.evaluate("window.ran") is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ПАСПОРТ", 1),
        ("турат", 1),
        ("виза аппендицит", 0),
        ("эн узак моонот", 1),
        ("uk.visa_fee", 1),
        ("help line", 2),
        ("виза 340 билет", 1),
    ],
)
async def test_search_narrows(stage: Stage, query: str, found: int) -> None:
    await stage.open("")
    await expect(stage.topics()).to_have_count(4)
    await stage.page.fill("#search", query)
    if found:
        await expect(stage.topics()).to_have_count(found)
    else:
        await expect(stage.page.locator("#list .empty")).to_be_visible()
    await expect(stage.page.locator("#shown")).to_contain_text(f"{found} / 4")


async def test_filters(stage: Stage, spoil: Spoil, content_folder: Path) -> None:
    spoil("facts/uk.yaml", "checked: 2026-11-01", "checked: 2026-09-01")
    (content_folder / "en/uk/seasonal-apply.yaml").unlink()
    await stage.open("")
    costs, apply = "Сколько стоит поехать на ферму", "Как записаться на ферму"
    for value, titles in [
        ("only_findings", [costs, apply]),
        ("only_stale", [costs]),
        ("only_missing", [apply]),
    ]:
        await stage.page.select_option("#filter", value)
        await expect(stage.topics()).to_have_count(len(titles))
        await expect(stage.topics()).to_contain_text(titles)
    await stage.topics().click()
    await expect(stage.below("en").locator(".borrowed")).to_contain_text("English")


async def test_the_tool_s_own_language(stage: Stage) -> None:
    await stage.open(COSTS)
    for code in ("ky", "en", "ru"):
        await stage.page.select_option("#language", code)
        await expect(stage.page.locator("#shared .heading")).to_contain_text(say("preview", "sources", code))
        await expect(stage.page.locator("html")).to_have_attribute("lang", code)
    await stage.page.select_option("#language", "en")
    await expect(stage.page.locator("#live")).to_have_text(say("preview", "live", "en"))
    await stage.page.reload()
    await expect(stage.page.locator("#language")).to_have_value("en")
    await expect(stage.text("ky")).to_contain_text("Виза баасы")


async def test_one_language_at_a_time_on_a_narrow_screen(stage: Stage) -> None:
    await stage.page.set_viewport_size({"width": 360, "height": 740})
    await stage.open(COSTS)
    await expect(stage.phone("ru")).to_be_visible()
    await expect(stage.phone("ky")).to_be_hidden()
    await expect(stage.text("ru")).to_be_visible()
    await stage.page.get_by_role("tab", name="Русский").press("ArrowRight")
    await expect(stage.phone("en")).to_be_visible()
    await expect(stage.phone("ru")).to_be_hidden()
    await expect(stage.page.get_by_role("tab", name="English")).to_be_focused()
    assert await stage.page.evaluate(CUT_OFF) == []
    assert await stage.page.evaluate("document.documentElement.scrollWidth") <= 360
    await expect(stage.page.locator("#search")).to_be_hidden()
    await stage.page.click("#drawer")
    await stage.page.fill("#search", "passport")
    await stage.topics().first.click()
    await expect(stage.page.locator("#search")).to_be_hidden()
    await expect(stage.page.locator("#heading")).to_contain_text("паспорт")


async def test_keys_and_names(stage: Stage) -> None:
    await stage.open(COSTS)
    await expect(stage.text("ru")).to_be_visible()
    assert await stage.page.evaluate(NAMELESS) == []
    await stage.page.locator("h1").click()
    await stage.page.keyboard.press("/")
    await expect(stage.page.locator("#search")).to_be_focused()
    await stage.key("ru", "Как записаться").focus()
    await stage.page.keyboard.press("Enter")
    await expect(stage.text("ru")).to_contain_text("Запись открывается")
    await expect(stage.phone("ru").locator(".keyboard button:focus")).to_have_count(1)


async def test_dark_and_light(stage: Stage) -> None:
    await stage.open(COSTS)
    html = stage.page.locator("html")
    await expect(html).to_have_attribute("data-theme", "light")
    await stage.page.click("#theme")
    await expect(html).to_have_attribute("data-theme", "dark")
    await stage.page.emulate_media(color_scheme="dark")
    await stage.page.reload()
    await expect(html).to_have_attribute("data-theme", "dark")


async def test_a_preview_that_ended_says_so(browser: Browser, room: Room) -> None:
    page = await browser.new_page()
    async with showing(room) as address:
        await page.goto(address)
        await expect(page.locator("#live")).to_have_text(say("preview", "live", "ru"))
    await expect(page.locator("#live")).to_have_text(re.compile("bagyt content preview"))
    await page.close()
