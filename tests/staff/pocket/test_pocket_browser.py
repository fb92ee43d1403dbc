"""The page in a real browser, opened from the disk as people open it."""

from __future__ import annotations

import random
import shutil
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.content.loader import load
from bot.content.model import Library
from bot.staff.pocket.folding import words
from bot.staff.pocket.page import page as page_of

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
PHONE = {"width": 390, "height": 844}
CUT_OFF = """() => [...document.querySelectorAll("body *")]
    .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1)
    .map((one) => one.outerHTML)"""
SHORT = """() => [...document.querySelectorAll("main a, main input, .urgent a")]
    .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44)
    .map((one) => one.outerHTML)"""


@dataclass(frozen=True, slots=True)
class Stage:
    page: Page
    url: str

    async def search(self, text: str) -> list[str]:
        await self.page.fill("#_query", text)
        hashes = await self.page.locator("#_found a").evaluate_all("all => all.map((one) => one.hash)")
        return [str(one)[1:] for one in hashes]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield browser
        await browser.close()


@pytest.fixture
def written(library: Library, made: date, tmp_path: Path) -> Callable[..., str]:
    def write(language: str = "ky", library: Library = library) -> str:
        path = tmp_path / f"bagyt-{language}.html"
        path.write_text(page_of(library, language, made, "bagyt_bot", None), encoding="utf-8")
        return path.as_uri()

    return write


@pytest_asyncio.fixture(loop_scope="module")
async def stage(browser: Browser, written: Callable[..., str]) -> AsyncIterator[Stage]:
    """The Kyrgyz page on a phone, the day after it was made; it must fetch nothing and break nothing."""
    context = await browser.new_context(viewport=PHONE, locale="ru-RU")  # type: ignore[arg-type]
    page = await context.new_page()
    page.set_default_timeout(10_000)
    wrong: list[str] = []
    page.on("request", lambda request: None if request.url.startswith("file:") else wrong.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text))
    await page.clock.set_fixed_time("2026-11-25T12:00:00")
    url = written()
    await page.goto(url)
    yield Stage(page, url)
    await context.close()
    assert [one for one in wrong if not one.startswith("data:")] == []


async def test_the_menu_opens_one_topic_and_back(stage: Stage) -> None:
    articles = stage.page.locator("article:visible")
    await expect(articles).to_have_count(0)
    await stage.page.locator("#_menu a[href='#uk/seasonal-costs']").click()
    await expect(articles).to_have_count(1)
    await expect(articles.locator("h3")).to_be_focused()
    await expect(stage.page.locator("#_menu")).to_be_hidden()
    await articles.locator("nav a[href='#uk/seasonal-apply']").click()
    await expect(articles).to_have_attribute("id", "uk/seasonal-apply")
    await stage.page.go_back()
    await expect(articles).to_have_attribute("id", "uk/seasonal-costs")
    await articles.locator("a[href='#_menu']").click()
    await expect(stage.page.locator("#_menu")).to_be_visible()


async def test_a_topic_and_a_section_have_addresses_of_their_own(stage: Stage) -> None:
    articles = stage.page.locator("article:visible")
    await stage.page.goto(f"{stage.url}#urgent/call-now")
    await expect(articles).to_have_attribute("id", "urgent/call-now")
    await stage.page.goto(f"{stage.url}#uk")
    await expect(articles).to_have_count(2)
    for nonsense in ("#nothing/here", "#%E0%A4", "#_kept"):
        await stage.page.goto(stage.url + nonsense)
        await expect(stage.page.locator("#_menu")).to_be_visible()
        await expect(articles).to_have_count(0)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ферма канча", "uk/seasonal-costs"),
        ("каттоого жазылуу", "uk/seasonal-apply"),
        ("паспортумду тартып алышты", "safety/passport-taken"),
        ("pasportum", "safety/passport-taken"),
    ],
)
async def test_search_finds(stage: Stage, library: Library, typed: str, first: str) -> None:
    assert (await stage.search(typed))[:1] == [first]


async def test_search_finds_without_the_kyrgyz_letters_and_in_latin(stage: Stage, library: Library) -> None:
    for id, topic in library.topics.items():
        title = topic.texts["ky"].title
        assert (await stage.search(title))[0] == id
        assert (await stage.search(title.translate(str.maketrans("өүңӨҮҢ", "оунОУН"))))[0] == id
        assert (await stage.search(" ".join(words(title))))[0] == id


async def test_a_title_weighs_more_than_asking_and_asking_more_than_text(
    browser: Browser, written: Callable[..., str], content_folder: Path
) -> None:
    for topic, title, answer, ask in (
        ("uk/seasonal-costs", "Биринчи", "Апельсин.", "бир"),
        ("uk/seasonal-apply", "Экинчи", "Эки.", "апельсин керек"),
        ("safety/passport-taken", "Апельсин", "Үч.", "үч"),
    ):
        words = f"title: {title}\nsummary: Кыскача.\nanswer: {answer}\nask: [{ask}]\n"
        (content_folder / f"ky/{topic}.yaml").write_text(words, encoding="utf-8")
    loaded = load(content_folder, ("ky", "ru", "en"), "ky")
    assert loaded.library is not None, loaded.findings
    page = await browser.new_page()
    await page.goto(written("ky", loaded.library))
    found = await Stage(page, "").search("апельсин")
    await page.close()
    assert found == ["safety/passport-taken", "uk/seasonal-apply", "uk/seasonal-costs"]


async def test_nothing_found_names_a_person_to_ask(stage: Stage) -> None:
    assert await stage.search("ыъыъыъ") == []
    nothing = stage.page.locator("#_none")
    await expect(nothing).to_be_visible()
    await expect(nothing.locator("a")).to_have_attribute("href", "tel:1234")
    await stage.search("")
    await expect(nothing).to_be_hidden()
    await expect(stage.page.locator("#_menu")).to_be_visible()


async def test_a_fact_says_by_itself_that_it_is_old(stage: Stage) -> None:
    pay = stage.page.locator("[id='uk/seasonal-costs'] [data-expires='2026-12-01']")
    fee = stage.page.locator("[id='uk/seasonal-costs'] [data-expires='2027-03-20']").first
    warning = stage.page.locator("[id='uk/seasonal-costs'] > .warning")
    banner = stage.page.locator("#_old")
    for day, old in (("2026-12-01", False), ("2026-12-02", True)):
        await stage.page.clock.set_fixed_time(f"{day}T00:30:00")
        await stage.page.goto(stage.url)
        await stage.page.reload()
        await expect(banner).to_be_visible(visible=old)
        await stage.page.goto(f"{stage.url}#uk/seasonal-costs")
        await expect(warning).to_have_count(1 if old else 0)
        assert await pay.evaluate("fact => fact.classList.contains('old')") is old
        assert not await fee.evaluate("fact => fact.classList.contains('old')")
    await expect(banner).to_contain_text("1")
    await expect(warning.locator("a").first).to_have_attribute("href", "tel:08081570123")
    assert await pay.get_attribute("title")


async def test_a_clock_that_stands_before_the_day_of_making_is_not_believed(
    browser: Browser, library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "late.html"
    path.write_text(page_of(library, "ky", date(2027, 6, 1), None, None), encoding="utf-8")
    page = await browser.new_page()
    await page.clock.set_fixed_time("2015-01-01T00:00:00")
    await page.goto(path.as_uri())
    await expect(page.locator("#_old")).to_be_visible()
    await expect(page.locator("[id='uk/seasonal-costs'] > .warning")).to_have_count(2)
    await page.close()


async def test_all_of_it_can_be_read_without_a_program(
    browser: Browser, library: Library, written: Callable[..., str]
) -> None:
    context = await browser.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    page = await context.new_page()
    await page.goto(written())
    await expect(page.locator("article:visible")).to_have_count(len(library.topics))
    await expect(page.locator("#_query")).to_be_hidden()
    await page.locator("#_menu a[href='#safety/passport-taken']").click()
    await expect(page.locator("[id='safety/passport-taken'] h3")).to_be_in_viewport()
    await context.close()


async def test_paper_shows_everything_but_the_search(stage: Stage, library: Library) -> None:
    await stage.page.emulate_media(media="print")
    articles = stage.page.locator("article:visible")
    await expect(articles).to_have_count(len(library.topics))
    await expect(stage.page.locator("#_search")).to_be_hidden()
    await expect(stage.page.locator("#_menu")).to_be_hidden()
    shown = await stage.page.locator("article footer a").first.evaluate(
        "a => getComputedStyle(a, '::after').content"
    )
    assert "http" in shown
    await stage.page.goto(f"{stage.url}#uk/seasonal-costs")
    await expect(articles).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_it_fits_a_phone_and_a_thumb(stage: Stage, scheme: str) -> None:
    await stage.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for screen in ("", "#uk/seasonal-costs", "#urgent"):
        await stage.page.goto(stage.url + screen)
        assert await stage.page.evaluate(CUT_OFF) == []
    await stage.page.goto(stage.url)
    await stage.search("виза")
    assert await stage.page.evaluate(SHORT) == []
    ground = await stage.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (ground == "rgb(255, 255, 255)") == (scheme == "light")


async def test_hostile_words_do_nothing(
    browser: Browser, hostile: Library, written: Callable[..., str]
) -> None:
    page = await browser.new_page()
    wrong: list[str] = []
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    await page.goto(written("ru", hostile))
    assert await Stage(page, "").search("quoted") == ["safety/passport-taken"]
    await expect(page.locator("#_found a")).to_contain_text('"><script>x</script>')
    assert await page.locator("img").count() == 0
    await page.close()
    assert wrong == []


async def test_the_page_reads_words_as_the_index_was_made(stage: Stage) -> None:
    script = files("bot.staff.pocket").joinpath("templates/page.js").read_text(encoding="utf-8")
    source = script[script.index("var FROM") : script.index("var index")]
    choose = random.Random(7)
    letters = (
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяөүңқғһАӨЩЯ"
        + "abcdefghijklmnopqrstuvwxyzÖüışçğñ" * 2
        + "0123 -«»+.\n"
    )
    texts = ["".join(choose.choices(letters, k=choose.randrange(40))) for _ in range(2000)]
    read = await stage.page.evaluate(f"texts => {{ {source}; return texts.map(words); }}", texts)
    assert read == [words(text) for text in texts]
